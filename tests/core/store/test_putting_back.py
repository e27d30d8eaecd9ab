"""A backup put in the place of a folder: nothing moves before it lies there whole, and nothing that was there is lost."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.cases.taking_over import take_over
from fengqiao_desk.documents.missing_since import missing_since
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import FolderDamaged, FolderMissing, OnlyLookedAt
from fengqiao_desk.station import Station, open_station
from fengqiao_desk.store.backups.making import make_backup
from fengqiao_desk.store.putting_back import put_back
from fengqiao_desk.store.restoring import restore
from tests.conftest import act_on

if TYPE_CHECKING:
    from tests.conftest import Desk

BACKED_UP = "2026-11-20T08:00:00"
AT = datetime.fromisoformat("2026-11-22T08:30:00")


@pytest.fixture
def backup(station: Station, tmp_path: Path) -> Path:
    """Of the empty station."""
    made = make_backup(
        station.connections, station.layout, station.files, tmp_path / "stick", "copy", BACKED_UP
    )
    return Path(made.file)


@pytest.fixture
def root(desk: Desk, backup: Path, dispute: dict[str, Any]) -> Path:
    """The folder, closed, with a dispute that came after the backup."""
    desk.receive("disputes", dispute)
    desk.station.close()
    return desk.station.layout.root


def disputes_in(root: Path) -> int:
    station = open_station(root, AT.isoformat(), "试", exclusive=False)
    ((found,),) = station.connections.run("SELECT count(*) FROM cases")
    station.close()
    return int(found)


def test_the_backup_is_in_the_place_and_the_folder_beside_it(root: Path, backup: Path) -> None:
    done = put_back(backup, root, AT)
    assert done.kept is not None
    assert (disputes_in(root), disputes_in(done.kept)) == (0, 1)
    assert done.kept.name == f"{root.name}（20261122-0830 恢复前）"


def test_what_was_put_back_waits_until_it_is_taken_over(
    root: Path, backup: Path, dispute: dict[str, Any]
) -> None:
    put_back(backup, root, AT)
    station = open_station(root, AT.isoformat(), "试")
    with pytest.raises(OnlyLookedAt), station.writing():
        pass
    station.close()


def test_the_folder_that_went_aside_is_only_looked_at(root: Path, backup: Path) -> None:
    """Both lie on this computer and would give the same numbers."""
    kept = put_back(backup, root, AT).kept
    assert kept is not None
    station = open_station(kept, AT.isoformat(), "试")
    with pytest.raises(OnlyLookedAt, match="恢复备份时换下来的数据"), station.writing():
        pass
    take_over(station, KINDS, {}, "恢复错了备份", act_on(station, "2026-11-22", "管理员己"))
    station.close()
    again = open_station(kept, AT.isoformat(), "试")
    again.close()
    assert again.only_looked_at == ""


def test_a_damaged_folder_is_kept_as_it_is(root: Path, backup: Path) -> None:
    (root / "station.db").write_bytes(b"")
    done = put_back(backup, root, AT)
    assert done.kept is not None
    assert ((done.kept / "station.db").stat().st_size, disputes_in(root)) == (0, 0)


def test_a_folder_that_is_gone_has_nothing_to_keep(root: Path, backup: Path, tmp_path: Path) -> None:
    root.rename(tmp_path / "elsewhere")
    assert put_back(backup, root, AT).kept is None
    assert disputes_in(root) == 0


@pytest.mark.parametrize("content", [b"", b"no backup", b"PK\x03\x04 half"])
def test_what_is_no_backup_moves_nothing(root: Path, tmp_path: Path, content: bytes) -> None:
    odd = tmp_path / "odd.tar.zst"
    odd.write_bytes(content)
    before = sorted(path.name for path in root.parent.iterdir())
    with pytest.raises((FolderDamaged, FolderMissing)):
        put_back(odd, root, AT)
    assert sorted(path.name for path in root.parent.iterdir()) == before
    assert disputes_in(root) == 1


def test_a_kill_between_the_two_names_is_mended_by_the_next_opening(
    root: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def killed(self: Path, target: Path) -> Path:
        if target == root:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", killed)
    with pytest.raises(KeyboardInterrupt):
        put_back(backup, root, AT)
    monkeypatch.undo()
    assert not root.exists()
    open_station(root, AT.isoformat(), "试").close()
    assert disputes_in(root) == 0


def test_what_was_never_put_back_does_not_take_a_place_that_is_empty_later(root: Path, backup: Path) -> None:
    restore(backup, root.with_name(root.name + ".恢复好的"), AT.isoformat())
    open_station(root, AT.isoformat(), "试").close()
    assert disputes_in(root) == 1
    assert not root.with_name(root.name + ".恢复好的").exists()


def test_what_would_be_missing_is_told_by_cases_and_numbers(desk: Desk, dispute: dict[str, Any]) -> None:
    case = desk.receive("disputes", dispute)
    number = desk.issue(case, "intake_form").number
    missing = missing_since(desk.station, BACKED_UP)
    assert (missing.numbers, case.number in missing.others) == ((number,), True)
    assert f"其中新签发的文书 1 份：{number}" in missing.in_words


def test_nothing_is_missing_of_what_was_backed_up(desk: Desk) -> None:
    assert (
        missing_since(desk.station, "2099-01-01T00:00:00").in_words
        == "备份以后没有办理过什么，恢复不会少东西。"
    )
