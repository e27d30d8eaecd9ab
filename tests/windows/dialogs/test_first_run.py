"""The first start: a station made by hand, and what is told when something is missing."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from fengqiao_desk.ui.dialogs.first_run import FirstRun
from fengqiao_desk.ui.messages import Messages
from pytestqt.qtbot import QtBot

from fengqiao_desk.station import Station, open_station

NOW = datetime(2026, 11, 21, 9, 0)
LAST = 4


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "枫桥工作台"


@pytest.fixture
def founded() -> list[Station]:
    return []


@pytest.fixture
def wizard(folder: Path, founded: list[Station], qtbot: QtBot) -> FirstRun:
    made = FirstRun(folder, Messages(lambda: None), lambda: NOW)
    made.founded.connect(founded.append)
    qtbot.addWidget(made)
    made.show()
    return made


def fill(wizard: FirstRun, password: str = "long-enough-1") -> None:
    wizard.names.rows.editors["parent"].set_value("合肥市公安局")
    wizard.names.rows.editors["name"].set_value("逍遥津派出所")
    for name, value in {"admin": "管理员己", "password": password, "again": password}.items():
        wizard.people.admin.editors[name].set_value(value)


def go_to_the_end(wizard: FirstRun) -> None:
    for _ in range(LAST + 1):
        wizard.go_on()


def test_a_missing_name_is_told_before_the_next_step(wizard: FirstRun) -> None:
    wizard.go_on()
    assert wizard.names.rows.editors["parent"].fault() == "请填写上级公安机关"


def test_the_tokens_are_suggested_with_a_number_as_it_will_look(wizard: FirstRun) -> None:
    fill(wizard)
    wizard.go_on()
    assert wizard.tokens.sample.text() == "例：合公（逍）告字〔2026〕1号"


def test_a_station_is_made_with_its_names(wizard: FirstRun, founded: list[Station]) -> None:
    fill(wizard)
    go_to_the_end(wizard)
    profile = founded[0].profile(date(2026, 11, 21))
    founded[0].close()
    assert (profile.full_name, profile.practice) == ("合肥市公安局逍遥津派出所", False)


def test_the_first_officers_can_sign_in(wizard: FirstRun, founded: list[Station]) -> None:
    fill(wizard)
    row = wizard.people.table.rows[0]
    for name, value in {"name": "民警庚", "badge": "900009", "password": "long-enough-2"}.items():
        row[name].set_value(value)
    go_to_the_end(wizard)
    officer = founded[0].officers.sign_in("民警庚", "long-enough-2", NOW)
    founded[0].close()
    assert (officer.role, officer.badge) == ("民警", "900009")


def test_areas_lie_in_the_one_named_above(wizard: FirstRun, founded: list[Station]) -> None:
    fill(wizard)
    wizard.areas.table.rows[0]["name"].set_value("北门社区")
    wizard.areas.table.add_row({"name": "北门小区", "level": "小区", "parent": "北门社区"})
    go_to_the_end(wizard)
    areas = [(area.name, area.parent) for area in founded[0].areas.all()]
    founded[0].close()
    assert areas == [("北门社区", None), ("北门小区", "北门社区")]


def test_two_different_passwords_are_told(wizard: FirstRun) -> None:
    fill(wizard)
    wizard.people.admin.editors["again"].set_value("something-else")
    go_to_the_end(wizard)
    assert wizard.people.admin.editors["again"].fault() == "两次输入的密码不同，请再输一次"


def test_a_short_password_leads_back_to_its_step_and_leaves_no_folder(
    wizard: FirstRun, folder: Path, founded: list[Station]
) -> None:
    fill(wizard, "short")
    go_to_the_end(wizard)
    fault = wizard.people.admin.editors["password"].fault()
    assert (fault, founded, folder.exists()) == ("管理员密码至少 10 位", [], False)


def test_a_fault_in_a_later_row_leaves_no_folder(
    wizard: FirstRun, folder: Path, founded: list[Station]
) -> None:
    fill(wizard)
    row = wizard.people.table.rows[0]
    row["name"].set_value("民警庚")
    row["password"].set_value("short")
    go_to_the_end(wizard)
    assert (row["password"].fault(), founded, folder.exists()) == ("密码至少 10 位", [], False)


def test_what_was_made_opens_again(wizard: FirstRun, folder: Path, founded: list[Station]) -> None:
    fill(wizard)
    go_to_the_end(wizard)
    founded[0].close()
    again = open_station(folder, "2026-11-21T10:00:00", "测试")
    names = [officer.name for officer in again.officers.all()]
    again.close()
    assert names == ["管理员己"]
