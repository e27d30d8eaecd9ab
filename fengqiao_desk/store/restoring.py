"""A backup unpacked into a folder of its own, after every piece of it and the database itself were checked."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..problems import FolderDamaged, FolderMissing, FolderNewer, FolderSealed, Problem, Refused
from . import migrations, search
from .backups.facts import Tell, tell_nobody
from .backups.reading import unpack_backup
from .contents import StoredCase, rows_in
from .copies.standing import mark_restored
from .database import Connections, StationDatabase
from .failures import in_words
from .folder import version_of
from .layout import FolderLayout
from .sealing.master import Master
from .targets import folder_target
from .whole_files import beside


def restore(
    source: Path,
    root: Path,
    at: str,
    *,
    only_looked_at: bool = False,
    master_of: Callable[[Path], Master] | None = None,
    tell: Tell = tell_nobody,
) -> int:
    """Unpack a backup into a new or an empty folder outside every station; gives the number of cases.

    `master_of` is asked for the master of a sealed one, with the folder in which its keys lie; FolderSealed is raised without it.
    The folder is marked as restored: it is worked in only once somebody has taken it over, never where it is `only_looked_at`.
    Raises FolderMissing, FolderDamaged, FolderNewer for what is no backup of ours, Refused for a folder in use; then nothing is left behind.
    """
    if not source.is_file():
        raise FolderMissing(f"没有这个备份文件：{source}")
    with in_words(root):
        is_there = root.is_dir()
        if is_there and any(root.iterdir()):
            raise Refused(f"文件夹不是空的，不能恢复到里面：{root}")
        target = folder_target(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        # On the same disk as the place it goes to, so that it moves there in one go.
        with beside(target if is_there else target.parent) as unpacked:
            unpacked.mkdir(mode=0o700)
            unpack_backup(source, unpacked, tell)
            FolderLayout(unpacked).make()
            key = _key_of(unpacked, source, master_of)
            cases = _cases_in(unpacked, source, key)
            _mark(unpacked, source, at, key, only_looked_at=only_looked_at)
            if is_there:
                _fill(target, unpacked)
            else:
                unpacked.rename(target)
    return cases


@contextmanager
def taken_back(root: Path) -> Iterator[None]:
    """What is restored into `root` in this block goes again when what belongs to it fails."""
    was_there, was_filled = root.exists(), root.is_dir() and any(root.iterdir())
    try:
        yield
    except BaseException:
        # Nothing was restored into a folder with files in it: that was refused, and the files are somebody's.
        if not was_filled:
            for piece in root.glob("*"):
                shutil.rmtree(piece) if piece.is_dir() else piece.unlink()
        if not was_there and root.exists():
            root.rmdir()
        raise


def _key_of(folder: Path, source: Path, master_of: Callable[[Path], Master] | None) -> bytes | None:
    if not FolderLayout(folder).is_sealed:
        return None
    if master_of is None:
        raise FolderSealed(f"这份备份是加密的：{source}。请给出姓名和密码")
    return master_of(folder).database_key


def _cases_in(folder: Path, source: Path, key: bytes | None) -> int:
    """How many cases the unpacked database holds; raises when it is none of ours or damaged."""
    layout = FolderLayout(folder)
    connections = Connections(StationDatabase(layout.database, key))
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


def _mark(folder: Path, source: Path, at: str, key: bytes | None, *, only_looked_at: bool) -> None:
    """In the shape of this version: an older one has no place for it, and its backup is the copy that a migration begins with."""
    connections = Connections(StationDatabase(FolderLayout(folder).database, key))
    search.register_functions(connections)
    with connections.reading():
        migrations.migrate(connections, version_of(connections, folder))
        mark_restored(connections, source.name, at, only_looked_at=only_looked_at)


def _fill(target: Path, unpacked: Path) -> None:
    """The database or the keys last: without them a folder is no station yet."""
    layout = FolderLayout(unpacked)
    for piece in sorted(unpacked.iterdir(), key=lambda path: path in (layout.database, layout.keys)):
        piece.rename(target / piece.name)
