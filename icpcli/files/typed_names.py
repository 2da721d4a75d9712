"""Things that people name: by an id, by a title in either language, or by a part that only one has."""

from collections.abc import Collection, Iterable, Mapping
from itertools import islice

from icpcli.files.typed_words import closest
from icpcli.model.problem import Text

Named = tuple[str, Text]
"""An id and its title."""

_MOST_LISTED = 12


def meant(text: str, things: Iterable[Named]) -> dict[str, Text]:
    """What a person can mean: what is called exactly so, else each thing that has it in its id or title.

    Capitals and spaces at the ends do not matter. Nothing is meant by no text.
    """
    word, titles = _folded(text), [*things]
    if not word:
        return {}
    exact = {id: title for id, title in titles if id == text.strip()}
    called = exact or {it[0]: it[1] for it in titles if word in _names(it)}
    return called or {it[0]: it[1] for it in titles if any(word in name for name in _names(it))}


def the_one(text: str, things: Collection[Named], what: Text) -> str:
    """The id of the only thing that is meant. Raises `ValueError(Text)` with the nearest titles."""
    found = meant(text, things)
    if len(found) == 1:
        return next(iter(found))
    raise ValueError(several(text, found, what) if found else none(text, things, what))


def several(text: str, found: Mapping[str, Text], what: Text) -> Text:
    """What to say of words that name several things."""
    listed = _listed(found.items())
    return Text(
        f"“{text}”可以指几个{what.zh}，请写明哪一个：{listed.zh}",
        f'"{text}" can be more than one {what.en}, say which: {listed.en}',
    )


def none(text: str, things: Iterable[Named], what: Text) -> Text:
    """What to say of words that name nothing, with what was probably meant, else what there is."""
    titles = dict(things)
    # Of several with one title the first is named.
    names = {name: it[0] for it in reversed(titles.items()) for name in _names(it)}
    near = dict.fromkeys(names[name] for name in closest(_folded(text), names))
    listed = _listed([(id, titles[id]) for id in near or titles])
    zh, en = ("是不是 ", "did you mean ") if near else ("已有：", "known: ")
    end_zh, end_en = ("？", "?") if near else ("", "")
    return Text(
        f"没有{what.zh}“{text}”（{zh}{listed.zh}{end_zh}）",
        f'no {what.en} "{text}" ({en}{listed.en}{end_en})',
    )


def _listed(things: Iterable[Named]) -> Text:
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
