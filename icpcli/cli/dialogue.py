"""What a person is asked on a terminal, and answers."""

import sys
from collections.abc import Sequence

from icpcli.cli.output import Output, write_stderr
from icpcli.model.problem import Text, refusal
from icpcli.render.words import say


def somebody_answers() -> bool:
    """Whether questions reach a person: both ends of the talk are terminals."""
    try:
        return bool(sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty())
    except ValueError:  # closed
        return False


def typed_line(option: str) -> str:
    """The next line of stdin; nothing at its end, and where it is closed.

    Raises `IcpError` (`bad_usage`) where it cannot be read.
    """
    try:
        return sys.stdin.readline() if sys.stdin else ""
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        words = Text(f"无法读取回答：{reason}", f"the answer cannot be read: {reason}")
        raise refusal("bad_usage", option, words) from None


def pick(option: str, question: Text, choices: Sequence[tuple[str, Text]], out: Output) -> str:
    """The one of `choices` whose number, or whose own word, a person types; asked until it is one.

    Raises `IcpError` (`bad_usage`) where nobody answers.
    """
    write_stderr(say(question, out.lang))
    for i, (choice, title) in enumerate(choices, 1):
        write_stderr(f"  {i}  {choice}  {say(title, out.lang)}".rstrip())
    words = {choice: choice for choice, _ in choices}
    words |= {str(i): choice for i, (choice, _) in enumerate(choices, 1)}
    while True:
        write_stderr(f"1-{len(choices)}:")
        line = typed_line(option)
        if line.strip() in words:
            return words[line.strip()]
        if not line:
            raise refusal("bad_usage", option, Text("没有人回答", "nobody answered"))
