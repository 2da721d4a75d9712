"""What to say of an event in a journal that the license does not declare, or does no more."""

from functools import cache
from pathlib import Path

from icpcli.files.fields import read_file
from icpcli.files.rule_set_files import set_files
from icpcli.files.typed_words import nearest
from icpcli.model.license import License, gate_events
from icpcli.model.problem import IcpError, Text

_OF_A_SET = Text(
    "许可证没有声明事件“{event}”，它属于规则集 {sets}：如果是从 rule_sets 里删去了，请写回去"
    "（rule_sets: [{first}]）；不再适用的，写回去后用 icp undo 作废这一条，再删去",
    'the license declares no event "{event}", which is of the rule set {sets}: if it was taken out of '
    "rule_sets, put it back (rule_sets: [{first}]); if it does not apply any more, put it back, void "
    "this entry with icp undo, then take it out",
)


def undeclared(event: str, license: License) -> Text:
    """The rule sets that declare it, for one may have been taken out of the license; else the event
    that was probably meant."""
    files = set_files(Path(license.path))
    sets = [id for id, path in files.items() if event in _events_of(path)]
    if sets:
        return _OF_A_SET.filled(event=event, sets=", ".join(sets), first=sets[0])
    near = nearest(event, license.recordable)
    return Text(
        f"许可证没有声明事件“{event}”" + (f"（是不是 {near}？）" if near else ""),
        f'the license declares no event "{event}"' + (f" (did you mean {near}?)" if near else ""),
    )


@cache
def _events_of(path: Path) -> frozenset[str]:
    """What can be recorded by the rule set in this file: its events, and the two of each gate."""
    try:
        sections = read_file(path, "").entries()
    except IcpError:
        return frozenset()
    events = sections["events"].entries() if "events" in sections else ()
    rules = [it.entries() for it in sections["rules"].items()] if "rules" in sections else []
    gates = [f"{path.stem}/{it['id'].node.text}" for it in rules if {"id", "gate"} <= it.keys()]
    return frozenset((*events, *(event for gate in gates for event in gate_events(gate))))
