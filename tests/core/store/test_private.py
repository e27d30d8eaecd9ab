"""What the program writes is its owner's alone, whatever the system's user lets others read; what is handed out is not."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from fengqiao_desk.station import open_station

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes; the user's folder is private")

NOW = "2026-11-21T08:00:00"
_MAIN = "import sys; from fengqiao_desk.commands import main; sys.exit(main())"


def modes(root: Path) -> set[str]:
    """The modes of everything in a folder and of itself, folders and files apart."""
    places = (root, *root.rglob("*"))
    return {f"{'d' if place.is_dir() else 'f'}{stat.S_IMODE(place.stat().st_mode):o}" for place in places}


def run(umask: int, *words: object) -> None:
    """A command in a process of its own, which begins with this umask."""
    line = (sys.executable, "-c", _MAIN, *map(str, words))
    done = subprocess.run(line, umask=umask, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("umask", [0, 0o022])
def test_a_new_station_and_a_backup_of_it_are_its_owners_alone(tmp_path: Path, umask: int) -> None:
    run(umask, "demo", "--to", tmp_path / "station")
    run(umask, "--data", tmp_path / "station", "backup", "--to", tmp_path / "stick")
    run(umask, "restore", next((tmp_path / "stick").glob("枫桥备份_*")), "--to", tmp_path / "back")
    for made in ("station", "stick", "back"):
        assert modes(tmp_path / made) == {"d700", "f600"}


def test_what_is_handed_out_has_the_mode_of_any_other_file_of_the_user(tmp_path: Path) -> None:
    run(0o022, "demo", "--to", tmp_path / "station")
    words = ("register", "--year", "2026", "--to", tmp_path / "book.pdf")
    run(0o022, "--data", tmp_path / "station", *words)
    assert stat.S_IMODE((tmp_path / "book.pdf").stat().st_mode) == 0o644


def test_a_crash_leaves_no_picture_of_the_memory() -> None:
    program = "from fengqiao_desk.store.private import keep_private; keep_private(); import resource; print(resource.getrlimit(resource.RLIMIT_CORE))"
    done = subprocess.run((sys.executable, "-c", program), capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "(0, 0)"


def test_a_folder_of_an_earlier_release_is_closed_to_others_at_opening(station_folder: Path) -> None:
    for place in (station_folder, *station_folder.rglob("*")):
        place.chmod(0o755 if place.is_dir() else 0o644)
    open_station(station_folder, NOW, "测试").close()
    assert {mode[-2:] for mode in modes(station_folder)} == {"00"}


def test_a_link_in_the_folder_changes_nothing_outside(station_folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine", encoding="utf-8")
    outside.chmod(0o644)
    (station_folder / "link.txt").symlink_to(outside)
    station_folder.chmod(0o755)
    open_station(station_folder, NOW, "测试").close()
    assert stat.S_IMODE(outside.stat().st_mode) == 0o644
