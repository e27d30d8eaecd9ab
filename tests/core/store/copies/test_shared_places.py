"""A folder on a network drive or in a folder that is copied elsewhere is known by its mount, its path and the marks in it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from fengqiao_desk.store.copies import shared_places
from fengqiao_desk.store.copies.shared_places import (
    is_on_network,
    is_remote_drive,
    mounts_in,
    synced_by,
    warning_of,
)

MOUNTS = mounts_in(
    "/dev/sda2 / ext4 rw 0 0\n"
    "//fuwuqi/suo /mnt/派出所\\040共享 cifs rw 0 0\n"
    "fuwuqi:/suo /srv/suo nfs4 rw 0 0\n"
    "/dev/sdb1 /srv/suo/local ext4 rw 0 0\n"
    "wo@fuwuqi: /home/wo/far fuse.sshfs rw 0 0\n"
    "/dev/sdc1 /media/U盘 vfat rw 0 0\n"
)


@pytest.mark.parametrize("place", ["/mnt/派出所 共享/数据", "/srv/suo", "/srv/suo/数据", "/home/wo/far/数据"])
def test_a_network_drive_is_known_by_its_mount(place: str) -> None:
    assert is_on_network(PurePosixPath(place), MOUNTS)


@pytest.mark.parametrize("place", ["/home/wo/数据", "/media/U盘/数据", "/srv/suo/local/数据", "/srv/suo2"])
def test_a_disk_of_this_computer_is_none(place: str) -> None:
    assert not is_on_network(PurePosixPath(place), MOUNTS)


def test_of_two_mounts_at_one_place_the_last_counts() -> None:
    mounts = mounts_in("fuwuqi:/suo /data nfs rw 0 0\n/dev/sdb1 /data ext4 rw 0 0\n")
    assert not is_on_network(PurePosixPath("/data/站"), mounts)


def test_a_system_that_runs_from_the_network_is_no_share() -> None:
    assert not is_on_network(PurePosixPath("/home/wo/数据"), mounts_in("root / 9p rw 0 0\n"))


@pytest.mark.parametrize(
    ("place", "program"),
    [
        (r"C:\Users\wo\OneDrive\数据", "OneDrive"),
        (r"C:\Users\wo\OneDrive - 某市公安局\数据", "OneDrive"),
        (r"D:\Nutstore Files\我的坚果云\数据", "坚果云"),
        (r"D:\我的坚果云\数据", "坚果云"),
        (r"D:\百度网盘同步空间\数据", "百度网盘"),
        (r"D:\BaiduSyncdisk\数据", "百度网盘"),
        (r"D:\WPSDrive\123456\WPS云盘\数据", "WPS 云盘"),
        (r"C:\Users\wo\Dropbox (个人)\数据", "Dropbox"),
        (r"C:\Users\wo\iCloudDrive\数据", "iCloud"),
        (r"C:\Users\wo\微云同步助手\123\数据", "微云"),
    ],
)
def test_a_folder_that_is_copied_elsewhere_is_known_by_its_path(place: str, program: str) -> None:
    assert synced_by(PureWindowsPath(place)) == program


@pytest.mark.parametrize(
    "place", ["/home/wo/数据", "/home/wo/微云南省材料", "/home/seafiles/数据", "/home/dropboxer"]
)
def test_a_like_name_is_no_such_folder(place: str) -> None:
    assert synced_by(PurePosixPath(place)) == ""


@pytest.mark.parametrize("mark", [".dropbox", ".stfolder"])
def test_a_mark_in_a_folder_above_tells_it_too(tmp_path: Path, mark: str) -> None:
    (tmp_path / mark).mkdir()
    assert "同步文件夹" in warning_of(tmp_path / "数据")


def test_a_plain_folder_is_not_warned_of(tmp_path: Path) -> None:
    assert warning_of(tmp_path / "数据") == ""


@pytest.mark.parametrize(
    ("place", "remote"),
    [(r"\\fuwuqi\suo\数据", True), (r"\\?\C:\数据", False), (r"\\?\UNC\fuwuqi\suo\数据", True)],
)
def test_a_share_of_windows_is_known_by_its_name(place: str, remote: bool) -> None:
    assert is_remote_drive(PureWindowsPath(place)) == remote


@pytest.mark.parametrize(("answer", "remote"), [(4, True), (3, False), (2, False)])
def test_a_letter_of_windows_is_asked_for(monkeypatch: pytest.MonkeyPatch, answer: int, remote: bool) -> None:
    monkeypatch.setattr(shared_places, "_drive_type", lambda anchor: answer)
    assert is_remote_drive(PureWindowsPath(r"Z:\数据")) == remote
