"""A matter that was over before the desk kept it: the one step by which an old ledger brings it in as finished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from ..fields import CHOICE, DAY, TEXT, Column, Record
from .situations import D
from .step import Step

if TYPE_CHECKING:
    from .records import Case

HISTORY = "history"
"""The key of the step that an old ledger tells, and of its row in the entry of an import."""


class OldLedger(Record):
    """What an old ledger tells of an end; each kind has a table of its own and its own words for `result`.

    `closed_on` is empty when the old ledger has not written it; `words` are its own words.
    """

    result = Column("办结情况", CHOICE, required=True)
    closed_on = Column("结案日期", DAY)
    # Folders, entries and audits since 0.2.0 call it `told`.
    words = Column("原文", TEXT, name="told", searched=True)


L = TypeVar("L", bound=OldLedger)


@dataclass(frozen=True)
class History:
    """How a kind takes in a matter that was over before the desk kept it: by one step, which no officer can take.

    `closed` is the state that an entry leads to, `unfinished` the result of a matter that is not over, which gets no step, `unknown` that of one of which
    nothing but its end is known. `kept_in` is the field of the case that keeps the words about an unfinished one.
    """

    step: Step[Any, Any]
    closed: Callable[[Any], str]
    unfinished: str
    unknown: str
    kept_in: str


UNFINISHED, UNKNOWN = "尚未办结", "已办结（结果不详）"
_NO_DAY = "结案日期旧台账没有写"


def history_of(
    of: type[D], record: type[L], closed: Callable[[L], str], kept_in: Column[str] | Column[str | None]
) -> History:
    """The step with its three columns; `closed` is the state that its entry leads to."""
    step = Step(of, record, "旧台账记载", choose_state=lambda now: closed(now.entry), summary=_summary)
    return History(step, closed, UNFINISHED, UNKNOWN, str(kept_in.column_name))


def ended(case: Case, result: Column[str]) -> tuple[date | None, str | None]:
    """Day and result of a case's end by the last step that tells it in this column, else as an old ledger does; None for what nobody knows."""
    closing: type[Record] = result.model
    # The last: a matter that was opened again ends by its next end.
    closed = case.last(closing)
    if closed is not None:
        return closed.day, closed.said.if_filled(result)
    old = case.last(OldLedger)
    return (old.said.closed_on, old.said.result) if old is not None else (None, None)


def _summary(entry: OldLedger) -> str:
    """`已办结（结果不详） · 结案日期旧台账没有写 · 双方和解`."""
    day = entry.closed_on.isoformat() if entry.closed_on else _NO_DAY
    words = entry.words if entry.words != entry.result else None
    return " · ".join(part for part in (entry.result, day, words) if part)
