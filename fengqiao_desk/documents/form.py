"""What a document is: its title, the word in its number, from which states it may be made, and how it is composed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from ..fields import Record, Row
from ..problems import Refused
from ..station.profile import Profile
from ..station.texts import Texts, fill
from .register import IssuedDocument
from .typesetting import Sheet

R = TypeVar("R", bound=Record)
S_co = TypeVar("S_co", bound=Record, covariant=True)


class HeldStep(Protocol[S_co]):
    """A step of one sort as a document reads it: what it said, on which day, and the how manieth of its sort it was."""

    @property
    def said(self) -> S_co:
        """Its entry, typed."""

    @property
    def day(self) -> date:
        """The day it happened on."""

    @property
    def number(self) -> int:
        """Its number among those of its sort, from 1; those taken back keep theirs."""


class Subject(Protocol):
    """The case a document is about, as far as a document reads it (cases.Case is one)."""

    @property
    def key(self) -> int:
        """Its key in the database; 0 for a case that is not written yet."""

    @property
    def number(self) -> str:
        """Its number, such as JF2026-0001."""

    @property
    def title(self) -> str:
        """What it is called in a list."""

    @property
    def state(self) -> str:
        """The word of its state."""

    @property
    def day(self) -> str:
        """The ISO date it is counted by."""

    @property
    def values(self) -> Row:
        """Its fields as they stand in an entry: they go into the facts of the paper."""

    @property
    def documents(self) -> Sequence[IssuedDocument]:
        """Its papers, oldest first."""

    def of(self, record: type[R]) -> R:
        """Its fields, typed."""

    def held(self, *steps: type[R]) -> Sequence[HeldStep[R]]:
        """The steps of these sorts, oldest first."""

    def last(self, *steps: type[R]) -> HeldStep[R] | None:
        """The newest step of these sorts; None where none was taken."""


@dataclass(frozen=True)
class Paper:
    """What composing gets: the case, the number (empty on a draft), the day of signing and the station."""

    subject: Subject
    number: str
    day: date
    profile: Profile
    texts: Texts

    @property
    def number_shown(self) -> str:
        """A draft shows where the number will stand."""
        # A number is taken at issue and never before: a draft that is given up leaves no gap (docs/law.md §5).
        return self.number or "（草稿，未编号）"

    def text(self, key: str, part: str, **facts: str) -> str:
        """A part of the standing wording as it holds on the day of signing, its placeholders filled from `facts`."""
        return fill(self.texts.on(key, self.day)[part], facts)


@dataclass(frozen=True)
class DocumentForm:
    """One document, declared once.

    `word` is the 文种代字 of its number (告, 调解 …). `states` empty means any. `copies` is 一式几份 (`copies_by` where the case decides), `signers` who signs by hand. `object_of`
    says to whom or about what it is, for the register and the file's name. `guards` refuse with the article. `step` is the step of the case that issuing takes,
    `void_step` the one that voiding takes (empty for none).
    """

    key: str
    title: str
    word: str
    copies: int
    compose: Callable[[Paper], Sheet]
    object_of: Callable[[Subject], str]
    signers: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    guards: tuple[Callable[[Subject], Refused | None], ...] = ()
    step: str = ""
    void_step: str = ""
    copies_by: Callable[[Subject], int] | None = None

    def copies_of(self, subject: Subject) -> int:
        """In how many copies it is made for this case."""
        return self.copies if self.copies_by is None else self.copies_by(subject)

    def refusal(self, subject: Subject, any_state: bool = False) -> Refused | None:
        """Why it cannot be made now; None when it can. `any_state` when it takes the place of an issued one."""
        if not any_state and self.states and subject.state not in self.states:
            return Refused(
                f"“{subject.state}”时不能制作《{self.title}》，要在“{'、'.join(self.states)}”时制作"
            )
        return next((found for guard in self.guards if (found := guard(subject)) is not None), None)
