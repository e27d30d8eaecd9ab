"""Where a file or a folder may go that somebody names: outside every station folder, nothing but plain files, nothing replaced unasked."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from ..problems import DiskProblem, FolderProblem, Refused
from .failures import in_words
from .layout import FolderLayout
from .private import give_usual_mode
from .whole_files import write_whole


@dataclass(frozen=True)
class FileTarget:
    """A place that was looked at by `file_target`, links resolved."""

    path: Path
    replacing: bool

    def write_unrecorded(self, content: bytes, *, private: bool = False) -> Path:
        """Put the content there, whole or not at all; gives the place. What comes out of the folder goes by `hand_out_file`.

        What is `private`, such as a key, stays its owner's alone. Raises Refused for a file that came meanwhile, DiskProblem.
        """
        try:
            with in_words(self.path):
                write_whole(self.path, content, replacing=self.replacing)
        except FolderProblem as problem:
            if not self.replacing and isinstance(problem.__cause__, FileExistsError) and self.path.is_file():
                raise _exists(self.path) from None
            raise DiskProblem(f"写不到 {self.path}，请换一个能写入的文件夹或文件名") from None
        if not private:
            give_usual_mode(self.path)
        return self.path


def file_target(named: Path, station: Path | None, *, replacing: bool = False) -> FileTarget:
    """Where a file that somebody names may be written; to be asked before anything is numbered or recorded.

    `station` is the folder in use, None when there is none; a station folder that is not in use is known by its rooms. An existing
    file is refused unless the person said or answered that it may be replaced. Raises Refused; touches nothing.
    """
    path = Path(os.path.realpath(named))
    if _station_around(path.parent, station) is not None:
        raise _inside(named)
    found = _look(path)
    if found is not None:
        _must_be_plain(named, found)
        if station is not None and _is_file_of(station, found):
            raise _inside(named)
        if not replacing:
            raise _exists(named)
    return FileTarget(path, replacing)


def folder_target(named: Path, station: Path | None = None) -> Path:
    """Where a folder that somebody names may be made or filled, links resolved. Raises Refused; touches nothing."""
    path = Path(os.path.realpath(named))
    if _station_around(path, station) is not None:
        raise Refused(f"不能放进数据文件夹里：{named}。请选数据文件夹以外的位置。")
    found = _look(path)
    if found is not None and not stat.S_ISDIR(found.st_mode):
        raise Refused(f"这里不是文件夹：{named}。请选一个文件夹，或者另写一个名称。")
    return path


def _inside(named: Path) -> Refused:
    return Refused(f"不能写进数据文件夹里：{named}。请写到数据文件夹以外的位置。")


def _exists(named: Path) -> Refused:
    return Refused(f"已经有这个文件，没有改动：{named}。要换成新的，加 --overwrite；或者另写一个文件名。")


def _must_be_plain(named: Path, found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise Refused(f"这里是文件夹，不能写成文件：{named}。请另写一个文件名。")
    if not stat.S_ISREG(found.st_mode):
        raise Refused(f"这里不是普通文件（是设备或管道），不能写：{named}。请另写一个文件名。")


def _station_around(folder: Path, station: Path | None) -> Path | None:
    """The station folder that `folder` is or lies in: by what lies on the disk, for one folder can have many names."""
    own = _look(station) if station is not None else None
    for place in (folder, *folder.parents):
        if (own is not None and _is_same(_look(place), own)) or _is_station(place):
            return place
    return None


def _is_station(place: Path) -> bool:
    """Whether the rooms of a station folder are here, whoever has it open and in whatever state its database is."""
    layout = FolderLayout(place)
    rooms = [_look(room) for room in (layout.documents, layout.attachments)]
    return all(room is not None and stat.S_ISDIR(room.st_mode) for room in rooms) and bool(
        _look(layout.database)
    )


def _is_file_of(station: Path, found: os.stat_result) -> bool:
    """Whether a file with several names has one of them in the station folder."""
    return found.st_nlink > 1 and any(_is_same(_look(path), found) for path in station.rglob("*"))


def _is_same(one: os.stat_result | None, other: os.stat_result) -> bool:
    # Some network drives number no files: there every file would be the same.
    return one is not None and one.st_ino != 0 and os.path.samestat(one, other)


def _look(path: Path) -> os.stat_result | None:
    """What lies there; None where nothing does, or nothing that can be reached: then writing will say why."""
    try:
        return path.stat()
    except (OSError, ValueError):
        return None
