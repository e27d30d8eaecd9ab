"""Rows of a sheet that may tell what is there already: the same day and title, or what the kind itself thinks alike; never a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..cases import CaseKind
from ..cases.heads import CaseHead
from ..cases.saving.new_rows import ReceivedMany
from ..cases.saving.receiving import PreparedMany
from ..cases.timeline import GONE
from ..fields import Predicate
from ..station import Station
from ..values.days import parse_day
from ..values.text import half_width
from .sheet_reading import SheetRecord


@dataclass(frozen=True)
class Duplicate:
    """A row that may tell what is there already: `other` is a number, or another row of the file (`第3行`)."""

    row: int
    other: str
    title: str
    why: str = ""

    @property
    def sentence(self) -> str:
        """`第3行可能与 JF2026-0007 重复（张三与李四）`, with the reason where the kind has told one."""
        return f"第{self.row}行可能与{self.other}重复（{self.title}{self.why and '，' + self.why}）"


def on_record_or_before(
    station: Station, kind: CaseKind, records: list[SheetRecord], received: ReceivedMany
) -> Iterator[Duplicate]:
    """Rows of the same day and title (of a register: of the same title) as a case that is there, or as a row before.

    The words of a title may stand in another order: 李四 与 张三 are the parties of 张三 与 李四.
    """
    query = CaseHead.select(CaseHead.number, CaseHead.day, CaseHead.title).order_by(CaseHead.key)
    of_kind = (CaseHead.kind == kind.key) & (CaseHead.key < received.first_key)
    there = of_kind & (CaseHead.state.not_in(GONE))
    # What stands in a register has no day that matters: the same venue may have been entered years ago.
    which = there if kind.is_register else there & _from_to([day for day, _ in received.titles])
    rows = station.connections.rows(query.where(which))
    # From the newest to the oldest, so that of several alike the first that was entered is named.
    seen = {_compared(kind, day, title): f" {number} " for number, day, title in reversed(rows)}
    for record, (day, title) in zip(records, received.titles, strict=True):
        at = _compared(kind, day, title)
        if at in seen:
            yield Duplicate(record.row, seen[at], title)
        seen.setdefault(at, f"第{record.row}行")


def _from_to(days: list[str]) -> Predicate:
    """That a case is of one of these days or between them."""
    return (CaseHead.day >= parse_day(min(days))) & (CaseHead.day <= parse_day(max(days)))


def alike_entries(
    station: Station, kind: CaseKind, records: list[SheetRecord], prepared: PreparedMany
) -> Iterator[Duplicate]:
    """What the kind itself thinks alike: the same phone, much the same name at one address."""
    entries = [checked for checked in prepared.checked.entries if checked is not None]
    if kind.alike is None or len(entries) < len(records):
        return
    for found in kind.alike(station, [kind.record.of(values) for values, _ in entries]):
        known = f" {found.other} " if isinstance(found.other, str) else f"第{records[found.other].row}行"
        values, _ = entries[found.place]
        title = kind.make_title(kind.record.of(values))
        yield Duplicate(records[found.place].row, known, title, found.why)


def each_once(*found: Duplicate) -> tuple[Duplicate, ...]:
    """The first of each row, in the order of the rows."""
    by_row: dict[int, Duplicate] = {}
    for each in found:
        by_row.setdefault(each.row, each)
    return tuple(by_row[row] for row in sorted(by_row))


def _compared(kind: CaseKind, day: str, title: str) -> tuple[str, ...]:
    return ("" if kind.is_register else day, *sorted(half_width(title).split()))
