"""What can be done stands in one table: menus, buttons, keys and the key sheet read it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import fengqiao_desk.ui
import pytest
from fengqiao_desk.ui.actions import (
    ACTS,
    BACK,
    CLOSE_PERIOD,
    DOCUMENT_ACTS,
    Place,
    WindowAct,
    acts_at,
    jump_to,
    offered,
)
from fengqiao_desk.ui.key_sheet import KeySheet
from fengqiao_desk.ui.widgets import QuietButton
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fengqiao_desk.station import Officer, Role
from fengqiao_desk.station.rights import why_not

WINDOWS = Path(fengqiao_desk.ui.__file__).parent
PAGES = 9
ELSEWHERE = r"\bset_?[Ss]hortcuts?\(|QKeySequence\(|QShortcut\(|\bWindowAct\(|key=\"[^\"]|\(&[A-Z]\)"


def lines_with(pattern: str) -> list[str]:
    found = re.compile(pattern)
    return [
        f"{path.relative_to(WINDOWS).as_posix()}: {line.strip()}"
        for path in sorted(WINDOWS.rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if found.search(line)
    ]


def test_keys_are_set_in_the_table_of_actions_and_nowhere_else() -> None:
    found = lines_with(ELSEWHERE)
    assert {line.split(":")[0] for line in found} == {"actions.py"}


def words_of_acts() -> list[str]:
    """Where a button, a link or the entry of a menu gets its words in place, not from an act."""
    makers = {"QuietButton", "PrimaryButton", "LinkButton", "QPushButton", "addAction", "addButton"}
    found = []
    for path in sorted(WINDOWS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            words = node.args[:1] if called in makers else []
            if called in ("Banner", "EmptyState", "tell"):
                words = [given.value for given in node.keywords if given.arg == "act"]
            if any(said(part) for given in words for part in ast.walk(given)):
                found.append(f"{path.relative_to(WINDOWS).as_posix()}:{node.lineno}")
    return found


def said(part: ast.AST) -> bool:
    """A written-out Chinese word."""
    return (
        isinstance(part, ast.Constant)
        and isinstance(part.value, str)
        and bool(re.search(r"[\u4e00-\u9fff]", part.value))
    )


def test_what_a_button_a_link_or_a_menu_says_is_declared_in_the_table() -> None:
    assert words_of_acts() == []


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.key)
def test_what_an_act_calls_is_there(act: WindowAct) -> None:
    """A method or a signal of a window; `accept` and `reject` are Qt's own."""
    named = rf"def {act.slot}\(|\b{act.slot} = Signal\("
    assert act.slot in ("accept", "reject") or lines_with(named) != []


@pytest.mark.parametrize("place", Place)
def test_no_two_acts_of_one_place_share_a_key(place: Place) -> None:
    """Keys of the window hold on every page: they are taken everywhere."""
    acts = {*acts_at(place), *acts_at(Place.WINDOW), *(jump_to(number, "") for number in range(1, PAGES + 1))}
    keys = Counter(act.shortcut for act in acts if act.shortcut)
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("place", Place)
def test_no_two_acts_of_one_place_have_the_same_name(place: Place) -> None:
    titles = Counter(act.title for act in acts_at(place))
    assert [title for title, times in titles.items() if times > 1] == []


def test_every_act_is_used_by_a_window() -> None:
    table = (WINDOWS / "actions.py").read_text(encoding="utf-8")
    names = re.findall(r"^([A-Z_]+): Final = WindowAct\(", table, re.MULTILINE)
    texts = [path.read_text(encoding="utf-8") for path in WINDOWS.rglob("*.py")]
    unused = [name for name in names if sum(len(re.findall(rf"\b{name}\b", text)) for text in texts) < 2]
    assert (len(names), unused) == (len(ACTS), [])


def test_what_an_officer_may_not_do_is_not_offered() -> None:
    """Closing a period is the chief's."""
    chief, officer = Officer("所长戊", Role.CHIEF, "1"), Officer("民警甲", Role.OFFICER, "2")
    assert offered((CLOSE_PERIOD,), chief) == (CLOSE_PERIOD,)
    assert offered((CLOSE_PERIOD,), officer) == ()


def test_each_act_of_a_paper_names_the_right_that_the_core_asks() -> None:
    auxiliary = Officer("辅警丁", Role.AUXILIARY, "1")
    refused = {act.title for act in DOCUMENT_ACTS if act.right and why_not(auxiliary, act.right)}
    assert refused == {"核稿", "签发", "替换", "作废", "仍然有效…"}


def test_a_button_of_an_act_shows_its_words_and_its_key(qtbot: QtBot) -> None:
    button = QuietButton.of(BACK)
    qtbot.addWidget(button)
    assert (button.text(), button.accessibleDescription()) == ("上一步", "快捷键 Alt ←")


def test_the_key_sheet_has_every_place_where_a_key_holds(qtbot: QtBot) -> None:
    sheet = KeySheet(())
    qtbot.addWidget(sheet)
    found = {heading: dict(rows) for heading, rows in sheet.sections()}
    keyed = {act.place.value for act in ACTS if act.shortcut} - {Place.WINDOW.value}
    assert keyed - set(found) == set()
    assert found["看案件时"]["Ctrl E"] == "更正"
    assert found["导入表格时"]["Alt ←"] == "上一步"
    assert found["场所与告知书"]["Ctrl N"] == "签发一批"


def test_the_key_sheet_has_no_heading_without_a_key(qtbot: QtBot) -> None:
    sheet = KeySheet(())
    qtbot.addWidget(sheet)
    assert [heading for heading, rows in sheet.sections() if not rows and heading != "窗口和这一页"] == []


def test_ctrl_p_presses_print_in_the_key_sheet(qtbot: QtBot) -> None:
    sheet = KeySheet(())
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    pressed = next(button for button in sheet.findChildren(QuietButton) if button.text() == "打印")
    pressed.clicked.disconnect()
    with qtbot.waitSignal(pressed.clicked):
        QTest.keyClick(sheet, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
