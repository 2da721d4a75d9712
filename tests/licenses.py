"""License files made for a question: some rules, one day to file them by."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

FILE_BY = date(2026, 6, 10)
"""A Wednesday that is worked, whatever is not published yet."""


def rule(id: str = "renewal", *, title: str = "Renew", **fields: Any) -> dict[str, Any]:
    """A rule whose filing is due ten days before the license expires."""
    return {
        "id": id,
        "title": {"zh": title, "en": title},
        "clause": "十二",
        "quote": "应当提前10日提出申请",
        "trigger": "expires",
        "due": "10 days before",
        "recipient": "原发证机关",
        "filing": {"zh": "申请", "en": "Application"},
        **fields,
    }


def license_file(
    path: Path, *rules: dict[str, Any], file_by: date = FILE_BY, **fields: Any
) -> Path:
    """A license in `path` whose rules are to be filed by that day, if it is a working day.

    They are due on the day after it: what is counted back is planned for the day before.
    """
    expires = file_by + timedelta(days=11)
    paper = {
        "number": "京ICP证1号",
        "holder": "持证人",
        "issuer": "原发证机关",
        "issued": str(expires.replace(year=expires.year - 5)),
        "expires": str(expires),
        **fields,
    }
    # JSON is YAML but for its surrogates; escapes bring every sign through.
    text = json.dumps({"license": paper, "rules": rules or [rule()]}, indent=1, ensure_ascii=False)
    text = re.sub("[^ -~\n]", lambda sign: f"\\U{ord(sign[0]):08X}", text)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path
