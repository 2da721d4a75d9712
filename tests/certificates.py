"""The certificate that the bundled license was taken from, changed, and what import makes of it."""

import re
from collections.abc import Callable

from places import CERTIFICATE, LICENSE, ROOT

from icpcli.files.chinese_print import fold
from icpcli.importers.certificate.draft import Draft, draft_from_certificate
from icpcli.importers.certificate.read import read_certificate
from icpcli.license.file import parse_license
from icpcli.license.form import read_form
from icpcli.model.license import License, Period
from icpcli.model.problem import IcpError

SEED_FILE = CERTIFICATE
SEED = SEED_FILE.read_text("utf-8")
TEMPLATE = LICENSE.read_text("utf-8")
FORM = read_form(ROOT / "data" / "forms" / "telecom.yaml")

Change = Callable[[str], str]


def drafted(text: str) -> Draft:
    return draft_from_certificate(read_certificate(text, FORM), TEMPLATE, FORM)


def drafted_or_refused(text: str) -> Draft | None:
    try:
        return drafted(text)
    except IcpError as error:
        if error.code != "invalid_certificate":
            raise
        return None


def imported(text: str) -> License:
    return parse_license(drafted(text).text, "license.yaml")


def dues(license: License) -> dict[str, str]:
    """Each rule's period, as `90 days before`."""
    return {
        rule.id: " ".join(map(str, rule.due[:3])) if isinstance(rule.due, Period) else str(rule.due)
        for rule in license.rules
    }


BUNDLED = parse_license(TEMPLATE, "license.yaml")
DUES = dues(BUNDLED)
CLAUSES = {rule.id: rule.clause for rule in BUNDLED.rules}


def swap(*pairs: tuple[str, str]) -> Change:
    def change(text: str) -> str:
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        return text

    return change


def without_clause(ordinal: str) -> Change:
    return lambda text: re.sub(rf"(?m)^{ordinal}、.*\n", "", text)


def letters(text: str) -> str:
    """The folded text without punctuation."""
    return "".join(sign for sign in fold(text) if sign.isalnum())
