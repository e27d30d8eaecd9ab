"""Disputes of every route taken to the point where a paper is made, and the words of issued papers."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader

from fengqiao_desk import cases
from fengqiao_desk.cases import Case
from fengqiao_desk.disputes.declaration import PUBLIC_ORDER_ROUTES
from fengqiao_desk.documents import register

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]
BARE_PARTY = {"id_number": None, "id_missing_reason": "未携带"}
DEFAULT = {"on": "2026-11-01", "clause": 1, "reason": "逾期未支付", "told_of_court": True}
CONFIRMED = {"on": "2026-11-10", "court": "合肥市庐阳区人民法院", "concerns_status": False}
CLEARED: Entry = {
    "on_spot_exclusions": {
        "情节不属于轻微": False,
        "事实不清楚或者因果关系不明确": False,
        "当事人对医疗费用、物品损失的赔付有争议": False,
        "有一方不同意当场调解并当场履行": False,
    }
}
"""Nothing stands against a mediation on the spot."""


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page without white space."""
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


class PapersDesk:
    """Takes the example dispute along a route and reads what is issued."""

    def __init__(self, desk: Desk, dispute: Entry, steps: Entry) -> None:
        self.desk = desk
        self.dispute = dispute
        self.steps = steps

    def bare(self, route: str = "治安调解") -> Entry:
        """As little as a dispute can have."""
        kept = ("received_on", "source", "category", "conduct", "circumstance", "risk_level", "area", "place")
        parties = [
            {"role": "违法嫌疑人", "name": "𬭎𬴂", **BARE_PARTY},
            {"role": "被侵害人", "name": "李四", **BARE_PARTY},
        ]
        more = {"route": route, "facts": "口角。", "officer": "民警甲", "parties": parties}
        return {**{name: self.dispute[name] for name in kept}, **CLEARED, **more}

    def taken(self, entry: Entry, *steps: tuple[str, Entry]) -> Case:
        case = self.desk.receive("disputes", entry)
        for step, values in steps:
            case = self.desk.step(case, step, values)
        return case

    def routed(self, route: str, *steps: str | tuple[str, Entry], **more: Any) -> Case:
        """The example on a route, with steps of the examples by name or as given.

        On a police route the mediation that reaches the agreement comes before it where the steps tell none.
        """
        known = {**self.steps, "default": DEFAULT, "judicial_confirmation": CONFIRMED}
        given = [(step, known[step]) if isinstance(step, str) else step for step in steps]
        is_told = any(entry.get("outcome") == "达成" for _, entry in given)
        agreed = [place for place, (step, _) in enumerate(given) if step == "agreement"]
        if route in PUBLIC_ORDER_ROUTES and agreed and not is_told:
            given.insert(agreed[0], self.reached())
        return self.taken({**self.dispute, **CLEARED, "route": route, **more}, *given)

    def session(self, **more: Any) -> tuple[str, Entry]:
        return "mediation_session", {**self.steps["mediation_session"], **more}

    def reached(self) -> tuple[str, Entry]:
        """The mediation that reached the agreement of the examples, on its day."""
        return self.session(held_at="2026-10-13T09:00", outcome="达成")

    def agreement(self, **more: Any) -> tuple[str, Entry]:
        return "agreement", {**self.steps["agreement"], **more}

    def on_the_spot(self, **more: Any) -> tuple[str, Entry]:
        """An agreement whose only clause is performed at once."""
        return self.agreement(clauses=self.steps["agreement"]["clauses"][1:], **more)

    def pages(self, case: Case, document: str, day: str = "2026-11-21") -> list[str]:
        issued = self.desk.issue(case, document, day)
        return pages_of(register.stored_pdf(self.desk.station, issued.number))

    def words(self, case: Case, document: str, day: str = "2026-11-21") -> str:
        return "".join(self.pages(case, document, day))

    def again(self, case: Case) -> Case:
        """The case as it now stands, its issued papers included."""
        return cases.load(self.desk.station, case.kind, case.number)
