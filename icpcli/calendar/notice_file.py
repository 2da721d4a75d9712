"""A holiday notice that the user adds: YAML → Notice, or every problem in it (semantics § 5)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from icpcli.calendar.festivals import FESTIVALS, MAKE_UP_REACH, festivals
from icpcli.calendar.notice import Arrangement, Notice, each_day
from icpcli.calendar.workdays import FIRST_DAY, LAST_DAY
from icpcli.files.fields import Fields, Item, read_data, read_file
from icpcli.files.typed_words import nearest, parse_date
from icpcli.model.problem import Problem, Text

_NOTICE = ("year", "title", "number", "issued", "festivals", "amends", "extra_days_off", "local")
_FESTIVAL = ("name", "off", "work")
_LONGEST_RUN = 31
_NATIONAL_ONLY = ("amends", "extra_days_off")
_YES_NO = {"true": True, "yes": True, "false": False, "no": False}
_BY_ENGLISH_NAME = {known.english: known.name for known in FESTIVALS.values()}


class _Festivals(NamedTuple):
    """What a notice arranges, and its make-up days that are too far from their festival."""

    arranged: tuple[Arrangement, ...]
    far: tuple[Problem, ...]


_NOTHING = _Festivals((), ())


def read_notice(path: Path | str) -> Notice:
    """The notice in the YAML file `path` (semantics § 5).

    Raises `IcpError` (`invalid_notice`) with every problem of the file, sorted by place. What can
    only be judged of a whole year, such as its sum, `load_calendar` judges.
    """
    return _notice(read_file(Path(path), "invalid_notice"), str(path))


def parse_notice(text: str, file: str) -> Notice:
    """The notice in the text of a file that need not be there yet. Raises as `read_notice` does."""
    root = read_data(text.encode(), file, "invalid_notice")
    assert root is not None, "a notice is more than comments"
    return _notice(root, file)


def _notice(root: Item, file: str) -> Notice:
    fields = root.fields(_NOTICE, required=("year", "festivals"))
    year = fields.read("year", _year, None)
    local = fields.read("local", Item.text, "")
    amends, extra = (False, 0) if local else _kind(fields)
    for name in _NATIONAL_ONLY if local else ():
        fields.read(name, _refuse_in_local, None)
    own_names = bool(local or extra)
    found = fields.read("festivals", lambda item: _festivals(item, year, own_names), _NOTHING)
    notice = Notice(
        file=file,
        year=year or FIRST_DAY.year,
        title=fields.read("title", Item.text, ""),
        number=fields.read("number", Item.blank_text, ""),
        issued=fields.read("issued", Item.date, None),
        festivals=found.arranged,
        amends=amends,
        extra_days_off=extra,
        local=local,
        notes=() if local else found.far,
    )
    root.problems.stop()
    return notice


def _kind(fields: Fields) -> tuple[bool, int]:
    """Whether the notice amends another, and how many days it gives beyond the law."""
    amends = _YES_NO.get(fields.read("amends", lambda item: item.choice(_YES_NO), "no"), False)
    if amends and "issued" not in fields:
        fields["amends"].refuse(
            "修改通知须写明“issued”：几份修改的先后由它决定",
            'an amendment needs "issued": it decides the order of several',
        )
    return amends, fields.read("extra_days_off", lambda item: item.integer(0, 30), 0)


def _refuse_in_local(item: Item) -> None:
    item.refuse(
        "地方的放假通知（local）不写这一项：它不改全国的安排",
        "has no place in a local notice: that changes nothing in the whole country's days",
    )


def _year(item: Item) -> int | None:
    year = item.integer(FIRST_DAY.year, LAST_DAY.year)
    return year if item.node.text == str(year) else None


def _festivals(item: Item, year: int | None, own_names: bool) -> _Festivals:
    arranged: list[Arrangement] = []
    far: list[Problem] = []
    off: set[date] = set()
    work: dict[date, Item] = {}
    for entry in item.items():
        fields = entry.fields(_FESTIVAL, required=("name",))
        if "off" not in fields and "work" not in fields:
            entry.refuse("“off”和“work”至少要有一项", '"off" or "work" is needed')
        names = _names(fields["name"], year, own_names) if "name" in fields else ()
        days_off = _days(fields["off"], year) if "off" in fields else {}
        make_up = _days(fields["work"], year) if "work" in fields else {}
        if year:
            _refuse_weekdays(make_up)
            far += _far_from_festival(make_up, names, year, days_off)
        off |= days_off.keys()
        work |= make_up
        arranged.append(Arrangement(names, tuple(sorted(days_off)), tuple(sorted(make_up))))
    for day in sorted(off & work.keys()):
        work[day].refuse(f"{day} 既放假又上班", f"{day} is both a day off and a make-up workday")
    return _Festivals(tuple(arranged), tuple(far))


def _names(item: Item, year: int | None, own_names: bool) -> tuple[str, ...]:
    """The law's names in `中秋节、国庆节`, written with or without 节, or in English.

    Others only where the notice may give days that the law does not know.
    """
    known = [festival.name for festival in festivals(year)] if year else [*FESTIVALS]
    names = []
    for part in re.split("[、，,/和]", item.text()):
        word = _BY_ENGLISH_NAME.get(part.strip(), part.strip())
        name = next((name for name in known if word in (name, name.removesuffix("节"))), word)
        if word and name not in known and not own_names:
            hint = nearest(name, known) or "、".join(known)
            item.refuse(
                f"“{name}”不是法定节日（应为：{hint}）",
                f'"{name}" is not a statutory festival (try: {hint})',
            )
        names.append(name)
    return tuple(names)


def _days(item: Item, year: int | None) -> dict[date, Item]:
    """The days of a list such as `[2027-01-01 to 2027-01-03, 2027-01-09]`, and where each is."""
    days: dict[date, Item] = {}
    for entry in item.items():
        text = entry.text()
        try:
            ends = [parse_date(end) for end in text.split(" to ", 1)] if text else []
        except ValueError as error:
            entry.refuse(*error.args[0])
            continue
        if ends and year and not all(year - 1 <= end.year <= year + 1 for end in ends):
            entry.refuse(
                f"{year} 年的通知只安排 {year - 1} 至 {year + 1} 年的日子",
                f"a notice for {year} sets days of {year - 1} to {year + 1} only",
            )
        elif ends and ends[-1] < ends[0]:
            entry.refuse(f"{ends[-1]} 早于 {ends[0]}", f"{ends[-1]} is before {ends[0]}")
        elif ends and (ends[-1] - ends[0]).days >= _LONGEST_RUN:
            entry.refuse(
                f"一段不会超过 {_LONGEST_RUN} 天",
                f"no festival has more than {_LONGEST_RUN} days in a row",
            )
        elif ends:
            days |= dict.fromkeys(each_day(ends[0], ends[-1]), entry)
    return days


def _refuse_weekdays(make_up: Mapping[date, Item]) -> None:
    for day, item in make_up.items():
        if day.weekday() < 5:
            item.refuse(
                f"{day} 不是周六或周日，不能是调休上班日",
                f"{day} is not a Saturday or Sunday, so it is no make-up workday",
            )


def _far_from_festival(
    make_up: Mapping[date, Item], names: Iterable[str], year: int, off: Iterable[date]
) -> Iterator[Problem]:
    """The make-up days that are too far from a statutory day (of a one-off: from its own days)."""
    own = [festival for festival in festivals(year) if festival.name in names]
    statutory = [day for festival in own for day in each_day(festival.first, festival.last)]
    for day, item in make_up.items():
        distance = min((abs(day - other).days for other in statutory or off), default=0)
        if distance > MAKE_UP_REACH:
            festival = "、".join(names)
            words = Text(
                f"{day} 上班，距{festival}的法定假日 {distance} 天，历来不超过 {MAKE_UP_REACH} 天："
                "请与通知原文核对",
                f"{day} is worked, {distance} days from the statutory days of {festival}; none "
                f"should be more than {MAKE_UP_REACH} away: compare with the notice",
            )
            yield Problem(item.problems.file, *item.at, item.path, words)
