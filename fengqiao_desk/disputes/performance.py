"""The agreement's clauses and how far each is performed: a clause of money by the sum of its payments."""

from __future__ import annotations

from typing import Any

from ..cases import Case, StepTaken
from ..cases.plain import Situation
from ..cases.step import Tone
from ..values.money import parse_amount, show_amount
from .step_fields import ON_THE_SPOT


def agreed_clauses(case: Case) -> list[dict[str, Any]]:
    """The clauses of the last agreement; empty when there is none or it failed."""
    agreements = case.taken("agreement")
    return list(agreements[-1].entry["clauses"]) if agreements else []


def payments(case: Case, number: int) -> list[StepTaken]:
    """What was performed of a clause of the last agreement."""
    agreements = case.taken("agreement")
    if not agreements:
        return []
    since = case.steps.index(agreements[-1])
    return [
        taken
        for taken in case.steps[since:]
        if taken.step == "performance" and taken.entry["clause"] == number
    ]


def paid(case: Case, number: int) -> int:
    """Fen paid of a clause so far."""
    return sum(
        parse_amount(taken.entry["amount"]) for taken in payments(case, number) if taken.entry["amount"]
    )


def clause_standings(case: Case, field: str) -> list[tuple[str, Tone]]:
    """How each clause stands: `已履行`, `已付 500.00 元`, `未履行`; nothing for other fields of rows."""
    if field != "clauses":
        return []
    waiting = unperformed(case)
    return [_standing(case, number, number in waiting) for number in range(1, len(agreed_clauses(case)) + 1)]


def unperformed(case: Case, performed_now: dict[str, Any] | None = None) -> list[int]:
    """Numbers of the clauses still to be performed; `performed_now` is a performance being recorded."""
    return [
        number
        for number, clause in enumerate(agreed_clauses(case), start=1)
        if not _is_performed(case, number, clause, performed_now)
    ]


def after_agreement(situation: Situation) -> str:
    """An agreement performed on the spot waits for the follow-up, any other for its performance."""
    waiting = any(ON_THE_SPOT not in clause["manner"] for clause in situation.entry["clauses"])
    return "待履行" if waiting else "待回访"


def after_performance(situation: Situation) -> str:
    assert situation.case is not None
    return "待履行" if unperformed(situation.case, situation.entry) else "待回访"


def _standing(case: Case, number: int, waiting: bool) -> tuple[str, Tone]:
    if not waiting:
        return "已履行", "good"
    fen = paid(case, number)
    return (f"已付 {show_amount(fen)} 元", "warning") if fen else ("未履行", "danger")


def _is_performed(
    case: Case, number: int, clause: dict[str, Any], performed_now: dict[str, Any] | None
) -> bool:
    """On the spot, or by any record of it; of money, once the payments that name a sum reach what was agreed."""
    if ON_THE_SPOT in clause["manner"]:
        return True
    entries = [taken.entry for taken in payments(case, number)]
    if performed_now is not None and performed_now["clause"] == number:
        entries.append(performed_now)
    if not entries:
        return False
    sums = [parse_amount(entry["amount"]) for entry in entries if entry["amount"]]
    if clause["amount"] is None or len(sums) < len(entries):
        return True
    return sum(sums) >= parse_amount(clause["amount"])
