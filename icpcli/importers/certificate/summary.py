"""What a person is told of a draft: first what could cost the license, last what to do next."""

import re
from collections.abc import Iterable, Iterator, Sequence

from icpcli.importers.certificate.draft import Draft
from icpcli.model.problem import Problem, Text

_MOST_SENTENCES = 50
_LONGEST_SENTENCE = 120
_IN_BRACKETS = re.compile(r"\[\d+\]")


def summary(draft: Draft, problems: Sequence[Problem], file: str) -> Iterator[Text]:
    """The lines, in their order. `problems` are what the loader has against the draft.

    `file` is where it was written; empty where it went to stdout.
    """
    yield from _sentences(draft)
    yield from draft.doubts
    yield from (problem.placed for problem in problems)
    yield from draft.absent
    yield _counted(draft)
    yield _next(draft, problems, file)


def _sentences(draft: Draft) -> Iterator[Text]:
    """The sentences that nothing else would tell of, each with its clause and its line."""
    unread = draft.unread
    if not unread:
        return
    yield Text(
        f"有 {len(unread)} 句写有期限、但没有写成规则，列在文件的 unread 下面；写成规则之前，算不出它们的日期：",
        f"{len(unread)} sentences with a period that no rule was made of: they stand under `unread` "
        "in the file, and until they are rules no day is computed for them:",
    )
    for sentence in unread[:_MOST_SENTENCES]:
        said = _cut(sentence.text)
        yield Text(
            f"  {sentence.clause}：{said}（第 {sentence.line} 行）",
            f"  {sentence.clause}: {said} (line {sentence.line})",
        )
    if (rest := len(unread) - _MOST_SENTENCES) > 0:
        yield Text(f"  另有 {rest} 句，见文件", f"  and {rest} more, in the file")


def _counted(draft: Draft) -> Text:
    """How much was read, and that the sentences with a period add up."""
    rules, duties, dated, unread = draft.rules, draft.duties, draft.dated, len(draft.unread)
    zh = f"读出 {rules} 条规则（有期限）、{duties} 项义务（无期限）"
    en = f"read {rules} rules (with a date) and {duties} duties (without one)"
    if unread:
        return Text(
            f"{zh}；有期限的 {dated} 句里，{unread} 句不在规则里",
            f"{en}; of the {dated} sentences with a period {unread} are in no rule",
        )
    if dated:
        zh += f"；有期限的 {dated} 句都在规则里"
        en += f"; each of the {dated} sentences with a period is in a rule"
    return Text(zh, en)


def _cut(text: str) -> str:
    """The end of a long sentence says what is to be done, and by when."""
    return text if len(text) <= _LONGEST_SENTENCE else f"…{text[-_LONGEST_SENTENCE:]}"


def _next(draft: Draft, problems: Sequence[Problem], file: str) -> Text:
    """The next step, one that will work."""
    if not file:
        return Text(
            "加 -o 文件 写成文件；请与纸质证书核对",
            "with -o FILE it becomes a file: compare it with the paper",
        )
    if problems:
        where = _places(problems)
        return Text(
            f"已写入 {file}；下一步：照纸质证书填写{where.zh}，再运行 icp validate {file}",
            f"wrote {file}; next: fill in {where.en} from the paper, then icp validate {file}",
        )
    if draft.unread:
        first = min(it.line for it in draft.unread)
        return Text(
            f"已写入 {file}；下一步：把第 {first} 行起 unread 下的句子写成规则或义务；"
            f"已读出的期限：icp deadlines -l {file}",
            f"wrote {file}; next: write what stands under unread (line {first}) as rules or duties; "
            f"what was read: icp deadlines -l {file}",
        )
    return Text(
        f"已写入 {file}，请与纸质证书核对；下一步：icp deadlines -l {file}",
        f"wrote {file}: compare it with the paper; next: icp deadlines -l {file}",
    )


def _places(problems: Iterable[Problem]) -> Text:
    """The fields to fill in, each with its line: expires (line 14)."""
    fields = {(_IN_BRACKETS.sub("", it.path).rpartition(".")[2], it.line) for it in problems}
    named = sorted(fields, key=lambda field: field[1])
    return Text(
        "、".join(f"第 {line} 行的 {name}" for name, line in named),
        ", ".join(f"{name} (line {line})" for name, line in named),
    )
