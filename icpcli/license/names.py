"""Names in a license file or a rule set: ids, and what to say of one that nobody declared."""

import re
from collections.abc import Collection
from typing import NamedTuple

from icpcli.files.fields import Item
from icpcli.files.typed_words import nearest
from icpcli.model.license import EXPIRES, ISSUED, ONCE, YEAR
from icpcli.model.problem import Text

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)  # annual-report
_NOT_IDS = (ISSUED, EXPIRES, YEAR, ONCE, "true", "false", "null")


def read_id(item: Item) -> str:
    """An id such as `annual-report`."""
    name = item.text()
    if name:
        check_id(item, name)
    return name


def check_id(item: Item, name: str) -> None:
    """Refuse a name that is no id."""
    if name in _NOT_IDS:
        item.refuse(
            f"“{name}”另有含义，不能作标识", f'"{name}" means something else and cannot be an id'
        )
    elif not is_id(name):
        item.refuse(
            f"“{name}”不能作标识（用小写英文字母、数字和连字符，字母开头，如 annual-report）",
            f'"{name}" is not an id (lower-case letters, digits and hyphens, such as annual-report)',
        )


def is_id(name: str) -> bool:
    """Whether `name` is written as an id is."""
    return bool(_ID.fullmatch(name))


def is_in_a_set(name: str) -> bool:
    """Whether `name` is written as a rule of a set is: `telecom-law/change-ahead`."""
    rule_set, slash, rule = name.partition("/")
    return bool(slash) and is_id(rule_set) and is_id(rule)


def one_or_more(item: Item) -> list[Item]:
    """The entries of a list that must not be empty, or the one value that stands in its place."""
    if item.node.items is None:
        return [item]
    if not item.node.items:
        item.refuse("不能为空", "must not be empty")
    return item.items()


class Known(NamedTuple):
    """The names that a file may use; `partial` where those of a set could not be read."""

    names: Collection[str]
    partial: bool = False

    def check(self, item: Item, name: str, what: Text) -> bool:
        """Whether `name` may be used; where it is nobody's, that is refused at `item`."""
        if name in self.names or self.partial:
            return True
        item.refuse(*undeclared(*what, name, self.names))
        return False

    def other(self, item: Item, name: str, what: Text) -> str:
        """A known name that is not `name` itself."""
        named = item.text()
        if named == name and named:
            item.refuse(f"“{name}”不能指向自己", f'"{name}" cannot name itself')
        elif named:
            self.check(item, named, what)
        return named


def undeclared(zh: str, en: str, name: str, known: Collection[str]) -> Text:
    """What to say of a name that was not declared, with the one that was probably meant."""
    near = nearest(name, known)
    if not near and not known:
        return Text(f"没有声明过{zh}“{name}”", f'no {en} "{name}" is declared')
    return Text(
        f"没有声明过{zh}“{name}”（{'是不是' if near else '已有'}：{near or '、'.join(known)}）",
        f'no {en} "{name}" is declared '
        f"({'did you mean' if near else 'declared'}: {near or ', '.join(known)})",
    )
