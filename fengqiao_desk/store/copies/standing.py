"""Whether a folder may be worked in: a restored one and one from another computer are only looked at until somebody takes over.

That a folder was restored stands in its database, so it goes with every further copy. A copy made by hand says nothing of itself;
it is noticed by the place it is opened in, which is kept in the database too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path

import peewee

from ...fields import FLAG, LINE, TEXT, Column
from ...fields.column import KeyColumn
from ...values.json_text import to_json
from .. import audit
from ..contents import AuditRow
from ..database import Connections
from ..layout import FolderLayout
from ..whole_files import write_whole
from .whereabouts import Whereabouts, here

RESTORED_BY = "恢复"
"""Who the audit names for the restoring itself: nobody signs in to a folder that is not there yet."""
RESTORED_VERB, TAKEN_OVER_VERB, SUBJECT = "恢复备份", "接管", "数据文件夹"


class RestoringRow(peewee.Model):
    """A restored backup, or a copy by hand that was taken over (`source` empty); `last_numbers` is JSON, moments are ISO text."""

    key = KeyColumn()
    at = Column("恢复时间", LINE, required=True)
    source = Column("备份文件", LINE, required=True)
    until = Column("备份到", LINE)
    only_looked_at = Column("只供查看", FLAG, required=True)
    taken_over_at = Column("接管时间", LINE)
    taken_over_by = Column("接管人", LINE)
    reason = Column("理由", LINE)
    last_numbers = Column("各系列最后一号", TEXT)

    class Meta:
        primary_key = False
        table_name = "restorings"


class PlaceRow(peewee.Model):
    """A place in which the folder is used (`Whereabouts`)."""

    computer = Column("电脑", LINE, required=True)
    folder = Column("文件夹", LINE, required=True)
    path = Column("位置", LINE, required=True)
    since = Column("启用时间", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "places_of_use"


class Standing(Enum):
    """What a folder is, by where it comes from."""

    IN_USE = "在用"
    RESTORED = "恢复后待接管"
    REPLACED = "恢复时换下"
    FOR_LOOKING = "只供查看"
    FROM_ELSEWHERE = "从另一台电脑来，待接管"
    MOVED = "位置变了"


_WAITING = (Standing.RESTORED, Standing.FROM_ELSEWHERE, Standing.REPLACED)
_MAY_BE_TAKEN_OVER = (*_WAITING, Standing.MOVED)
_LOCKED = (*_WAITING, Standing.FOR_LOOKING)
_ASKING = "由管理员或所领导接管后才能登记、签发"


@dataclass(frozen=True)
class Provenance:
    """The standing of a folder, and until when a copy knows of what was done (`YYYY-MM-DDTHH:MM:SS`, None in an empty one)."""

    standing: Standing
    until: str | None

    @property
    def may_be_taken_over(self) -> bool:
        """Whether taking over is asked of it, or allowed."""
        return self.standing in _MAY_BE_TAKEN_OVER

    @property
    def only_looked_at(self) -> str:
        """Why nothing may be written, as it stands behind “只能查看”; empty where it may."""
        return self._words() if self.standing in _LOCKED else ""

    @property
    def warning(self) -> str:
        """What is to be said at opening though the folder may be worked in; mostly empty."""
        return self._words() if self.standing is Standing.MOVED else ""

    def _words(self) -> str:
        until = f"（到 {self.until[:16].replace('T', ' ')}）" if self.until else ""
        return {
            Standing.IN_USE: "",
            Standing.RESTORED: f"这是从备份恢复的数据{until}，还没有人接管，{_ASKING}",
            Standing.FROM_ELSEWHERE: f"这个数据文件夹是从另一台电脑复制来的{until}，还没有人接管，{_ASKING}",
            Standing.REPLACED: (
                f"这是恢复备份时换下来的数据{until}，现在用的是恢复出来的那一份；确实要改用这一份，{_ASKING}"
            ),
            Standing.FOR_LOOKING: f"这是只供查看的备份{until}，不能登记、签发，也不能接管",
            Standing.MOVED: (
                "这个数据文件夹是从本机别的位置移来或复制来的。两个文件夹都在用，会给出相同的编号：请只留一个；"
                "原来的已不用，由管理员或所领导接管一次，以后不再提示。"
            ),
        }[self.standing]


def mark_restored(connections: Connections, source: str, at: str, *, only_looked_at: bool) -> None:
    """Write into a restored database that it is one; its places are those of the folder it was copied from, and go."""
    with connections.writing():
        until = last_act(connections)
        connections.add(
            {
                RestoringRow.at: at,
                RestoringRow.source: source,
                RestoringRow.until: until,
                RestoringRow.only_looked_at: int(only_looked_at),
            }
        )
        connections.execute(peewee.ModelDelete(PlaceRow))
        changes = {"source": source, "until": until, "only_looked_at": only_looked_at}
        audit.record(connections, at=at, by=RESTORED_BY, verb=RESTORED_VERB, subject=SUBJECT, changes=changes)


def mark_replaced(root: Path, at: str) -> None:
    """Note in a folder that a restored backup has its place: by a file, for its database may be damaged or sealed."""
    write_whole(FolderLayout(root).replaced, f"{at} 恢复备份时换下\n".encode())


def provenance_of(connections: Connections, root: Path, *, by_place: bool) -> Provenance:
    """How a folder stands; `by_place` False where copies by hand are free, as in a practice folder."""
    row = RestoringRow
    newest = row.select(row.until, row.only_looked_at, row.taken_over_at).order_by(row.key.desc()).limit(1)
    for until, only_looked_at, taken_over_at in connections.rows(newest):
        if only_looked_at:
            return Provenance(Standing.FOR_LOOKING, until)
        if taken_over_at is None:
            return Provenance(Standing.RESTORED, until)
    if FolderLayout(root).replaced.exists():
        return Provenance(Standing.REPLACED, last_act(connections))
    found = _by_place(connections, root) if by_place else Standing.IN_USE
    # Not asked of a folder in use: it opens although a page of its audit is lost.
    return Provenance(found, None if found is Standing.IN_USE else last_act(connections))


def note_first_place(connections: Connections, root: Path, at: str) -> None:
    """Keep the place of a folder of which none is known: a new one, or one of an older version."""
    with connections.reading():
        known = _places(connections)
    if not known:
        with connections.writing():
            _add_place(connections, here(root), at)


def note_taken_over(
    connections: Connections,
    root: Path,
    by: str,
    at: str,
    reason: str,
    last_numbers: Mapping[str, int],
) -> int:
    """Keep who took the folder over, when and why, and that it is used here; inside the transaction of the verb. Gives the key of its row."""
    taken: dict[peewee.Field, object] = {
        RestoringRow.taken_over_at: at,
        RestoringRow.taken_over_by: by,
        RestoringRow.reason: reason,
        RestoringRow.last_numbers: to_json(dict(last_numbers)),
    }
    waiting = RestoringRow.taken_over_at.is_empty() & (RestoringRow.only_looked_at == False)  # noqa: E712 - a column
    keys = connections.rows(RestoringRow.select(RestoringRow.key).where(waiting))
    if keys:
        connections.execute(RestoringRow.update(taken).where(waiting))
    else:
        taken |= {RestoringRow.at: at, RestoringRow.source: "", RestoringRow.until: last_act(connections)}
        keys = [(connections.add({**taken, RestoringRow.only_looked_at: 0}),)]
    place = here(root)
    if not any(place.is_same_folder(known) for known in _places(connections)):
        # Not a stick that goes from one computer to another: the places of the folder it was copied from are that folder's.
        connections.execute(peewee.ModelDelete(PlaceRow))
    _add_place(connections, place, at)
    connections.after_commit(partial(FolderLayout(root).replaced.unlink, missing_ok=True))
    return int(keys[-1][0])


def last_act(connections: Connections) -> str | None:
    """The moment of the last act on record."""
    ((at,),) = connections.rows(AuditRow.select(peewee.fn.MAX(AuditRow.at)))
    return None if at is None else str(at)


def _by_place(connections: Connections, root: Path) -> Standing:
    known, place = _places(connections), here(root)
    if not known or not place.computer or any(place.is_known_by(each) for each in known):
        return Standing.IN_USE
    is_here = any(place.computer == each.computer for each in known)
    return Standing.MOVED if is_here else Standing.FROM_ELSEWHERE


def _places(connections: Connections) -> list[Whereabouts]:
    rows = PlaceRow.select(PlaceRow.computer, PlaceRow.folder, PlaceRow.path)
    return [Whereabouts(*row) for row in connections.rows(rows)]


def _add_place(connections: Connections, place: Whereabouts, at: str) -> None:
    connections.add(
        {
            PlaceRow.computer: place.computer,
            PlaceRow.folder: place.folder,
            PlaceRow.path: place.path,
            PlaceRow.since: at,
        }
    )
