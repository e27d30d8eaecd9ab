"""The agreement's clauses and how far each is performed: a clause of money by the sum of its payments."""

from __future__ import annotations

from dataclasses import dataclass

from ..cases import Case, Taking
from ..cases.step import Tone
from ..values.money import show_amount
from .declaration import Dispute
from .step_fields import Agreement, Clause, Performance


@dataclass(frozen=True)
class AgreedClause:
    """A clause of the last agreement by its number, and what was performed of it."""

    number: int
    said: Clause
    performed: tuple[Performance, ...]

    @property
    def paid(self) -> int:
        """Fen paid so far."""
        return sum(each.amount for each in self.performed if each.amount is not None)

    @property
    def is_performed(self) -> bool:
        """On the spot, or by any record of it; of money, once the payments that name a sum reach what was agreed."""
        if self.said.is_on_the_spot or not self.performed:
            return self.said.is_on_the_spot
        # Who records a performance without a sum means all of it.
        unnamed = any(each.amount is None for each in self.performed)
        return self.said.amount is None or unnamed or self.paid >= self.said.amount

    @property
    def standing(self) -> tuple[str, Tone]:
        """`已履行`, `已付 500.00 元`, `未履行`."""
        if self.is_performed:
            return "已履行", "good"
        return (f"已付 {show_amount(self.paid)} 元", "warning") if self.paid else ("未履行", "danger")


def agreed_clauses(case: Case, performed_now: Performance | None = None) -> list[AgreedClause]:
    """The clauses of the last agreement; empty when there is none. `performed_now` is a performance being recorded."""
    agreement = case.last(Agreement)
    if agreement is None:
        return []
    # By place and not by day: what was performed of an earlier agreement must not settle a clause of this
    # one.
    performed = [each.said for each in case.held(Performance) if each.place > agreement.place]
    performed += [performed_now] if performed_now is not None else []
    return [
        AgreedClause(number, clause, tuple(each for each in performed if each.clause == number))
        for number, clause in enumerate(agreement.said.clauses, start=1)
    ]


def unperformed(case: Case, performed_now: Performance | None = None) -> list[AgreedClause]:
    """The clauses still to be performed."""
    return [clause for clause in agreed_clauses(case, performed_now) if not clause.is_performed]


def clause_standings(case: Case, field: str) -> list[tuple[str, Tone]]:
    """How each clause stands; nothing for other fields of rows."""
    return [clause.standing for clause in agreed_clauses(case)] if field == Agreement.clauses.name else []


def after_agreement(now: Taking[Dispute, Agreement]) -> str:
    """An agreement performed on the spot waits for the follow-up, any other for its performance."""
    # Nothing is left to wait for; 达成 and 履行 fall into one moment.
    return "待回访" if all(clause.is_on_the_spot for clause in now.entry.clauses) else "待履行"


def after_performance(now: Taking[Dispute, Performance]) -> str:
    """The last performance leads to the follow-up."""
    return "待履行" if unperformed(now.case, now.entry) else "待回访"


def performed_words(performed: Performance) -> str:
    """`第1条 · 1000.00 元 · 收条一张`: two payments of one clause differ in their sum."""
    sum_of_money = "" if performed.amount is None else f"{show_amount(performed.amount)} 元"
    return " · ".join(part for part in (f"第{performed.clause}条", sum_of_money, performed.proof) if part)
