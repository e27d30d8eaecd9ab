"""The form over declared fields: faults beside them, rows in place, derived values, what the side says, saving."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.cases.form.case_form import CaseForm
from fengqiao_desk.ui.cases.form.plans import plan_of
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.messages import Messages
from fengqiao_desk.ui.widgets import Editor, QuietButton
from fengqiao_desk.ui.widgets.editors.checklist_editor import ChecklistEditor
from fengqiao_desk.ui.widgets.editors.typed_days import TypedDays
from fengqiao_desk.ui.widgets.editors.warning_line import shown_warning
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk.kinds import kind_of
from fengqiao_desk.station import Station

NOW = datetime(2026, 11, 21, 14, 2, 31)
Write = Callable[[QWidget, str], None]


@pytest.fixture
def context(station: Station, qapp: QApplication) -> Iterator[WindowContext]:
    background = Background(at_once=True)
    officer = station.officers.named("民警甲")
    yield WindowContext(
        station, officer, background, Messages(lambda: None), lambda: NOW, lambda key, number: None
    )
    background.close()


@pytest.fixture
def open_form(context: WindowContext, qtbot: QtBot) -> Callable[[str], CaseForm]:
    def open_(key: str) -> CaseForm:
        plan = plan_of(context.station, kind_of(key.split(" ", maxsplit=1)[0]), key, context.act())
        form = CaseForm(context, plan)
        qtbot.addWidget(form)
        form.resize(1030, 700)
        form.show()
        form.activateWindow()
        qtbot.waitActive(form)
        form.body.begin()
        qtbot.waitUntil(lambda: form.focusWidget() is not None and form.focusWidget().hasFocus())
        return form

    return open_


Opens = Callable[[str], CaseForm]


def editor(form: CaseForm, path: str) -> Editor:
    """`facts` or `parties[1].name`: the row as it stands in the form, counted from 1."""
    if "[" not in path:
        return next(group.editors[path] for group in form.body.groups if path in group.editors)
    card, rest = path.split("[")
    row, name = rest.split("].")
    return form.body.cards[card].rows[int(row) - 1].group.editors[name]


def line(form: CaseForm, path: str) -> QLineEdit:
    found = editor(form, path).findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def words_of(widget: QWidget) -> str:
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisible())


def save(form: CaseForm) -> None:
    QTest.keyClick(
        form.focusWidget() or form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, delay=10
    )


def test_a_ledger_line_is_typed_and_received_by_keys_alone(
    open_form: Opens, desk: Any, write: Write, qtbot: QtBot
) -> None:
    form = open_form("activities")
    for path, words in (("activity", "配合核查人员"), ("quantity", "30"), ("unit", "人次")):
        line(form, path).setFocus()
        write(line(form, path), words)
    with qtbot.waitSignal(form.saved) as saving:
        save(form)
    assert saving.args == ["TZ2026-0001"]


def test_a_new_form_begins_with_today_and_who_is_signed_in(open_form: Opens) -> None:
    form = open_form("disputes")
    assert (editor(form, "received_on").value(), editor(form, "officer").value()) == ("2026-11-21", "民警甲")


def test_ctrl_enter_in_a_long_text_saves_too(open_form: Opens, dispute: dict[str, Any], qtbot: QtBot) -> None:
    form = open_form("disputes")
    form.body.set_entry(dispute)
    editor(form, "facts").setFocus()
    with qtbot.waitSignal(form.saved):
        save(form)


def test_a_fault_stands_beside_its_field_in_its_row(open_form: Opens, dispute: dict[str, Any]) -> None:
    form = open_form("disputes")
    dispute["parties"][1]["phone"] = "12"
    form.body.set_entry(dispute)
    save(form)
    assert editor(form, "parties[2].phone").fault() and not editor(form, "parties[1].phone").fault()


def test_the_first_faulty_field_has_the_focus(open_form: Opens, dispute: dict[str, Any]) -> None:
    form = open_form("disputes")
    dispute["parties"][1]["phone"] = "12"
    form.body.set_entry({**dispute, "place": None})
    save(form)
    assert line(form, "place").hasFocus()


def test_a_faulty_entry_saves_nothing(open_form: Opens, dispute: dict[str, Any], desk: Any) -> None:
    form = open_form("disputes")
    form.body.set_entry({**dispute, "facts": None})
    save(form)
    assert desk.count("cases") == 0


def test_a_blank_row_is_passed_over_and_does_not_move_the_faults(
    open_form: Opens, dispute: dict[str, Any]
) -> None:
    form = open_form("disputes")
    suspect, victim = dispute["parties"]
    form.body.set_entry({**dispute, "parties": [suspect, {}, {**victim, "phone": "12"}]})
    save(form)
    faults = [bool(editor(form, f"parties[{row}].phone").fault()) for row in (1, 2, 3)]
    assert faults == [False, False, True]


def test_what_the_law_forbids_stands_at_the_rows_with_its_article(
    open_form: Opens, dispute: dict[str, Any]
) -> None:
    form = open_form("disputes")
    form.body.set_entry({**dispute, "parties": dispute["parties"][:1]})
    save(form)
    assert "第178条" in form.body.cards["parties"].fault()


def test_a_refusal_that_belongs_to_no_field_stands_above_the_form(
    open_form: Opens, desk: Any, dispute: dict[str, Any]
) -> None:
    case = desk.receive("disputes", {**dispute, "received_on": "2026-11-18", "occurred_at": None})
    for day in ("18", "19"):
        desk.step(case, "mediation_session", {**SESSION, "held_at": f"2026-11-{day}T14:00"})
    form = open_form(f"disputes {case.number} mediation_session")
    form.body.set_entry({**SESSION, "held_at": "2026-11-20T14:00"})
    save(form)
    assert "第183条" in words_of(form)


def test_a_field_is_blamed_once_it_is_left(open_form: Opens, write: Write, qtbot: QtBot) -> None:
    form = open_form("disputes")
    line(form, "parties[1].phone").setFocus()
    write(line(form, "parties[1].phone"), "12")
    line(form, "parties[1].name").setFocus()
    qtbot.waitUntil(lambda: editor(form, "parties[1].phone").fault() != "")


def test_a_field_left_empty_is_not_blamed_before_saving(open_form: Opens, qtbot: QtBot) -> None:
    form = open_form("disputes")
    line(form, "parties[1].name").setFocus()
    line(form, "parties[1].phone").setFocus()
    qtbot.waitUntil(lambda: not form._review.isActive())
    assert editor(form, "parties[1].name").fault() == ""


def test_a_fault_goes_when_it_is_corrected(
    open_form: Opens, dispute: dict[str, Any], write: Write, qtbot: QtBot
) -> None:
    form = open_form("disputes")
    form.body.set_entry({**dispute, "place": None})
    save(form)
    write(line(form, "place"), "示例小区3栋")
    qtbot.waitUntil(lambda: editor(form, "place").fault() == "")


def test_sex_and_birth_date_follow_from_the_card(open_form: Opens, write: Write, qtbot: QtBot) -> None:
    form = open_form("disputes")
    for name, words in (("role", "违法嫌疑人"), ("name", "张三"), ("id_number", "11010519491231002X")):
        line(form, f"parties[1].{name}").setFocus()
        write(line(form, f"parties[1].{name}"), words)
    qtbot.waitUntil(lambda: "1949年12月31日" in line(form, "parties[1].birth_date").placeholderText())
    assert line(form, "parties[1].sex").placeholderText() == "女（自动得出）"


def test_alt_a_adds_a_row_and_goes_to_its_first_field(open_form: Opens) -> None:
    form = open_form("disputes")
    QTest.keyClick(form, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    assert line(form, "parties[2].role").hasFocus()


def test_a_row_is_taken_away(open_form: Opens, dispute: dict[str, Any]) -> None:
    form = open_form("disputes")
    form.body.set_entry(dispute)
    QTest.mouseClick(form.body.cards["parties"].rows[0].remove, Qt.MouseButton.LeftButton)
    assert [row["name"] for row in form.body.entry()["parties"]] == ["阿依古丽·买买提"]


def test_a_yes_or_no_that_is_required_must_be_answered(
    open_form: Opens, desk: Any, dispute: dict[str, Any], dispute_steps: dict[str, Any]
) -> None:
    case = desk.receive("disputes", dispute)
    desk.agree(case, dispute_steps, clauses=dispute_steps["agreement"]["clauses"][1:])
    form = open_form(f"disputes {case.number} follow_up")
    form.body.set_entry({**dispute_steps["follow_up"], "satisfied": None})
    save(form)
    assert editor(form, "satisfied").fault() == "请填写“当事人满意”"


def test_a_correction_begins_with_what_is_recorded(
    open_form: Opens, desk: Any, dispute: dict[str, Any]
) -> None:
    case = desk.receive("disputes", dispute)
    form = open_form(f"disputes {case.number}")
    assert form.body.entry()["parties"][1]["name"] == "阿依古丽·买买提"


def test_the_side_tells_the_days_that_follow_before_anything_is_saved(
    open_form: Opens, dispute: dict[str, Any], qtbot: QtBot
) -> None:
    form = open_form("disputes")
    form.body.set_entry({**dispute, "received_on": "2026-11-20", "parties": [], "facts": None})
    form.body.changed.emit()
    qtbot.waitUntil(lambda: "首次治安调解" in words_of(form))


def test_the_side_tells_the_condition_that_is_not_met(
    open_form: Opens, desk: Any, dispute: dict[str, Any], qtbot: QtBot
) -> None:
    case = desk.receive("disputes", {**dispute, "received_on": "2026-11-18", "occurred_at": None})
    form = open_form(f"disputes {case.number} mediation_session")
    form.body.set_entry({**SESSION, "recording_no": None})
    form.body.changed.emit()
    qtbot.waitUntil(lambda: "第52条" in words_of(form))


def test_a_check_list_holds_what_was_answered(qtbot: QtBot) -> None:
    made = ChecklistEditor()
    qtbot.addWidget(made)
    made.set_value({"安全出口畅通": True, "监控录像保存30日": False})
    assert made.value() == {"安全出口畅通": True, "监控录像保存30日": False}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("昨天", "2026-11-20"),
        ("11.3", "2026-11-03"),
        ("2026年11月3日", "2026-11-03"),
        ("１１月３日", "2026-11-03"),
    ],
)
def test_a_day_is_read_as_it_is_spoken(typed: str, day: str) -> None:
    assert str(TypedDays(lambda: NOW).day(typed)) == day


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("9:05", "2026-11-21 09:05:00"),
        ("昨天 14:00", "2026-11-20 14:00:00"),
        ("11.3 8时30分", "2026-11-03 08:30:00"),
        ("11月3日 8点", "2026-11-03 08:00:00"),
        ("2026-11-03T08:40", "2026-11-03 08:40:00"),
        ("25:00", "None"),
        ("11.3", "None"),
    ],
)
def test_a_moment_is_read_as_it_is_spoken(typed: str, moment: str) -> None:
    assert str(TypedDays(lambda: NOW).moment(typed)) == moment


SESSION = {
    **{
        "place": "派出所调解室",
        "mediators": ["民警甲"],
        "recording_no": "LX-0001",
        "held_at": "2026-11-19T14:00",
    },
    **{"record": "双方陈述。", "outcome": "未达成"},
}


UNPRINTABLE = "\ue000"
"""A character of private use: no font of ours has it."""


def test_a_character_no_font_can_print_is_warned_of_under_its_field(
    open_form: Opens, write: Write, qtbot: QtBot
) -> None:
    form = open_form("disputes")
    line(form, "place").setFocus()
    write(line(form, "place"), f"示例{UNPRINTABLE}小区")
    qtbot.waitUntil(lambda: f"“{UNPRINTABLE}”（U+E000）" in shown_warning(editor(form, "place")))
    assert editor(form, "place").fault() == ""


def test_a_name_in_a_row_is_warned_of_too(open_form: Opens, dispute: dict[str, Any], qtbot: QtBot) -> None:
    form = open_form("disputes")
    form.body.set_entry(dispute)
    editor(form, "parties[1].name").set_value(f"张{UNPRINTABLE}")
    form.body.changed.emit()
    qtbot.waitUntil(lambda: UNPRINTABLE in shown_warning(editor(form, "parties[1].name")))
    assert shown_warning(editor(form, "parties[2].name")) == ""


def test_the_warning_goes_with_the_character(open_form: Opens, write: Write, qtbot: QtBot) -> None:
    form = open_form("disputes")
    write(line(form, "place"), UNPRINTABLE)
    qtbot.waitUntil(lambda: shown_warning(editor(form, "place")) != "")
    line(form, "place").clear()
    write(line(form, "place"), "示例小区")
    qtbot.waitUntil(lambda: shown_warning(editor(form, "place")) == "")


def test_an_entry_is_saved_in_spite_of_the_warning(
    open_form: Opens, dispute: dict[str, Any], qtbot: QtBot
) -> None:
    form = open_form("disputes")
    form.body.set_entry({**dispute, "place": f"示例{UNPRINTABLE}小区"})
    form.body.changed.emit()
    qtbot.waitUntil(lambda: shown_warning(editor(form, "place")) != "")
    with qtbot.waitSignal(form.saved):
        save(form)


def test_characters_that_print_are_not_warned_of(open_form: Opens, dispute: dict[str, Any]) -> None:
    form = open_form("disputes")
    form.body.set_entry(dispute)
    form._printable.look()
    assert {shown_warning(found) for found in form.body.editors()} == {""}


def test_a_text_block_of_the_station_goes_where_the_cursor_stands(
    open_form: Opens, desk: Any, dispute: dict[str, Any]
) -> None:
    case = desk.receive("disputes", dispute)
    form = open_form(f"disputes {case.number} mediation_session")
    offered = {button.text(): button for button in form.findChildren(QuietButton)}
    offered["告知权利义务"].click()
    assert "遵循自愿、合法原则" in str(form.body.entry()["record"])


def test_what_only_another_route_needs_is_not_asked(open_form: Opens) -> None:
    form = open_form("disputes")
    editor(form, "route").set_value("人民调解")
    form.body.changed.emit()
    assert [editor(form, name).isVisible() for name in ("conduct", "circumstance", "exclusions")] == [
        False
    ] * 3


def test_the_route_of_public_order_asks_for_its_own(open_form: Opens) -> None:
    form = open_form("disputes")
    editor(form, "route").set_value("治安调解")
    form.body.changed.emit()
    assert [editor(form, name).isVisible() for name in ("conduct", "circumstance", "exclusions")] == [
        True
    ] * 3


def test_what_was_filled_in_stays_in_view_when_the_route_changes(open_form: Opens) -> None:
    form = open_form("disputes")
    editor(form, "route").set_value("治安调解")
    editor(form, "conduct").set_value("殴打他人")
    editor(form, "route").set_value("人民调解")
    form.body.changed.emit()
    assert (editor(form, "conduct").isVisible(), editor(form, "circumstance").isVisible()) == (True, False)


def test_the_points_of_the_law_stand_beside_the_form_for_their_route_only(
    open_form: Opens, qtbot: QtBot
) -> None:
    form = open_form("disputes")
    point = "调解过程中违法嫌疑人逃跑"

    def stands() -> bool:
        return any(found.text() == point and found.isVisible() for found in form.findChildren(QLabel))

    editor(form, "route").set_value("治安调解")
    form.body.changed.emit()
    qtbot.waitUntil(stands)
    editor(form, "route").set_value("人民调解")
    form.body.changed.emit()
    qtbot.waitUntil(lambda: not stands())
