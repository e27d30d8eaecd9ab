"""Two people at one case: nobody overwrites what he has not seen, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from fengqiao_desk.ui.cases.form.case_form import CaseForm
from fengqiao_desk.ui.cases.form.meeting import MINE, THEIRS, MeetingDialog
from fengqiao_desk.ui.cases.form.plans import plan_of
from fengqiao_desk.ui.context import Done, WindowContext
from fengqiao_desk.ui.widgets import LinkButton
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QRadioButton, QWidget

from fengqiao_desk import cases
from fengqiao_desk.kinds import kind_of
from tests.conftest import act_on

Opens = Callable[[str], CaseForm]


@pytest.fixture
def open_form(context: WindowContext, show: Callable[[QWidget], Any]) -> Opens:
    def open_(key: str) -> CaseForm:
        form: CaseForm = show(
            CaseForm(context, plan_of(context.station, kind_of("disputes"), key, context.act()))
        )
        return form

    return open_


@pytest.fixture
def case(desk: Any, dispute: dict[str, Any]) -> Any:
    return desk.receive("disputes", dispute)


def words_of(widget: QWidget) -> str:
    QTest.qWait(20)  # what was added is shown by the event loop
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())


def press(form: CaseForm, words: str) -> None:
    QTest.qWait(20)
    button = next(b for b in form.findChildren(LinkButton) if b.text() == words and b.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def typed_into(form: CaseForm, **values: Any) -> None:
    form.body.set_entry({**form.body.entry(), **values})
    form.body.changed.emit()


def now(context: WindowContext, case: Any) -> Any:
    return cases.load(context.station, case.kind, case.number)


def clash(open_form: Opens, case: Any, desk: Any) -> tuple[CaseForm, MeetingDialog]:
    """The place typed otherwise than another saved it, claims typed, the amount changed by the other alone; saving was tried."""
    form = open_form(f"disputes {case.number}")
    desk.amend(case, {"place": "示例路8号", "amount": "100"})
    typed_into(form, place="示例路9号", claims="赔礼道歉")
    form.save()
    return form, dialog_of(form)


def dialog_of(form: CaseForm) -> MeetingDialog:
    found: MeetingDialog = next(
        dialog for dialog in form.window().findChildren(MeetingDialog) if dialog.isVisible()
    )
    QTest.qWait(30)  # it has the keyboard once the event loop has shown it
    found.activateWindow()
    assert QTest.qWaitForWindowActive(found)
    return found


def press_key(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    QTest.keyClick(widget, key, modifier)
    QTest.qWait(200)  # a key of a button lets it go a tenth of a second later


def settle(form: CaseForm, path: str, side: str) -> None:
    dialog = dialog_of(form)
    dialog.choices[path].set_value(side)
    dialog.try_it()


def test_what_another_changed_alone_is_saved_together_with_what_was_typed(
    open_form: Opens, case: Any, desk: Any, context: WindowContext
) -> None:
    form = open_form(f"disputes {case.number}")
    desk.amend(case, {"place": "示例路8号"})
    typed_into(form, claims="赔礼道歉")
    form.save()
    values = now(context, case).values
    assert (values["claims"], values["place"]) == ("赔礼道歉", "示例路8号")


def test_what_both_changed_is_not_saved_before_it_is_settled(
    open_form: Opens, case: Any, desk: Any, context: WindowContext
) -> None:
    clash(open_form, case, desk)
    values = now(context, case).values
    assert (values["place"], values["claims"]) == ("示例路8号", "赔偿医药费。")


def test_old_theirs_and_mine_stand_in_one_line_with_who_and_when(
    open_form: Opens, case: Any, desk: Any
) -> None:
    _, dialog = clash(open_form, case, desk)
    words = words_of(dialog).split("\n")
    wanted = ("地点", "示例小区3栋", "示例路8号", "示例路9号", "民警甲 11月21日 09:00")
    assert [line for line in wanted if line not in words] == []


def test_what_stood_before_is_struck_through(open_form: Opens, case: Any, desk: Any) -> None:
    _, dialog = clash(open_form, case, desk)
    struck = [found.text() for found in dialog.findChildren(QLabel) if found.font().strikeOut()]
    assert struck == ["示例小区3栋"]


def test_what_needed_no_choice_is_told(open_form: Opens, case: Any, desk: Any) -> None:
    _, dialog = clash(open_form, case, desk)
    assert "涉及金额：1200.50 元 → 100.00 元" in words_of(dialog)


@pytest.mark.parametrize(
    ("key", "place"), [(Qt.Key.Key_M, "示例路9号"), (Qt.Key.Key_T, "示例路8号")], ids=["mine", "theirs"]
)
def test_all_of_one_side_is_taken_by_keys_and_then_saved(
    open_form: Opens, case: Any, desk: Any, context: WindowContext, key: Qt.Key, place: str
) -> None:
    _, dialog = clash(open_form, case, desk)
    press_key(dialog, key, Qt.KeyboardModifier.AltModifier)
    press_key(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    values = now(context, case).values
    assert (values["place"], values["claims"], values["amount"]) == (place, "赔礼道歉", "100.00")


def test_a_choice_is_made_by_the_arrow_keys(open_form: Opens, case: Any, desk: Any) -> None:
    _, dialog = clash(open_form, case, desk)
    choice = dialog.choices["place"]
    first, second = choice.findChildren(QRadioButton)
    QTest.keyClick(first, Qt.Key.Key_Space)
    before = choice.value()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert (before, choice.value(), second.accessibleDescription()) == (THEIRS, MINE, "地点：示例路9号")


def test_nothing_is_filled_in_while_something_is_not_chosen(open_form: Opens, case: Any, desk: Any) -> None:
    form, dialog = clash(open_form, case, desk)
    dialog.try_it()
    assert dialog.isVisible()
    assert (dialog.choices["place"].fault(), form.body.entry()["amount"]) == ("请选一个", "1200.50")
    assert "还有 1 处没有选" in words_of(dialog)


def test_who_goes_back_into_the_form_finds_all_as_he_typed_it(open_form: Opens, case: Any, desk: Any) -> None:
    form, dialog = clash(open_form, case, desk)
    typed = form.body.entry()
    press_key(dialog, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert form.body.entry() == typed
    press(form, "对照新内容")
    assert dialog_of(form).isVisible()


def test_a_party_added_by_the_other_is_saved_with_what_was_chosen(
    open_form: Opens, case: Any, desk: Any, context: WindowContext
) -> None:
    form = open_form(f"disputes {case.number}")
    added = {**case.values["parties"][1], "name": "王五", "phone": None}
    desk.amend(case, {"parties": [*case.values["parties"], added], "place": "示例路8号"})
    typed_into(form, place="示例路9号")
    form.save()
    settle(form, "place", MINE)
    values = now(context, case).values
    names = [row["name"] for row in values["parties"]]
    assert (values["place"], names) == ("示例路9号", ["张三", "阿依古丽·买买提", "王五"])


def test_undoing_what_was_chosen_brings_back_what_the_other_had_saved(
    context: WindowContext, show: Callable[[QWidget], Any], case: Any, desk: Any
) -> None:
    done: list[Done] = []
    heard = replace(context, done=done.append)
    form = show(
        CaseForm(heard, plan_of(context.station, case.kind, f"disputes {case.number}", context.act()))
    )
    first, second = case.values["parties"]
    desk.amend(case, {"place": "示例路8号", "parties": [{**first, "phone": "13900000001"}, second]})
    typed_into(form, place="示例路9号", parties=[{**first, "address": "示例路9号"}, second])
    form.save()
    settle(form, "place", MINE)
    done[-1].undo()
    values = now(context, case).values
    party = values["parties"][0]
    assert (values["place"], party["phone"], party["address"]) == (
        "示例路8号",
        "13900000001",
        "示例小区3栋101",
    )


def test_a_third_change_while_one_chooses_is_told_again(open_form: Opens, case: Any, desk: Any) -> None:
    form, dialog = clash(open_form, case, desk)
    desk.amend(case, {"place": "示例路10号"})
    dialog.take_all_mine()
    dialog.try_it()
    words = words_of(dialog_of(form))
    assert ("示例路8号" in words, "示例路10号" in words) == (True, True)


def test_what_both_together_make_wrong_stays_in_the_form_with_its_fault(
    open_form: Opens, case: Any, desk: Any, context: WindowContext
) -> None:
    form = open_form(f"disputes {case.number}")
    desk.amend(case, {"place": "示例路8号"})
    typed_into(form, place="示例路9号", occurred_at="2027-01-01T09:00")
    form.save()
    settle(form, "place", MINE)
    assert [editor.fault() for editor in form.body.editors() if editor.fault()] != []
    assert now(context, case).values["place"] == "示例路8号"


def test_what_is_settled_in_a_resumed_form_goes_into_the_form_alone(
    open_form: Opens, case: Any, desk: Any, context: WindowContext
) -> None:
    form = open_form(f"disputes {case.number}")
    typed_into(form, place="示例路9号")
    form.close_kept()
    desk.amend(case, {"place": "示例路8号", "amount": "100"})
    again = open_form(f"disputes {case.number}")
    press(again, "对照新内容")
    settle(again, "place", MINE)
    entry = again.body.entry()
    assert (entry["place"], entry["amount"], now(context, case).version) == ("示例路9号", "100.00", 2)
    again.close_kept()


def test_a_step_begun_before_another_officer_s_step_is_not_taken(
    open_form: Opens, case: Any, desk: Any, context: WindowContext, dispute_steps: dict[str, Any]
) -> None:
    form = open_form(f"disputes {case.number} mediation_session")
    desk.step(case, "hand_over", HAND_OVER)
    typed_into(form, **dispute_steps["mediation_session"])
    form.save()
    assert [taken.step for taken in now(context, case).steps] == ["hand_over"]


def test_the_step_taken_meanwhile_is_named_and_then_the_own_one_goes_on(
    open_form: Opens, case: Any, desk: Any, context: WindowContext, dispute_steps: dict[str, Any]
) -> None:
    form = open_form(f"disputes {case.number} mediation_session")
    desk.step(case, "hand_over", HAND_OVER)
    typed_into(form, **dispute_steps["mediation_session"])
    form.save()
    dialog = dialog_of(form)
    assert "民警甲已办理：转办" in words_of(dialog)
    dialog.try_it()
    assert [taken.step for taken in now(context, case).steps] == ["hand_over", "mediation_session"]


def test_a_half_filled_form_of_an_older_version_says_so_when_it_is_resumed(
    open_form: Opens, case: Any, desk: Any
) -> None:
    form = open_form(f"disputes {case.number}")
    typed_into(form, claims="赔礼道歉")
    form.close_kept()
    desk.amend(case, {"place": "示例路8号"})
    again = open_form(f"disputes {case.number}")
    assert "在这期间已被改过" in words_of(again)
    again.close_kept()


def test_a_half_filled_form_of_an_older_version_overwrites_nothing(
    open_form: Opens, case: Any, desk: Any, context: WindowContext
) -> None:
    form = open_form(f"disputes {case.number}")
    typed_into(form, claims="赔礼道歉")
    form.close_kept()
    desk.amend(case, {"place": "示例路8号"})
    open_form(f"disputes {case.number}").save()
    values = now(context, case).values
    assert (values["place"], values["claims"]) == ("示例路8号", "赔礼道歉")


def test_a_half_filled_form_of_an_older_version_knows_what_it_began_from(
    open_form: Opens, case: Any, desk: Any
) -> None:
    form = open_form(f"disputes {case.number}")
    typed_into(form, place="示例路9号")
    form.close_kept()
    desk.amend(case, {"place": "示例路8号"})
    again = open_form(f"disputes {case.number}")
    again.save()
    assert "示例小区3栋" in words_of(dialog_of(again))
    again.close_kept()


def test_a_form_left_half_filled_by_a_former_version_of_the_desk_is_compared_too(
    open_form: Opens, case: Any, desk: Any, context: WindowContext
) -> None:
    entry = {**case.values, "place": "示例路9号", "seen_version": case.version}
    with context.station.writing():
        context.station.half_filled.keep(f"disputes {case.number}", entry, context.act())
    desk.amend(case, {"place": "示例路8号"})
    form = open_form(f"disputes {case.number}")
    form.save()
    assert "示例小区3栋" in words_of(dialog_of(form))
    form.close_kept()


def test_a_word_that_was_ended_may_stay_in_a_correction(
    open_form: Opens, case: Any, context: WindowContext
) -> None:
    context.station.vocabularies.end(
        "dispute_category", "邻里", "2026-11-01", act_on(context.station, "2026-11-01", "管理员己")
    )
    form = open_form(f"disputes {case.number}")
    assert "条件都已满足" in words_of(form)


HAND_OVER = {"on": "2026-11-20", "to_officer": "民警乙", "due_back": "2026-11-30", "why": "休假"}
