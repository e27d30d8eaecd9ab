"""文书登记: every number, the stored paper, voiding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.dialogs.void_document import VoidDocumentDialog
from fengqiao_desk.ui.pages.register_page import RegisterPage
from fengqiao_desk.ui.widgets import PrimaryButton
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from fengqiao_desk.documents import register


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


def test_the_newest_document_is_chosen_and_its_stored_pages_are_shown(
    page: RegisterPage, number: str
) -> None:
    assert page.chosen is not None
    assert (page.chosen.number, page.pages.page_count()) == (number, page.chosen.pages)


def test_a_valid_document_can_be_printed_copied_and_voided(page: RegisterPage) -> None:
    assert [act.key for act in page.acts()] == ["reprint", "copy", "void"]


def test_an_auxiliary_cannot_void(
    number: str, context_of: Callable[[str], WindowContext], show: Callable[..., Any]
) -> None:
    page = show(RegisterPage(context_of("辅警丙")))
    assert [act.key for act in page.acts()] == ["reprint", "copy"]


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


def test_a_voided_document_cannot_be_printed_again(
    page: RegisterPage, write: Callable[[QWidget, str], None]
) -> None:
    void(page, "当事人姓名有误", write)
    assert [act.key for act in page.acts()] == ["copy"]


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


def test_what_is_printed_are_all_stored_pages(context: WindowContext, number: str, tmp_path: Path) -> None:
    from fengqiao_desk.ui.printing import print_pages

    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printed = print_pages(register.stored_pdf(context.station, number), printer)
    assert printed == register.find(context.station, number).pages
