"""How days and deadlines of a case read on the page."""

from __future__ import annotations

from datetime import date

from fengqiao_desk.cases import Case, DeadlineDue
from fengqiao_desk.values.days import day_words, weekday
from fengqiao_desk.values.deadlines import lapse_words

from ..look import Tone

# Until when a deadline is only named by its day; what is nearer is counted.
SOON_DAYS = 3
PROVISIONAL = "待国务院公布后复核"


def deadline_words(due_on: date, today: date, code: str = "") -> tuple[str, Tone]:
    """How far a deadline is, and how it weighs: `逾期 2 天`, `今天到期`, `还有 3 天`, `11月25日 星期三`.

    What ends by itself is not late: `已自动解除`.
    """
    left = (due_on - today).days
    # A measure that ends by law when its time is over cannot be late (`RULES`, lapses).
    if left < 0 and (lapsed := lapse_words(code)):
        return lapsed, Tone.DANGER
    if left < 0:
        return f"逾期 {-left} 天", Tone.DANGER
    if left == 0:
        return "今天到期", Tone.DANGER
    if left <= SOON_DAYS:
        return f"还有 {left} 天", Tone.WARNING
    return due_words(due_on, today), Tone.NEUTRAL


def due_words(due_on: date, today: date) -> str:
    """`11月25日 星期三`."""
    return f"{day_words(due_on.isoformat(), today)} {weekday(due_on)}"


def moved_words(due: DeadlineDue, today: date) -> str:
    """What makes a deadline another day than it seems: rolled over a rest, or known only for the time being; else empty."""
    reasons = []
    if due.plain_on != due.due_on:
        reasons.append(f"{due_words(due.plain_on, today)}遇休息日顺延")
    if due.provisional:
        reasons.append(PROVISIONAL)
    return "，".join(reasons)


def most_pressing(case: Case) -> DeadlineDue | None:
    """The deadline that comes first."""
    return min(case.deadlines, key=lambda due: due.due_on, default=None)
