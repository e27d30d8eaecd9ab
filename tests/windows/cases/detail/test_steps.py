"""The menu of steps: what cannot be done now stands there with its reason, and the points of art. 179 in the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fengqiao_desk.ui.cases.detail.case_detail import CaseDetail
from fengqiao_desk.ui.cases.detail.steps import step_offers
from fengqiao_desk.ui.cases.form.case_form import CaseForm
from fengqiao_desk.ui.cases.form.plans import plan_of
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.widgets import Badge
from fengqiao_desk.ui.widgets.editors.points_editor import PointsEditor
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk.kinds import KINDS, kind_of

Show = Callable[[QWidget], Any]
SESSION = {
    "place": "派出所",
    "mediators": ["民警甲"],
    "recording_no": "LX-1",
    "record": "……",
    "outcome": "未达成",
}


@pytest.fixture
def recent(desk: Any, dispute: dict[str, Any]) -> Any:
    return desk.receive("disputes", {**dispute, "received_on": "2026-11-18", "occurred_at": None})


def reasons(context: WindowContext, case: Any) -> dict[str, str]:
    return {offer.step.key: offer.reason for offer in step_offers(context.station, case, context.act())}


def test_a_step_of_another_state_says_when_it_can_be_taken(context: WindowContext, recent: Any) -> None:
    assert reasons(context, recent)["performance"] == "待履行时才能办理"


def test_what_the_guard_says_of_the_case_is_the_reason(context: WindowContext, recent: Any) -> None:
    assert reasons(context, recent)["resume"] == "期限没有停算"


def test_a_guard_that_needs_what_the_form_will_tell_stops_nothing(
    context: WindowContext, recent: Any
) -> None:
    found = reasons(context, recent)
    assert [found[step] for step in ("mediation_session", "close", "terminate", "extend")] == ["", "", "", ""]


def test_after_two_sessions_the_third_is_refused_with_its_article(
    context: WindowContext, recent: Any, desk: Any
) -> None:
    for day in ("18", "19"):
        case = desk.step(recent, "mediation_session", {**SESSION, "held_at": f"2026-11-{day}T14:00"})
    assert "第183条" in reasons(context, case)["mediation_session"]


def test_the_next_act_is_one_that_can_be_done(
    context: WindowContext, show: Show, recent: Any, desk: Any
) -> None:
    for day in ("18", "19"):
        desk.step(recent, "mediation_session", {**SESSION, "held_at": f"2026-11-{day}T14:00"})
    detail = show(CaseDetail(context, kind_of("disputes")))
    detail.show_case(recent.number)
    asked: list[str] = []
    detail.step_asked.connect(asked.append)
    detail.take_next_step()
    assert asked == ["terminate"]


def test_a_refused_step_stands_in_the_menu_and_cannot_be_pressed(
    context: WindowContext, show: Show, recent: Any
) -> None:
    detail = show(CaseDetail(context, kind_of("disputes")))
    detail.show_case(recent.number)
    shown = {act.text(): act.isEnabled() for act in detail._steps.actions() if act.text()}
    assert (shown["恢复计算：期限没有停算"], shown["结案"]) == (False, True)


def test_what_a_mediation_reached_is_agreed_by_the_main_button(
    context: WindowContext, show: Show, recent: Any, desk: Any
) -> None:
    assert "还没有登记达成协议的那次调解" in reasons(context, recent)["agreement"]
    desk.step(recent, "mediation_session", {**SESSION, "held_at": "2026-11-18T14:00", "outcome": "达成"})
    detail = show(CaseDetail(context, kind_of("disputes")))
    detail.show_case(recent.number)
    assert detail._next.text() == "达成协议"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_the_steps_of_every_kind_can_be_offered(kind: Any, context: WindowContext, desk: Any) -> None:
    case = desk.receive(kind.key, desk.example(kind))
    assert set(reasons(context, case)) <= {step.key for step in kind.steps}


@pytest.fixture
def form(context: WindowContext, show: Show) -> CaseForm:
    made: CaseForm = show(
        CaseForm(context, plan_of(context.station, kind_of("disputes"), "disputes", context.act()))
    )
    return made


def points(form: CaseForm) -> PointsEditor:
    found = form.body.findChild(PointsEditor)
    assert isinstance(found, PointsEditor)
    return found


def test_the_points_of_the_law_are_open_until_they_are_answered(form: CaseForm) -> None:
    assert {answer.value() for answer in points(form).answers.values()} == {"待查"}


def test_an_open_point_is_no_answer(form: CaseForm) -> None:
    points(form).set_value({"多次实施违反治安管理行为": False})
    assert points(form).value() == {"多次实施违反治安管理行为": False}


def test_a_point_that_the_law_no_longer_names_keeps_its_answer(form: CaseForm) -> None:
    points(form).set_value({"旧的一项": True})
    assert points(form).value() == {"旧的一项": True}


def test_the_side_shows_each_point_with_its_answer(form: CaseForm, qtbot: QtBot) -> None:
    answer = points(form).answers["雇凶伤害他人"]
    answer.set_value("否")
    answer.changed.emit()
    qtbot.waitUntil(
        lambda: "否" in [badge.text() for badge in form._side.findChildren(Badge) if badge.isVisible()]
    )


def test_a_point_that_applies_stops_the_mediation_with_its_article(
    form: CaseForm, dispute: dict[str, Any], desk: Any
) -> None:
    form.body.set_entry({**dispute, "exclusions": {"雇凶伤害他人": True}})
    form.save()
    editor = next(g.editors["exclusions"] for g in form.body.groups if "exclusions" in g.editors)
    assert "第179条" in editor.fault() and desk.count("cases") == 0
    form.close_kept()


def test_what_a_rule_says_of_a_field_is_read_once(context: WindowContext, show: Show, recent: Any) -> None:
    """Beside the field; the banner counts and the side names the field."""
    plan = plan_of(context.station, recent.kind, f"disputes {recent.number} mediation_session", context.act())
    form: CaseForm = show(CaseForm(context, plan))
    form.body.set_entry({**SESSION, "held_at": "2026-11-18T14:00", "recording_no": None})
    form.save()
    texts = [found.text() for found in form.findChildren(QLabel) if not found.isHidden()]
    assert len([text for text in texts if "由一名民警主持的" in text]) == 1
    assert {"有 1 处需要改正", "见“录音录像编号”"} <= set(texts)
    form.close_kept()
