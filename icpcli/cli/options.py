"""The options that commands share, and the decorator that brings them to a command as one `Question`."""

import inspect
from collections.abc import Callable
from functools import wraps
from inspect import Parameter
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from icpcli.cli.values import COLORS, LANGUAGES
from icpcli.model.problem import Text
from icpcli.render.formats.table import GRIDS, NONE, Formats


class UnusableValue(typer.BadParameter):
    """A value that an option cannot take, and why."""

    def __init__(self, words: Text) -> None:
        super().__init__(words.en)
        self.words = words


def named_path(text: str) -> Path:
    """A path as it was typed. Raises `UnusableValue` for none: an empty variable is no folder."""
    if not text:
        raise UnusableValue(
            Text("路径是空的（变量没有值？）", "a path is missing (is a variable empty?)")
        )
    return Path(text)


class Options(NamedTuple):
    """The shared options as they were typed; None where one was not, or the command lacks it."""

    license: list[Path] | None = None
    journal: Path | None = None
    as_of: str | None = None
    format: str | None = None
    output: Path | None = None
    lang: str | None = None
    color: str | None = None
    company: str | None = None
    owner: str | None = None
    number: str | None = None
    kind: str | None = None


_LICENSE_FILES = "License file, a folder of them, or a ledger; repeatable. Else $ICP_LICENSE, ./license.yaml, ./data/license.yaml"
_OWN_LICENSES = Annotated[
    list[Path] | None,
    typer.Option(
        "--license",
        "-l",
        metavar="PATH",
        parser=named_path,
        help=f"{_LICENSE_FILES}; never the bundled example.",
        show_default=False,
    ),
]
_LICENSES = Annotated[
    list[Path] | None,
    typer.Option(
        "--license",
        "-l",
        metavar="PATH",
        parser=named_path,
        help=f"{_LICENSE_FILES}, the bundled example.",
        show_default=False,
    ),
]
_SHARED = {
    "journal": Annotated[
        Path | None,
        typer.Option(
            "--journal",
            metavar="FILE",
            help="What happened and was filed. Else $ICP_JOURNAL, journal.yaml beside the license.",
            show_default=False,
        ),
    ],
    "as_of": Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="YYYY-MM-DD",
            help="The day to answer for. Else $ICP_AS_OF, today in China.",
            show_default=False,
        ),
    ],
    "output": Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write to FILE, not to stdout.",
            show_default=False,
        ),
    ],
    "lang": Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="|".join(LANGUAGES),
            help="Language of the answer. Else $ICP_LANG, the locale.",
            show_default=False,
        ),
    ],
    "company": Annotated[
        str | None,
        typer.Option(
            "--company",
            metavar="NAME",
            help="Only licenses of this company: its short name or a part of its name.",
            show_default=False,
        ),
    ],
    "number": Annotated[
        str | None,
        typer.Option(
            "--number",
            metavar="TEXT",
            help="Only the license with this number, or a part of it.",
            show_default=False,
        ),
    ],
    "kind": Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="Only licenses of this kind; it is that of rows of a ledger that name none.",
            show_default=False,
        ),
    ],
    "owner": Annotated[
        str | None,
        typer.Option(
            "--owner",
            metavar="NAME",
            help="Only licenses that this person or department looks after.",
            show_default=False,
        ),
    ],
    "color": Annotated[
        str | None,
        typer.Option(
            "--color",
            metavar="|".join(COLORS),
            help="When to use color; auto: on a terminal.",
            show_default=False,
        ),
    ],
}
Force = Annotated[bool, typer.Option("--force", help="Overwrite a file that is there already.")]
DeadlineId = Annotated[
    str, typer.Argument(metavar="ID", help="A deadline (annual-report@2027).", show_default=False)
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.", show_default=False)]
Note = Annotated[
    str, typer.Option("--note", metavar="TEXT", help="Words of your own.", show_default=False)
]
Within = Annotated[
    str | None,
    typer.Option(
        "--within",
        metavar="DAYS",
        help="Only what is to be filed within so many days, or is late.",
        show_default=False,
    ),
]
HappenedOn = Annotated[
    str | None,
    typer.Option("--on", metavar="YYYY-MM-DD", help="The day it happened on.", show_default=False),
]

ALL = ("license", "journal", "as_of", "format", "output", "lang", "color")
HOLDERS = ("company", "owner", "number")
WHOSE = (*HOLDERS, "kind")
WHICH = ("company", "number", "kind")
"""What picks one of several licenses."""
SCREEN = ("format", "output", "lang", "color")

Command = Callable[..., None]


def asks(
    *names: str, formats: Formats = GRIDS, example: bool = False, lenient: bool = False
) -> Callable[[Command], Command]:
    """Give a command these shared options behind its own; it gets them as a `Question`, first.

    `formats` are those of --format, the default first. `example`: without a license at hand, the
    answer is about the bundled one. `lenient`: what cannot be used is part of the answer, also
    where nothing else is.
    """

    def decorated(command: Command) -> Command:
        @takes(*names, formats=formats, example=example)
        @wraps(command)
        def answered(options: Options, **given: Any) -> None:
            # Not at the top: the help shows options, and asks nothing.
            from icpcli.cli.question import Question

            question = Question(options, formats, example=example, lenient=lenient)
            if "as_of" in names:
                # A mistyped day is told before any file is read.
                _ = question.day
            command(question, **given)
            if code := question.finish():
                raise typer.Exit(code)

        return answered

    return decorated


def takes(
    *names: str, formats: Formats = NONE, example: bool = False
) -> Callable[[Command], Command]:
    """Give a command these shared options behind its own; it gets them as `Options`, first."""

    def decorated(command: Command) -> Command:
        _, *own = inspect.signature(command).parameters.values()

        @wraps(command)
        def taken(**given: Any) -> None:
            command(Options(**{name: given.pop(name) for name in names}), **given)

        shared = [_parameter(name, formats, example) for name in names]
        own = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in own]
        # Python knows the attribute, the types of its functions do not.
        taken.__signature__ = inspect.Signature([*own, *shared])  # type: ignore[attr-defined]
        return taken

    return decorated


def _parameter(name: str, formats: Formats, example: bool) -> Parameter:
    return Parameter(
        name, Parameter.KEYWORD_ONLY, default=None, annotation=_annotation(name, formats, example)
    )


def _annotation(name: str, formats: Formats, example: bool) -> Any:
    match name:
        case "license":
            return _LICENSES if example else _OWN_LICENSES
        case "format":
            return _format(formats)
        case _:
            return _SHARED[name]


def _format(formats: Formats) -> Any:
    default, *_ = formats
    *most, last = formats
    return Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME",
            help=f"{', '.join(most)} or {last}. Else $ICP_FORMAT, {default}.",
            show_default=False,
        ),
    ]
