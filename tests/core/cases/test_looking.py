"""What others did to a case since somebody last looked is marked for him, and for nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk import cases
from fengqiao_desk.cases import Case
from fengqiao_desk.cases.facts.looking import Unseen, changed_by_others, note_look, unseen_by

if TYPE_CHECKING:
    from tests.conftest import Desk

ME, COLLEAGUE = "民警甲", "民警乙"


@pytest.fixture
def case(desk: Desk, dispute: dict[str, Any]) -> Case:
    return desk.receive("disputes", dispute, day="2026-11-18")


def look(desk: Desk, case: Case, day: str = "2026-11-19") -> None:
    note_look(desk.station, case, ME, desk.act(day).stamp)


def amend(desk: Desk, case: Case, officer: str, day: str = "2026-11-20") -> Case:
    entry = {"risk_level": "较高"}
    return cases.amend(desk.station, case.kind, case.number, entry, desk.act(day, officer))


def in_the_list(desk: Desk, case: Case, officer: str = ME) -> bool:
    return case.number in changed_by_others(desk.station, case.kind, [case.number], officer)


def test_what_a_colleague_corrected_since_is_new(desk: Desk, case: Case) -> None:
    look(desk, case)
    found = unseen_by(desk.station, amend(desk, case, COLLEAGUE), ME)
    assert (found.fields, [each.by for each in found.changes]) == (frozenset({"risk_level"}), [COLLEAGUE])
    assert in_the_list(desk, case)


def test_a_step_of_a_colleague_is_new(desk: Desk, case: Case, dispute_steps: dict[str, Any]) -> None:
    look(desk, case)
    moved = desk.step(case, "mediation_session", dispute_steps["mediation_session"], officer=COLLEAGUE)
    assert unseen_by(desk.station, moved, ME).positions == {1}


def test_what_one_did_oneself_is_not_new(desk: Desk, case: Case) -> None:
    look(desk, case)
    assert unseen_by(desk.station, amend(desk, case, ME), ME) == Unseen()
    assert not in_the_list(desk, case)


def test_what_was_looked_at_is_no_longer_new(desk: Desk, case: Case) -> None:
    look(desk, case)
    amended = amend(desk, case, COLLEAGUE)
    look(desk, amended, "2026-11-21")
    assert unseen_by(desk.station, amended, ME) == Unseen()
    assert not in_the_list(desk, case)


def test_a_case_one_never_looked_at_has_no_marks(desk: Desk, case: Case) -> None:
    amended = amend(desk, case, COLLEAGUE)
    assert unseen_by(desk.station, amended, ME) == Unseen()
    assert not in_the_list(desk, case)
