"""设置 · 词表: what a word means is edited in a declared form, from a day on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.settings.words import WordsSection
from fengqiao_desk.ui.widgets import Badge, LinkButton
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from fengqiao_desk.station import Station

Make = Callable[..., WordsSection]
BEFORE, TODAY = date(2026, 11, 20), date(2026, 11, 21)


@pytest.fixture
def section(context_of: Callable[[str], WindowContext], show: Callable[..., Any]) -> Make:
    """The section with a vocabulary in view."""

    def shown(vocabulary: str, officer: str = "所长戊") -> WordsSection:
        made = show(WordsSection(context_of(officer)))
        assert isinstance(made, WordsSection)
        made.which.set_value(vocabulary)
        made.which.changed.emit()
        return made

    return shown


def links(section: WordsSection) -> set[str]:
    QCoreApplication.processEvents()
    return {button.accessibleName() for button in section.findChildren(LinkButton) if button.isVisible()}


def fill(section: WordsSection, **facts: object) -> None:
    for name, value in facts.items():
        section.form.rows.editors[name].set_value(value)


def test_the_form_has_the_facts_of_its_vocabulary(section: Make) -> None:
    assert set(section("场所等级").form.rows.editors) == {"label", "visit_days", "valid_from"}


def test_a_new_category_is_added_with_its_facts(section: Make, station: Station) -> None:
    shown = section("场所类别")
    fill(shown, label="密室", law="治安管理处罚法", register="重点场所", measure="家", resets=["聚集警情"])
    shown.add()
    facts = station.vocabularies.facts("venue_category", "密室")
    assert (facts["law"], facts["resets"]) == ("治安管理处罚法", ["聚集警情"])


def test_a_fact_that_is_missing_is_told_beside_its_field(section: Make, station: Station) -> None:
    shown = section("场所类别")
    fill(shown, label="密室", register="重点场所", measure="家")
    shown.add()
    assert shown.form.rows.editors["law"].fault() == "请填写“适用法规”"
    assert "密室" not in station.vocabularies.labels("venue_category", TODAY)


def test_the_rhythm_of_a_grade_is_changed_from_today_on(section: Make, station: Station) -> None:
    shown = section("场所等级")
    shown.change("A")
    fill(shown, visit_days=15)
    shown.add()
    days = [station.vocabularies.facts("venue_grade", "A", day)["visit_days"] for day in (BEFORE, TODAY)]
    assert (days, shown.banner.accessibleName()) == ([30, 15], "已更改“A”，自 2026-11-21 起。")


def test_the_name_of_a_word_in_use_stands_and_is_not_typed_over(section: Make) -> None:
    shown = section("场所等级")
    shown.change("A")
    editors = shown.form.rows.editors
    assert (editors["label"].value(), editors["visit_days"].value()) == ("A", 30)


def test_after_a_change_the_form_is_for_a_new_word_again(section: Make) -> None:
    shown = section("场所等级")
    shown.change("A")
    shown.form.leave_button.click()
    assert (shown.form.rows.editors["label"].value(), shown.form.keep_button.text()) == (None, "增加词条")


def test_what_holds_only_later_says_from_when(section: Make) -> None:
    shown = section("场所等级")
    shown.change("A")
    fill(shown, visit_days=15, valid_from="2026-12-01")
    shown.add()
    assert "2026-12-01 起" in {badge.text() for badge in shown.findChildren(Badge)}


def test_a_word_without_facts_offers_only_its_end(section: Make) -> None:
    shown = section("来源")
    assert {"停用 12345"} <= links(shown) and "更改 12345" not in links(shown)


def test_who_may_not_manage_changes_no_word(section: Make) -> None:
    shown = section("场所等级", "民警甲")
    assert (links(shown), shown.form.isVisible()) == (set(), False)


def test_the_form_of_a_word_comes_into_view_below_a_long_list(section: Make, qtbot: QtBot) -> None:
    shown = section("场所类别")
    shown.resize(760, 500)
    shown.change("棋牌室")
    button = shown.form.keep_button
    qtbot.waitUntil(lambda: 0 < button.mapTo(shown, button.rect().bottomLeft()).y() <= shown.height())
