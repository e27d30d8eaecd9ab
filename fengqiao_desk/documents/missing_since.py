"""What a backup does not hold: the acts on record after it was made, the cases they were about, the numbers that were given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import peewee

from ..problems import Fault, FaultyEntry, Refused
from ..station import Act, Station
from ..station.act import put_on_record
from ..station.rights import Right, require
from ..store.backups.making import station_mark
from ..store.backups.reading import head_of
from ..store.composed import ComposedOnce
from ..store.contents import AuditRow
from ..store.copies.standing import SUBJECT
from ..store.failures import in_words
from .register import ISSUED_VERB, subject_of

_SHOWN = 5


@dataclass(frozen=True)
class MissingSince:
    """`acts` on record after the backup; `numbers` of papers issued and `others` that were changed, in their order, each once."""

    acts: int
    numbers: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """For who is about to restore it; the numbers are those that lie on paper and would be given again."""
        if not self.acts:
            return "备份以后没有办理过什么，恢复不会少东西。"
        parts = [f"备份以后办理过 {self.acts} 次，恢复后都没有了"]
        if self.numbers:
            parts.append(f"其中新签发的文书 {len(self.numbers)} 份：{_some(self.numbers)}")
        if self.others:
            parts.append(f"涉及：{_some(self.others)}")
        return "；".join(parts) + "。"


def missing_since(station: Station, made_at: str) -> MissingSince:
    """Of the present station, after a backup of that moment (`YYYY-MM-DDTHH:MM:SS`); raises a database error where it cannot be read."""
    with station.reading():
        rows = _after.rows(station.connections, made_at)
    begins = subject_of("")
    numbers = [subject.removeprefix(begins) for verb, subject in rows if verb == ISSUED_VERB]
    # A case is called by its kind's key and its number; people know the number.
    others = [subject.split(" ", 1)[-1] for verb, subject in rows if verb != ISSUED_VERB]
    others = [other for other in others if other not in numbers]
    return MissingSince(len(rows), tuple(dict.fromkeys(numbers)), tuple(dict.fromkeys(others)))


def set_aside_for(station: Station, backup: Path, reason: str, act: Act) -> MissingSince:
    """On record in the folder that a backup is about to take the place of, and that is kept aside: who did it and why; gives what will be missing.

    Raises NotPermitted, FaultyEntry without a reason, FolderDamaged for what is no backup, Refused for another station's.
    What is only looked at keeps no record.
    """
    require(act, Right.RESTORE)
    if not reason.strip():
        raise FaultyEntry((Fault("reason", "请写明为什么恢复"),))
    with in_words(backup):
        head = head_of(backup)
    if head.station not in ("", station_mark(station.connections)):
        raise Refused(f"这是别的站的备份，不能换到这里：{backup}。要看它，恢复到另一个文件夹")
    missing = missing_since(station, head.made_at)
    with station.recording():
        if not station.only_looked_at:
            changes = {"backup": backup.name, "reason": reason.strip()}
            put_on_record(station.connections, act, "换成备份", SUBJECT, changes)
    return missing


def _some(names: tuple[str, ...]) -> str:
    more = f" 等 {len(names)} 件" if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more


@ComposedOnce
def _after(made_at: str) -> peewee.Query:
    """Verb and subject of every act from the second on in which the backup was made, oldest first: one too many is told rather than one too few."""
    return (
        AuditRow.select(AuditRow.verb, AuditRow.subject).where(AuditRow.at >= made_at).order_by(AuditRow.key)
    )
