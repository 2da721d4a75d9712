"""Messages for the robot of a chat group, each the JSON that its webhook takes, one a line.

As much as fits is in one message, because robots are throttled; what is too long would be refused
whole, so that the rest goes into further ones.
"""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from icpcli.model.problem import Text
from icpcli.model.reminder import Group
from icpcli.model.verdict import Verdict
from icpcli.render.remind.text import Block, Message, message
from icpcli.render.words import Lang, say

Payload = dict[str, Any]

_MORE = Text("另有 {n} 项，见 icp remind", "{n} more: see icp remind")
_CUT = Text("…（余下的见 icp remind）", "… (the rest: see icp remind)")
_IN_ALL = Text("（另有 {n} 项）", ", and {n} more")
_LONGEST_HEAD = 60


class Robot(NamedTuple):
    """A robot's own shape, how a message is drawn in it, and how long it may be.

    `limit` bytes are counted by `measure`, of which a text takes `size`. `signs` are what the robot
    would take for markup, in a full-width form that reads the same: none of them has a documented
    escape.
    """

    payload: Callable[[str, str], Payload]
    measure: Callable[[Payload], int]
    size: Callable[[str], int]
    limit: int
    title: str
    line: str
    gap: str
    signs: dict[int, int]


def _dumps(payload: Payload | str) -> bytes:
    return json.dumps(payload, ensure_ascii=False).encode()


def _as_json(text: str) -> int:
    return len(_dumps(text)) - len('""')


def _as_text(text: str) -> int:
    return len(text.encode())


_MARKUP = str.maketrans("*_`[]<>#~|\\", "＊＿｀［］＜＞＃～｜＼")
_MENTION = str.maketrans("<", "＜")  # <at user_id="all">, <@userid> call people

ROBOTS = {
    "feishu": Robot(
        payload=lambda title, text: {"msg_type": "text", "content": {"text": text}},
        measure=lambda payload: len(_dumps(payload)),
        size=_as_json,
        limit=20_000,
        title="{}",
        line="\n",
        gap="\n\n",
        signs=_MENTION,
    ),
    "dingtalk": Robot(
        payload=lambda title, text: {
            "msgtype": "markdown",
            "markdown": {"title": title, "text": text},
        },
        measure=lambda payload: len(_dumps(payload)),
        size=_as_json,
        limit=20_000,
        title="**{}**",
        line="\n\n",  # a single newline is not shown as one
        gap="\n\n",
        signs=_MARKUP,
    ),
    "wecom": Robot(
        payload=lambda title, text: {"msgtype": "markdown", "markdown": {"content": text}},
        measure=lambda payload: len(payload["markdown"]["content"].encode()),
        size=_as_text,
        limit=4096,
        title="**{}**",
        line="\n",
        gap="\n\n\n",  # two newlines are not shown as an empty line
        signs=_MARKUP,
    ),
    # WeChat, to which WeCom passes messages on, shows no Markdown.
    "wecom-text": Robot(
        payload=lambda title, text: {"msgtype": "text", "text": {"content": text}},
        measure=lambda payload: len(payload["text"]["content"].encode()),
        size=_as_text,
        limit=2048,
        title="{}",
        line="\n",
        gap="\n\n",
        signs=_MENTION,
    ),
}


class _Item(NamedTuple):
    """A block as the robot shows it; `head` is what a title says of it."""

    text: str
    head: str
    urgent: bool


def chat_payloads(
    verdict: Verdict,
    groups: Sequence[Group],
    robot: Robot,
    keyword: str,
    lang: Lang,
    *,
    split: bool = False,
) -> str:
    """The payloads, one a line; nothing at all where there is nothing to say.

    All that is urgent is in them, however many they take. What is not, and does not fit any more,
    is counted; with `split` it gets payloads as well.
    """
    said = message(verdict, groups, keyword, lang)
    items = [_item(block, said, robot) for block in said.blocks]
    if not split:
        items = _fitting(items, said, robot, lang)
    payloads = (
        robot.payload(
            _title(bunch[0], len(bunch), said, robot, lang),
            robot.gap.join(item.text for item in bunch),
        )
        for bunch in _bunches(items, said, robot, lang)
    )
    return "".join(f"{_dumps(payload).decode()}\n" for payload in payloads)


def _messages_of(robot: Robot) -> Callable[..., str]:
    def written(
        verdict: Verdict, groups: Sequence[Group], keyword: str, lang: Lang, *, split: bool = False
    ) -> str:
        return chat_payloads(verdict, groups, robot, keyword, lang, split=split)

    return written


feishu = _messages_of(ROBOTS["feishu"])
dingtalk = _messages_of(ROBOTS["dingtalk"])
wecom = _messages_of(ROBOTS["wecom"])
wecom_text = _messages_of(ROBOTS["wecom-text"])


def _item(block: Block, said: Message, robot: Robot) -> _Item:
    lines = said.lines(block, lambda text: text.translate(robot.signs), robot.title, "{}")
    head = " ".join(filter(None, (block.title[:_LONGEST_HEAD], block.day)))
    return _Item(robot.line.join(lines), head, block.urgent)


def _title(first: _Item, n: int, said: Message, robot: Robot, lang: Lang) -> str:
    """The first item and its day, and how many there are besides: a list of messages shows no more."""
    words = f"{said.keyword}{said.colon}{first.head}"
    more = say(_IN_ALL, lang).format(n=n - 1) if n > 1 else ""
    return (words + more).translate(robot.signs)


def _fitting(items: list[_Item], said: Message, robot: Robot, lang: Lang) -> list[_Item]:
    """What is urgent, of the rest as much as takes no further payload, and how many are left."""
    rest = [i for i, item in enumerate(items) if not item.urgent]

    def shown(n: int) -> list[_Item]:
        left = set(rest[n:])
        kept = [item for i, item in enumerate(items) if i not in left]
        words = say(_MORE, lang).format(n=len(left))
        return [*kept, _Item(words, words, urgent=False)] if left else kept

    def payloads(kept: list[_Item]) -> int:
        return sum(1 for _ in _bunches(kept, said, robot, lang))

    most = max(1, payloads([item for item in items if item.urgent]))
    return shown(_most(len(rest), lambda n: payloads(shown(n)) <= most))


def _bunches(
    items: Sequence[_Item], said: Message, robot: Robot, lang: Lang
) -> Iterator[list[_Item]]:
    """The items, as many together as fit into one payload; one that is too long is cut."""
    bunch: list[_Item] = []
    room = 0
    for item in items:
        needed = robot.size(robot.gap) + robot.size(item.text)
        if bunch and needed <= room:
            bunch.append(item)
            room -= needed
            continue
        if bunch:
            yield bunch
        title = _title(item, len(items), said, robot, lang)
        room = robot.limit - robot.measure(robot.payload(title, ""))
        item = item._replace(text=_cut(item.text, room, robot, lang))
        room -= robot.size(item.text)
        bunch = [item]
    if bunch:
        yield bunch


def _cut(text: str, room: int, robot: Robot, lang: Lang) -> str:
    """As many whole lines as there is room for; of a first one that is too long, its beginning."""
    if robot.size(text) <= room:
        return text
    end = robot.line + say(_CUT, lang)
    whole = text[: _most(len(text), lambda n: robot.size(text[:n] + end) <= room)]
    return (whole.rpartition(robot.line)[0] or whole) + end


def _most(high: int, fits: Callable[[int], bool]) -> int:
    """The greatest n up to `high` that fits; the longer, the less it fits."""
    return bisect_left(range(1, high + 1), True, key=lambda n: not fits(n))
