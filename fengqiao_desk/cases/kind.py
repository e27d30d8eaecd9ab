"""What a kind of case is: data that the shared rooms read, plus the few functions that are its law."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Protocol

from ..documents.form import DocumentForm
from ..fields import Becomes, Column, Field
from ..problems import Refused, Unknown
from ..station import Act, Station
from ..station.handing_out import Handed
from .figures.counted import Figure, StandingFigure
from .situations import D, ReceiptGuard, Receiving
from .step import DayColumn, State, Step, Tone
from .timeline import GONE

# For types alone: at run time these modules import this one.
if TYPE_CHECKING:
    from ..documents.typesetting import Sheet, Trace
    from ..station.texts import RefusedWords, StandingText
    from .history import History
    from .records import Case


@dataclass(frozen=True)
class DeadlineDue:
    """One day by which something must be done; `act` is the step that does it."""

    code: str
    title: str
    due_on: date
    plain_on: date
    act: str
    provisional: bool = False


@dataclass(frozen=True)
class CaseTable:
    """A table that a kind computes for a case as it stands on a day (what is in hand, who is late); `warning` is told above it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    warning: str = ""


@dataclass(frozen=True)
class KindSheet:
    """A sheet over all cases of a kind as they stand on the day of the act (a stock list); it takes no number."""

    key: str
    title: str
    compose: Callable[[Station, Act], Sheet]


@dataclass(frozen=True)
class Related:
    """Another case of the kind that is offered as a link, and why; `is_double` where it seems to be the very same, entered twice."""

    number: str
    why: str
    is_double: bool = False


@dataclass(frozen=True)
class Alike:
    """An entry of many (its place from 0) that may be a case on record (`other` is its number) or an entry before it (its place), and why."""

    place: int
    other: str | int
    why: str


@dataclass(frozen=True)
class CaseFile:
    """The whole case as one file (卷宗): its bytes, its pages (cover, index and back included) and the papers it still lacks."""

    pdf: bytes
    pages: int
    missing: list[str]


class Binds(Protocol):
    """Puts the whole case into one file, on request with 更改记录."""

    def __call__(self, station: Station, case: Case, act: Act, *, with_changes: bool = False) -> CaseFile: ...


# By identity: caches hash a kind at every read of a case (`tables.case_table`), and its hash would be that of all it declares.
@dataclass(frozen=True, eq=False)
class CaseKind(Generic[D]):
    """One kind of case, declared once; list, form, search, timeline, print, Excel and the command line read this.

    `record` are its fields, whose table gives its key; `day` is the column it is counted by. `settles` gives columns that follow from the rest, at the
    receipt and at every correction, before the `guards` are asked. `row_standings` says how each row of a field of rows stands now (a clause: 已履行), empty for fields of which nothing is said.
    `is_register`: its entries are what the station looks after, not work it did, so they do not begin the ledger. `bind` puts the whole case into
    one file. In `sealed_states` a suspect's part in the case is a sealed record (治安管理处罚法第136条): no search across cases tells it.
    `tables`, `drawing` and `related` give what a case shows beyond its fields: computed tables, a picture, cases offered as links.
    `sheets` are printed over all its cases. `belongs_to`: the field with the number of a case of another kind, and that kind, whose area
    and officer are this one's. `next_step` is the key of the step or document most
    likely next on a day, None when nothing is; without it the first that can be taken. `measure` is the word its cases are counted with. `history`: old ledgers may bring it in as finished.
    `alike` tells which of many new entries may be there already. `refuses_wording` looks over a standing text of its papers before it is saved.
    `refuses_merging` says why a case may not be folded into another that seems the same matter; without it no case of the kind may.
    """

    record: type[D]
    title: str
    noun: str
    number_prefix: str
    states: tuple[State, ...]
    first_state: Callable[[D], str]
    day: DayColumn
    make_title: Callable[[D], str]
    make_subtitle: Callable[[D], str]
    icon: str = "document"
    measure: str = "件"
    steps: tuple[Step[D, Any], ...] = ()
    guards: tuple[ReceiptGuard[D], ...] = ()
    documents: tuple[DocumentForm, ...] = ()
    figures: tuple[Figure | StandingFigure, ...] = ()
    deadlines: Callable[[Case, Station], list[DeadlineDue]] | None = None
    received_verb: str = "受理"
    sealed_states: tuple[str, ...] = ()
    may_sleep: bool = False
    is_register: bool = False
    belongs_to: tuple[Column[str], str] | None = None
    bind: Binds | None = None
    settles: Callable[[Receiving[D]], Sequence[Becomes]] | None = None
    tables: Callable[[Case, Station, date], list[CaseTable]] | None = None
    drawing: Callable[[Case], Trace | None] | None = None
    related: Callable[[Station, Case], list[Related]] | None = None
    sheets: tuple[KindSheet, ...] = ()
    row_standings: Callable[[Case, str], list[tuple[str, Tone]]] | None = None
    next_step: Callable[[Case, Station, date], str | None] | None = None
    history: History | None = None
    alike: Callable[[Station, Sequence[D]], list[Alike]] | None = None
    refuses_wording: Callable[[StandingText, Mapping[str, str], date], list[RefusedWords]] | None = None
    refuses_merging: Callable[[Case, Case], Refused | None] | None = None

    @cached_property
    def key(self) -> str:
        """How commands, audit and `cases` call it; its table has the same name."""
        return self.record.table_name()

    def subject_of(self, number: str) -> str:
        """How the audit names the case of this number."""
        return f"{self.key} {number}"

    def handed(self, number: str, paper: str) -> Handed:
        """A paper of a case that is in no register (a draft, the whole file), as it is put on record when it leaves."""
        return Handed(self.subject_of(number), {"paper": paper})

    def handed_sheet(self, sheet: KindSheet) -> Handed:
        """A sheet over all its cases, as it is put on record when it leaves."""
        return Handed(self.key, {"paper": sheet.key})

    @property
    def fields(self) -> tuple[Field, ...]:
        """What form, list, search, sheets and the command line read."""
        return self.record.fields()

    @property
    def day_field(self) -> str:
        """The name of the field it is counted by."""
        return self.day.declared.name

    @cached_property
    def steps_by_key(self) -> dict[str, Step]:
        """Every step a timeline may hold, by its key."""
        return {step.key: step for step in self.recorded_steps}

    @property
    def recorded_steps(self) -> tuple[Step, ...]:
        """Every step a timeline may hold: those that officers take, and the one that an old ledger tells."""
        return (*self.steps, self.history.step) if self.history else self.steps

    def step(self, key: str) -> Step:
        """The step of this key; raises Unknown, which tells those there are."""
        if key not in self.steps_by_key:
            known = "、".join(f"{step.key}（{step.title}）" for step in self.steps)
            raise Unknown(f"“{self.title}”没有“{key}”这个步骤，可用：{known}")
        return self.steps_by_key[key]

    def state(self, title: str) -> State:
        """The state of this word; what was taken back or folded into another is closed whatever the kind."""
        if title in GONE:
            return State(title, closed=True)
        # Always found: `assembly` has looked over the words of every declaration, and a case holds no other.
        return next(state for state in self.states if state.title == title)

    def field(self, name: str) -> Field:
        """The declared field of this name; raises Unknown."""
        found = next((declared for declared in self.fields if declared.name == name), None)
        if found is None:
            raise Unknown(f"“{self.title}”没有“{name}”这个栏目")
        return found

    def column(self, name: str) -> Column[Any]:
        """The column of a declared field; raises Unknown for rows, which are in a table of their own."""
        found = next((column for column in self.record.columns() if column.declared.name == name), None)
        if found is None:
            raise Unknown(f"不能按“{self.field(name).label}”筛选")
        return found

    def document(self, key: str) -> DocumentForm:
        """The paper of this key; raises Unknown, which tells those there are."""
        found = next((form for form in self.documents if form.key == key), None)
        if found is None:
            known = "、".join(f"{form.key}（{form.title}）" for form in self.documents)
            raise Unknown(f"“{self.title}”没有“{key}”这种文书，可用：{known or '无'}")
        return found

    def steps_from(self, state: str) -> list[Step]:
        """The steps that may be taken in a state."""
        # A step that names its states may start from a closed one (opening again, what is performed later).
        closed = self.state(state).closed
        return [
            step for step in self.steps if (state in step.from_states if step.from_states else not closed)
        ]
