"""Rows of a sheet that may tell what is there already: the same day and title, or what the kind itself thinks alike; never a refusal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    """A row that may tell what is there already: `other` is a number, or another row of the file (`第3行`).

    `same_number` where it is the other way round: the row bears the number of a case that tells something else.
    """

    row: int
    other: str
    title: str
    why: str = ""
    same_number: bool = False

    @property
    def code(self) -> str:
        """What it is for programs."""
        return "same_number" if self.same_number else "alike"

    @property
    def sentence(self) -> str:
        """`第3行可能与 JF2026-0007 重复（张三与李四）`, with the reason where the kind has told one."""
        if self.same_number:
            return (
                f"第{self.row}行的编号{self.other}在本站是另一件（{self.title}）：一个编号给了两件事，可能是两台电脑各给的；"
                "导入后另取新编号"
            )
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


def with_number_of_another(
    station: Station,
    kind: CaseKind,
    keys: Mapping[str, SheetRecord],
    records: list[SheetRecord],
    received: ReceivedMany,
) -> Iterator[Duplicate]:
    """Rows whose own number (one of `keys`) this station has given to a case of another day or title.

    So two computers meet that worked beside each other: the sheet is the other one's export.
    """
    numbered = {key.upper(): record for key, record in keys.items() if key.startswith(kind.number_prefix)}
    if not numbered:
        return
    said = {record.row: titled for record, titled in zip(records, received.titles, strict=True)}
    query = CaseHead.select(CaseHead.number, CaseHead.day, CaseHead.title).where(
        CaseHead.kind == kind.key, CaseHead.key < received.first_key
    )
    for number, day, title in station.connections.rows(query):
        record = numbered.get(number)
        if record and _compared(kind, day, title) != _compared(kind, *said[record.row]):
            yield Duplicate(record.row, f" {number} ", title, same_number=True)


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
