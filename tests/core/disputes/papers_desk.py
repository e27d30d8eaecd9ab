"""Disputes of every route taken to the point where a paper is made, and the words of issued papers."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader

from fengqiao_desk import cases
from fengqiao_desk.cases import Case
from fengqiao_desk.documents import register

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]
BARE_PARTY = {"id_number": None, "id_missing_reason": "未携带"}
DEFAULT = {"on": "2026-11-01", "clause": 1, "reason": "逾期未支付", "told_of_court": True}
CONFIRMED = {"on": "2026-11-10", "court": "合肥市庐阳区人民法院", "concerns_status": False}


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
        return {**{name: self.dispute[name] for name in kept}, **more}

    def taken(self, entry: Entry, *steps: tuple[str, Entry]) -> Case:
        case = self.desk.receive("disputes", entry)
        for step, values in steps:
            case = self.desk.step(case, step, values)
        return case

    def routed(self, route: str, *steps: str | tuple[str, Entry], **more: Any) -> Case:
        """The example on a route, with steps of the examples by name or as given."""
        known = {**self.steps, "default": DEFAULT, "judicial_confirmation": CONFIRMED}
        given = [(step, known[step]) if isinstance(step, str) else step for step in steps]
        return self.taken({**self.dispute, "route": route, **more}, *given)

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
