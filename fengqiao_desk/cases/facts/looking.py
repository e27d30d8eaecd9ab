"""Who looked at a case when, and what others did to it since: that is marked for him until he looks again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import peewee

from ...fields import COUNT, LINE, Column
from ...fields.column import KeyColumn
from ...station import Station
from ...store.composed import ComposedOnce
from ...store.contents import AuditRow
from ..heads import CaseHead
from ..kind import CaseKind
from ..records import Case
from .changes import CHANGES_NOTHING, CaseChange, changes_of


class CaseView(peewee.Model):
    """When an officer last looked at a case, and which version it had."""

    officer = Column("人员", LINE, required=True)
    case_key = KeyColumn()
    seen_at = Column("看过的时间", LINE, required=True)
    version = Column("版本", COUNT, required=True)

    class Meta:
        primary_key = False
        table_name = "case_views"


@dataclass(frozen=True)
class Unseen:
    """What others did to a case since somebody last looked: acts, names of fields of the case, positions of steps."""

    changes: tuple[CaseChange, ...] = ()
    fields: frozenset[str] = frozenset()
    positions: frozenset[int] = frozenset()

    @property
    def acts(self) -> frozenset[int]:
        """The acts, as the history counts them."""
        return frozenset(change.act for change in self.changes)


@ComposedOnce
def _seen(officer: str, case: int) -> peewee.Query:
    return CaseView.select(CaseView.seen_at).where(CaseView.officer == officer, CaseView.case_key == case)


def note_look(station: Station, case: Case, officer: str, at: str) -> None:
    """That an officer has looked at a case as it stood, at `YYYY-MM-DDTHH:MM:SS`; no fact about the case, so no audit row tells it."""
    row = {
        CaseView.officer: officer,
        CaseView.case_key: case.key,
        CaseView.seen_at: at,
        CaseView.version: case.version,
    }
    with station.writing():
        looked = CaseView.insert(row).on_conflict(
            conflict_target=[CaseView.officer, CaseView.case_key],
            preserve=[CaseView.seen_at, CaseView.version],
        )
        station.connections.execute(looked)


def unseen_by(station: Station, case: Case, officer: str) -> Unseen:
    """What others did since the officer last looked; nothing where he never did, as then all of it is new to him."""
    with station.reading():
        seen = _seen.rows(station.connections, officer, case.key)
        if not seen:
            return Unseen()
        # A second may hold both: rather marked once too often than never.
        own, since = station.officers.names_of(officer), str(seen[0][0])
        found = [each for each in changes_of(station, case) if each.at >= since and each.by not in own]
    names = {field.name for field in case.kind.fields}
    return Unseen(
        tuple(found),
        frozenset(names.intersection(each.field.split("[")[0] for each in found)),
        frozenset(each.position for each in found) - {0},
    )


def changed_by_others(
    station: Station, kind: CaseKind, numbers: Sequence[str], officer: str
) -> frozenset[str]:
    """Which of these cases others have changed since the officer last looked at them."""
    subject = peewee.Expression(peewee.Value(f"{kind.key} "), peewee.OP.CONCAT, CaseHead.number)
    others = AuditRow.select(peewee.SQL("1")).where(
        AuditRow.subject == subject,
        AuditRow.at >= CaseView.seen_at,
        AuditRow.officer.not_in(sorted(station.officers.names_of(officer))),
        AuditRow.verb.not_in(CHANGES_NOTHING),
    )
    own = (CaseView.case_key == CaseHead.key) & (CaseView.officer == officer)
    looked = CaseHead.select(CaseHead.number).join(CaseView, on=own)
    these = (CaseHead.kind == kind.key) & CaseHead.number.in_(numbers)
    with station.reading():
        rows = station.connections.rows(looked.where(these, peewee.fn.EXISTS(others)))
    return frozenset(number for (number,) in rows)
