"""Two hands at one case: what an officer typed meets what another saved meanwhile, field by field and row by row.

Where only one of them changed something, that stands; what both changed, each otherwise, is a conflict that the officer settles.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property

from ...fields import Field, Row
from ...station import Act, Station
from ...store import audit
from ...values.json_text import from_json
from ..records import Case
from ..reviewing import EntryForm
from ..timeline import StepTaken
from .differing import Difference, differing, paired, plain, row_in_words
from .row_words import row_name
from .seen import Seen, begun_with, values_then


@dataclass(frozen=True)
class Conflict:
    """What two officers changed, each otherwise; `field` is a path, a row counted as it was opened (`parties[2].phone`), the rest is words.

    Nothing is an empty text. `by` and `at` (`YYYY-MM-DDTHH:MM:SS`) tell who changed it meanwhile; empty where it is not known.
    """

    field: str
    label: str
    old: str
    theirs: str
    mine: str
    by: str = ""
    at: str = ""

    def as_data(self) -> dict[str, object]:
        """The JSON of one conflict."""
        return asdict(self)


@dataclass(frozen=True)
class Meeting:
    """An entry beside the case as it stands: `old` is what the form was filled with, `theirs` what it would be filled with now.

    `since` tells the steps taken and taken back meanwhile, in words; `beside` what of the case changed that a step's form does not edit.
    """

    case: Case
    fields: Sequence[Field]
    old: Row
    theirs: Row
    mine: Row
    since: tuple[str, ...]
    beside: tuple[Difference, ...]
    audited: tuple[audit.AuditEntry, ...] = ()

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What the officer has to settle, in the order of the fields."""
        return tuple(self._with_who(found) for found in self._walked(()).conflicts)

    def settled(self, theirs: Collection[str] = ()) -> Row:
        """The entry in which both stand: of the conflicts named by their paths the other's value, of the rest the officer's own."""
        return self._walked(theirs).met

    @cached_property
    def taken(self) -> tuple[Difference, ...]:
        """What the other changed alone, so that it stands without being asked about."""
        return (*self.beside, *differing(self.case, self.fields, self.mine, self.settled()))

    def _walked(self, theirs: Collection[str]) -> _Walk:
        walk = _Walk(self.case, theirs)
        walk.met = walk.row(self.fields, self.old, self.theirs, self.mine)
        return walk

    def _with_who(self, found: Conflict) -> Conflict:
        name = found.field.split("[", maxsplit=1)[0]
        for row in reversed(self.audited):
            pair = from_json(row.changes).get(name)
            if isinstance(pair, list) and len(pair) == 2 and pair[1] == self.theirs.get(name):
                return replace(found, by=row.officer, at=row.at)
        return found


def meet(station: Station, form: EntryForm, entry: Row, then: Seen, act: Act) -> Meeting:
    """What was typed into a form that was opened on an older version of its case, beside the case as it stands in `form`.

    Raises Unknown for a version that the case never had.
    """
    assert form.case is not None
    with station.reading():
        values = values_then(station, form.case, then)
        theirs = begun_with(station, form, act)
        old = values if form.step is None else then.begun
        mine = _normalised(station, form, {**theirs, **entry}, act)
        audited = tuple(audit.history(station.connections, form.case.subject))
    since = () if then.steps is None else tuple(_since(form.case, then.steps))
    # Where the audit does not lead back nothing is told, instead of everything.
    beside = differing(form.case, form.kind.fields, values, form.case.values) if form.step and values else ()
    return Meeting(form.case, form.fields, old, theirs, mine, since, tuple(beside), audited)


def _normalised(station: Station, form: EntryForm, entry: Row, act: Act) -> Row:
    """The values as they would be saved; what cannot be read stays as it was typed, for it is not the other's fault."""
    checked = form.check(station, entry, act)
    faulty = {fault.field.split("[", maxsplit=1)[0] for fault in checked.faults}
    sound = {name: value for name, value in checked.values.items() if name in entry and name not in faulty}
    return {**entry, **sound}


def _since(case: Case, stood: Collection[int]) -> Iterator[str]:
    for taken in case.steps:
        if taken.position not in stood:
            yield f"{taken.recorded_by}已办理：{taken.title}，现在是“{case.state}”"
    yield from (_taken_back(each) for each in case.withdrawn_steps if each.position in stood)


def _taken_back(taken: StepTaken) -> str:
    assert taken.withdrawn is not None
    return f"{taken.withdrawn.by}已撤回：{taken.title}（{taken.withdrawn.reason}）"


class _Walk:
    """Goes through the fields of an entry and its rows; collects the conflicts and settles them by the paths in `theirs_for`."""

    def __init__(self, case: Case, theirs_for: Collection[str]) -> None:
        self._case, self._theirs_for = case, theirs_for
        self.conflicts: list[Conflict] = []
        self.met: Row = {}

    def row(
        self, fields: Sequence[Field], old: Row, theirs: Row, mine: Row, path: str = "", of: str = ""
    ) -> Row:
        """The entry, or one row of it, in which both stand; `path` and `of` name the row."""
        met = dict(mine)
        # Unit and 余 go with their quantity: one officer's number with the other's unit would be nobody's.
        beside = {name for field in fields for name in field.said_with}
        for field in fields:
            # A step's form knows fields that it did not take over from the case: those are the officer's alone.
            if field.name in beside or field.name not in theirs:
                continue
            sides = [side.get(field.name) or [] for side in (old, theirs, mine)]
            if field.is_rows:
                met[field.name] = self._rows(field, *sides)
            else:
                met.update(self._value(field, old, theirs, mine, path, of))
        return met

    def _value(self, field: Field, old: Row, theirs: Row, mine: Row, path: str, of: str) -> Row:
        names = (field.name, *field.said_with)
        was, now, typed = ([plain(side.get(name)) for name in names] for side in (old, theirs, mine))
        if typed in (was, now):
            taken = theirs
        elif now == was:
            taken = mine
        elif (
            both := _both_added(old.get(field.name), theirs.get(field.name), mine.get(field.name))
        ) is not None:
            taken = {field.name: both}
        else:
            words = [self._case.shown(field, side) for side in (old, theirs, mine)]
            # Masked numbers that read alike could not be told apart; in the form they stand in full, too.
            if words[1] == words[2]:
                words = [str(side.get(field.name) or "") for side in (old, theirs, mine)]
            conflict = Conflict(f"{path}{field.name}", f"{of}{field.label}", *words)
            taken = theirs if self._settle(conflict) else mine
        return {name: taken.get(name) for name in names}

    def _rows(self, field: Field, old: list[Row], theirs: list[Row], mine: list[Row]) -> list[Row]:
        # Otherwise the order of the other would be lost.
        if _same_rows(field, mine, old):
            return theirs
        mine_of = paired(self._case, field, old, mine)
        theirs_of = {was: now for now, was in paired(self._case, field, old, theirs).items()}
        added = [row for place, row in enumerate(theirs) if place not in theirs_of.values()]
        met: list[Row] = []
        for place, row in enumerate(mine):
            if place in mine_of:
                was = mine_of[place]
                now = theirs[theirs_of[was]] if was in theirs_of else None
                met += self._one(field, was, old[was], now, row)
            else:
                # By its name alone: two new parties may else be much alike.
                twin = next(
                    (each for each in added if self._name(field, each) == self._name(field, row)), None
                )
                added = [each for each in added if each is not twin]
                met += self._one(field, len(old) + place, {}, twin, row) if twin else [row]
        # What the officer took out.
        for was in sorted(set(theirs_of) - set(mine_of.values())):
            met += self._one(field, was, old[was], theirs[theirs_of[was]], None)
        return met + added

    def _one(self, field: Field, place: int, old: Row, theirs: Row | None, mine: Row | None) -> list[Row]:
        """One row of which a side may have nothing (it took it out), as a list of one row or of none."""
        path = f"{field.name}[{place + 1}]"
        label = f"{field.label}“{self._name(field, old or mine or {})}”"
        changed = [side for side in (theirs, mine) if side is None or not _same_rows(field, [side], [old])]
        # Two columns of one party stand together; where it became another party, nobody's phone is put to his name.
        names = {self._name(field, side) for side in (old or mine, theirs, mine) if side}
        if theirs is not None and mine is not None and (len(changed) < 2 or len(names) == 1):
            return [self.row(field.rows, old, theirs, mine, f"{path}.", f"{label}的")]
        if len(changed) < 2:
            return []
        words = [row_in_words(self._case, field, row) if row else "" for row in (old, theirs, mine)]
        chosen = theirs if self._settle(Conflict(path, label, *words)) else mine
        return [] if chosen is None else [chosen]

    def _name(self, field: Field, row: Row) -> str:
        return row_name(field, row, self._case)[0]

    def _settle(self, conflict: Conflict) -> bool:
        """Notes a conflict; whether the other's value is taken."""
        self.conflicts.append(conflict)
        return conflict.field in self._theirs_for


def _both_added(old: object, theirs: object, mine: object) -> list[object] | None:
    """A list to which both added (names, officers, photos) with what each added; None where one of them took something out."""
    if not isinstance(theirs, list) or not isinstance(mine, list):
        return None
    was = old if isinstance(old, list) else []
    if any(each not in side for each in was for side in (theirs, mine)):
        return None
    return [*mine, *(each for each in theirs if each not in mine)]


def _same_rows(field: Field, some: Sequence[Row], others: Sequence[Row]) -> bool:
    names = [each.name for each in field.rows]
    return len(some) == len(others) and all(
        plain(one.get(name)) == plain(other.get(name))
        for one, other in zip(some, others, strict=True)
        for name in names
    )
