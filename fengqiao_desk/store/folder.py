"""Making and opening a station folder: checks first, says in words what is wrong, migrates only after a verified backup."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from ..problems import FolderDamaged, FolderLocked, FolderMissing, FolderNewer, FolderSealed, Refused
from . import migrations, search
from .backups.before_upgrade import copy_database
from .damage.file import refuse_lost, refuse_no_database
from .damage.left_log import refuse_after_unclean_stop
from .database import APPLICATION_ID, Connections, StationDatabase
from .driver import Opening
from .failures import in_words
from .layout import FolderLayout
from .lock import FolderLock, Holder
from .looking import beside_anybody, beside_writers, in_memory, without_a_trace
from .private import tighten
from .sealing.master import Master
from .targets import folder_target

COMMAND_WAIT_SECONDS = 10.0


def create_folder(root: Path, master: Master | None = None, driver: str = "sqlcipher3") -> Connections:
    """A new folder with an empty database of the newest shape, sealed with a master; refuses a folder that is not empty or lies in another station."""
    layout = FolderLayout(root, _generation(master))
    with in_words(root):
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise Refused(f"文件夹不是空的，不能在里面建站：{root}")
        folder_target(root)
        with whole_or_nothing(root):
            layout.make()
            connections = _connections(layout, master, driver)
            with connections.reading():
                connections.run(f"PRAGMA application_id = {APPLICATION_ID}")
                connections.use_write_ahead_log()
            migrations.migrate(connections, 0)
    return connections


@contextmanager
def whole_or_nothing(root: Path) -> Iterator[None]:
    """For making a new folder: when the block fails, such as on a full disk, nothing is left of it, so that it can be tried again.

    Everything that lies in `root` by then was made by the block: what it begins with is empty or not there.
    """
    is_there = root.is_dir()
    if is_there and any(root.iterdir()):
        # Whose it is the block says itself; nothing of it is ever taken away.
        yield
        return
    try:
        # Said while it is still there: of a folder that is not, it would be said that it went.
        with in_words(root):
            yield
    except BaseException:
        for made in sorted(root.rglob("*"), reverse=True):
            with suppress(OSError):
                made.rmdir() if made.is_dir() and not made.is_symlink() else made.unlink()
        if not is_there:
            with suppress(OSError):
                root.rmdir()
        raise


def lock_folder(root: Path, holder: Holder, wait_seconds: float) -> FolderLock:
    """Take the folder for one program; raises FolderLocked with who holds it."""
    with in_words(root):
        _must_be_ours(FolderLayout(root))
    return FolderLock(FolderLayout(root), holder, wait_seconds)


def open_folder(
    root: Path,
    backup_name: str,
    master: Master | None = None,
    driver: str = "sqlcipher3",
    may_migrate: bool = True,
) -> Connections:
    """Open an existing folder; `backup_name` names the copy made before a migration, which looking alone never does.

    A sealed one with the master that its keys gave; raises FolderDamaged when it is another's.
    """
    layout = FolderLayout(root, _generation(master))
    with in_words(root):
        _must_be_ours(FolderLayout(root))
        _must_have_its_master(layout)
        refuse_no_database(layout)
        # Who only looks may find the log of a program that is at work: no sign of an unclean stop.
        if may_migrate:
            refuse_after_unclean_stop(layout, _key(master))
        opening = Opening if may_migrate else partial(beside_anybody, layout.database)
        connections = _connections(layout, master, driver, opening)
        with connections.reading():
            version = version_of(connections, root)
            if may_migrate:
                # Only now: this writes into the file, and before it was looked at it might have been somebody else's.
                connections.use_write_ahead_log()
                tighten(root)
        if version < migrations.newest():
            if not may_migrate:
                raise FolderLocked(f"数据文件夹还是旧格式，请先用窗口打开一次完成升级：{root}")
            layout.make()
            copy_database(connections, layout.backups / f"{backup_name}-v{version}.db")
            migrations.migrate(connections, version)
    return connections


def _must_have_its_master(layout: FolderLayout) -> None:
    """Which of several generations counts is said by the keys alone; raises FolderSealed."""
    kept = FolderLayout(layout.root).generation
    if kept > 0 and layout.generation == 0:
        raise FolderSealed(f"这个数据文件夹是加密的，要用姓名和密码才能打开：{layout.root}")
    if kept != layout.generation:
        raise FolderSealed(f"钥匙不是这个数据文件夹现在的钥匙：{layout.root}")


def _key(master: Master | None) -> bytes | None:
    return master.database_key if master is not None else None


def _generation(master: Master | None) -> int:
    return master.generation if master is not None else 0


def look_into_folder(
    root: Path, reason: str, *, alone: bool, master: Master | None = None, driver: str = "sqlcipher3"
) -> Connections:
    """Open an existing folder for looking alone, `reason` being why: nothing is written into it.

    `alone` when no other program may write into it meanwhile. An older shape is brought up in a copy that lies in memory alone.
    """
    layout = FolderLayout(root, _generation(master))
    opening = partial(without_a_trace if alone else beside_writers, layout.database)
    with in_words(root):
        _must_be_ours(FolderLayout(root))
        _must_have_its_master(layout)
        refuse_no_database(layout)
        connections = _connections(layout, master, driver, opening)
        with connections.reading():
            version = version_of(connections, root)
            if version < migrations.newest():
                connections = _grown_in_memory(connections, layout, master, driver)
    connections.only_looked_at = reason
    return connections


def _grown_in_memory(
    source: Connections, layout: FolderLayout, master: Master | None, driver: str
) -> Connections:
    """A copy of the newest shape that nobody finds on a disk, sealed by the same key."""
    opening = in_memory()
    copy = _connections(layout, master, driver, lambda: opening)
    # It lasts as long as one connection to it is open, and that must be there before it is filled.
    copy.keep()
    with copy.reading():
        # Not page by page: pages tell of a log beside the file, which memory does not have.
        source.run("VACUUM INTO ?", opening.address)
        migrations.migrate(copy, version_of(copy, layout.root))
    return copy


def _connections(
    layout: FolderLayout, master: Master | None, driver: str, opening: Callable[[], Opening] = Opening
) -> Connections:
    connections = Connections(StationDatabase(layout.database, _key(master), driver, opening))
    search.register_functions(connections)
    return connections


def _must_be_ours(layout: FolderLayout) -> None:
    if not layout.root.is_dir():
        raise FolderMissing(f"没有这个数据文件夹：{layout.root}。请核对位置，或先建站。")
    refuse_lost(layout)


def version_of(connections: Connections, root: Path) -> int:
    """Which shape the database has; raises FolderMissing, FolderNewer, FolderDamaged for what this version cannot open."""
    application = connections.run("PRAGMA application_id")[0][0]
    version = int(connections.run("PRAGMA user_version")[0][0])
    if application != APPLICATION_ID:
        raise FolderMissing(f"station.db 不是枫桥工作台的数据库：{root}")
    if version > migrations.newest():
        raise FolderNewer(
            f"这个数据文件夹由更新的版本写成（数据第 {version} 版，本程序只认到第 {migrations.newest()} 版）："
            f"{root}。请安装新版程序后再打开，数据没有改动。"
        )
    if version < 1:
        raise FolderDamaged(f"数据库没有建完：{root}。请重新建站，或从备份恢复。")
    return version
