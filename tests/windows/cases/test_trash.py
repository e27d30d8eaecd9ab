"""The trash in the window: what was thrown away is listed, and Enter opens its form filled as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fengqiao_desk.ui.cases.form import half_filled
from fengqiao_desk.ui.cases.page import CasePage
from fengqiao_desk.ui.cases.trash import TrashDialog
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.today.page import TodayPage
from fengqiao_desk.ui.widgets import LinkButton
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPushButton, QWidget

from fengqiao_desk.cases.half_filled import trash
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.problems import DiskProblem

Show = Callable[..., Any]


def throw(context: WindowContext, words: str = "示例路8号", form: str = "disputes") -> None:
    """What stands in the first line of either form."""
    context.station.half_filled.keep(
        form, {"venues": {"name": words}}.get(form, {"place": words}), context.act()
    )
    half_filled.throw_away(context, form)


def begin(context: WindowContext, place: str = "新") -> None:
    context.station.half_filled.keep("disputes", {"place": place}, context.act())


@pytest.fixture
def page(context: WindowContext, show: Show) -> Callable[[], TodayPage]:
    return lambda: show(TodayPage(context))


def opened(page: TodayPage | CasePage) -> TrashDialog:
    """By its act on 今日, by the link beside what was just thrown away on the page of a kind."""
    if isinstance(page, TodayPage):
        page.open_trash()
    else:
        button = next(b for b in page.browser.offers.findChildren(LinkButton) if b.text() == "回收站")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TrashDialog)
    return dialog


def place_of(page: CasePage) -> QLineEdit:
    assert page.form is not None
    found = page.form.body.groups[0].editors["place"].findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def rows(dialog: TrashDialog) -> list[list[str]]:
    model = dialog.table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def answer(words: str) -> None:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    button = next(button for button in box.buttons() if button.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_today_offers_the_trash_among_its_acts(page: Callable[[], TodayPage]) -> None:
    assert "open_trash" in [act.slot for act in page().acts()]


def test_each_lies_there_with_its_form_and_first_words_newest_first(
    context: WindowContext, page: Callable[[], TodayPage]
) -> None:
    throw(context, "一")
    throw(context, "二", "venues")
    dialog = opened(page())
    found = rows(dialog)
    dialog.close()
    assert found == [
        ["新建场所", "二", "11月21日 14:02", "12月5日"],
        ["新建纠纷", "一", "11月21日 14:02", "12月5日"],
    ]


def test_without_words_it_says_so(context: WindowContext, page: Callable[[], TodayPage]) -> None:
    throw(context, "")
    dialog = opened(page())
    found = rows(dialog)
    dialog.close()
    assert found[0][1] == "（没有写字）"


def test_an_empty_trash_says_so_and_how_long_things_lie(page: Callable[[], TodayPage]) -> None:
    dialog = opened(page())
    shown, sentence = dialog.empty.isVisible(), dialog.empty.sentence.text()
    can_restore = dialog.restore.isEnabled()
    dialog.close()
    assert (shown, can_restore) == (True, False)
    assert sentence == "回收站是空的。丢弃的没填完的表在这里放 14 天。"


def test_enter_makes_it_half_filled_again_and_leads_to_its_form(
    context: WindowContext, page: Callable[[], TodayPage], went: list[Any]
) -> None:
    throw(context)
    dialog = opened(page())
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    kept = half_filled.kept(context, "disputes")
    assert kept is not None and kept.entry == {"place": "示例路8号"}
    assert went == [("disputes", "new")]


def test_the_button_restores_the_one_in_focus(
    context: WindowContext, page: Callable[[], TodayPage], went: list[Any]
) -> None:
    throw(context, "一")
    throw(context, "二", "venues")
    dialog = opened(page())
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    QTest.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    assert went == [("disputes", "new")]


def test_a_form_begun_meanwhile_is_asked_about_first(
    context: WindowContext, page: Callable[[], TodayPage]
) -> None:
    throw(context)
    begin(context)
    dialog = opened(page())
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    answer("取消")
    kept = half_filled.kept(context, "disputes")
    dialog.close()
    assert kept is not None and kept.entry == {"place": "新"}


def test_when_the_officer_wants_both_change_places(
    context: WindowContext, page: Callable[[], TodayPage], went: list[Any]
) -> None:
    throw(context)
    begin(context)
    QTest.keyClick(opened(page()).table, Qt.Key.Key_Return)
    answer("找回这一份")
    kept = half_filled.kept(context, "disputes")
    (lying,) = trash.lying(context.station, KINDS, context.act())
    assert kept is not None and kept.entry == {"place": "示例路8号"}
    assert (lying.first_words, went) == ("新", [("disputes", "new")])


def test_what_is_typed_in_an_open_form_counts_as_begun_meanwhile(
    context: WindowContext, page: Callable[[], TodayPage]
) -> None:
    throw(context)
    context.savers.append(lambda: begin(context, "刚打的字"))
    dialog = opened(page())
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    asked = isinstance(QApplication.activeModalWidget(), QMessageBox)
    answer("取消")
    dialog.close()
    assert asked


def test_a_form_that_is_open_meanwhile_is_put_away_into_the_trash(
    context: WindowContext, show: Show, write: Callable[[QWidget, str], None]
) -> None:
    throw(context)
    page = show(CasePage(context, kind_of("disputes")))
    page.begin_new()
    write(place_of(page), "刚打的字")
    page.browser.offers.open_trash()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TrashDialog)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    answer("找回这一份")
    (lying,) = trash.lying(context.station, KINDS, context.act())
    assert (place_of(page).text(), lying.first_words) == ("示例路8号", "刚打的字")


def test_trouble_is_told_and_nothing_is_lost(
    context: WindowContext, page: Callable[[], TodayPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskProblem("磁盘空间已满")

    throw(context)
    dialog = opened(page())
    with monkeypatch.context() as failing:
        failing.setattr(trash, "restore", full)
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    answer("知道了")
    visible = dialog.isVisible()
    dialog.close()
    assert visible and len(trash.lying(context.station, KINDS, context.act())) == 1


def test_the_page_of_a_kind_has_its_own_forms_in_the_trash(context: WindowContext, show: Show) -> None:
    throw(context, "别处", "venues")
    begin(context, "这里")
    page = show(CasePage(context, kind_of("disputes")))
    discard = next(b for b in page.browser.offers.findChildren(LinkButton) if b.text() == "不要了")
    QTest.mouseClick(discard, Qt.MouseButton.LeftButton)
    dialog = opened(page)
    found = [words for _, words, *_ in rows(dialog)]
    dialog.close()
    assert found == ["这里"]


def test_on_the_page_of_a_kind_the_form_opens_filled_as_it_was(context: WindowContext, show: Show) -> None:
    begin(context, "示例路8号")
    page = show(CasePage(context, kind_of("disputes")))
    discard = next(b for b in page.browser.offers.findChildren(LinkButton) if b.text() == "不要了")
    QTest.mouseClick(discard, Qt.MouseButton.LeftButton)
    QTest.keyClick(opened(page).table, Qt.Key.Key_Return)
    assert place_of(page).text() == "示例路8号"


def test_every_part_of_the_dialog_has_a_name(context: WindowContext, page: Callable[[], TodayPage]) -> None:
    throw(context)
    dialog = opened(page())
    shown = [button for button in dialog.findChildren(QPushButton) if button.isVisible()]
    nameless = [button.text() for button in shown if not button.accessibleName()]
    named = dialog.table.accessibleName()
    dialog.close()
    assert (named, len(shown), nameless) == ("丢弃的没填完的表", 2, [])
