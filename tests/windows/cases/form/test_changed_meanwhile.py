"""Two people at one case: nobody overwrites what he has not seen, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fengqiao_desk.ui.cases.form.case_form import CaseForm
from fengqiao_desk.ui.cases.form.changed import HEADING
from fengqiao_desk.ui.cases.form.plans import plan_of
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.widgets import LinkButton
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

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


def test_a_form_filled_from_an_older_version_is_not_saved(
    open_form: Opens, case: Any, desk: Any, context: WindowContext
) -> None:
    form = open_form(f"disputes {case.number}")
    desk.amend(case, {"place": "示例路8号"})
    typed_into(form, claims="赔礼道歉")
    form.save()
    assert (now(context, case).values["claims"], now(context, case).values["place"]) == (
        "赔偿医药费。",
        "示例路8号",
    )


def test_what_was_typed_stays_in_the_form(open_form: Opens, case: Any, desk: Any) -> None:
    form = open_form(f"disputes {case.number}")
    desk.amend(case, {"place": "示例路8号"})
    typed_into(form, claims="赔礼道歉")
    form.save()
    assert form.body.entry()["claims"] == "赔礼道歉"


def test_the_new_content_is_shown_beside(open_form: Opens, case: Any, desk: Any, qtbot: QtBot) -> None:
    form = open_form(f"disputes {case.number}")
    desk.amend(case, {"place": "示例路8号"})
    form.save()
    press(form, "对照新内容")
    wanted = (HEADING, "地点：示例路8号", "请核对后再保存")
    qtbot.waitUntil(lambda: all(words in words_of(form) for words in wanted))


def test_a_field_left_alone_takes_the_new_value_and_then_all_is_saved(
    open_form: Opens, case: Any, desk: Any, context: WindowContext
) -> None:
    form = open_form(f"disputes {case.number}")
    desk.amend(case, {"place": "示例路8号"})
    typed_into(form, claims="赔礼道歉")
    form.save()
    press(form, "对照新内容")
    form.save()
    values = now(context, case).values
    assert (values["claims"], values["place"]) == ("赔礼道歉", "示例路8号")


def test_what_both_changed_stays_as_typed_until_the_new_value_is_taken(
    open_form: Opens, case: Any, desk: Any
) -> None:
    form = open_form(f"disputes {case.number}")
    desk.amend(case, {"place": "示例路8号"})
    typed_into(form, place="示例路9号")
    form.save()
    press(form, "对照新内容")
    kept = form.body.entry()["place"]
    press(form, "采用这一项")
    assert (kept, form.body.entry()["place"]) == ("示例路9号", "示例路8号")


def test_who_saw_the_new_content_may_save_his_own(
    open_form: Opens, case: Any, desk: Any, context: WindowContext
) -> None:
    form = open_form(f"disputes {case.number}")
    desk.amend(case, {"place": "示例路8号"})
    typed_into(form, place="示例路9号")
    form.save()
    press(form, "对照新内容")
    form.save()
    assert now(context, case).values["place"] == "示例路9号"


def test_a_third_change_is_told_again(open_form: Opens, case: Any, desk: Any, context: WindowContext) -> None:
    form = open_form(f"disputes {case.number}")
    desk.amend(case, {"place": "示例路8号"})
    form.save()
    press(form, "对照新内容")
    desk.amend(case, {"place": "示例路10号"})
    typed_into(form, claims="赔礼道歉")
    form.save()
    press(form, "对照新内容")
    assert (form.body.entry()["place"], now(context, case).values["claims"]) == ("示例路10号", "赔偿医药费。")


def test_a_step_begun_before_another_officer_s_step_is_not_taken(
    open_form: Opens, case: Any, desk: Any, context: WindowContext, dispute_steps: dict[str, Any]
) -> None:
    form = open_form(f"disputes {case.number} mediation_session")
    desk.step(case, "hand_over", HAND_OVER)
    typed_into(form, **dispute_steps["mediation_session"])
    form.save()
    assert [taken.step for taken in now(context, case).steps] == ["hand_over"]


def test_the_step_taken_meanwhile_is_named(
    open_form: Opens, case: Any, desk: Any, dispute_steps: dict[str, Any]
) -> None:
    form = open_form(f"disputes {case.number} mediation_session")
    desk.step(case, "hand_over", HAND_OVER)
    typed_into(form, **dispute_steps["mediation_session"])
    form.save()
    press(form, "对照新内容")
    assert "民警甲已办理：转办" in words_of(form)


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
    again = open_form(f"disputes {case.number}")
    again.save()
    again.close_kept()
    assert now(context, case).values["place"] == "示例路8号"


def test_a_word_that_was_ended_may_stay_in_a_correction(
    open_form: Opens, case: Any, context: WindowContext
) -> None:
    context.station.vocabularies.end(
        "dispute_category", "邻里", "2026-11-01", act_on(context.station, "2026-11-01", "管理员己")
    )
    form = open_form(f"disputes {case.number}")
    assert "条件都已满足" in words_of(form)


HAND_OVER = {"on": "2026-11-20", "to_officer": "民警乙", "due_back": "2026-11-30", "why": "休假"}
