"""Whether a folder lies where another computer writes too: on a network drive, or in a folder that a program copies elsewhere.

SQLite's locks do not hold over most network drives, and a program that copies files one by one gives the other computer a database
of one moment with a log of another, or a second file "conflicted copy" (https://www.sqlite.org/howtocorrupt.html, 1.2, 2.1).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Final

_MOUNTS = Path("/proc/mounts")
_DRIVE_REMOTE: Final = 4
"""What GetDriveTypeW answers for a network drive (WinBase.h)."""
_SERVERS: Final = (
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smb2",
    "smbfs",
    "ncpfs",
    "afs",
    "ceph",
    "glusterfs",
    "lustre",
)
_BY_PROGRAMS: Final = (
    "fuse.sshfs",
    "fuse.davfs2",
    "davfs",
    "fuse.rclone",
    "fuse.gvfsd-fuse",
    "fuse.smbnetfs",
)
_HOSTS: Final = ("9p", "vboxsf", "prl_fs", "fuse.vmhgfs-fuse")
_NETWORK: Final = frozenset(_SERVERS + _BY_PROGRAMS + _HOSTS)
"""File systems behind which another computer stands, as /proc/mounts calls them; `_HOSTS` are folders of a virtual machine's host."""
_SYNCED_BY: Final = {
    "onedrive": "OneDrive",
    "nutstore": "坚果云",
    "我的坚果云": "坚果云",
    "坚果云": "坚果云",
    "baidunetdisk": "百度网盘",
    "baidusyncdisk": "百度网盘",
    "百度网盘": "百度网盘",
    "百度云同步盘": "百度网盘",
    "wpsdrive": "WPS 云盘",
    "wps云盘": "WPS 云盘",
    "wps cloud files": "WPS 云盘",
    "dropbox": "Dropbox",
    "icloud": "iCloud",
    "iclouddrive": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "weiyun": "微云",
    "微云": "微云",
    "腾讯微云": "微云",
    "google drive": "Google 云端硬盘",
    "googledrive": "Google 云端硬盘",
    "阿里云盘": "阿里云盘",
    "aliyundrive": "阿里云盘",
    "夸克网盘": "夸克网盘",
    "天翼云盘": "天翼云盘",
    "seafile": "Seafile",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "syncthing": "Syncthing",
}
"""How folders that are copied elsewhere are called in small letters, alone or before more words (OneDrive - 某公司), and by what."""
_MARKS: Final = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
}
"""Files that such a program leaves in its folder, whatever that is called."""
_NO_MORE_WORDS = re.compile(r"[\s\-_（(@.\d]|同步|文件|$", re.ASCII)


@dataclass(frozen=True)
class Mount:
    """A line of /proc/mounts: where a file system lies in the tree, and of which sort it is."""

    point: PurePosixPath
    kind: str


def warning_of(root: Path) -> str:
    """What to say of the place of a folder, in words; empty where one computer alone writes."""
    place = root.absolute()
    if _is_remote(place):
        return (
            f"数据文件夹在网络盘上（{root}）：几台电脑同时用会损坏数据，断网时会丢失正在保存的内容。"
            "请把数据文件夹移到本机的磁盘，别的电脑用备份查看。"
        )
    # By the name that was given too: a link may lead out of such a folder, or into it.
    if program := synced_by(place) or synced_by(place.resolve()) or _marked_by(place.resolve()):
        return (
            f"数据文件夹在{program}的同步文件夹里（{root}）：同步会把没写完的数据传走，也会用旧文件盖掉新文件，"
            "别的电脑还会多出一份给出相同编号的数据。请把数据文件夹移到不同步的位置。"
        )
    return ""


def mounts_in(text: str) -> list[Mount]:
    """The file systems that /proc/mounts tells of."""
    lines = (line.split(" ") for line in text.splitlines())
    return [Mount(PurePosixPath(_plain(parts[1])), parts[2]) for parts in lines if len(parts) > 2]


def is_on_network(place: PurePosixPath, mounts: Iterable[Mount]) -> bool:
    """Whether a place lies on a network drive: the last mount over it counts. One that bears the whole system is no share."""
    around = [mount for mount in mounts if mount.point == place or mount.point in place.parents]
    # The longest path; of several at one point the last hides the others.
    nearest = max(enumerate(around), key=lambda found: (len(found[1].point.parts), found[0]), default=None)
    return nearest is not None and nearest[1].kind in _NETWORK and nearest[1].point != PurePosixPath("/")


def synced_by(place: PurePath) -> str:
    """The program that copies the folder elsewhere, by the names of the folders it lies in; empty for none."""
    for part in place.parts:
        name = part.casefold()
        for begin, program in _SYNCED_BY.items():
            if name.startswith(begin) and _NO_MORE_WORDS.match(name, len(begin)):
                return program
    return ""


def _marked_by(place: Path) -> str:
    for folder in (place, *place.parents):
        for mark, program in _MARKS.items():
            with suppress(OSError):
                if (folder / mark).exists():
                    return program
    return ""


def _is_remote(place: Path) -> bool:
    if sys.platform == "win32":
        return is_remote_drive(place.resolve())
    with suppress(OSError, UnicodeDecodeError):
        return is_on_network(PurePosixPath(place.resolve()), mounts_in(_MOUNTS.read_text(encoding="utf-8")))
    return False


def is_remote_drive(place: PureWindowsPath) -> bool:
    r"""Whether Windows reaches a place over the network: `\\server\share\…`, or a letter that stands for one."""
    if place.drive.startswith("\\\\"):
        # \\?\C:\… is a local path written at length.
        return not place.drive.startswith(("\\\\?\\", "\\\\.\\")) or place.drive.upper().startswith(
            "\\\\?\\UNC"
        )
    return _drive_type(place.anchor) == _DRIVE_REMOTE


def _drive_type(anchor: str) -> int:
    if sys.platform != "win32":
        return 0
    import ctypes  # noqa: PLC0415 - its `windll` is of Windows alone

    return int(ctypes.windll.kernel32.GetDriveTypeW(anchor))


def _plain(escaped: str) -> str:
    r"""A path as it is: /proc/mounts writes a blank as `\040`, byte for byte."""
    return re.sub(r"\\([0-7]{3})", lambda code: chr(int(code.group(1), 8)), escaped)
