"""One message for the robot of a chat group, as the JSON that its webhook takes.

Everything is in one message, because robots are throttled; worst first, because a message that is
too long is refused whole.
"""

import json
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from icpcli.model.deadline import Deadline
from icpcli.render.remind.text import Block, blocks
from icpcli.render.words import Lang

Payload = dict[str, Any]


class Robot(NamedTuple):
    """A robot's own shape, how a message is drawn in it, and how long it may be.

    `limit` bytes are counted by `measure`. `signs` are what the robot would take for markup, in a
    full-width form that reads the same: none of them has a documented escape.
    """

    payload: Callable[[str, str], Payload]
    measure: Callable[[Payload], int]
    limit: int
    title: str
    line: str
    gap: str
    signs: dict[int, int]


_MARKUP = str.maketrans("*_`[]<>#~|\\", "＊＿｀［］＜＞＃～｜＼")

ROBOTS = {
    "feishu": Robot(
        payload=lambda title, text: {"msg_type": "text", "content": {"text": text}},
        measure=lambda payload: len(_dumps(payload)),
        limit=20_000,
        title="{}",
        line="\n",
        gap="\n\n",
        signs=str.maketrans("<", "＜"),  # <at user_id="all"> calls everybody
    ),
    "dingtalk": Robot(
        payload=lambda title, text: {
            "msgtype": "markdown",
            "markdown": {"title": title, "text": text},
        },
        measure=lambda payload: len(_dumps(payload)),
        limit=20_000,
        title="**{}**",
        line="\n\n",  # a single newline is not shown as one
        gap="\n\n",
        signs=_MARKUP,
    ),
    "wecom": Robot(
        payload=lambda title, text: {"msgtype": "markdown", "markdown": {"content": text}},
        measure=lambda payload: len(payload["markdown"]["content"].encode()),
        limit=4096,
        title="**{}**",
        line="\n",
        gap="\n\n\n",  # two newlines are not shown as an empty line
        signs=_MARKUP,
    ),
}


def chat_payload(deadlines: Sequence[Deadline], robot: Robot, keyword: str, lang: Lang) -> str:
    """The payload on one line; nothing at all where there is nothing to say."""
    found = blocks(deadlines, keyword, lang)
    if not found:
        return ""
    items = [_item(block, robot) for block in found]
    title = f"{found[0].keyword}{found[0].colon}{_count(len(items), lang)}"

    def payload(text: str) -> Payload:
        return robot.payload(title.translate(robot.signs), text)

    def fits(text: str) -> bool:
        return robot.measure(payload(text)) <= robot.limit

    return _dumps(payload(_cut(items, robot, fits, lang))).decode() + "\n"


def _item(block: Block, robot: Robot) -> str:
    lines = block.lines(lambda text: text.translate(robot.signs), robot.title, "{}")
    return robot.line.join(lines)


def _cut(items: Sequence[str], robot: Robot, fits: Callable[[str], bool], lang: Lang) -> str:
    """As many items as fit, then how many are left; of a first one that is too long, its first lines."""

    def text(n: int) -> str:
        rest = [_rest(len(items) - n, lang)] if n < len(items) else []
        return robot.gap.join([*items[:n], *rest])

    if fits(text(len(items))):
        return text(len(items))
    if shown := _most(len(items) - 1, lambda n: fits(text(n))):
        return text(shown)
    first, rest = items[0], "…" + robot.gap + _rest(len(items), lang)
    whole = first[: _most(len(first), lambda n: fits(first[:n] + rest))]
    return (whole.rpartition(robot.line)[0] or whole) + rest


def _most(high: int, fits: Callable[[int], bool]) -> int:
    """The greatest n up to `high` that fits; the longer, the less it fits."""
    return bisect_left(range(1, high + 1), True, key=lambda n: not fits(n))


def _rest(n: int, lang: Lang) -> str:
    return f"另有 {n} 项，见 icp remind" if lang == "zh" else f"{n} more: see icp remind"


def _count(n: int, lang: Lang) -> str:
    return f"{n} 项" if lang == "zh" else f"{n} due"


def _dumps(payload: Payload) -> bytes:
    return json.dumps(payload, ensure_ascii=False).encode()
