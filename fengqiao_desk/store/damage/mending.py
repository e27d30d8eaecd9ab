"""A damaged database mended on a copy: the present files are kept aside, a verified one takes their place in one go."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ...problems import DiskProblem, FolderDamaged
from .. import search
from ..database import Connections, StationDatabase
from ..failures import in_words
from ..layout import FolderLayout
from ..looking import without_a_trace
from ..whole_files import beside, put_in_place
from .anew import write_anew
from .file import refuse_lost, refuse_no_database
from .finding import Finding, Remedy
from .left_log import log_findings
from .pages import damage


@dataclass(frozen=True)
class Mended:
    """What was found and mended in the database, and where its files lie as they were before; both empty when it was sound."""

    found: tuple[Finding, ...] = ()
    kept: tuple[Path, ...] = ()


def mend_database(layout: FolderLayout, key: bytes | None, stamp: str) -> Mended:
    """Mend what can be mended of the database; `stamp` names what is kept. Only for who holds the folder alone, with nothing opened.

    Raises FolderDamaged, with nothing changed, when rows are lost that no copy can bring back; FolderMissing, DiskProblem.
    """
    with in_words(layout.root):
        refuse_lost(layout)
        refuse_no_database(layout)
        layout.make()
        left = log_findings(layout, key)
        kept = _keep(layout, stamp) if left else ()
        if left:
            # Its bytes lie among what was kept: SQLite would lose them, or write them over a database that is not theirs.
            _take_away_log(layout)
        found = _found(layout, key)
        if found:
            kept = kept or _keep(layout, stamp)
            _mend(layout, key, found)
        return Mended((*left, *found), kept)


def _found(layout: FolderLayout, key: bytes | None) -> list[Finding]:
    """What is damaged; raises FolderDamaged for what cannot be mended."""
    with _looking(layout.database, key) as looking:
        found = damage(looking)
    for each in found:
        if each.remedy is not Remedy.REPAIR:
            raise FolderDamaged(f"{each.sentence}。现在的文件没有改动：{layout.database}")
    return found


def _mend(layout: FolderLayout, key: bytes | None, found: list[Finding]) -> None:
    """On a copy, for reading a file with its log may move the one into the other."""
    with beside(layout.backups) as workplace, beside(layout.backups) as fresh:
        workplace.mkdir()
        copied = _copied(layout, workplace / layout.database.name)
        with _looking(copied, key) as looking:
            write_anew(looking, copied, fresh, key, {each.where for each in found})
        _empty_log(layout, key)
        # A log beside a file that is not its own is taken for its own: it must be gone before.
        _take_away_log(layout)
        put_in_place(fresh, layout.database)


def _keep(layout: FolderLayout, stamp: str) -> tuple[Path, ...]:
    """The database and its log as they are, beside the other copies, under a name that says why."""
    target = layout.backups / f"before-repair-{stamp}.db"
    with beside(layout.backups) as copy:
        copy.mkdir()
        for file in (copied := _copied(layout, copy / target.name)).parent.iterdir():
            put_in_place(file, layout.backups / file.name, replacing=False)
    return tuple(sorted(layout.backups.glob(f"{copied.name}*")))


def _copied(layout: FolderLayout, target: Path) -> Path:
    shutil.copyfile(layout.database, target)
    if layout.log_is_filled:
        shutil.copyfile(layout.write_ahead_log, target.with_name(f"{target.name}-wal"))
    return target


def _empty_log(layout: FolderLayout, key: bytes | None) -> None:
    """What stands in the log alone is in the fresh file by now; here it goes into the file that is given up."""
    if not layout.log_is_filled:
        return
    connections = Connections(StationDatabase(layout.database, key))
    with connections.reading():
        ((busy, _, _),) = connections.run("PRAGMA wal_checkpoint(TRUNCATE)")
    if busy or layout.log_is_filled:
        raise DiskProblem("数据库正被别的程序读着，没有修复。请关闭其他窗口后再试。")


def _take_away_log(layout: FolderLayout) -> None:
    for file in layout.beside_the_database:
        file.unlink(missing_ok=True)


@contextmanager
def _looking(database: Path, key: bytes | None) -> Iterator[Connections]:
    looking = Connections(StationDatabase(database, key, opening=partial(without_a_trace, database)))
    search.register_functions(looking)
    with looking.reading():
        yield looking
