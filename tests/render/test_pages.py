"""Every answer as a page: what it is, whose, as of which day, and what provisional means where it stands."""

import shutil
from pathlib import Path

import pytest
from places import LICENSE, ROOT, TESTS
from terminal import icp

NUMBER, HOLDER = "京ICP证130204号", "北京智明星通科技股份有限公司"
WHOSE = f"{NUMBER} {HOLDER}"
DAY = "As of 2026-11-24 Tue"
LEGEND = (
    "Provisional: a holiday notice that is not out yet may still move a date; the file-by day is safe "
    "to plan for."
)
NOTICE = TESTS / "importers" / "announcements" / "imagined-2027.txt"
LEDGER = ROOT / "examples" / "ledger.csv"
PAGES = {
    # the command: the title, what is said below it, whether it says what provisional means
    "deadlines": ("# Deadlines", f"{WHOSE} · {DAY}", True),
    "deadlines --by month": ("# Deadlines", f"{WHOSE} · {DAY}", True),
    "event": ("# What can happen", f"{WHOSE} · {DAY}", False),
    "event illegal-content=2026-12-14": ("# Deadlines", f"{WHOSE} · {DAY}", True),
    "explain renewal": (
        "# How it is counted: Apply to renew the license",
        f"{WHOSE} · {DAY}",
        True,
    ),
    "explain annual-report": (
        "# How it is counted: Annual report on the license",
        f"{WHOSE} · {DAY}",
        False,
    ),
    "duties": ("# Duties without a date", WHOSE, False),
    "check": ("### icp check: overdue", f"{WHOSE} · {DAY}", False),
    "record illegal-content --on 2026-11-20": ("# What changes", f"{WHOSE} · {DAY}", False),
    "renew --issued 2026-11-01 --expires 2033-07-01": ("# A new term", f"{WHOSE} · {DAY}", False),
    "journal": ("# Journal", WHOSE, False),
    "history": ("# History, to 2026-11-24", f"{WHOSE} · {DAY}", False),
    "lint": ("# What to mind", f"{WHOSE} · {DAY}", False),
    f"holidays add {NOTICE}": ("# What changes", DAY, False),
    f"register {LEDGER}": ("# Deadlines of a ledger", DAY, True),
    "rules": ("# Rule sets", "", False),
    "workdays after 2026-12-14 10": ("# Working days", "", True),
}
ELSEWHERE = ("check", "holidays add")
"""The formats of a check are those of hosts; a notice is what is written, not its answer."""


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A license with an entry, in the folder where commands are run."""
    shutil.copy(LICENSE, tmp_path / "license.yaml")
    monkeypatch.chdir(tmp_path)
    assert icp("record", "capital-change", "--on", "2026-09-25").code == 0


@pytest.mark.parametrize("command", PAGES)
def test_a_page_says_what_it_is(command: str) -> None:
    """A page begins with its title, the license and the day it is as of, and ends with what provisional
    means where such a day may stand on it."""
    title, below, legend = PAGES[command]
    page = icp(*command.split(), "-f", "markdown")
    assert page.text, page.err
    said = page.text.split("\n\n")
    assert said[0] == title
    assert (said[1] == below) if below else said[1].startswith("|")
    assert (LEGEND in page.text) is legend


@pytest.mark.parametrize("command", [it for it in PAGES if not it.startswith(ELSEWHERE)])
def test_a_table_for_a_spreadsheet(command: str, tmp_path: Path) -> None:
    """`-o` writes CSV with a byte order mark, and says what it wrote; a workbook holds the same rows."""
    file, book = tmp_path / "answer.csv", tmp_path / "answer.xlsx"
    answer = icp(*command.split(), "-f", "csv", "-o", file)
    assert answer.code in (0, 3), answer.err  # 3: a row of the ledger cannot be read
    assert f"wrote {file}\n" in answer.err
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    if not command.startswith(("record", "renew")):  # done once
        assert icp(*command.split(), "-f", "csv").out == file.read_bytes().removeprefix(
            b"\xef\xbb\xbf"
        )
        assert f"wrote {book}\n" in icp(*command.split(), "-f", "xlsx", "-o", book).err


def test_what_a_renewal_wrote_as_a_workbook(tmp_path: Path) -> None:
    """The lines of a file that changed are no statuses: they stand there as they are."""
    book = tmp_path / "answer.xlsx"
    answer = icp(
        "renew", "--issued", "2026-11-01", "--expires", "2033-07-01", "-f", "xlsx", "-o", book
    )
    assert answer.code == 0
    assert book.exists()


def test_what_an_entry_started_may_still_move() -> None:
    """Of a day in the answer to an entry that a notice may still move, the page says what that means."""
    late = ("record", "illegal-content", "--on", "2026-12-14", "--as-of", "2026-12-14")
    assert icp(*late, "-f", "markdown").text.endswith(f"\n\n{LEGEND}\n")


def test_what_a_notice_moves() -> None:
    """Dates that move are told under words of their own: which date, before and after."""
    icp("record", "illegal-content", "--on", "2026-12-14", "--as-of", "2026-12-14")
    asked = ("holidays", "add", NOTICE, "--as-of", "2026-12-20", "-f", "markdown")
    page = icp(*asked).text
    assert "| License | ID | Date | Before | After | If today |" in page
    moved = "| illegal-content-report@2026-12-14 | Certainty | provisional | final | no |"
    assert moved in page
