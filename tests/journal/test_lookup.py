"""Which journal is whose: every license has its own, and none drops out of sight."""

import os
from pathlib import Path

import pytest
from licenses import license_file

from icpcli.journal.lookup import Lookup
from icpcli.license.file import read_license
from icpcli.model.problem import IcpError

NOBODY = "# kept by hand\n"


def license_in(folder: Path, name: str, number: str) -> Path:
    return license_file(folder / name, number=number)


def journal_in(folder: Path, name: str, number: str | None) -> Path:
    path = folder / name
    path.write_text(NOBODY if number is None else f"# journal of {number}\n", "utf-8")
    return path


def journal_of(path: Path) -> str:
    """The name of the journal of a license file."""
    found = Lookup().journal_of(read_license(path))
    assert found.note is None
    return found.path.name


def refused(path: Path) -> str:
    """Why nobody can tell which journal is that of a license file."""
    with pytest.raises(IcpError) as caught:
        Lookup().journal_of(read_license(path))
    (problem,) = caught.value.problems
    assert caught.value.code == "invalid_journal"
    assert "mv " in problem.message.zh
    return problem.message.en


def test_by_name(tmp_path: Path) -> None:
    """The journal of license.yaml is journal.yaml, that of any other NAME.yaml is NAME.journal.yaml."""
    for name, journal in (
        ("license.yaml", "journal.yaml"),
        ("a.yaml", "a.journal.yaml"),
        ("b.c.yml", "b.c.journal.yaml"),
    ):
        path = license_in(tmp_path, name, name)
        assert journal_of(path) == journal
        journal_in(tmp_path, journal, name)
        assert journal_of(path) == journal


def test_accepted_by_name(tmp_path: Path) -> None:
    """A NAME.journal.yaml that names nobody is that of NAME.yaml, however many licenses there are."""
    for name in ("a", "b"):
        license_in(tmp_path, f"{name}.yaml", name)
        journal_in(tmp_path, f"{name}.journal.yaml", None)
    assert journal_of(tmp_path / "a.yaml") == "a.journal.yaml"


@pytest.mark.parametrize("name", ["license.yaml", "a.yaml"])
def test_beside_a_single_license(name: str, tmp_path: Path) -> None:
    """A journal.yaml that names nobody is used for the only license beside it, and one is told so."""
    path = license_in(tmp_path, name, "1")
    (tmp_path / "other.yaml").write_text("a: licensed file of another program\n")
    journal = journal_in(tmp_path, "journal.yaml", None)
    found = Lookup().journal_of(read_license(path))
    assert found.path == journal
    assert found.note
    assert f"icp journal --claim -l {path}" in found.note.en


def test_by_its_first_line(tmp_path: Path) -> None:
    """A journal.yaml is that of the license that it names, whatever that file is called."""
    mine, usual = license_in(tmp_path, "a.yaml", "1"), license_in(tmp_path, "license.yaml", "2")
    journal_in(tmp_path, "journal.yaml", "1")
    assert journal_of(mine) == "journal.yaml"
    assert journal_of(usual) == "license.journal.yaml"
    journal_in(tmp_path, "license.journal.yaml", "2")
    assert journal_of(usual) == "license.journal.yaml"


def test_the_number_of_a_license_may_be_written_in_any_way(tmp_path: Path) -> None:
    """The license that a journal names is found beside another one, also by a number in escapes."""
    other = license_in(tmp_path, "a.yaml", "1")
    license_in(tmp_path, "license.yaml", "京ICP证 9号")
    assert "京" not in (tmp_path / "license.yaml").read_text("utf-8")
    journal_in(tmp_path, "journal.yaml", "京ICP证 9号")
    assert journal_of(other) == "a.journal.yaml"
    assert journal_of(tmp_path / "license.yaml") == "journal.yaml"


def test_nobodys_beside_several(tmp_path: Path) -> None:
    """A journal.yaml that names nobody, beside two licenses, is refused for each with what to type."""
    first, second = license_in(tmp_path, "license.yaml", "1"), license_in(tmp_path, "b.yaml", "2")
    journal = journal_in(tmp_path, "journal.yaml", None)
    assert f"icp journal --claim -l {first}" in refused_in_english(first)
    assert f"mv {journal} {tmp_path}/b.journal.yaml" in refused(second)


def refused_in_english(path: Path) -> str:
    with pytest.raises(IcpError) as caught:
        Lookup().journal_of(read_license(path))
    return caught.value.problems[0].message.en


def test_of_a_license_that_is_not_there(tmp_path: Path) -> None:
    """A journal.yaml that names a license which is not in the folder is refused for every one in it."""
    for name in ("license.yaml", "b.yaml"):
        path = license_in(tmp_path, name, name)
    journal_in(tmp_path, "journal.yaml", "3")
    for name in ("license.yaml", "b.yaml"):
        assert "journal of 3, a number that no license here has" in refused(tmp_path / name)
    license_in(tmp_path, "c.yaml", "3")
    assert journal_of(path) == "b.journal.yaml"


@pytest.mark.parametrize("owner", [None, "1"])
def test_two_journals_of_one_license(owner: str | None, tmp_path: Path) -> None:
    """A journal.yaml beside a NAME.journal.yaml of the same license: entries of one would be lost."""
    path = license_in(tmp_path, "a.yaml", "1")
    journal_in(tmp_path, "journal.yaml", owner)
    journal_in(tmp_path, "a.journal.yaml", None)
    assert "two journals of one license" in refused(path)
    # Both belong to the other license of the folder, or to nobody in particular.
    if owner is None:
        license_in(tmp_path, "b.yaml", "2")
        assert "does not say" in refused(path)


@pytest.mark.parametrize("owner", [None, "1"])
@pytest.mark.parametrize(
    ("license", "journal", "right"),
    [
        ("license.yaml", "journal.yml", "journal.yaml"),
        ("a.yaml", "a.journal.yml", "a.journal.yaml"),
        ("a.yml", "journal.yml", "a.journal.yaml"),
    ],
)
def test_a_journal_in_the_other_spelling(
    license: str, journal: str, right: str, owner: str | None, tmp_path: Path
) -> None:
    """A journal.yml is not passed over in silence: one is told what to type."""
    path = license_in(tmp_path, license, "1")
    found = journal_in(tmp_path, journal, owner)
    assert f"mv {found} {tmp_path}/{right}" in refused(path)


def test_a_journal_is_left_behind(tmp_path: Path) -> None:
    """When a license file is renamed, its journal is not forgotten: one is told what to type."""
    path = license_in(tmp_path, "new.yaml", "1")
    for owner in ("1", None):
        old = journal_in(tmp_path, "old.journal.yaml", owner)
        assert f"mv {old} {tmp_path}/new.journal.yaml" in refused(path)
    old.rename(tmp_path / "new.journal.yaml")
    assert journal_of(path) == "new.journal.yaml"


def test_license_journal(tmp_path: Path) -> None:
    """A license.journal.yaml is not what the journal of license.yaml is called: one is told so."""
    path = license_in(tmp_path, "license.yaml", "1")
    journal_in(tmp_path, "license.journal.yaml", None)
    assert f"{tmp_path}/journal.yaml" in refused(path)


def test_a_journal_under_the_name_of_another(tmp_path: Path) -> None:
    """A journal that names this license and is called after another one is not passed over."""
    mine, other = license_in(tmp_path, "a.yaml", "1"), license_in(tmp_path, "b.yaml", "2")
    journal = journal_in(tmp_path, "b.journal.yaml", "1")
    assert f"mv {journal} {tmp_path}/a.journal.yaml" in refused(mine)
    # Two papers with one number are another matter.
    license_in(tmp_path, "b.yaml", "1")
    assert journal_of(mine) == "a.journal.yaml"
    assert journal_of(other) == "b.journal.yaml"


def test_two_suffixes(tmp_path: Path) -> None:
    """a.yaml and a.yml would share a.journal.yaml: it must say whose it is."""
    path = license_in(tmp_path, "a.yaml", "1")
    license_in(tmp_path, "a.yml", "2")
    journal = journal_in(tmp_path, "a.journal.yaml", None)
    assert f"icp journal --claim -l {path}" in refused_in_english(path)
    assert Lookup().unclaimed(read_license(path)) == journal


def test_a_link_to_a_license(tmp_path: Path) -> None:
    """A license that is reached by a symbolic link has the journal beside the file itself."""
    real = license_in(tmp_path / "real", "license.yaml", "1")
    journal_in(tmp_path, "journal.yaml", "2")
    link = tmp_path / "link.yaml"
    link.symlink_to(real)
    assert Lookup().journal_of(read_license(link)).path == tmp_path / "real" / "journal.yaml"


def test_what_may_be_claimed(tmp_path: Path) -> None:
    """A license claims its own journal by name, else a journal.yaml of nobody."""
    path = license_in(tmp_path, "a.yaml", "1")
    license_in(tmp_path, "b.yaml", "2")
    lookup = Lookup()
    assert lookup.unclaimed(read_license(path)) == tmp_path / "a.journal.yaml"
    journal_in(tmp_path, "journal.yaml", None)
    assert Lookup().unclaimed(read_license(path)) == tmp_path / "journal.yaml"
    journal_in(tmp_path, "a.journal.yaml", None)
    assert Lookup().unclaimed(read_license(path)) == tmp_path / "a.journal.yaml"


def test_a_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody may look into the folder, that is a problem, and not: no journal."""
    path = license_in(tmp_path, "a.yaml", "1")

    def forbidden(folder: Path) -> list[str]:
        raise PermissionError(13, "Permission denied")

    license = read_license(path)
    monkeypatch.setattr(os, "listdir", forbidden)
    with pytest.raises(IcpError, match=r"cannot be listed \(Permission denied\).*--journal"):
        Lookup().journal_of(license)


def test_each_folder_is_looked_into_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For hundreds of licenses of one folder it is listed once."""
    paths = [license_in(tmp_path, f"{n}.yaml", str(n)) for n in range(9)]
    licenses = [read_license(path) for path in paths]
    listed, listdir = [], os.listdir
    monkeypatch.setattr(os, "listdir", lambda folder: listed.append(folder) or listdir(folder))
    lookup = Lookup()
    for license in licenses:
        assert lookup.journal_of(license).path.name.endswith(".journal.yaml")
    assert len(listed) == 1
