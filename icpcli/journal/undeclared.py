"""What to say of an event in a journal that the license does not declare, or does no more."""

from functools import cache
from pathlib import Path

from icpcli.files.fields import read_file
from icpcli.files.rule_set_files import set_files
from icpcli.files.typed_words import nearest
from icpcli.model.license import License
from icpcli.model.problem import IcpError, Text


def undeclared(event: str, license: License) -> Text:
    """The rule sets that declare it, for one may have been taken out of the license; else the event
    that was probably meant."""
    files = set_files(Path(license.path))
    sets = [id for id, path in files.items() if event in _events_of(path)]
    if sets:
        return Text(
            f"许可证没有声明事件“{event}”，规则集 {'、'.join(sets)} 里有：如果是从 rule_sets 里删去了，请写回去",
            f'the license declares no event "{event}", the rule set {", ".join(sets)} does: if it was '
            "taken out of rule_sets, put it back",
        )
    near = nearest(event, license.recordable)
    return Text(
        f"许可证没有声明事件“{event}”" + (f"（是不是 {near}？）" if near else ""),
        f'the license declares no event "{event}"' + (f" (did you mean {near}?)" if near else ""),
    )


@cache
def _events_of(path: Path) -> frozenset[str]:
    """The events that the rule set in this file declares; none where it cannot be read."""
    try:
        sections = read_file(path, "").entries()
    except IcpError:
        return frozenset()
    return frozenset(sections["events"].entries()) if "events" in sections else frozenset()
