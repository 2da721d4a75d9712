"""The options that commands share."""

from pathlib import Path
from typing import Annotated

import typer

Licenses = Annotated[
    list[Path] | None,
    typer.Option(
        "--license",
        "-l",
        metavar="FILE",
        help="License file; repeatable. Else $ICP_LICENSE, ./license.yaml, ./data/license.yaml, "
        "the bundled example.",
        show_default=False,
    ),
]
OwnLicenses = Annotated[
    list[Path] | None,
    typer.Option(
        "--license",
        "-l",
        metavar="FILE",
        help="License file; repeatable. Else $ICP_LICENSE, ./license.yaml, ./data/license.yaml; "
        "never the bundled example.",
        show_default=False,
    ),
]
JournalFile = Annotated[
    Path | None,
    typer.Option(
        "--journal",
        metavar="FILE",
        help="What happened and was filed. Else $ICP_JOURNAL, journal.yaml beside the license.",
        show_default=False,
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="YYYY-MM-DD",
        help="The day to answer for. Else $ICP_AS_OF, today in China.",
        show_default=False,
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="NAME",
        help="table, json, csv, markdown or plain. Else $ICP_FORMAT, table.",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write to FILE, not to stdout.", show_default=False
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite a file that is there already.")]
Language = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="zh|en",
        help="Language of the answer. Else $ICP_LANG, the locale.",
        show_default=False,
    ),
]
Color = Annotated[
    str | None,
    typer.Option("--color", metavar="WHEN", help="auto, always or never.", show_default=False),
]
