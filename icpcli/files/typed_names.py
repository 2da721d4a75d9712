"""Things that people name: by an id, by a title in either language, or by a part that only one has."""

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import islice

from icpcli.files.typed_words import closest
from icpcli.model.problem import Text

Named = tuple[str, Text]
"""An id and its title."""

_MOST_LISTED = 12
_MOST_NEAR = 3
_AS_NEAR = 3 / 4
"""What is much less like the word than the best is not named beside it."""
_SHORTEST_IN_ORDER = 3
"""Two signs in their order are in too many titles: 年 and 报 in 年度信息报告."""
_LONGEST = 80
"""No title has more signs: what is longer is compared by its beginning."""


def meant(text: str, things: Iterable[Named]) -> dict[str, Text]:
    """What a person means: what is called exactly so, else each thing that has it in its id or title.

    Capitals and spaces at the ends do not matter. Nothing is meant by no text; and a number is no part
    of a name: 3 is in the day of registry-update@2026-11-03, and meant as the third of a list.
    """
    is_name = any(sign.isalpha() for sign in text)
    return _called(text, titles := [*things]) or (_with_part(text, titles) if is_name else {})


def possible(text: str, things: Iterable[Named]) -> dict[str, Text]:
    """What is meant, or has a number in it; where that is no one thing, also all that has the signs of a
    Chinese word in their order (股东变更: 股东股权变更), the shortest title first.

    Only to look something up or to ask which is meant: 取得许可证 is not 取得跨地区经营许可证, and must not be
    written down as that.
    """
    word, titles = _folded(text), [*things]
    if called := _called(text, titles):
        return called
    found = _with_part(text, titles)
    if len(found) == 1 or len(word) < _SHORTEST_IN_ORDER or not _is_chinese(word):
        return found
    found |= {id: title for id, title in titles if _in_order(word, _folded(title.zh)) == len(word)}
    return dict(sorted(found.items(), key=lambda it: len(it[1].zh)))


def _called(text: str, titles: Collection[Named]) -> dict[str, Text]:
    """What has a text for its id, else what has it for its id or title in any capitals."""
    word = _folded(text)
    exact = {id: title for id, title in titles if id == text.strip()}
    return exact or {it[0]: it[1] for it in titles if word and word in _names(it)}


def _with_part(text: str, titles: Iterable[Named]) -> dict[str, Text]:
    """What has a text in its id or title."""
    word = _folded(text)
    return {it[0]: it[1] for it in titles if word and any(word in name for name in _names(it))}


def the_one(
    text: str,
    things: Collection[Named],
    what: Text,
    all_of_them: str = "",
    called: Callable[[str, Iterable[Named]], dict[str, Text]] = meant,
) -> str:
    """The id of the only thing that is `called` so. Raises `ValueError(Text)` with the nearest titles.

    `all_of_them` is the command that lists what there is.
    """
    found = called(text, things)
    if len(found) == 1:
        return next(iter(found))
    found = possible(text, things)
    words = several(text, found, what) if len(found) > 1 else none(text, things, what, all_of_them)
    raise ValueError(words)


def several(text: str, found: Mapping[str, Text], what: Text) -> Text:
    """What to say of words that name several things."""
    named = listed(found.items())
    return Text(
        f"“{text}”可以指几个{what.zh}，请写明哪一个：{named.zh}",
        f'"{text}" can be more than one {what.en}, say which: {named.en}',
    )


def none(text: str, things: Iterable[Named], what: Text, all_of_them: str = "") -> Text:
    """What to say of words that name nothing: what was probably meant, and the command that lists all
    that there is; without one, what there is where nothing is near."""
    titles = dict(things)
    near = [*islice(possible(text, titles.items()), _MOST_NEAR)] or _near(_folded(text), titles)
    likely = listed([(id, titles[id]) for id in near])
    zh, en = ([f"是不是 {likely.zh}？"], [f"did you mean {likely.en}?"]) if near else ([], [])
    if all_of_them:
        zh, en = [*zh, f"全部见 {all_of_them}"], [*en, f"{all_of_them} lists all"]
    elif not near:
        known = listed(titles.items())
        zh, en = [f"已有：{known.zh}"], [f"known: {known.en}"]
    return Text(
        f"没有{what.zh}“{text}”（{''.join(zh)}）", f'no {what.en} "{text}" ({" ".join(en)})'
    )


def _near(word: str, titles: dict[str, Text]) -> list[str]:
    """The ids of what was probably meant by a word, the likeliest first.

    A Chinese word is near the titles that have most of its signs in their order: it is too short for
    letters to be compared.
    """
    # Of several with one title the first is named.
    names = {name: it[0] for it in reversed(titles.items()) for name in _names(it)}
    if not _is_chinese(word):
        return [*dict.fromkeys(names[name] for name in closest(word, names))]
    word = word[:_LONGEST]
    least = min(2, (len(word) + 1) // 2)
    shared = {name: _in_order(word, name) for name in names}
    alike = {name: n / (len(word) + len(name)) for name, n in shared.items() if n >= least}
    best = max(alike.values(), default=0)
    near = sorted(
        (name for name in alike if alike[name] >= best * _AS_NEAR),
        key=alike.__getitem__,
        reverse=True,
    )
    return [*islice(dict.fromkeys(names[name] for name in near), _MOST_NEAR)]


def _in_order(word: str, name: str) -> int:
    """How many signs of `word` stand in `name` in their order, others between them or not."""
    row = [0] * (len(name) + 1)
    for sign in word:
        above, row = row, [0]
        for i, other in enumerate(name):
            row.append(above[i] + 1 if sign == other else max(above[i + 1], row[i]))
    return row[-1]


def _is_chinese(word: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in word)


def listed(things: Iterable[Named]) -> Text:
    """Ids with their titles, the first dozen of many."""
    all_of_them = [*things]
    shown = [*islice(all_of_them, _MOST_LISTED)]
    rest = len(all_of_them) - len(shown)
    more = (
        Text(f"……（共 {len(all_of_them)} 个）", f" ... ({len(all_of_them)})")
        if rest
        else Text("", "")
    )
    zh = "、".join(f"{id} {title.zh}" if title.zh != id else id for id, title in shown)
    en = ", ".join(f"{id} ({title.en})" if title.en != id else id for id, title in shown)
    return Text(zh + more.zh, en + more.en)


def _names(thing: Named) -> tuple[str, str, str]:
    id, title = thing
    return _folded(id), _folded(title.zh), _folded(title.en)


def _folded(text: str) -> str:
    return text.strip().casefold()
