"""What a backup does not hold: the acts on record after it was made, the cases they were about, the numbers that were given."""

from __future__ import annotations

from dataclasses import dataclass

import peewee

from ..station import Station
from ..store.composed import ComposedOnce
from ..store.contents import AuditRow
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


def _some(names: tuple[str, ...]) -> str:
    more = f" 等 {len(names)} 件" if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more


@ComposedOnce
def _after(made_at: str) -> peewee.Query:
    """Verb and subject of every act after the moment, oldest first."""
    return (
        AuditRow.select(AuditRow.verb, AuditRow.subject).where(AuditRow.at > made_at).order_by(AuditRow.key)
    )
