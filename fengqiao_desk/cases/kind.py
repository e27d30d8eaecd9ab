"""What a kind of case is: data that the shared rooms read, plus the few functions that are its law."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ..documents.form import DocumentForm
from ..fields import Field, Row
from ..problems import Refused, Unknown
from ..station import Act, Station
from ..values.days import Period

if TYPE_CHECKING:
    from ..documents.typesetting import Sheet, Trace
    from .history import History
    from .records import Case

Tone = Literal["neutral", "accent", "warning", "danger", "good"]


@dataclass(frozen=True)
class State:
    """A state by its word; `closed` means read-only below the window, except for steps that start from it.

    `settled`: nothing is left to be done, so it counts as open no more, though files and corrections may still come.
    """

    title: str
    tone: Tone = "neutral"
    closed: bool = False
    settled: bool = False

    @property
    def is_over(self) -> bool:
        return self.closed or self.settled


@dataclass(frozen=True)
class Situation:
    """What a guard looks at: the case as it stands (None at receipt), the checked entry, who acts and when."""

    station: Station
    act: Act
    case: Case | None
    entry: Row


Guard = Callable[[Situation], Refused | None]


@dataclass(frozen=True)
class Step:
    """An act that moves a case on.

    `from_states` empty means every state that is not closed. `to_states` empty means the state stays; with one it is that state, with several
    `choose_state` says which. `day_field` names the field whose day the act happened on (the recording day when empty). `sets` gives fields
    of the case that the step changes. `summary` says the step in a line, `tells` where that needs the case. `reminders` tells what is still missing before it, without forbidding it. `in_bulk`: its entry may say
    the same for a selection of cases, each taken on its own.
    """

    key: str
    title: str
    fields: tuple[Field, ...]
    from_states: tuple[str, ...] = ()
    to_states: tuple[str, ...] = ()
    choose_state: Callable[[Situation], str] | None = None
    day_field: str = ""
    guards: tuple[Guard, ...] = ()
    sets: Callable[[Situation], Row] | None = None
    summary: Callable[[Row], str] | None = None
    tells: Callable[[Case, Row], str] | None = None
    reminders: Callable[[Station, Case], list[str]] | None = None
    in_bulk: bool = False
    begins: Callable[[Case, Station, date], Row] | None = None


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
class FigureRow:
    """One record behind a figure: quantity in thousandths; `label` and `unit` only for figures named by their rows."""

    number: str
    day: str
    thousandths: int
    approximate: bool
    label: str = ""
    unit: str = ""


@dataclass(frozen=True)
class LeftOut:
    """A record near a figure that it does not count, and why; `label` only where the figure's rows name it."""

    number: str
    day: str
    why: str
    label: str = ""


@dataclass(frozen=True)
class Figure:
    """A figure declared once.

    `sql` selects `number, day, thousandths, approximate, label, unit` of every record between two bound days (from inclusive, until
    exclusive): summed it is the figure, listed it is the explanation. With an empty `label` the rows' own labels and units divide it into one
    figure each. `section` is the part of the summary it belongs to (`part·breakdown` for a breakdown), `base` the date it counts by, `rule` what
    it counts. `section_vocabulary`: the rows' labels are terms whose fact `section` says the part. `rate` names the percentage this figure is
    of the figure `rate_of`. `trend`: drawn over thirteen months. `left_out` selects `number, day, why, label` of the records near it that do
    not count; `?1` and `?2` are the same two days. `whole` is the figure whose parts these are: they add up to it. `headline`: told first,
    in the general part of the summary. `listed`: its records are listed in a table of the summary. `drawn`: the parts are drawn as bars.
    """

    key: str
    label: str
    unit: str
    section: str
    base: str
    rule: str
    sql: str
    section_vocabulary: str = ""
    rate: str = ""
    rate_of: str = ""
    trend: bool = False
    left_out: str = ""
    whole: str = ""
    headline: bool = False
    listed: bool = False
    drawn: bool = False


@dataclass(frozen=True)
class StandingFigure:
    """A figure that is computed rather than summed (a coverage, a streak), as it stands at the end of the period.

    `remarks` says by label what the summary tells beside it (the event that reset a streak), `left_out` which records near it do not count,
    `records` which it is made of: of the same unit they add up to it, of another they stand below what `compute` gives. Without `compute` it is a share: the percentage of `records` among
    `records` and `left_out`, label by label, `share` being what was done with the records (送达); it can be told of a part of the
    station. `whole_only` is the sentence why another figure cannot.
    """

    key: str
    section: str
    base: str
    rule: str
    compute: Callable[[Station, Period], list[FigureRow]] | None = None
    remarks: Callable[[Station, Period], dict[str, str]] | None = None
    left_out: Callable[[Station, Period], list[LeftOut]] | None = None
    records: Callable[[Station, Period], list[FigureRow]] | None = None
    share: str = ""
    whole_only: str = ""


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
    """Another case of the kind that is offered as a link, and why."""

    number: str
    why: str


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


@dataclass(frozen=True, eq=False)
class CaseKind:
    """One kind of case, declared once; list, form, search, timeline, print, Excel and the command line read this.

    `row_standings` says how each row of a field of rows stands now (a clause: 已履行), empty for fields of which nothing is said.
    `is_register`: its entries are what the station looks after, not work it did, so they do not begin the ledger. `bind` puts the whole case into
    one file. In `sealed_states` a suspect's part in the case is a sealed record (治安管理处罚法第136条): no search across cases tells it.
    `tables`, `drawing` and `related` give what a case shows beyond its fields: computed tables, a picture, cases offered as links.
    `sheets` are printed over all its cases. `belongs_to`: the field with the number of a case of another kind, and that kind, whose area
    and officer are this one's. `next_step` is the key of the step or document most
    likely next on a day, None when nothing is; without it the first that can be taken. `measure` is the word its cases are counted with. `history`: old ledgers may bring it in as finished.
    `alike` tells which of many new entries may be there already.
    """

    key: str
    title: str
    noun: str
    number_prefix: str
    fields: tuple[Field, ...]
    states: tuple[State, ...]
    first_state: Callable[[Row], str]
    day_field: str
    make_title: Callable[[Row], str]
    make_subtitle: Callable[[Row], str]
    icon: str = "document"
    measure: str = "件"
    steps: tuple[Step, ...] = ()
    guards: tuple[Guard, ...] = ()
    documents: tuple[DocumentForm, ...] = ()
    figures: tuple[Figure | StandingFigure, ...] = ()
    deadlines: Callable[[Case, Station], list[DeadlineDue]] | None = None
    received_verb: str = "受理"
    sealed_states: tuple[str, ...] = ()
    may_sleep: bool = False
    is_register: bool = False
    belongs_to: tuple[str, str] | None = None
    bind: Callable[[Station, Case, Act], CaseFile] | None = None
    complete: Callable[[Row, Situation], Row] | None = None
    tables: Callable[[Case, Station, date], list[CaseTable]] | None = None
    drawing: Callable[[Case], Trace | None] | None = None
    related: Callable[[Station, Case], list[Related]] | None = None
    sheets: tuple[KindSheet, ...] = ()
    row_standings: Callable[[Case, str], list[tuple[str, Tone]]] | None = None
    next_step: Callable[[Case, Station, date], str | None] | None = None
    history: History | None = None
    alike: Callable[[Station, Sequence[Row]], list[Alike]] | None = None

    @cached_property
    def steps_by_key(self) -> dict[str, Step]:
        return {step.key: step for step in self.recorded_steps}

    @property
    def recorded_steps(self) -> tuple[Step, ...]:
        """Every step a timeline may hold: those that officers take, and the one that an old ledger tells."""
        return (*self.steps, self.history.step) if self.history else self.steps

    def step(self, key: str) -> Step:
        if key not in self.steps_by_key:
            known = "、".join(f"{step.key}（{step.title}）" for step in self.steps)
            raise Unknown(f"“{self.title}”没有“{key}”这个步骤，可用：{known}")
        return self.steps_by_key[key]

    def state(self, title: str) -> State:
        return next(state for state in self.states if state.title == title)

    def field(self, name: str) -> Field:
        found = next((declared for declared in self.fields if declared.name == name), None)
        if found is None:
            raise Unknown(f"“{self.title}”没有“{name}”这个栏目")
        return found

    def document(self, key: str) -> DocumentForm:
        found = next((form for form in self.documents if form.key == key), None)
        if found is None:
            known = "、".join(f"{form.key}（{form.title}）" for form in self.documents)
            raise Unknown(f"“{self.title}”没有“{key}”这种文书，可用：{known or '无'}")
        return found

    def steps_from(self, state: str) -> list[Step]:
        """The steps that may be taken in a state."""
        closed = self.state(state).closed
        return [
            step for step in self.steps if (state in step.from_states if step.from_states else not closed)
        ]
