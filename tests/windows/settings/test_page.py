"""设置: who may change what, and what is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.look import Appearance, tokens
from fengqiao_desk.ui.preferences import Preferences
from fengqiao_desk.ui.running.application import DeskApplication
from fengqiao_desk.ui.settings.page import SettingsPage
from fengqiao_desk.ui.widgets import LinkButton

from fengqiao_desk.station import Station
from fengqiao_desk.station.areas import Area
from tests.conftest import PASSWORD, act_on

NOW = datetime(2026, 11, 21, 9)

Make = Callable[[str], SettingsPage]
TODAY = date(2026, 11, 21)


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "window.ini")


@pytest.fixture
def page(
    context_of: Callable[[str], WindowContext], preferences: Preferences, show: Callable[..., Any]
) -> Make:
    return lambda officer: show(SettingsPage(context_of(officer), preferences))


def test_a_chief_changes_the_phone_from_today_on(page: Make, station: Station) -> None:
    section = page("所长戊").station
    section.rows.editors["phone"].set_value("0551-62670000")
    section.save()
    assert [station.profile(day).phone for day in (date(2026, 11, 20), TODAY)] == ["", "0551-62670000"]


def test_an_officer_can_only_read_the_station_s_facts(page: Make) -> None:
    section = page("民警甲").station
    assert (section.may, section.save_button.isVisible()) == (False, False)


def test_a_station_without_a_name_is_not_kept(page: Make, station: Station) -> None:
    section = page("所长戊").station
    section.rows.editors["name"].set_value(None)
    section.save()
    assert (section.rows.editors["name"].fault(), station.profile(TODAY).name) == (
        "请填写派出所名称",
        "逍遥津派出所",
    )


def test_the_red_head_of_the_summary_is_chosen_by_the_chief(page: Make, station: Station) -> None:
    section = page("所长戊").station
    assert section.rows.editors["summary_head"].value() == "不加版头"
    section.rows.editors["summary_head"].set_value("红色版头")
    section.save()
    assert station.profile(TODAY).summary_head == "红色版头"


def test_a_day_on_which_no_month_begins_is_told_beside_it(page: Make, station: Station) -> None:
    section = page("所长戊").station
    section.rows.editors["month_begins"].set_value(31)
    section.save()
    fault = section.rows.editors["month_begins"].fault()
    assert (fault, station.profile(TODAY).month_begins) == ("统计月从每月1日至28日中的一天开始", 1)


@pytest.mark.parametrize("typed", ["abc", "-1", 10**9])
def test_a_force_that_is_no_number_is_told_beside_it(page: Make, station: Station, typed: str | int) -> None:
    section = page("所长戊").station
    section.rows.editors["force"].set_value(typed)
    section.save()
    fault = section.rows.editors["force"].fault()
    assert (fault, station.profile(TODAY).force) == ("民警和辅警人数应是 0 或大于 0 的整数", 0)


def test_a_new_officer_can_sign_in(page: Make, station: Station) -> None:
    section = page("管理员己").people
    for name, value in {"name": "民警庚", "badge": "900009", "password": "long-enough-1"}.items():
        section.rows.editors[name].set_value(value)
    section.add()
    assert station.officers.sign_in("民警庚", "long-enough-1", NOW).badge == "900009"


def test_a_short_password_is_told_beside_it(page: Make) -> None:
    section = page("管理员己").people
    section.rows.editors["name"].set_value("民警庚")
    section.rows.editors["password"].set_value("short")
    section.add()
    assert section.rows.editors["password"].fault() == "密码至少 10 位"


def test_a_new_area_can_be_chosen_at_once(page: Make, station: Station) -> None:
    section = page("所长戊").areas
    section.rows.editors["name"].set_value("北门社区")
    section.add()
    assert "北门社区" in [area.name for area in station.areas.all()]


def test_an_area_is_ended_by_its_link(page: Make, station: Station) -> None:
    section = page("所长戊").areas
    station.areas.add(Area("北门社区", "社区"), act_on(station, "2026-11-21", "所长戊"))
    section.refresh()
    links = {link.accessibleName(): link for link in section.findChildren(LinkButton)}
    links["停用 北门社区"].click()
    assert "北门社区" not in [area.name for area in station.areas.all()]


def test_an_ended_word_cannot_be_chosen_from_today_on(page: Make, station: Station) -> None:
    section = page("所长戊").words
    section.which.set_value("来源")
    section.refresh()
    section.end("12345")
    assert "12345" not in station.vocabularies.labels("case_source", TODAY)


def test_a_vocabulary_fixed_by_law_offers_no_change(page: Make) -> None:
    shown = page("所长戊")
    shown.list.setCurrentIndex(shown.list.model().index(3, 0))
    shown.words.which.set_value("处理途径")
    shown.words.refresh()
    assert shown.words.source.text().startswith("由法律或程序规定，不能增减。")


def test_a_password_is_changed_with_the_old_one(page: Make, station: Station) -> None:
    section = page("民警甲").own
    for name, value in {"old": PASSWORD, "password": "another-long-1", "again": "another-long-1"}.items():
        section.rows.editors[name].set_value(value)
    section.change_password()
    assert station.officers.sign_in("民警甲", "another-long-1", NOW).name == "民警甲"


def test_a_wrong_old_password_changes_nothing(page: Make, station: Station) -> None:
    section = page("民警甲").own
    for name, value in {"old": "wrong", "password": "another-long-1", "again": "another-long-1"}.items():
        section.rows.editors[name].set_value(value)
    section.change_password()
    assert section.rows.editors["old"].fault() == "现在的密码不对"


def test_the_dark_look_is_painted_at_once_and_remembered(
    page: Make, preferences: Preferences, desk_application: DeskApplication
) -> None:
    section = page("民警甲").own
    section.look.set_value(Appearance.DARK.value)
    section.look.changed.emit()
    assert (tokens().dark, preferences.appearance()) == (True, Appearance.DARK)
