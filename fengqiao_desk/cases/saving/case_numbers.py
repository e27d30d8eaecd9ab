"""The numbers of cases: a run for each kind and year, which goes on after those that were given out where this folder did not see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import peewee

from ...fields import LINE, Column
from ...fields.column import KeyColumn
from ...store.composed import ComposedOnce
from ...store.database import Connections
from ..heads import CaseHead
from ..kind import CaseKind


class UsedElsewhereRow(peewee.Model):
    """Up to which number a run was used before a folder was taken over (`restoring`)."""

    kind = Column("类", LINE, required=True)
    year = KeyColumn()
    last = KeyColumn()
    restoring = KeyColumn()

    class Meta:
        primary_key = False
        table_name = "case_numbers_used_elsewhere"


@dataclass(frozen=True)
class CaseNumbers:
    """The run of a kind in a year."""

    kind: str
    prefix: str
    year: int

    @property
    def name(self) -> str:
        """`JF2026`."""
        return f"{self.prefix}{self.year}"

    def number(self, sequence: int) -> str:
        """`JF2026-0001`."""
        return f"{self.name}-{sequence:04d}"


def last_sequence(connections: Connections, kind: str, year: int) -> int:
    """The last number of a run, given out here or elsewhere; 0 before the first."""
    found = [*_last_here.rows(connections, kind, year), *_last_elsewhere.rows(connections, kind, year)]
    return max(int(last) for (last,) in found)


def begun_case_numbers(
    connections: Connections, kinds: Sequence[CaseKind], since: int, until: int
) -> dict[CaseNumbers, int]:
    """The runs of the years from `since` to `until` in the order of kinds, each with its last number; those not begun too."""
    runs = [
        CaseNumbers(kind.key, kind.number_prefix, year) for kind in kinds for year in range(since, until + 1)
    ]
    return {run: last_sequence(connections, run.kind, run.year) for run in runs}


def use_elsewhere(connections: Connections, numbers: CaseNumbers, last: int, restoring: int) -> None:
    """Let a run go on after a number that was given out elsewhere."""
    row = UsedElsewhereRow
    connections.add(
        {row.kind: numbers.kind, row.year: numbers.year, row.last: last, row.restoring: restoring}
    )


@ComposedOnce
def _last_here(kind: str, year: int) -> peewee.Query:
    """Asked for every new case."""
    last = CaseHead.select(peewee.fn.COALESCE(peewee.fn.MAX(CaseHead.sequence), peewee.SQL("0")))
    return last.where(CaseHead.kind == kind, CaseHead.year == year)


@ComposedOnce
def _last_elsewhere(kind: str, year: int) -> peewee.Query:
    """Asked for every new case."""
    row = UsedElsewhereRow
    last = row.select(peewee.fn.COALESCE(peewee.fn.MAX(row.last), peewee.SQL("0")))
    return last.where(row.kind == kind, row.year == year)
