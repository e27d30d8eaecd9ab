"""From draft to issued document: who may, who did, what is kept."""

from __future__ import annotations

import io
import json
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from fengqiao_desk import cases
from fengqiao_desk.cases import Case
from fengqiao_desk.documents import register
from fengqiao_desk.documents.register import STATE_WORDS
from fengqiao_desk.documents.signing import draft_of
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import FaultyEntry, NotPermitted, Refused
from tests.conftest import Desk

FORM = "intake_form"


@pytest.fixture
def case(desk: Desk, dispute: dict[str, Any]) -> Case:
    return desk.receive("disputes", dispute)


def drafted(desk: Desk, case: Case, officer: str) -> None:
    cases.draft_document(desk.station, case.kind, case.number, FORM, desk.act(officer=officer))


def test_an_auxiliary_drafts_a_document(desk: Desk, case: Case) -> None:
    drafted(desk, case, "辅警丙")
    found = draft_of(desk.station, case.kind.document(FORM), case)
    assert found is not None
    assert found.drafted_by == "辅警丙"


def test_an_auxiliary_never_issues(desk: Desk, case: Case) -> None:
    with pytest.raises(NotPermitted, match="不能签发文书"):
        desk.issue(case, FORM, officer="辅警丙")
    assert desk.count("documents") == 0


def test_a_draft_takes_no_number(desk: Desk, case: Case) -> None:
    drafted(desk, case, "民警甲")
    assert desk.count("documents") == 0


def test_the_register_says_who_drafted_checked_and_signed(desk: Desk, case: Case) -> None:
    drafted(desk, case, "辅警丙")
    cases.check_document(desk.station, case.kind, case.number, FORM, desk.act(officer="民警乙"))
    issued = desk.issue(case, FORM, officer="所长戊")
    assert (issued.drafted_by, issued.checked_by, issued.issued_by) == ("辅警丙", "民警乙", "所长戊")


def test_signing_ones_own_draft_is_visible_as_self_approval(desk: Desk, case: Case) -> None:
    drafted(desk, case, "民警甲")
    assert desk.issue(case, FORM).as_data()["self_approved"] is True


def test_a_check_by_another_officer_is_no_self_approval(desk: Desk, case: Case) -> None:
    drafted(desk, case, "民警甲")
    cases.check_document(desk.station, case.kind, case.number, FORM, desk.act(officer="民警乙"))
    assert desk.issue(case, FORM).self_approved is False


def test_a_new_draft_has_to_be_checked_again(desk: Desk, case: Case) -> None:
    drafted(desk, case, "民警甲")
    cases.check_document(desk.station, case.kind, case.number, FORM, desk.act(officer="民警乙"))
    drafted(desk, case, "民警甲")
    found = draft_of(desk.station, case.kind.document(FORM), case)
    assert found is not None
    assert found.checked_by is None


def test_there_is_nothing_to_check_without_a_draft(desk: Desk, case: Case) -> None:
    with pytest.raises(Refused, match="还没有草稿"):
        cases.check_document(desk.station, case.kind, case.number, FORM, desk.act())


def test_a_replaced_document_keeps_its_number_as_replaced(desk: Desk, case: Case) -> None:
    old = desk.issue(case, FORM)
    new = cases.replace_document(desk.station, KINDS, old.number, desk.act())
    assert new.replaces == old.number
    assert register.find(desk.station, old.number).state == "replaced"


def test_a_replacement_takes_the_next_number(desk: Desk, case: Case) -> None:
    old = desk.issue(case, FORM)
    new = cases.replace_document(desk.station, KINDS, old.number, desk.act())
    assert (old.number[-2:], new.number[-2:]) == ("1号", "2号")


def test_a_void_document_cannot_be_replaced(desk: Desk, case: Case) -> None:
    old = desk.issue(case, FORM)
    cases.void_document(desk.station, KINDS, old.number, "姓名有误", desk.act())
    with pytest.raises(Refused, match="作废"):
        cases.replace_document(desk.station, KINDS, old.number, desk.act())
    assert desk.count("documents") == 1


def test_voiding_needs_a_reason(desk: Desk, case: Case) -> None:
    issued = desk.issue(case, FORM)
    with pytest.raises(FaultyEntry, match="作废原因"):
        cases.void_document(desk.station, KINDS, issued.number, "  ", desk.act())


def test_a_void_document_prints_with_its_state_across_the_page(desk: Desk, case: Case) -> None:
    issued = desk.issue(case, FORM)
    cases.void_document(desk.station, KINDS, issued.number, "姓名有误", desk.act())
    printed = PdfReader(io.BytesIO(register.printed_pdf(desk.station, issued.number)))
    assert all(STATE_WORDS["void"] in page.extract_text() for page in printed.pages)


def test_the_stored_file_of_a_void_document_never_changes(desk: Desk, case: Case) -> None:
    issued = desk.issue(case, FORM)
    before = register.stored_pdf(desk.station, issued.number)
    cases.void_document(desk.station, KINDS, issued.number, "姓名有误", desk.act())
    assert register.stored_pdf(desk.station, issued.number) == before


def test_each_print_is_logged_with_its_copies_and_its_turn(desk: Desk, case: Case) -> None:
    issued = desk.issue(case, FORM)
    register.reprint(desk.station, issued.number, desk.act(), copies=3)
    register.reprint(desk.station, issued.number, desk.act(officer="民警乙"))
    logged = [json.loads(row.changes) for row in register.prints_of(desk.station, issued.number)]
    assert logged == [
        {"to": "打印机", "copies": 3, "time": 1},
        {"to": "打印机", "copies": 1, "time": 2},
    ]


def test_the_pdf_carries_the_facts_it_was_made_from(desk: Desk, case: Case) -> None:
    issued = desk.issue(case, FORM)
    with pikepdf.open(io.BytesIO(register.stored_pdf(desk.station, issued.number))) as pdf:
        (attached,) = pdf.attachments.values()
        facts = json.loads(attached.get_file().read_bytes())
    assert facts["number"] == issued.number
    assert facts["values"] == case.values


def test_the_station_may_pad_the_numbers_of_one_document(desk: Desk, case: Case) -> None:
    pattern = {"number_patterns": {FORM: "{organ}({unit}){word}字〔{year}〕第{sequence:03}号"}}
    desk.station.profiles.change(pattern, "2026-01-01", desk.act("2026-01-01", "管理员己", 0))
    assert desk.issue(case, FORM).number == "合公(逍)纠登字〔2026〕第001号"


@pytest.mark.parametrize("pattern", ["{organ}{sequence}", "{year}{sequence}{organ.__class__}", "{year}{seq}"])
def test_a_pattern_that_cannot_number_is_refused(desk: Desk, pattern: str) -> None:
    with pytest.raises(FaultyEntry, match="文号格式"):
        desk.station.profiles.change(
            {"number_pattern": pattern}, "2026-01-01", desk.act("2026-01-01", "管理员己", 0)
        )
