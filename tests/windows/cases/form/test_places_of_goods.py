"""Where goods were found is chosen from the places typed in the same form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fengqiao_desk.ui.cases.detail.case_detail import CaseDetail
from fengqiao_desk.ui.cases.form.case_form import CaseForm
from fengqiao_desk.ui.cases.form.plans import plan_of
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.widgets.editors.offer_editor import OfferEditor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from fengqiao_desk.kinds import kind_of

Show = Callable[[QWidget], Any]
KIND = "goods_cases"


@pytest.fixture
def form(context: WindowContext, show: Show, goods_case: dict[str, Any]) -> CaseForm:
    made: CaseForm = show(CaseForm(context, plan_of(context.station, kind_of(KIND), KIND, context.act())))
    made.body.set_entry(goods_case)
    return made


def place_of(form: CaseForm) -> OfferEditor:
    found = form.body.cards["goods"].rows[0].group.editors["found_at"]
    assert isinstance(found, OfferEditor)
    return found


def line_in(form: CaseForm, rows: str, field: str) -> QLineEdit:
    found = form.body.cards[rows].rows[0].group.editors[field].findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def test_the_place_is_shown_by_its_name(form: CaseForm) -> None:
    assert (place_of(form).value(), line_in(form, "goods", "found_at").text()) == ("P1", "示例药房（P1）")


def test_a_place_called_otherwise_is_shown_so(form: CaseForm) -> None:
    QTest.keyClicks(line_in(form, "premises", "name"), "B")
    assert (place_of(form).value(), line_in(form, "goods", "found_at").text()) == ("P1", "B示例药房（P1）")


def test_a_new_batch_is_offered_the_places(form: CaseForm) -> None:
    form.body.cards["goods"].begin_row()
    place = form.body.cards["goods"].rows[1].group.editors["found_at"]
    assert isinstance(place, OfferEditor)
    place.set_value("P2")
    assert place.findChild(QLineEdit).text() == "示例窝点（P2）"


def test_the_saved_case_keeps_the_key_and_shows_the_name(
    context: WindowContext, show: Show, form: CaseForm, desk: Any
) -> None:
    numbers: list[str] = []
    form.saved.connect(numbers.append)
    form.save()
    detail: CaseDetail = show(CaseDetail(context, kind_of(KIND)))
    detail.show_case(numbers[0])
    assert detail.case is not None
    assert detail.case.values["goods"][0]["found_at"] == "P1"
    names = [found.accessibleName() for found in detail.findChildren(QLabel)]
    assert any("查获于 示例药房（P1）" in words for words in names)
    assert any("数量 46盒，合计件数 2300余只" in words for words in names)
