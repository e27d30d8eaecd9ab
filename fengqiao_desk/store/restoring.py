"""A backup unpacked into a folder of its own, after every piece of it and the database itself were checked."""

from __future__ import annotations

import zipfile
from pathlib import Path

from ..problems import FolderDamaged, FolderMissing, FolderNewer, Problem, Refused
from .backup import verified_manifest
from .contents import StoredCase, rows_in
from .database import Connections, StationDatabase
from .failures import in_words
from .folder import version_of
from .layout import FolderLayout
from .targets import folder_target
from .whole_files import beside


def restore(source: Path, root: Path) -> int:
    """Unpack a backup into a new or an empty folder outside every station; gives the number of cases.

    Raises FolderMissing, FolderDamaged, FolderNewer for what is no backup of ours, Refused for a folder in use; then nothing is left behind.
    """
    if not source.is_file():
        raise FolderMissing(f"没有这个备份文件：{source}")
    with in_words(root):
        is_there = root.is_dir()
        if is_there and any(root.iterdir()):
            raise Refused(f"文件夹不是空的，不能恢复到里面：{root}")
        target = folder_target(root)
        members = list(verified_manifest(source)["files"])
        target.parent.mkdir(parents=True, exist_ok=True)
        # On the same disk as the place it goes to, so that it moves there in one go.
        with beside(target if is_there else target.parent) as unpacked:
            with zipfile.ZipFile(source) as packed:
                packed.extractall(unpacked, members=members)
            FolderLayout(unpacked).make()
            cases = _cases_in(unpacked, source)
            if is_there:
                _fill(target, unpacked)
            else:
                unpacked.rename(target)
    return cases


def _cases_in(folder: Path, source: Path) -> int:
    """How many cases the unpacked database holds; raises when it is none of ours or damaged."""
    layout = FolderLayout(folder)
    connections = Connections(StationDatabase(layout.database))
    try:
        if not layout.database.is_file():
            raise FolderMissing("")
        with in_words(layout.database), connections.reading():
            version_of(connections, folder)
            if connections.run("PRAGMA integrity_check") != [("ok",)]:
                raise FolderDamaged("")
            return int(connections.rows(rows_in(StoredCase))[0][0])
    except FolderNewer:
        raise FolderNewer(f"这个备份由更新的版本写成：{source}。请安装新版程序后再恢复。") from None
    except Problem:
        raise FolderDamaged(f"备份里没有枫桥工作台的数据库，或者数据库已损坏：{source}") from None


def _fill(target: Path, unpacked: Path) -> None:
    """The database last: without it a folder is no station yet."""
    database = FolderLayout(unpacked).database
    for piece in sorted(unpacked.iterdir(), key=lambda path: path == database):
        piece.rename(target / piece.name)
