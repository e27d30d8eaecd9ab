"""What can be done stands in one table: menus, buttons, keys and the key sheet read it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import fengqiao_desk.ui
import pytest
from fengqiao_desk.ui.actions import ACTS, BACK, CLOSE_PERIOD, DOCUMENT_ACTS, Place, acts_at, jump_to, offered
from fengqiao_desk.ui.key_sheet import KeySheet
from fengqiao_desk.ui.widgets import QuietButton
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


def test_the_key_sheet_has_every_place_beside_the_page_in_view(qtbot: QtBot) -> None:
    sheet = KeySheet(())
    qtbot.addWidget(sheet)
    found = {heading: dict(rows) for heading, rows in sheet.sections()}
    assert found["看案件时"]["Ctrl E"] == "更正"
    assert found["导入表格时"]["Alt ←"] == "上一步"
