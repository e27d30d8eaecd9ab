"""可能认识的人 beside a form, the banner on opening a case, and the history that needs a purpose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fengqiao_desk.ui.actions import LOOK_UP
from fengqiao_desk.ui.cases.detail.case_detail import CaseDetail
from fengqiao_desk.ui.cases.form.case_form import CaseForm
from fengqiao_desk.ui.cases.form.known_people_card import HEADING
from fengqiao_desk.ui.cases.form.plans import plan_of
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.dialogs.asking import AskingDialog
from fengqiao_desk.ui.dialogs.history import HistoryDialog
from fengqiao_desk.ui.widgets import Badge, LinkButton, QuietButton
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk import cases
from fengqiao_desk.cases import links
from fengqiao_desk.cases.facts.whole_cases import withdraw_case
from fengqiao_desk.cases.search.withdrawn import WITHDRAWN_MARK
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.store import audit

Show = Callable[[QWidget], Any]
OTHER_CARD = "110101199003074813"


@pytest.fixture
def earlier(desk: Any, dispute: dict[str, Any]) -> Any:
    return desk.receive("disputes", dispute)


@pytest.fixture
def form(context: WindowContext, show: Show, earlier: Any) -> CaseForm:
    made: CaseForm = show(
        CaseForm(context, plan_of(context.station, kind_of("disputes"), "disputes", context.act()))
    )
    return made


@pytest.fixture
def detail(context: WindowContext, show: Show) -> CaseDetail:
    made: CaseDetail = show(CaseDetail(context, kind_of("disputes")))
    return made


def words_of(widget: QWidget) -> str:
    QTest.qWait(20)  # what was added is shown by the event loop
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())


def new_entry(dispute: dict[str, Any], **party: Any) -> dict[str, Any]:
    """A dispute of today between somebody and 王五, whom nobody knows."""
    first, second = dispute["parties"]
    unknown = {**second, "name": "王五", "phone": "13911112222", "address": "示例路9号"}
    return {
        **{**dispute, "received_on": "2026-11-21", "occurred_at": None},
        "parties": [{**first, "phone": None, "address": None, **party}, unknown],
    }


def type_entry(form: CaseForm, entry: dict[str, Any], qtbot: QtBot, waits_for: str) -> None:
    form.body.set_entry(entry)
    form.body.changed.emit()
    qtbot.waitUntil(lambda: waits_for in words_of(form))


def offered(widget: QWidget) -> list[str]:
    QTest.qWait(20)
    return [button.text() for button in widget.findChildren(LinkButton) if button.isVisible()]


def press(widget: QWidget, words: str) -> None:
    QTest.qWait(20)
    buttons = [*widget.findChildren(QuietButton), *widget.findChildren(LinkButton)]
    found = next(button for button in buttons if button.text() == words and button.isVisible())
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def dialog(kind: type[QWidget]) -> Any:
    return next(
        found for found in QApplication.topLevelWidgets() if isinstance(found, kind) and found.isVisible()
    )


def test_the_same_card_is_told_with_its_case(
    form: CaseForm, dispute: dict[str, Any], qtbot: QtBot, earlier: Any
) -> None:
    type_entry(form, new_entry(dispute), qtbot, "证件号码相同")
    assert earlier.number in words_of(form)


def test_a_phone_is_known_however_it_is_typed(form: CaseForm, dispute: dict[str, Any], qtbot: QtBot) -> None:
    entry = new_entry(dispute, id_number=None, id_missing_reason="未携带", phone="+86 138 0000 0000")
    type_entry(form, entry, qtbot, "电话相同")


def test_typing_goes_on_in_its_field_while_the_hint_appears(
    form: CaseForm, qtbot: QtBot, write: Callable[[QWidget, str], None]
) -> None:
    line = form.body.cards["parties"].rows[0].group.editors["id_number"].findChild(QLineEdit)
    assert line is not None
    line.setFocus()
    write(line, "11010519491231002X")
    qtbot.waitUntil(lambda: HEADING in words_of(form))
    assert line.hasFocus()


def test_nobody_is_linked_without_a_decision(
    form: CaseForm, dispute: dict[str, Any], qtbot: QtBot, context: WindowContext, earlier: Any
) -> None:
    type_entry(form, new_entry(dispute), qtbot, "证件号码相同")
    form.save()
    assert links.links_of(context.station, earlier) == []


def test_the_same_person_is_linked_once_the_case_is_received(
    form: CaseForm, dispute: dict[str, Any], qtbot: QtBot, context: WindowContext, earlier: Any
) -> None:
    type_entry(form, new_entry(dispute), qtbot, "证件号码相同")
    press(form, "是同一人")
    form.save()
    (link,) = links.links_of(context.station, earlier)
    assert (link.other_number, link.relation, link.person) == ("JF2026-0002", "同一当事人", "张三")


def test_a_decision_is_taken_back(
    form: CaseForm, dispute: dict[str, Any], qtbot: QtBot, context: WindowContext, earlier: Any
) -> None:
    type_entry(form, new_entry(dispute), qtbot, "证件号码相同")
    press(form, "是同一人")
    press(form, "撤回")
    form.save()
    assert links.links_of(context.station, earlier) == []


def test_who_is_another_person_is_shown_no_more(
    form: CaseForm, dispute: dict[str, Any], qtbot: QtBot
) -> None:
    type_entry(form, new_entry(dispute), qtbot, "证件号码相同")
    press(form, "不是")
    form.body.changed.emit()
    qtbot.waitUntil(lambda: not form._known.isActive())
    assert HEADING not in words_of(form)


def test_in_a_narrow_window_the_hint_stands_below_the_parties(
    form: CaseForm, dispute: dict[str, Any], qtbot: QtBot
) -> None:
    form.resize(700, 800)
    type_entry(form, new_entry(dispute), qtbot, "证件号码相同")
    column = form.body.column
    assert column.indexOf(form._known.card) == column.indexOf(form.body.cards["parties"]) + 1


def test_a_third_dispute_within_a_year_is_told_on_opening(
    detail: CaseDetail, desk: Any, dispute: dict[str, Any]
) -> None:
    days = ("2026-03-02", "2026-06-03", "2026-11-20")
    made = [desk.receive("disputes", {**dispute, "received_on": day, "occurred_at": None}) for day in days]
    detail.show_case(made[-1].number)
    assert "张三 12 个月内第 3 起纠纷，其中 3 起与同一对方" in words_of(detail)


def test_the_other_party_of_the_same_disputes_is_not_told_again(
    detail: CaseDetail, desk: Any, dispute: dict[str, Any]
) -> None:
    for day in ("2026-06-03", "2026-11-20"):
        case = desk.receive("disputes", {**dispute, "received_on": day, "occurred_at": None})
    detail.show_case(case.number)
    assert words_of(detail).count("12 个月内") == 1


@pytest.fixture
def asked(detail: CaseDetail, desk: Any, dispute: dict[str, Any], earlier: Any) -> AskingDialog:
    """The dialog that asks why somebody wants to see a history."""
    case = desk.receive("disputes", {**dispute, "received_on": "2026-11-20", "occurred_at": None})
    detail.show_case(case.number)
    press(detail, LOOK_UP.title)
    found: AskingDialog = dialog(AskingDialog)
    return found


def test_without_a_purpose_no_history_is_shown(asked: AskingDialog) -> None:
    asked.try_it()
    assert "用途" in asked.rows.editors["purpose"].fault()
    asked.reject()


def test_with_a_purpose_the_earlier_cases_are_shown_and_it_is_on_record(
    asked: AskingDialog, context: WindowContext, earlier: Any
) -> None:
    asked.rows.editors["purpose"].set_value("调解本案")
    asked.try_it()
    history = dialog(HistoryDialog)
    shown = [button.text() for button in history.findChildren(LinkButton)]
    history.accept()
    (row,) = audit.history(context.station.connections, "当事人 张三")
    assert shown == [earlier.number] and "调解本案" in row.changes


@pytest.mark.parametrize("ticked", [False, True])
def test_withdrawn_cases_are_shown_when_the_tick_is_set(
    asked: AskingDialog, desk: Any, dispute: dict[str, Any], earlier: Any, ticked: bool
) -> None:
    gone = desk.receive("disputes", dispute)
    withdraw_case(desk.station, KINDS, gone.kind, gone.number, "重复登记", desk.act())
    asked.rows.editors["purpose"].set_value("调解本案")
    asked.rows.editors["withdrawn"].set_value(ticked)
    asked.try_it()
    history = dialog(HistoryDialog)
    shown = [button.text() for button in history.findChildren(LinkButton)]
    marks = [badge.text() for badge in history.findChildren(Badge)]
    history.accept()
    assert shown == ([earlier.number, gone.number] if ticked else [earlier.number])
    assert marks.count(WITHDRAWN_MARK) == len(shown) - 1


def test_an_auxiliary_reads_the_count_and_is_not_offered_the_history(
    context_of: Callable[[str], WindowContext], show: Show, desk: Any, dispute: dict[str, Any], earlier: Any
) -> None:
    detail = show(CaseDetail(context_of("辅警丙"), kind_of("disputes")))
    case = desk.receive("disputes", {**dispute, "received_on": "2026-11-20", "occurred_at": None})
    detail.show_case(case.number)
    assert "12 个月内第 2 起纠纷" in words_of(detail) and LOOK_UP.title not in offered(detail)


def test_a_link_stays_when_the_case_is_read_anew(
    form: CaseForm, dispute: dict[str, Any], qtbot: QtBot, context: WindowContext, show: Show, earlier: Any
) -> None:
    """In a correction, a case that is linked already is not offered again."""
    type_entry(form, new_entry(dispute), qtbot, "证件号码相同")
    press(form, "是同一人")
    form.save()
    case = cases.load(context.station, kind_of("disputes"), "JF2026-0002")
    plan = plan_of(context.station, case.kind, f"disputes {case.number}", context.act())
    again = show(CaseForm(context, plan))
    qtbot.waitUntil(lambda: not again._known.isActive())
    assert HEADING not in words_of(again)
    again.close_kept()
