"""A license file → License, or every problem in it (design § 2)."""

from collections.abc import Mapping
from pathlib import Path

from icpcli.calendar.periods import CALENDAR
from icpcli.files.fields import Fields, Item, read_data, read_file
from icpcli.license.duties import read_duties, read_unread
from icpcli.license.events import merged_events, read_answer, read_answers, read_events
from icpcli.license.names import undeclared
from icpcli.license.rules import Scope, read_rules
from icpcli.license.term import Life, calendar_date, read_life
from icpcli.model.license import License, Website
from icpcli.model.problem import Text
from icpcli.model.rule_set import NO_SETS, Events, Sets

DOCUMENT = ("license", "rule_sets", "flags", "events", "rules", "duties", "overrides", "unread")
LICENSE = (
    "number",
    "kind",
    "holder",
    "short_name",
    "owner",
    "legal_representative",
    "business",
    "excludes",
    "issuer",
    "issued",
    "expires",
    "continuing",
    "earlier_terms",
    "earlier_numbers",
    "reissued",
    "no_renewal",
    "ended",
    "tracked_from",
    "websites",
)
WEBSITE = ("name", "domain", "server", "access_provider")

_CODE = "invalid_license"
_REQUIRED = ("number", "holder", "issued")
_NO_SETS = Text(
    "文件没有写“rule_sets”：本文件自己的规则，改期写在规则里",
    'the file names no "rule_sets": for a rule of its own, write it in the rule',
)


def read_license(path: Path) -> License:
    """The license in the YAML file `path`, with the rule sets that it names.

    Raises `IcpError` (`invalid_license`) with every problem of the file and of these sets, sorted
    by place.
    """
    return _license(read_file(path, _CODE), str(path))


def parse_license(text: str, file: str) -> License:
    """The license in the text of a file that need not be there yet. Raises as `read_license` does."""
    root = read_data(text.encode(), file, _CODE)
    assert root is not None, "a license is more than comments"
    return _license(root, file)


def _license(root: Item, file: str) -> License:
    document = root.fields(DOCUMENT, required=("license",))
    if root.node.complete and not document.keys() & {"rules", "rule_sets", "duties"}:
        root.refuse("缺少“rules”", '"rules" is missing')
    paper = document.read(
        "license", lambda item: item.fields(LICENSE, _REQUIRED, DOCUMENT), Fields()
    )
    life = read_life(paper)
    license = _certificate(paper, life, file)
    sets = document.read("rule_sets", lambda item: _sets(item, file), NO_SETS)
    own = document.read(
        "events", lambda item: read_events(item, sets.events, sets.partial), Events()
    )
    events = merged_events(own, [one.events for one in sets.read]) if sets.read else own
    scope = Scope(
        events=events,
        flags=_flag_names(document, sets),
        partial=sets.partial,
        issued=life.issued,
        expires=life.expires,
        endless=bool(paper) and "expires" not in paper,
        gates=paper.read("kind", lambda item: _set_of(item, file), ""),
    )
    rules = document.read("rules", lambda item: read_rules([item], scope), ())
    license = license._replace(
        general=_general(scope.gates, sets, file),
        rule_sets=tuple(one.id for one in sets.read),
        events=dict(events.titles),
        asks=events.asks,
        plans=events.plans,
        rules=rules,
        duties=document.read("duties", read_duties, ()),
        unread=document.read("unread", read_unread, ()),
    )
    license = _with_flags(license, document, sets, scope.gates)
    license = _with_sets(license, document, sets)
    root.problems.stop()
    return license


def _certificate(paper: Fields, life: Life, file: str) -> License:
    """What the certificate says, and what its holder says of it."""
    return License(
        file=file,
        number=paper.read("number", Item.text, ""),
        kind=paper.read("kind", Item.text, ""),
        holder=paper.read("holder", Item.text, ""),
        short_name=paper.read("short_name", Item.text, ""),
        owner=paper.read("owner", Item.text, ""),
        legal_representative=paper.read("legal_representative", Item.blank_text, ""),
        business=paper.read("business", Item.blank_text, ""),
        excludes=paper.read("excludes", Item.blank_text, ""),
        issuer=paper.read("issuer", Item.blank_text, ""),
        issued=life.issued or CALENDAR.earliest,
        expires=life.expires,
        earlier_terms=life.earlier_terms,
        earlier_numbers=life.earlier_numbers,
        reissued=life.reissued,
        ended=life.ended,
        continuing=paper.read("continuing", read_answer, None),
        no_renewal=paper.read("no_renewal", Item.text, ""),
        tracked_from=paper.read("tracked_from", calendar_date, None),
        websites=paper.read("websites", _websites, ()),
        events={},
        rules=(),
        duties=(),
    )


def _set_of(item: Item, file: str) -> str:
    """The set of the kind that a license is of, whose name the events of its gates carry."""
    from icpcli.license.paper_kinds import paper_kinds, set_of_kind

    kind = item.node.text or ""
    found = set_of_kind(kind, Path(file)) if kind else ""
    if kind and not found:
        known = [it.id for it in paper_kinds(Path(file))]
        item.refuse(*undeclared("许可证类型", "kind of license", kind, known))
    return found


def _general(of_its_kind: str, sets: Sets, file: str) -> str:
    """The set of general rules that a license names, or that its kind has."""
    named = next((one.id for one in sets.read if one.general), "")
    if named or not of_its_kind:
        return named
    from icpcli.license.paper_kinds import is_general

    return of_its_kind if is_general(of_its_kind, Path(file)) else ""


def _sets(item: Item, file: str) -> Sets:
    from icpcli.license.rule_sets import named_sets

    return named_sets(item, Path(file))


def _flag_names(document: Fields, sets: Sets) -> list[str]:
    """The flags that `only_if` may name: those of the sets, and those that the file answers."""
    names = [name for one in sets.read for name in one.flags]
    if "flags" in document and (entries := document["flags"].node.entries):
        names += entries
    return names


def _with_flags(license: License, document: Fields, sets: Sets, of_its_kind: str) -> License:
    """The license with what its holder answered, and all that is asked.

    A flag of the rules that `icp init` wrote is asked in the words of the set `of_its_kind`.
    """
    asked = {name: title for one in sets.read for name, title in one.flags.items()}
    if "flags" in document:
        used = [it.flag for rule in license.rules for it in rule.conditions]
        answers = read_answers(document["flags"], asked, used, partial=sets.partial)
        if others := [name for name in answers if name not in asked]:
            titles = _flags_of(of_its_kind, license.file)
            asked |= {name: titles.get(name, Text(name, name)) for name in others}
        given = {name: answer for name, answer in answers.items() if answer is not None}
        license = license._replace(flags=given)
    return license._replace(questions=asked) if asked else license


def _flags_of(rule_set: str, file: str) -> Mapping[str, Text]:
    from icpcli.license.paper_kinds import flags_of

    return flags_of(rule_set, Path(file)) if rule_set else {}


def _with_sets(license: License, document: Fields, sets: Sets) -> License:
    if "overrides" in document and not sets.read and not sets.partial:
        document["overrides"].refuse(*_NO_SETS)
    if not sets.read:
        return license
    from icpcli.license.merge import with_sets

    return with_sets(license, sets, document.get("overrides"))


def _websites(item: Item) -> tuple[Website, ...]:
    return tuple(_website(entry) for entry in item.items())


def _website(item: Item) -> Website:
    fields = item.fields(WEBSITE, required=("name", "domain"))
    return Website(
        name=fields.read("name", Item.text, ""),
        domain=fields.read("domain", Item.text, ""),
        server=fields.read("server", Item.blank_text, ""),
        access_provider=fields.read("access_provider", Item.blank_text, ""),
    )
