"""A matter that was over before the desk kept it: the one step by which an old ledger brings it in as finished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..fields import CHOICE, DAY, TEXT, Field, Row
from .kind import Situation, Step

if TYPE_CHECKING:
    from .records import Case

HISTORY = "history"
"""The key of the step that an old ledger tells, and of its row in the entry of an import."""


@dataclass(frozen=True)
class History:
    """How a kind takes in a matter that was over before the desk kept it: by one step, which no officer can take.

    The fields of `step` are `result`, `closed_on` (empty when the old ledger has not written it) and `told` (its own words). `unfinished` is
    the result of a matter that is not over, which gets no step, `unknown` that of one of which nothing but its end is known. `kept_in` is
    the field of the case that keeps the words about an unfinished one.
    """

    step: Step
    unfinished: str
    unknown: str
    kept_in: str


UNFINISHED, UNKNOWN = "尚未办结", "已办结（结果不详）"
_NO_DAY = "结案日期旧台账没有写"


def history_of(vocabulary: str, closed: Callable[[Row], str], kept_in: str) -> History:
    """The step with its three fields; `closed` is the state that its entry leads to."""

    def choose(situation: Situation) -> str:
        return closed(situation.entry)

    step = Step(
        HISTORY,
        "旧台账记载",
        (
            Field("result", "办结情况", CHOICE, required=True, vocabulary=vocabulary),
            Field("closed_on", "结案日期", DAY),
            Field("told", "原文", TEXT, searched=True),
        ),
        choose_state=choose,
        summary=_summary,
    )
    return History(step, UNFINISHED, UNKNOWN, kept_in)


def ended(case: Case, step: str) -> tuple[str | None, str | None]:
    """Day and result of a case's end by its last `step`, else as an old ledger tells it; None for what nobody knows."""
    taken = case.taken(step)
    if taken:
        return taken[-1].day, taken[-1].entry["result"]
    told = case.taken(HISTORY)
    return (told[-1].entry["closed_on"], told[-1].entry["result"]) if told else (None, None)


def _summary(entry: Row) -> str:
    """`已办结（结果不详） · 结案日期旧台账没有写 · 双方和解`."""
    told = entry["told"] if entry["told"] != entry["result"] else None
    return " · ".join(part for part in (entry["result"], entry["closed_on"] or _NO_DAY, told) if part)
