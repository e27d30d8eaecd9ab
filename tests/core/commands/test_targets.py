"""Where a command may write: nothing inside the station, nothing but plain files, nothing replaced unasked; looked at before anything is done."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fengqiao_desk.problems import Refused
from fengqiao_desk.store import targets, whole_files
from fengqiao_desk.store.sources import read_source

from .conftest import Answer, CommandLine

Entry = dict[str, Any]
Add = Callable[[str, Any], str]
needs_posix = pytest.mark.skipif(os.name == "nt", reason="links and pipes as POSIX has them")

WRITING = {
    "issue": ("document", "issue", "venues", "CS2026-0001", "venue_card", "--to"),
    "draft": ("document", "draft", "disputes", "JF2026-0001", "intake_form", "--to"),
    "replace": ("document", "replace", "合公（逍）纠登字〔2026〕1号", "--to"),
    "reprint": ("document", "reprint", "合公（逍）纠登字〔2026〕1号", "--to"),
    "sheet": ("document", "sheet", "goods_cases", "stock", "--to"),
    "dossier": ("document", "dossier", "disputes", "JF2026-0001", "--to"),
    "register": ("register", "--year", "2026", "--to"),
    "notices": ("notices", "issue", "--template", "compliance", "--venues", "all", "--to"),
    "agenda": ("agenda", "--ics"),
    "template": ("import-template", "venues"),
    "export": ("export", "disputes", "--purpose", "报表"),
    "summary": ("summary", "--month", "2026-09", "--close", "--to"),
    "workbook": ("summary", "--month", "2026-09", "--close", "--excel"),
    "screenshot": ("screenshot", "--to"),
}


@pytest.fixture
def used(line: CommandLine, add: Add, dispute: Entry, venue: Entry, tmp_path: Path) -> CommandLine:
    """A station with a dispute, its issued form and a venue."""
    add("venues", venue)
    number = add("disputes", dispute)
    made = line("document", "issue", "disputes", number, "intake_form", "--to", tmp_path / "issued.pdf")
    assert made.status == 0, made.err
    return line


def content(folder: Path) -> dict[str, bytes]:
    """All that lies in a folder; what SQLite keeps beside an open database is not looked at."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".db-shm", ".lock"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def refused(line: CommandLine, words: tuple[str, ...], target: Path) -> Answer:
    """The answer to a command that must leave the station as it was."""
    before = content(line.folder)
    answer = line.run(
        *("--data", line.folder, "--today", "2026-11-21", "--user", "所长戊"), *words, target, "--json"
    )
    assert content(line.folder) == before
    return answer


@pytest.mark.parametrize("words", WRITING.values(), ids=WRITING)
def test_no_command_writes_over_the_database(used: CommandLine, words: tuple[str, ...]) -> None:
    answer = refused(used, words, used.folder / "station.db")
    assert (answer.status, answer.data["problem"], "数据文件夹里" in answer.data["message"]) == (
        1,
        "refused",
        True,
    )


@pytest.mark.parametrize("words", WRITING.values(), ids=WRITING)
def test_no_command_replaces_a_file_unasked(
    used: CommandLine, words: tuple[str, ...], tmp_path: Path
) -> None:
    there = tmp_path / "there.pdf"
    there.write_bytes(b"mine")
    answer = refused(used, words, there)
    assert (answer.status, "--overwrite" in answer.data["message"]) == (1, True)
    assert there.read_bytes() == b"mine"


@pytest.mark.parametrize("words", WRITING.values(), ids=WRITING)
def test_no_command_writes_over_a_folder(used: CommandLine, words: tuple[str, ...], tmp_path: Path) -> None:
    answer = refused(used, words, tmp_path)
    assert (answer.status, "这里是文件夹" in answer.data["message"]) == (1, True)


@pytest.mark.parametrize("name", [name for name in WRITING if name != "screenshot"])
def test_with_overwrite_the_file_is_replaced(used: CommandLine, name: str, tmp_path: Path) -> None:
    there = tmp_path / "there.pdf"
    there.write_bytes(b"mine")
    whom = ("--data", used.folder, "--today", "2026-11-21", "--user", "所长戊")
    answer = used.run(*whom, *WRITING[name], there, "--overwrite", "--json")
    assert answer.status == 0, answer.err
    assert there.read_bytes() != b"mine" and sorted(tmp_path.glob(".*")) == []


@pytest.fixture
def disguised(used: CommandLine, tmp_path: Path) -> dict[str, Path]:
    """Other names of places inside the station, and things that are no plain files."""
    archived = next(used.folder.rglob("documents/2026/*.pdf"))
    (tmp_path / "link.pdf").symlink_to(archived)
    (tmp_path / "folder").symlink_to(used.folder / "documents", target_is_directory=True)
    (tmp_path / "hard.pdf").hardlink_to(archived)
    (tmp_path / "dangling.pdf").symlink_to(used.folder / "new.pdf")
    os.mkfifo(tmp_path / "pipe.pdf")
    return {
        "dots": tmp_path / "nowhere" / ".." / used.folder.name / "new.pdf",
        "link": tmp_path / "link.pdf",
        "folder": tmp_path / "folder" / "new" / "new.pdf",
        "hard": tmp_path / "hard.pdf",
        "dangling": tmp_path / "dangling.pdf",
        "pipe": tmp_path / "pipe.pdf",
        "device": Path("/dev/null"),
    }


@needs_posix
@pytest.mark.parametrize("name", ["dots", "link", "folder", "hard", "dangling", "pipe", "device"])
@pytest.mark.parametrize("more", [(), ("--overwrite",)], ids=["plain", "overwrite"])
def test_no_other_name_leads_into_the_station(
    used: CommandLine, disguised: dict[str, Path], name: str, more: tuple[str, ...]
) -> None:
    answer = refused(used, (*WRITING["draft"][:-1], *more, "--to"), disguised[name])
    assert (answer.status, answer.data["problem"]) == (1, "refused")


@needs_posix
def test_a_relative_name_inside_the_station_is_refused(
    used: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(used.folder)
    assert refused(used, WRITING["draft"], Path("draft.pdf")).status == 1


def test_a_folder_that_is_no_station_of_ours_to_open_is_no_place_either(
    used: CommandLine, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    for room in ("documents", "attachments"):
        (other / room).mkdir(parents=True)
    (other / "station.db").write_bytes(b"")
    assert refused(used, WRITING["draft"], other / "documents" / "draft.pdf").status == 1


def test_a_paper_and_a_workbook_are_two_files(used: CommandLine, tmp_path: Path) -> None:
    words = ("summary", "--month", "2026-09", "--close", "--to", str(tmp_path / "a"), "--excel")
    assert refused(used, words, tmp_path / "." / "a").status == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a file as a folder is told otherwise there")
def test_a_month_is_not_closed_when_its_paper_cannot_be_written(used: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    answer = refused(used, WRITING["summary"], tmp_path / "a.pdf" / "b.pdf")
    assert (answer.status, answer.data["problem"]) == (4, "disk")


def test_the_marked_sheet_of_an_import_goes_no_other_way(
    used: CommandLine, tmp_path: Path, venue: Entry
) -> None:
    sheet = tmp_path / "venues.csv"
    sheet.write_text("名称,类别\n甲,没有这一类\n", encoding="utf-8")
    for words in (("import", "venues", str(sheet), "--faults"), ("import-map", "venues", str(sheet), "--to")):
        assert refused(used, words, used.folder / "station.db").status == 1


def test_a_file_that_comes_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    target = targets.file_target(tmp_path / "new.pdf", None)
    target.path.write_bytes(b"theirs")
    with pytest.raises(Refused, match="已经有这个文件"):
        target.write_unrecorded(b"ours")
    assert target.path.read_bytes() == b"theirs" and [path.name for path in tmp_path.iterdir()] == ["new.pdf"]


@needs_posix
def test_a_stick_without_hard_links_takes_files_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(place: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted", str(place))

    monkeypatch.setattr(Path, "hardlink_to", without)
    whole_files.write_whole(tmp_path / "a", b"one", replacing=False)
    with pytest.raises(FileExistsError):
        whole_files.write_whole(tmp_path / "a", b"two", replacing=False)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"one"}


@needs_posix
def test_what_lies_beside_is_the_persons_own(tmp_path: Path) -> None:
    (tmp_path / "a.pdf.part").write_bytes(b"mine")
    targets.file_target(tmp_path / "a.pdf", None).write_unrecorded(b"new")
    assert (tmp_path / "a.pdf.part").read_bytes() == b"mine"


FOLDERS = {
    "backup": ("backup", "--to"),
    "demo": ("demo", "--to"),
    "bench-data": ("bench-data", "3", "--to"),
    "rebuild": ("rebuild", "--from", "documents", "--to"),
    "restore": ("restore", "backup.zip", "--to"),
}


@pytest.fixture
def folder_words(used: CommandLine, tmp_path: Path) -> Callable[[str], tuple[str, ...]]:
    """The words of a command that makes a folder, with what it reads."""
    made = used("backup", "--to", tmp_path / "backups").data["file"]
    there = {"documents": str(used.folder / "documents"), "backup.zip": made}
    return lambda name: tuple(there.get(word, word) for word in FOLDERS[name])


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("known", [True, False], ids=["with data", "without"])
def test_no_folder_is_made_in_the_station(
    used: CommandLine, folder_words: Callable[[str], tuple[str, ...]], name: str, known: bool
) -> None:
    if name == "backup" and not known:
        return
    words, before = folder_words(name), content(used.folder)
    whom = ("--data", used.folder) if known else ()
    answer = used.run(*whom, *words, used.folder / "documents" / "new", "--json")
    assert (answer.status, answer.data["problem"]) == (1, "refused"), answer.err
    assert content(used.folder) == before


@pytest.mark.parametrize("name", FOLDERS)
def test_a_file_is_no_folder(
    used: CommandLine, folder_words: Callable[[str], tuple[str, ...]], name: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    answer = refused(used, folder_words(name), tmp_path / "file")
    assert (answer.status, "这里不是文件夹" in answer.data["message"]) == (1, True)
    assert (tmp_path / "file").read_bytes() == b"mine"


def test_no_station_is_made_in_a_station(used: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("a long one", encoding="utf-8")
    words = ("--station", "逍遥津派出所", "--parent", "合肥市公安局", "--admin", "甲", "--json")
    inside = used.folder / "attachments" / "new"
    answer = used.run("--data", inside, "--password-file", tmp_path / "password", "init", *words)
    assert (answer.status, inside.exists()) == (1, False)


@needs_posix
@pytest.mark.parametrize("source", ["pipe", "device"])
@pytest.mark.parametrize(
    "words",
    [
        ("attach", "disputes", "JF2026-0001"),
        ("import", "venues"),
        ("import-map", "venues"),
        ("workdays", "load"),
        ("add", "venues", "--entry"),
        ("summary", "--month", "2026-09", "--notes"),
    ],
    ids=lambda words: words[0],
)
def test_what_never_ends_is_not_read(
    used: CommandLine, tmp_path: Path, words: tuple[str, ...], source: str
) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    answer = refused(used, words, tmp_path / "pipe.pdf" if source == "pipe" else Path("/dev/zero"))
    assert (answer.status, "不是普通文件" in answer.data["message"]) == (1, True)


def test_a_file_that_is_too_big_is_not_read_to_its_end(tmp_path: Path) -> None:
    with (tmp_path / "big").open("wb") as file:
        file.truncate(8 << 20)
    with pytest.raises(Refused, match="超过 1 MB"):
        read_source(tmp_path / "big", 1 << 20)


def test_a_summary_whose_table_cannot_be_written_leaves_no_pages_and_closes_nothing(
    used: CommandLine, tmp_path: Path
) -> None:
    pages = tmp_path / "summary.pdf"
    beneath_a_file = tmp_path / "issued.pdf" / "summary.xlsx"
    words = ("summary", "--month", "2026-09", "--close", "--to", str(pages), "--excel")
    assert refused(used, words, beneath_a_file).status == 4
    assert not pages.exists()
