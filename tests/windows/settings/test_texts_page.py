"""文书文字: the wording is edited as words, its sample stands beside, every version is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.settings.texts_page import TextsPage
from fengqiao_desk.ui.settings.texts_sample import home_of
from fengqiao_desk.ui.settings.texts_sample_pane import NO_SAMPLE
from fengqiao_desk.ui.settings.texts_words import placeholder_words
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk.station import Station
from fengqiao_desk.station.text_words import part_words
from fengqiao_desk.station.texts import shipped_texts

Make = Callable[..., TextsPage]
TODAY = date(2026, 11, 21)


@pytest.fixture
def open_page(context_of: Callable[[str], WindowContext], show: Callable[..., Any]) -> Make:
    def open_(officer: str = "所长戊", key: str = "compliance") -> TextsPage:
        page: TextsPage = show(TextsPage(context_of(officer)))
        page.begin(key)
        return page

    return open_


def sample(page: TextsPage) -> str:
    """The words of the sample, its lines joined."""
    document = page.sample.pages.document
    words = "".join(document.getAllText(place).text() for place in range(document.pageCount()))
    return words.replace("\r", "").replace("\n", "")


def write_part(page: TextsPage, part: str, words: str, write: Callable[[QWidget, str], None]) -> None:
    """Replaces the words of a part as an officer does."""
    written = page.editings[page.key()].parts[part].findChild(QPlainTextEdit)
    assert isinstance(written, QPlainTextEdit)
    written.selectAll()
    write(written, words)


@pytest.mark.parametrize("key", list(shipped_texts()))
def test_every_text_of_a_document_has_a_sample_and_others_say_so(open_page: Make, key: str) -> None:
    page = open_page(key=key)
    if home_of(shipped_texts()[key]):
        assert page.sample.sentence() == "" and "样张" in sample(page)
    else:
        assert page.sample.sentence() == NO_SAMPLE


def test_the_sample_follows_what_is_typed(
    open_page: Make, write: Callable[[QWidget, str], None], qtbot: QtBot
) -> None:
    page = open_page()
    write_part(page, "closing", "请认真对照。{contact}特此告知。", write)
    qtbot.waitUntil(lambda: "请认真对照。" in sample(page))


def test_the_sample_shows_the_points_of_the_law_in_hand(
    open_page: Make, write: Callable[[QWidget, str], None], qtbot: QtBot
) -> None:
    page = open_page()
    write_part(page, "points.娱乐场所管理条例", "营业日志留存六十日。", write)
    qtbot.waitUntil(lambda: "营业日志留存六十日。" in sample(page))


def test_wording_that_could_not_be_issued_is_told_instead_of_a_sample(
    open_page: Make, write: Callable[[QWidget, str], None], qtbot: QtBot
) -> None:
    page = open_page()
    write_part(page, "closing", "对你单位责令停业。", write)
    qtbot.waitUntil(lambda: "责令停业" in page.sample.sentence())


def test_a_chief_saves_a_version_from_the_day_given(
    open_page: Make, station: Station, write: Callable[[QWidget, str], None]
) -> None:
    page = open_page(key="oral_agreement")
    write_part(page, "effect", "自达成协议之日起生效（{article}）。", write)
    page.editings["oral_agreement"].rows.editors["valid_from"].set_value("2026-12-01")
    QTest.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    version = station.texts.versions("oral_agreement")[0]
    assert (version.valid_from, version.saved_by) == ("2026-12-01", "所长戊")
    assert station.texts.on("oral_agreement", TODAY) == dict(shipped_texts()["oral_agreement"].parts)


def test_an_unknown_placeholder_is_told_beside_its_part(
    open_page: Make, station: Station, write: Callable[[QWidget, str], None]
) -> None:
    page = open_page()
    write_part(page, "opening", "根据《{lawyer}》，告知如下：", write)
    page.save()
    editing = page.editings["compliance"]
    assert "不认识“{lawyer}”" in editing.parts["opening"].fault()
    assert (editing.parts["closing"].fault(), station.texts.versions("compliance")) == ("", [])


def test_a_wording_that_orders_is_told_beside_its_part_and_not_saved(
    open_page: Make, station: Station, write: Callable[[QWidget, str], None]
) -> None:
    page = open_page()
    write_part(page, "closing", "对你单位责令停业。", write)
    page.save()
    assert "有权机关" in page.editings["compliance"].parts["closing"].fault()
    assert station.texts.versions("compliance") == []


def test_a_day_that_is_none_is_told_beside_its_field(open_page: Make, station: Station) -> None:
    page = open_page()
    page.editings["compliance"].rows.editors["valid_from"].set_value("没有这天")
    page.save()
    assert page.editings["compliance"].rows.editors["valid_from"].fault()
    assert station.texts.versions("compliance") == []


def test_an_officer_reads_and_cannot_save(open_page: Make, station: Station) -> None:
    page = open_page("民警甲")
    QTest.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    written = page.editings["compliance"].parts["title"].findChild(QPlainTextEdit)
    assert isinstance(written, QPlainTextEdit) and written.isReadOnly()
    assert (page.banner.isVisible(), station.texts.versions("compliance")) == (True, [])


def test_a_placeholder_is_put_where_the_cursor_stands(open_page: Make) -> None:
    page = open_page()
    editing = page.editings["compliance"]
    editing.parts["title"].set_value("告知书")
    written = editing.parts["title"].findChild(QPlainTextEdit)
    assert isinstance(written, QPlainTextEdit)
    written.moveCursor(QTextCursor.MoveOperation.End)
    editing.placeholders["title", "law"].click()
    assert editing.values()["title"] == "告知书{law}"


def test_placeholders_are_offered_by_their_meaning_and_name(open_page: Make) -> None:
    shown = open_page().editings["closure_relay"].placeholders["opening", "order_organ"]
    assert shown.text() == "决定机关 {order_organ}"


def test_every_placeholder_and_part_has_a_chinese_name() -> None:
    names = [placeholder_words(name) for text in shipped_texts().values() for name in text.placeholders]
    parts = [part_words(name) for text in shipped_texts().values() for name in text.parts]
    assert [words for words in (*names, *parts) if words.isascii()] == []


def test_versions_are_listed_newest_first_with_by_whom(open_page: Make, station: Station) -> None:
    page = open_page(key="oral_agreement")
    page.save()
    page.editings["oral_agreement"].rows.editors["valid_from"].set_value("2026-12-01")
    page.save()
    links = [link.accessibleName() for link in page.editings["oral_agreement"].version_links]
    assert links == [
        "放进编辑框：2026-12-01 起 · 所长戊 11月21日 14:02 保存",
        "放进编辑框：2026-11-21 起 · 所长戊 11月21日 14:02 保存",
        "放进编辑框：出厂文字",
    ]


def test_the_shipped_words_can_be_taken_up_again(
    open_page: Make, write: Callable[[QWidget, str], None]
) -> None:
    page = open_page(key="oral_agreement")
    write_part(page, "effect", "别的话", write)
    page.editings["oral_agreement"].version_links[-1].click()
    assert page.editings["oral_agreement"].values() == dict(shipped_texts()["oral_agreement"].parts)


def test_what_was_typed_and_not_saved_stays_when_the_page_is_left(
    open_page: Make, write: Callable[[QWidget, str], None], qtbot: QtBot
) -> None:
    page = open_page(key="oral_agreement")
    write_part(page, "effect", "写了一半", write)
    with qtbot.waitSignal(page.left):
        QTest.keyClick(page.list, Qt.Key.Key_Escape)
    page.begin("oral_agreement")
    assert page.editings["oral_agreement"].values() == {"effect": "写了一半"}
