"""文书登记: every number, the stored paper, voiding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.papers.pdf_window import PdfWindow
from fengqiao_desk.ui.papers.register_page import RegisterPage
from fengqiao_desk.ui.papers.void_document import VoidDocumentDialog
from fengqiao_desk.ui.widgets import PrimaryButton
from fengqiao_desk.ui.widgets.pdf_pages import PdfPages
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from fengqiao_desk.cases import replace_document
from fengqiao_desk.documents import register
from fengqiao_desk.kinds import KINDS


@pytest.fixture
def number(desk: Any, dispute: dict[str, Any]) -> str:
    issued = desk.issue(desk.receive("disputes", dispute), "intake_form")
    return str(issued.number)


@pytest.fixture
def page(number: str, context: WindowContext, show: Callable[..., Any]) -> RegisterPage:
    made: RegisterPage = show(RegisterPage(context))
    return made


def void(page: RegisterPage, reason: str, write: Callable[[QWidget, str], None]) -> VoidDocumentDialog:
    page.ask_void()
    dialog = page.findChild(VoidDocumentDialog)
    assert isinstance(dialog, VoidDocumentDialog)
    if reason:
        write(dialog.reason.focusProxy(), reason)
    QTest.mouseClick(dialog.findChild(PrimaryButton), Qt.MouseButton.LeftButton)
    return dialog


def text(pages: PdfPages) -> str:
    document = pages.document
    return "".join(document.getAllText(page).text() for page in range(document.pageCount()))


def facts(page: RegisterPage) -> dict[str, str]:
    """What is read beside the paper, by its name."""
    names = [
        shown.accessibleName() for shown in page.facts.findChildren(QLabel) if "：" in shown.accessibleName()
    ]
    return dict(name.split("：", 1) for name in names)


def test_the_newest_document_is_chosen_and_its_stored_pages_are_shown(
    page: RegisterPage, number: str
) -> None:
    assert page.chosen is not None
    assert (page.chosen.number, page.pages.page_count()) == (number, page.chosen.pages)


def test_a_valid_document_can_be_printed_copied_and_voided(page: RegisterPage) -> None:
    assert [act.key for act in page.acts()] == ["reprint", "copy", "void", "book"]


def test_an_auxiliary_cannot_void(
    number: str, context_of: Callable[[str], WindowContext], show: Callable[..., Any]
) -> None:
    page = show(RegisterPage(context_of("辅警丙")))
    assert [act.key for act in page.acts()] == ["reprint", "copy", "book"]


def test_voiding_without_a_reason_is_refused(
    page: RegisterPage, write: Callable[[QWidget, str], None]
) -> None:
    assert void(page, "", write).reason.fault() == "请写明作废原因"


def test_a_voided_document_stays_in_the_list_with_its_state(
    page: RegisterPage, write: Callable[[QWidget, str], None], number: str
) -> None:
    void(page, "当事人姓名有误", write)
    assert page.chosen is not None
    assert (page.chosen.number, page.chosen.state_word) == (number, "作废")


def test_a_voided_document_is_shown_and_printed_with_its_state_across(
    page: RegisterPage, write: Callable[[QWidget, str], None]
) -> None:
    void(page, "当事人姓名有误", write)
    assert "作废" in text(page.pages) and [act.key for act in page.acts()] == ["reprint", "copy", "book"]


def test_why_it_is_void_and_by_whom_is_read_beside_it(
    page: RegisterPage, write: Callable[[QWidget, str], None]
) -> None:
    void(page, "当事人姓名有误", write)
    assert "作废原因：当事人姓名有误（民警甲）" in facts(page)["说明"]


def test_self_approval_is_said_in_words(page: RegisterPage) -> None:
    assert "自拟自签" in facts(page)["说明"]


def test_how_often_a_document_was_printed_is_read_beside_it(
    page: RegisterPage, context: WindowContext, number: str
) -> None:
    register.reprint(context.station, number, context.act(), copies=2)
    page.come_into_view()
    assert facts(page)["打印"] == "打印 1 次，共 2 份，最近 11月21日 14:02 民警甲"


def test_what_took_the_place_of_a_document_is_read_beside_it(
    page: RegisterPage, context: WindowContext, number: str
) -> None:
    new = replace_document(context.station, KINDS, number, context.act()).number
    page.open_record(number)
    assert facts(page)["说明"].startswith(f"已由 {new} 替换")


def test_many_documents_are_marked_and_printed_in_the_order_of_their_numbers(
    page: RegisterPage, desk: Any, dispute: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = desk.receive("disputes", dispute)
    more = [desk.issue(case, "intake_form").number for _ in range(2)]
    page.come_into_view()
    sent: list[list[str]] = []
    monkeypatch.setattr(
        page.printing, "print_documents", lambda found: sent.append([one.number for one in found])
    )
    QTest.keyClick(page.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    page.reprint()
    assert page.acts()[0].title == "打印 3 件"
    assert sent == [[register.register(page._context.station)[0].number, *more]]


def test_a_whole_round_is_marked_from_one_of_its_documents(
    page: RegisterPage, desk: Any, dispute: dict[str, Any], number: str
) -> None:
    case = desk.receive("disputes", dispute)
    others = [desk.issue(case, "intake_form", officer="民警乙").number for _ in range(2)]
    page.open_record(others[0])
    page.same_round.click()
    assert page.same_round.text() == "选中同批 2 件"
    assert [found.number for found in page.selected()] == others and number not in others


def test_a_document_issued_alone_is_no_round(page: RegisterPage) -> None:
    assert not page.same_round.isVisible()


def test_the_register_book_of_the_year_is_shown_to_be_printed(page: RegisterPage, number: str) -> None:
    page.show_book()
    window = page.findChild(PdfWindow)
    assert isinstance(window, PdfWindow)
    shown, size = text(window.pages), window.pages.document.pagePointSize(0)
    window.accept()
    assert size.width() > size.height()
    assert "2026年文书登记簿" in shown and number in shown.replace("\n", "").replace("\r", "")


def test_narrowing_to_a_state_leaves_the_others_out(page: RegisterPage) -> None:
    page.filters.set_value({"state": "作废"})
    page.filters.changed.emit()
    assert (page.chosen, page.empty.isVisible()) == (None, True)


def test_a_changed_file_is_told_instead_of_shown(page: RegisterPage, context: WindowContext) -> None:
    assert page.chosen is not None
    path = context.station.layout.documents / page.chosen.file
    path.write_bytes(path.read_bytes() + b" ")
    page.come_into_view()
    assert page.pages.page_count() == 0
