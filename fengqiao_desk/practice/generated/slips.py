"""What goes wrong at a station and is put right: entered twice and withdrawn, mistyped and corrected, a paper let stand all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache

from ... import cases
from ...cases import Case
from ...cases.facts.merging import merge
from ...cases.facts.whole_cases import bring_back_case, withdraw_case
from ...cases.facts.withdrawing import bring_back_step, replace_step, withdraw_step
from ...cases.reviewing import plain_of
from ...cases.step import step_key
from ...disputes.step_fields import FollowUp
from ...fields import AMOUNT, LINE, TEXT, Column, Record, Row
from ...kinds import KINDS
from ...notices.venue_records import Incident, Inspection, Venue, Visit
from ...station import Act, Station
from ...values.money import Fen, parse_amount
from .chance import Chance
from .diary import Diary, Matter
from .words import words

_RECEIVED_TWICE = {"activities": 50, "disputes": 100, "goods_cases": 50}
"""One matter of a kind in so many is entered twice."""
_STEPS_TWICE = {step_key(FollowUp): 40, step_key(Visit): 25, step_key(Inspection): 40, step_key(Incident): 2}
"""One step in so many is entered twice; an incident often on the wrong venue, which costs that one its streak."""
_MISTYPED = 50
"""One entry in so many is mistyped, and corrected or replaced with a reason."""
_PAPERED_MISTYPED = 2
"""Oftener where papers are issued, or hardly a paper of a small station would have lost its basis."""
_WRONG_ONE_FIRST = 3
"""Of so many that are entered twice, of one the right one is withdrawn, and brought back."""
_VENUES_A_DOUBLE, _FIRST_DOUBLE = 25, 5
_FREE_TEXTS = (
    "facts",
    "claims",
    "record",
    "note",
    "findings",
    "reason",
    "why",
    "proof",
    "evidence",
    "opinion",
)
"""Columns in which everybody writes his own words; names of organs and numbers are looked at by guards."""
_SHORTEST = 8
"""Characters of a text that somebody leaves unfinished."""
_TWICE, _WRONG_ONE, _RIGHT_ONE = "重复录入", "重复录入，撤回其中一条", "撤错了一条，这一条是对的"
_MISTAKEN, _CHECKED = "录入有误，按原始记录更正", "更正不影响文书所载结论"
# All of it is over before the next deed of a matter, which comes after ten minutes at the earliest; papers come after two.
_AGAIN, _TAKEN_BACK, _BROUGHT_BACK, _REPLACED, _CORRECTED = (
    timedelta(minutes=minutes) for minutes in (3, 5, 7, 6, 9)
)


class ErringDiary(Diary):
    """A diary of officers who now and then enter twice or mistype; of what they were going to do nothing is drawn otherwise."""

    def __init__(self, station: Station, first: date, until: date, seed: int) -> None:
        super().__init__(station, first, until)
        self._seed = seed
        self._packs: dict[tuple[str, int], Iterator[bool]] = {}
        self._venues = 0

    def receive(self, matter: Matter, at: datetime, entry: Row) -> None:
        """Write down that the matter is recorded, twice or mistyped where that is its share."""
        kind = matter.kind
        mistyped = _mistyped(kind.record, entry)
        among = _RECEIVED_TWICE.get(kind.key)
        # A paper, issued after two minutes, would keep its case from being withdrawn.
        if among and not matter.papered and self._is_dealt(f"{kind.key} twice", among):
            super().receive(matter, at, entry)
            self._receive_again(matter, at, entry)
        elif mistyped and self._errs(kind.key, matter):
            super().receive(matter, at, {**entry, **mistyped})
            right = {name: entry[name] for name in mistyped}
            self.amend(matter, at + _CORRECTED, right, _MISTAKEN)
            self._look_at_papers(matter, at + _CORRECTED)
        else:
            super().receive(matter, at, entry)
        if kind.record is Venue:
            self._register_again(matter, at, entry)

    def step(self, matter: Matter, at: datetime, step: str, entry: Row) -> None:
        """Write down that a step is taken, twice or mistyped where that is its share."""
        mistyped = _mistyped(matter.kind.step(step).record, entry)
        among = _STEPS_TWICE.get(step)
        if among and self._is_dealt(f"{step} twice", among):
            self._step_twice(matter, at, step, entry)
        elif mistyped and self._errs(f"{matter.kind.key} steps", matter):
            self._step_mistyped(matter, at, step, {**entry, **mistyped}, entry)
        else:
            super().step(matter, at, step, entry)

    def _errs(self, purpose: str, matter: Matter) -> bool:
        return self._is_dealt(
            f"{purpose} {matter.papered}", _PAPERED_MISTYPED if matter.papered else _MISTYPED
        )

    def _is_dealt(self, purpose: str, among: int) -> bool:
        """True once in every `among` of this purpose."""
        pack = (True, *(False,) * (among - 1))
        return next(
            self._packs.setdefault((purpose, among), Chance(self._seed, f"slips: {purpose}").dealt(pack))
        )

    def _receive_again(self, matter: Matter, at: datetime, entry: Row) -> None:
        double = replace(matter, number="")
        super().receive(double, at + _AGAIN, entry)
        if self._is_dealt("cases brought back", _WRONG_ONE_FIRST):
            self._withdraw(matter, at + _TAKEN_BACK, _WRONG_ONE)
            self._bring_back(matter, at + _BROUGHT_BACK)
        self._withdraw(double, at + _CORRECTED, _TWICE)

    def _withdraw(self, matter: Matter, at: datetime, why: str) -> None:
        def deed(act: Act) -> None:
            withdraw_case(self.station, KINDS, matter.kind, matter.number, why, act)

        self.put(at, matter.officer, deed)

    def _bring_back(self, matter: Matter, at: datetime) -> None:
        def deed(act: Act) -> None:
            bring_back_case(self.station, matter.kind, matter.number, _RIGHT_ONE, act)

        self.put(at, matter.officer, deed)

    def _step_twice(self, matter: Matter, at: datetime, step: str, entry: Row) -> None:
        places: list[int] = []

        def take(act: Act) -> None:
            places.append(
                _position(cases.take_step(self.station, matter.kind, matter.number, step, entry, act))
            )

        def withdraw_right(act: Act) -> None:
            withdraw_step(self.station, matter.kind, matter.number, places[0], _WRONG_ONE, act)

        def bring_back(act: Act) -> None:
            bring_back_step(self.station, matter.kind, matter.number, places[0], _RIGHT_ONE, act)

        def withdraw_double(act: Act) -> None:
            withdraw_step(self.station, matter.kind, matter.number, places[1], _TWICE, act)

        self.put(at, matter.officer, take)
        self.put(at + _AGAIN, matter.officer, take)
        if self._is_dealt("steps brought back", _WRONG_ONE_FIRST):
            self.put(at + _TAKEN_BACK, matter.officer, withdraw_right)
            self.put(at + _BROUGHT_BACK, matter.officer, bring_back)
        self.put(at + _CORRECTED, matter.officer, withdraw_double)

    def _step_mistyped(self, matter: Matter, at: datetime, step: str, mistyped: Row, right: Row) -> None:
        places: list[int] = []

        def take(act: Act) -> None:
            moved = cases.take_step(self.station, matter.kind, matter.number, step, mistyped, act)
            places.append(_position(moved))

        def put_right(act: Act) -> None:
            replace_step(self.station, matter.kind, matter.number, places[0], right, _MISTAKEN, act)

        self.put(at, matter.officer, take)
        self.put(at + _REPLACED, matter.officer, put_right)
        self._look_at_papers(matter, at + _REPLACED)

    def _look_at_papers(self, matter: Matter, at: datetime) -> None:
        """Of every second matter whose papers lost their basis they are let stand, after they were read once more."""

        def deed(act: Act) -> None:
            papers = cases.load(self.station, matter.kind, matter.number).documents
            lost = [paper.number for paper in papers if paper.basis_changed]
            for number in lost if lost and self._is_dealt("papers let stand", 2) else ():
                cases.confirm_document(self.station, KINDS, number, _CHECKED, act)

        self.put(at + timedelta(days=1), matter.officer, deed)

    def _register_again(self, matter: Matter, at: datetime, entry: Row) -> None:
        """Now and then a venue is registered a second time from its signboard, visited there, and found to be the same."""
        self._venues += 1
        if self._venues % _VENUES_A_DOUBLE != _FIRST_DOUBLE:
            return
        double, again = replace(matter, number="", papered=False), at + timedelta(days=30)
        signboard = {
            Venue.name.column_name: f"{entry[Venue.name.column_name]}（招牌）",
            Venue.credit_code.column_name: None,
            Venue.registered_on.column_name: again.date().isoformat(),
            Venue.graded_on.column_name: again.date().isoformat(),
        }
        super().receive(double, again, {**entry, **signboard})
        visited = again + timedelta(days=5)
        note = words().sentences.patrol[0]
        visit = (
            Visit.at.becomes(visited),
            Visit.officers.becomes((matter.officer,)),
            Visit.note.becomes(note),
        )
        super().step(double, visited, step_key(Visit), plain_of(visit))

        def deed(act: Act) -> None:
            merge(self.station, KINDS, matter.kind, double.number, matter.number, "同一场所登记了两次", act)

        self.put(visited + timedelta(days=2), matter.officer, deed)


def _position(case: Case) -> int:
    """Where the step stands that was just taken."""
    return case.next_position - 1


def _mistyped(record: type[Record], entry: Row) -> Row:
    """What is typed wrongly: a sum a tenth of what it is, else the longest free text unfinished; empty where there is neither."""
    sums, texts = _mistypable(record)
    for column in sums:
        if entry.get(column.column_name):
            right = parse_amount(str(entry[column.column_name]))
            return {column.column_name: column.becomes(Fen(right // 10)).plain}
    longest = max(texts, key=lambda name: len(str(entry.get(name) or "")), default="")
    text = str(entry.get(longest) or "")
    return {longest: text[:-2]} if len(text) >= _SHORTEST else {}


@cache
def _mistypable(record: type[Record]) -> tuple[list[Column[object]], list[str]]:
    """The columns of a record that hold sums, and the names of those that hold free texts."""
    columns = record.columns()
    texts = [column.column_name for column in columns if column.kind in (LINE, TEXT)]
    return [column for column in columns if column.kind is AMOUNT], [
        name for name in texts if name in _FREE_TEXTS
    ]
