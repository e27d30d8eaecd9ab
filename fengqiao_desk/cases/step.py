"""What a step of a case is: an act that moves it on, with an entry of its own, the states it leads from and to, and its law."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Generic, Literal, Protocol

from ..fields import Becomes, Field, Record
from ..problems import Refused
from ..station import Station
from .situations import Considering, D, E, Precondition, StepGuard, Taking

if TYPE_CHECKING:
    from .records import Case

Tone = Literal["neutral", "accent", "warning", "danger", "good"]
# `assembly` refuses a step whose table is called otherwise, so the key can be read out of it.
_STEP = "_step_"


class DayColumn(Protocol):
    """A column of days or of moments (a `Column` as attribute of a declaration would be read as a value)."""

    declared: Field

    def becomes(self, value: datetime) -> Becomes:
        """This day or moment from now on."""


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
        """Whether nothing is left to be done."""
        return self.closed or self.settled


def step_key(record: type[Record]) -> str:
    """The key of the step whose entry this is, as its table says: `mediation_session` of `disputes_step_mediation_session`."""
    # The first one: a key may hold the word step itself, the name of a kind may not.
    return record.table_name().partition(_STEP)[2]


# By identity: there is one of each, and comparing every field would only cost time.
@dataclass(frozen=True, eq=False)
class Step(Generic[D, E]):
    """An act that moves a case with the fields `of` on; `record` is its entry, whose table gives its key.

    `from_states` empty means every state that is not closed. `to_states` empty means the state stays; with one it is that state, with several
    `choose_state` says which. `day` is the column whose day the act happened on (the recording day without it). `preconditions` are asked of the case
    alone, in menus too, before anything is typed; `guards` of the entry. `sets` gives columns of the case that the step changes, `begins` those of the
    entry that a form begins with. `summary` says the step in a line, `tells` where that needs the case. `reminders` tells what is still missing before
    it, without forbidding it. `in_bulk`: its entry may say the same for a selection of cases, each taken on its own.
    `goes_along`: what happened stands for itself, so it goes along when its case is folded into another; the value by which two entries tell the same.
    `about`: it is about the newest step of this sort before it (a payment about the agreement) and falls with that one.
    """

    of: type[D]
    record: type[E]
    title: str
    from_states: tuple[str, ...] = ()
    to_states: tuple[str, ...] = ()
    choose_state: Callable[[Taking[D, E]], str] | None = None
    day: DayColumn | None = None
    preconditions: tuple[Precondition[D], ...] = ()
    guards: tuple[StepGuard[D, E], ...] = ()
    sets: Callable[[Taking[D, E]], Sequence[Becomes]] | None = None
    summary: Callable[[E], str] | None = None
    tells: Callable[[Case, E], str] | None = None
    reminders: Callable[[Station, Case], list[str]] | None = None
    in_bulk: bool = False
    begins: Callable[[Considering[D]], Sequence[Becomes]] | None = None
    goes_along: Callable[[E], object] | None = None
    about: type[Record] | None = None

    @cached_property
    def key(self) -> str:
        """How commands, `steps` and deadlines call it."""
        return step_key(self.record)

    @property
    def fields(self) -> tuple[Field, ...]:
        """What its form, its timeline and the command line read."""
        return self.record.fields()

    @property
    def day_field(self) -> str:
        """The name of the field it is dated by; empty when that is the day of recording."""
        return self.day.declared.name if self.day is not None else ""

    def leads_to(self, now: Taking[D, E]) -> str:
        """The state after it: the one it always leads to, the one that its entry decides, or the state there was."""
        if self.choose_state is not None:
            return self.choose_state(now)
        return self.to_states[0] if self.to_states else now.case.state

    def forbidden(self, now: Considering[D]) -> Refused | None:
        """Why the step cannot be taken now, whatever is typed."""
        return next((found for ask in self.preconditions if (found := ask(now)) is not None), None)
