"""The rows of new cases, kept until they are written: numbered, titled, with what falls due and what search finds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

import peewee

from ...fields import Record, Row
from ...problems import Problem
from ...station import Act, Station
from ...store import search
from ...store.driver import text_of
from ..history import HISTORY, OldLedger
from ..kind import CaseKind
from ..records import Case
from ..reviewing import weigh_case
from ..situations import Receiving
from . import tables
from .case_numbers import CaseNumbers, last_sequence
from .checking import STAGES, TOLD_EVERY, CheckedMany, Tell
from .stored_rows import WaitingRows, searched_by, texts_of
from .writing import DeadlineRow, deadlines_of, stored_deadline


class _NewCaseRow(NamedTuple):
    """The head of a new case as `cases` stores it; its names are the columns."""

    key: int
    kind: str
    number: str
    year: int
    sequence: int
    title: str
    state: str
    day: str
    recorded_at: str
    recorded_by: str


class _EndingStepRow(NamedTuple):
    """The step that ends a new case as `steps` stores it; its names are the columns."""

    key: int
    case_key: int
    position: int
    place: int
    step: str
    from_state: str
    to_state: str
    day: str
    recorded_at: str
    recorded_by: str


class _Texts(NamedTuple):
    """What search will find a new case by."""

    number: str
    title: str
    texts: list[str]


class _Counter(NamedTuple):
    """A column of keys that is counted on; with a kind, its sequence in a year."""

    table: str
    column: str
    kind: str = ""
    year: int = 0


@dataclass(frozen=True)
class ReceivedMany:
    """The numbers given in the order of the entries, their days and titles, the first and last key of the cases, the SHA-256 over their rows as stored.

    `refused` has the place (from 0) and the problem of each entry that was not received, `finished` how many came in as over.
    """

    numbers: list[str]
    titles: list[tuple[str, str]]
    first_key: int
    last_key: int
    sha256: str
    refused: list[tuple[int, Problem]]
    finished: int


class Looked(Exception):
    """A guard looks into the database before its time."""


class NewRows:
    """Takes entries one after the other and writes them late; a guard that looks into the database finds all before its own."""

    def __init__(self, station: Station, kind: CaseKind, act: Act) -> None:
        self._station, self._kind, self._act = station, kind, act
        self._guarding = False
        self._cases: list[_NewCaseRow] = []
        self._steps: list[_EndingStepRow] = []
        self._deadlines: list[DeadlineRow] = []
        self._texts: list[_Texts] = []
        self._search: list[search.Indexed] = []
        self._with_deadlines: list[Case] = []
        self._highest: dict[_Counter, int] = {}
        self._searched = searched_by(kind.fields)
        self._table = WaitingRows(tables.case_table(kind))
        self._history = WaitingRows(tables.step_table(kind, HISTORY)) if kind.history else None
        self._history_searched = searched_by(kind.history.step.fields) if kind.history else []
        self._sequences: dict[int, int] = {}
        self.numbers: list[str] = []
        self.titles: list[tuple[str, str]] = []
        self._digest = hashlib.sha256()
        self.last_key = self._first(_Counter("cases", "key"))
        # Rows of one table below another have keys of their own; the record of a case has that of its case.
        for stored in self._table.tables()[1:]:
            stored.next_key = self._first(_Counter(stored.name, "row_key"))
        self._last_step = self._first_step = self._first(_Counter("steps", "key"))
        self.first_key = self.last_key + 1

    def take_all(
        self, checked: CheckedMany, tell: Tell | None, may_look: bool = False
    ) -> list[tuple[int, Problem]]:
        """Guard and keep every checked entry; gives the places of those refused. Raises Looked unless guards may look."""
        refused: list[tuple[int, Problem]] = []
        with self._station.connections.writing_late(self.write_cases if may_look else self._not_yet):
            for place, entry in enumerate(checked.entries):
                try:
                    if entry is not None:
                        self._take(*entry)
                except Problem as problem:
                    refused.append((place, problem))
                if tell is not None and place % TOLD_EVERY == 0:
                    tell(len(checked.entries) + place, STAGES * len(checked.entries))
        return refused

    def make_ready(self) -> None:
        """Everything that can be worked out before it is written."""
        # Not while guards are asked: what falls due asks the calendar, and whatever asks the database has the waiting rows written first.
        self._deadlines = [row for case in self._with_deadlines for row in self._deadlines_of(case)]
        self._with_deadlines = []
        self._search = [search.indexed(*each) for each in self._texts]
        self._texts = []

    def fits(self) -> bool:
        """Whether nobody recorded anything since that takes a key or a number of these."""
        return all(_highest(self._station, counter) == found for counter, found in self._highest.items())

    def write(self, tell: Tell | None = None) -> None:
        """Write what was kept; `tell` may stop it."""
        # Cases first: a deadline refers to one, and foreign keys are on.
        self.write_cases()
        self._station.connections.insert_many("deadlines", DeadlineRow._fields, self._deadlines)
        count = len(self._search)
        for begin in range(0, count, TOLD_EVERY):
            if tell is not None:
                tell((STAGES - 1) * count + begin, STAGES * count)
            search.put_many(
                self._station.connections, self._kind.key, self._search[begin : begin + TOLD_EVERY]
            )

    def write_one(self, case: Case) -> Case:
        """Write the single one that was kept, and give it with what falls due; the search index cuts its words by itself."""
        self.write_cases()
        case = replace(case, deadlines=deadlines_of(self._station, case))
        stored = [stored_deadline(case.key, due) for due in case.deadlines]
        self._station.connections.insert_many("deadlines", DeadlineRow._fields, stored)
        for number, title, texts in self._texts:
            search.put(self._station.connections, self._kind.key, number, title, texts)
        return case

    def received(self, refused: list[tuple[int, Problem]]) -> ReceivedMany:
        """What came of all entries, those refused beside them; asked once everything is written."""
        keys, finished = (self.first_key, self.last_key), self._last_step - self._first_step
        return ReceivedMany(self.numbers, self.titles, *keys, self._digest.hexdigest(), refused, finished)

    def _take(self, values: Row, end: Row | None) -> None:
        kind = self._kind
        self._guarding = True
        try:
            receiving = Receiving(self._station, self._act, kind.record.of(values))
            weighed = weigh_case(receiving, kind, values).stands()
        finally:
            self._guarding = False
        self.keep(weighed.values, weighed.now.entry, end)

    def _not_yet(self) -> None:
        # Only a guard would miss the cases that wait: what is asked to number them looks at what was there before.
        if self._guarding:
            raise Looked

    def write_cases(self) -> None:
        """Write the cases alone: a guard is about to look at them."""
        if not self._cases:
            return
        rows, self._cases = self._cases, []
        self._station.connections.insert_many("cases", _NewCaseRow._fields, rows)
        self._write(self._table)
        if self._history is not None and self._steps:
            steps, self._steps = self._steps, []
            self._station.connections.insert_many("steps", _EndingStepRow._fields, steps)
            self._write(self._history)

    def _write(self, table: WaitingRows) -> None:
        for stored in table.tables():
            rows, stored.rows = stored.rows, []
            for row in rows:
                # Rows hold text, whole numbers and None alone, whose `repr` is the same on every machine.
                self._digest.update(repr(row).encode())
            self._station.connections.insert_many(stored.name, stored.columns, rows)

    def _first(self, counter: _Counter) -> int:
        """The highest key or sequence there is, remembered for `fits`."""
        self._highest[counter] = found = _highest(self._station, counter)
        return found

    def keep(self, values: Row, record: Record, end: Row | None) -> Case:
        """Number a case that stands and keep what is to be written of it; gives it without what falls due."""
        kind, act = self._kind, self._act
        # Numbers run by the year of the matter: an old ledger that is typed in later keeps its years.
        day = values[kind.day_field][:10]
        year = int(day[:4])
        sequence = self._sequences.get(year) or self._first(_Counter("cases", "sequence", kind.key, year))
        self._sequences[year] = sequence = sequence + 1
        number = CaseNumbers(kind.key, kind.number_prefix, year).number(sequence)
        title, state, texts = (
            kind.make_title(record),
            kind.first_state(record),
            texts_of(self._searched, values),
        )
        self.last_key += 1
        if end is not None:
            # After the first state: the step leads from it to the one the ledger tells.
            state = self._put_end(end, state, day)
            texts += texts_of(self._history_searched, end)
        by = (act.stamp, act.by.name)
        self._cases.append(
            _NewCaseRow(self.last_key, kind.key, number, year, sequence, title, state, day, *by)
        )
        self._table.put(values, self.last_key)
        self.numbers.append(number)
        self.titles.append((day, title))
        self._texts.append(_Texts(number, title, texts))
        case = Case(
            kind, self.last_key, number, title, state, day, 1, act.stamp, act.by.name, values, (), (), ()
        ).as_read(record)
        # What an old ledger tells as over has nothing falling due.
        if kind.deadlines is not None and end is None:
            self._with_deadlines.append(case)
        return case

    def _put_end(self, end: Row, state: str, day: str) -> str:
        """Keep the step that ends a matter; gives the state after it. Without a day of its end it is never told as open."""
        history = self._kind.history
        assert history is not None
        assert self._history is not None
        ending: OldLedger = history.step.record.of(end)
        closed, ended = history.closed(ending), ending.closed_on.isoformat() if ending.closed_on else day
        self._last_step += 1
        by = (self._act.stamp, self._act.by.name)
        self._steps.append(
            _EndingStepRow(self._last_step, self.last_key, 1, 1, HISTORY, state, closed, ended, *by)
        )
        self._history.put(end, self._last_step)
        return closed

    def _deadlines_of(self, case: Case) -> Iterator[DeadlineRow]:
        return (stored_deadline(case.key, due) for due in deadlines_of(self._station, case))


def _highest(station: Station, counter: _Counter) -> int:
    """The highest key of a table, or the highest sequence of a kind and year; 0 where there is none."""
    if counter.kind:
        return last_sequence(station.connections, counter.kind, counter.year)
    return int(station.connections.run(_highest_of(counter.table, counter.column))[0][0])


@cache
def _highest_of(table: str, column: str) -> str:
    rows = peewee.Table(table)
    return text_of(rows.select(peewee.fn.COALESCE(peewee.fn.MAX(getattr(rows.c, column)), peewee.SQL("0"))))[
        0
    ]
