"""设置 · 文书文字、法条、打印字体: what documents say and print with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.preferences import Preferences
from fengqiao_desk.ui.settings.fonts import FontsSection
from fengqiao_desk.ui.settings.laws import LawsSection
from fengqiao_desk.ui.settings.page import SettingsPage
from fengqiao_desk.ui.widgets import Badge
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from fengqiao_desk.documents.fonts import font_choice
from fengqiao_desk.station import Station
from fengqiao_desk.station.laws import UNCONFIRMED, articles
from tests.conftest import act_on

TODAY = date(2026, 11, 21)
SERIF = Path(str(resources.files("pylopdf_fonts_zh_cn"))) / "NotoSerifSC-Regular.otf"
SANS = SERIF.with_name("NotoSansSC-Regular.otf")


@pytest.fixture
def fonts(
    context_of: Callable[[str], WindowContext], show: Callable[..., Any]
) -> Callable[[str], FontsSection]:
    def open_(officer: str) -> FontsSection:
        section: FontsSection = show(FontsSection(context_of(officer)))
        section.refresh()
        return section

    return open_


@pytest.fixture
def real_station(station: Station) -> Station:
    """Not for practice: its own fonts count."""
    station.profiles.change(
        {"practice": False, "system_fonts": False}, "2026-01-01", act_on(station, "2026-01-01", "管理员己", 0)
    )
    return station


def test_each_role_says_which_font_it_prints_with(fonts: Callable[[str], FontsSection]) -> None:
    shown = fonts("所长戊").roles
    assert shown["body"].family.text() == "Noto Serif SC　随程序安装　通用规范汉字 8105 字全有"
    assert shown["heading"].family.text().startswith("Noto Sans SC")
    assert shown["body"].file.text() == f"文件：{SERIF}"
    assert "SIL Open Font License" in shown["body"].licence.text()


def test_a_file_of_the_station_is_kept_and_used_at_issue(
    real_station: Station, fonts: Callable[[str], FontsSection]
) -> None:
    section = fonts("所长戊")
    section.choose("body", SANS)
    profile = real_station.profile(TODAY)
    assert (profile.fonts, font_choice(profile).body) == ({"body": str(SANS)}, SANS)
    assert section.roles["body"].family.text().startswith("Noto Sans SC　本所选定")


def test_a_file_can_be_put_aside_again(real_station: Station, fonts: Callable[[str], FontsSection]) -> None:
    section = fonts("所长戊")
    section.choose("kai", SANS)
    section.roles["kai"].remove.click()
    assert real_station.profile(TODAY).fonts == {}


def test_a_file_that_is_no_font_is_refused_beside_its_role(
    real_station: Station, fonts: Callable[[str], FontsSection], tmp_path: Path
) -> None:
    bad = tmp_path / "bad.ttf"
    bad.write_bytes(b"no font")
    section = fonts("所长戊")
    section.choose("title", bad)
    assert "字体文件无法使用" in section.roles["title"].fault.text()
    assert real_station.profile(TODAY).fonts == {}


def test_a_file_that_vanished_later_is_told(
    real_station: Station, fonts: Callable[[str], FontsSection], tmp_path: Path
) -> None:
    gone = str(tmp_path / "gone.ttf")
    real_station.profiles.change(
        {"fonts": {"body": gone}}, "2026-01-02", act_on(real_station, "2026-01-02", "管理员己", 0)
    )
    section = fonts("所长戊")
    assert gone in section.trouble.text() and section.roles["body"].remove.isVisible()


def test_the_fonts_of_the_computer_can_be_left_out(
    station: Station, fonts: Callable[[str], FontsSection]
) -> None:
    section = fonts("所长戊")
    tick = section.from_system.focusProxy()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert station.profile(TODAY).system_fonts is False


def test_an_officer_cannot_change_the_fonts(fonts: Callable[[str], FontsSection]) -> None:
    section = fonts("民警甲")
    assert not any(shown.choose.isVisible() for shown in section.roles.values())
    assert not section.from_system.focusProxy().isEnabled()


def test_a_practice_folder_says_that_it_prints_with_packaged_fonts(
    fonts: Callable[[str], FontsSection], station: Station
) -> None:
    assert fonts("所长戊").practice.isVisible()
    station.profiles.change({"practice": False}, "2026-01-01", act_on(station, "2026-01-01", "管理员己", 0))
    assert not fonts("所长戊").practice.isVisible()


def test_articles_that_are_not_confirmed_say_so(context: WindowContext, show: Callable[..., Any]) -> None:
    section = show(LawsSection(context))
    badges = [badge.text() for badge in section.findChildren(Badge)]
    assert badges == [UNCONFIRMED] * sum(not article.confirmed for _, article in articles())
    assert badges


def test_texts_are_opened_from_the_settings_and_left_again(
    context_of: Callable[[str], WindowContext], show: Callable[..., Any], tmp_path: Path
) -> None:
    page = show(SettingsPage(context_of("所长戊"), Preferences(tmp_path / "window.ini")))
    page.list.setCurrentIndex(page.list.model().index(4, 0))
    page.wording.buttons["reopening"].click()
    assert page.texts.isVisible() and page.texts.key() == "reopening"
    QTest.keyClick(page.texts.list, Qt.Key.Key_Escape)
    assert page.wording.isVisible() and not page.texts.isVisible()


def test_the_settings_say_whose_wording_holds(
    context_of: Callable[[str], WindowContext], show: Callable[..., Any], tmp_path: Path, station: Station
) -> None:
    station.texts.save(
        "oral_agreement", {"effect": "别的话"}, "2026-11-01", act_on(station, "2026-11-01", "所长戊")
    )
    page = show(SettingsPage(context_of("所长戊"), Preferences(tmp_path / "window.ini")))
    page.list.setCurrentIndex(page.list.model().index(4, 0))
    shown = page.wording.in_force
    assert (shown["oral_agreement"].text(), shown["compliance"].text()) == (
        "本所文字，2026-11-01 起",
        "出厂文字",
    )
