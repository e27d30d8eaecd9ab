"""Printing: the stored pages go to the printer as they are, the register notes it, this computer remembers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from fengqiao_desk.ui.background import Background, Cancelled, Progress
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.dialogs.asking import AskingDialog
from fengqiao_desk.ui.messages import Messages
from fengqiao_desk.ui.papers import printing
from fengqiao_desk.ui.papers.pdf_window import PdfWindow, Shown
from fengqiao_desk.ui.papers.printing import LoosePrint, PrintDesk, ask_printer, print_registered
from fengqiao_desk.ui.papers.register_words import upright
from fengqiao_desk.ui.papers.sent_pages import PrintOrder, send
from fengqiao_desk.ui.preferences import Preferences
from PIL import Image, ImageChops
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk.cases import void_document
from fengqiao_desk.documents import register
from fengqiao_desk.documents.register import IssuedDocument
from fengqiao_desk.documents.register_book import register_book
from fengqiao_desk.documents.typesetting import typeset
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import DiskProblem
from fengqiao_desk.station import Station
from fengqiao_desk.station.handing_out import Handed
from fengqiao_desk.values.json_text import from_json

NOW = datetime(2026, 11, 21, 14, 2, 31)
RECEIVERS = "Qiao-72-liu-Heng"
SUMMARY = Handed("汇报 2026-11-01 2026-11-30")
KIND = "intake_form"
SAME = 50
"""Below this difference two pictures show the same page (measured: 29 for a page printed, 151 for the page of the next number)."""


@pytest.fixture
def issued(desk: Any, dispute: dict[str, Any]) -> list[IssuedDocument]:
    """Three registered documents of one kind."""
    case = desk.receive("disputes", dispute)
    return [desk.issue(case, KIND) for _ in range(3)]


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "window.ini")


@pytest.fixture
def context(station: Station) -> Iterator[WindowContext]:
    background = Background(at_once=True)
    officer, messages = station.officers.named("民警甲"), Messages(lambda: None)
    yield WindowContext(station, officer, background, messages, lambda: NOW, lambda key, number: None)
    background.close()


@pytest.fixture
def print_desk(context: WindowContext, qtbot: QtBot, preferences: Preferences) -> PrintDesk:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    assert QTest.qWaitForWindowActive(page)
    return PrintDesk(context, page, preferences)


@pytest.fixture
def with_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer with a printer; what is printed on it goes where `output` of the printer points."""
    monkeypatch.setattr(printing, "printer_names", lambda: ["一楼打印机"])


def pdf_printer(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(300)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def pictures(pdf: bytes) -> list[Image.Image]:
    """The pages in grey, at 288 dots an inch and then eight dots to one, so that only ink counts and not its edges."""
    document = pypdfium2.PdfDocument(pdf)
    made = [document[page].render(scale=4).to_pil().convert("L").reduce(8) for page in range(len(document))]
    document.close()
    return made


def difference(first: Image.Image, second: Image.Image) -> int:
    """The greatest difference of greys at any place: 0 for the same everywhere, 255 for black where the other is white."""
    (_, greatest), *_ = [ImageChops.difference(first, second.resize(first.size)).getextrema()]
    assert isinstance(greatest, int)
    return greatest


def differences(first: bytes, second: bytes) -> list[int]:
    """Page by page; both must have as many."""
    return [difference(a, b) for a, b in zip(pictures(first), pictures(second), strict=True)]


def closest(page: Image.Image, known: list[Image.Image]) -> int:
    """Which of the known pages this one is."""
    far = [difference(found, page) for found in known]
    return far.index(min(far))


def dialog_of_files() -> QFileDialog:
    """The file dialog that is open."""
    return next(
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QFileDialog) and widget.isVisible()
    )


def choose_place(path: Path) -> None:
    """Answers the file dialog as an officer does: types the place and presses its button."""
    shown = dialog_of_files()
    name, buttons = shown.findChild(QLineEdit), shown.findChild(QDialogButtonBox)
    assert isinstance(name, QLineEdit) and isinstance(buttons, QDialogButtonBox)
    assert QTest.qWaitForWindowActive(shown)
    name.setText(str(path))
    accepting = QDialogButtonBox.ButtonRole.AcceptRole
    next(button for button in buttons.buttons() if buttons.buttonRole(button) is accepting).click()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def dialog() -> QPrintDialog:
    """The system's print dialog that is open."""
    shown = (widget for widget in QApplication.topLevelWidgets() if widget.isVisible())
    return next(widget for widget in shown if isinstance(widget, QPrintDialog))


def accept(output: Path, copies: int | None = None) -> None:
    """Accepts the system's dialog as an officer does, with the pages going to a file."""
    shown = dialog()
    shown.printer().setOutputFileName(str(output))
    if copies is not None:
        shown.printer().setCopyCount(copies)
    shown.accepted.emit(shown.printer())
    shown.close()


def test_the_printed_page_is_the_stored_page(
    station: Station, issued: list[IssuedDocument], tmp_path: Path
) -> None:
    stored = register.stored_pdf(station, issued[0].number)
    send([stored], pdf_printer(tmp_path / "printed.pdf"), PrintOrder())
    assert max(differences(stored, (tmp_path / "printed.pdf").read_bytes())) < SAME


def test_the_page_of_another_number_is_told_apart_by_the_same_measure(
    station: Station, issued: list[IssuedDocument]
) -> None:
    first, second = (register.stored_pdf(station, found.number) for found in issued[:2])
    assert min(differences(first, second)) > SAME


def test_documents_are_printed_in_order_each_with_its_copies_in_a_row(
    station: Station, issued: list[IssuedDocument], tmp_path: Path
) -> None:
    pdfs = [register.stored_pdf(station, found.number) for found in issued[:2]]
    sent = send(pdfs, pdf_printer(tmp_path / "printed.pdf"), PrintOrder(copies=2))
    printed = (tmp_path / "printed.pdf").read_bytes()
    wanted = [pictures(pdf)[0] for pdf in pdfs for _ in range(2)]
    found = [closest(page, [pictures(pdf)[0] for pdf in pdfs]) for page in pictures(printed)]
    assert (sent, found) == (len(wanted), [0, 0, 1, 1])


def test_only_the_pages_asked_for_are_printed() -> None:
    assert PrintOrder(copies=2, first=2, last=3).pages(4) == [1, 2, 1, 2]


def test_all_pages_are_printed_when_none_are_named() -> None:
    assert PrintOrder().pages(3) == [0, 1, 2]


def test_the_register_notes_a_print_with_its_copies(
    print_desk: PrintDesk, with_printer: None, station: Station, issued: list[IssuedDocument], tmp_path: Path
) -> None:
    print_desk.print_documents(issued[:1])
    accept(tmp_path / "printed.pdf", copies=3)
    noted = [from_json(row.changes) for row in register.prints_of(station, issued[0].number)]
    assert noted == [{"to": "文件", "copies": 3, "time": 1}]


def test_a_dialog_that_is_left_prints_nothing_and_leaves_no_note(
    print_desk: PrintDesk, with_printer: None, station: Station, issued: list[IssuedDocument]
) -> None:
    print_desk.print_documents(issued[:1])
    dialog().reject()
    assert register.prints_of(station, issued[0].number) == []


def test_several_documents_are_one_job_and_each_is_noted(
    print_desk: PrintDesk, with_printer: None, station: Station, issued: list[IssuedDocument], tmp_path: Path
) -> None:
    print_desk.print_documents(issued)
    accept(tmp_path / "printed.pdf", copies=1)
    assert len(pictures((tmp_path / "printed.pdf").read_bytes())) == 3
    assert [len(register.prints_of(station, found.number)) for found in issued] == [1, 1, 1]


def test_the_copies_a_document_is_made_in_are_offered_first(
    print_desk: PrintDesk, with_printer: None, desk: Any, venue: dict[str, Any], issued: list[IssuedDocument]
) -> None:
    print_desk.print_documents(issued[:1])
    offered = dialog().printer().copyCount()
    dialog().reject()
    assert offered == register.copies_of(desk.station, issued[0].number)


def test_the_copies_printed_last_are_offered_next_time(
    print_desk: PrintDesk, with_printer: None, issued: list[IssuedDocument], tmp_path: Path
) -> None:
    print_desk.print_documents(issued[:1])
    accept(tmp_path / "printed.pdf", copies=4)
    print_desk.print_documents(issued[:1])
    offered = dialog().printer().copyCount()
    dialog().reject()
    assert offered == 4


def test_printer_and_copies_are_kept_for_each_kind_of_document(preferences: Preferences) -> None:
    preferences.keep_printing("a", "一楼打印机", 3)
    preferences.keep_printing("b", "二楼打印机", None)
    assert (preferences.printer("a"), preferences.copies("a")) == ("一楼打印机", 3)
    assert (preferences.printer("b"), preferences.copies("b")) == ("二楼打印机", None)


def test_a_computer_without_a_printer_is_told_and_a_copy_offered(
    print_desk: PrintDesk,
    station: Station,
    issued: list[IssuedDocument],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(printing, "printer_names", list)
    print_desk.print_documents(issued[:1])
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox) and box.text() == "这台电脑没有安装打印机"
    next(button for button in box.buttons() if button.text() == "另存一份").click()
    choose_place(tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes() == register.stored_pdf(station, issued[0].number)
    assert register.prints_of(station, issued[0].number) == []


def close_with(password: str) -> None:
    """Answers the dialog that asks for the password of a file."""
    asked = next(
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, AskingDialog) and widget.isVisible()
    )
    for editor in asked.rows.editors.values():
        editor.set_value(password)
    asked.try_it()


def test_several_copies_are_saved_into_a_folder_under_their_names(
    print_desk: PrintDesk, issued: list[IssuedDocument], qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    print_desk.save_documents(issued)
    choose_place(folder)
    close_with("")
    qtbot.waitUntil(lambda: not print_desk.busy.isVisible() and len(list(folder.iterdir())) == len(issued))
    assert sorted(file.name for file in folder.iterdir()) == sorted(Path(found.file).name for found in issued)


def test_each_copy_leaves_a_row_on_record(
    print_desk: PrintDesk, station: Station, issued: list[IssuedDocument], tmp_path: Path
) -> None:
    print_desk.save_documents(issued)
    choose_place(tmp_path)
    close_with("")
    rows = station.connections.run("SELECT subject, changes FROM audit WHERE verb = '另存' ORDER BY key")
    assert rows == [(register.subject_of(found.number), '{"to":"文件"}') for found in issued]


def test_copies_are_closed_with_a_password_and_their_names_tell_no_party(
    print_desk: PrintDesk, issued: list[IssuedDocument], tmp_path: Path
) -> None:
    print_desk.save_documents(issued)
    choose_place(tmp_path)
    close_with(RECEIVERS)
    made = sorted(tmp_path.glob("*.pdf"))
    assert len(made) == len(issued)
    assert not [path.name for path in made if issued[0].object.split("、")[0] in path.name]
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(made[0])
    assert len(pikepdf.open(made[0], password=RECEIVERS).pages) == issued[0].pages


def test_a_copy_is_closed_by_choosing_that_kind_of_file(
    print_desk: PrintDesk, issued: list[IssuedDocument], tmp_path: Path
) -> None:
    print_desk.save_documents(issued[:1])
    dialog_of_files().selectNameFilter("加密码的 PDF (*.pdf)")
    choose_place(tmp_path / "closed.pdf")
    close_with(RECEIVERS)
    assert pikepdf.open(tmp_path / "closed.pdf", password=RECEIVERS).encryption.R == 6


def test_a_weak_password_is_told_in_the_dialog_and_nothing_is_written(
    print_desk: PrintDesk, issued: list[IssuedDocument], tmp_path: Path
) -> None:
    print_desk.save_documents(issued[:1])
    dialog_of_files().selectNameFilter("加密码的 PDF (*.pdf)")
    choose_place(tmp_path / "closed.pdf")
    close_with("1234567890")
    asked = next(found for found in QApplication.topLevelWidgets() if isinstance(found, AskingDialog))
    sentence = asked.rows.editors["password"].fault()
    asked.reject()
    assert "顺序" in sentence and not (tmp_path / "closed.pdf").exists()


def box() -> QMessageBox:
    """The message that is open."""
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, QMessageBox)
    return shown


def test_files_of_these_names_are_asked_about_once(
    print_desk: PrintDesk, issued: list[IssuedDocument], tmp_path: Path
) -> None:
    names = [Path(found.file).name for found in issued]
    (tmp_path / names[0]).write_bytes(b"mine")
    print_desk.save_documents(issued)
    choose_place(tmp_path)
    close_with("")
    kept = (tmp_path / names[0]).read_bytes()
    next(button for button in box().buttons() if button.text() == "换掉").click()
    assert (kept, (tmp_path / names[0]).read_bytes()[:5]) == (b"mine", b"%PDF-")
    assert all((tmp_path / name).is_file() for name in names)


def test_no_copy_is_saved_into_the_station(
    print_desk: PrintDesk, station: Station, issued: list[IssuedDocument]
) -> None:
    print_desk.save_documents(issued[:1])
    choose_place(station.layout.documents / "copy.pdf")
    sentence = box().informativeText()
    box().close()
    assert "不能写进数据文件夹里" in sentence
    assert [path.name for path in station.layout.documents.iterdir()] == ["2026"]


def test_no_copies_are_saved_into_the_archive(
    print_desk: PrintDesk, station: Station, issued: list[IssuedDocument]
) -> None:
    print_desk.save_documents(issued)
    choose_place(station.layout.documents)
    sentence = box().informativeText()
    box().close()
    assert "不能放进数据文件夹里" in sentence
    assert [path.name for path in station.layout.documents.iterdir()] == ["2026"]


def test_no_print_goes_to_a_file_of_the_station(
    print_desk: PrintDesk, with_printer: None, station: Station, issued: list[IssuedDocument]
) -> None:
    stored = station.layout.documents / issued[0].file
    before = stored.read_bytes()
    print_desk.print_documents(issued[:1])
    accept(stored)
    sentence = box().informativeText()
    box().close()
    assert ("不能写进数据文件夹里" in sentence, stored.read_bytes()) == (True, before)
    assert register.prints_of(station, issued[0].number) == []


def test_a_void_document_is_printed_with_its_state_across(
    station: Station, issued: list[IssuedDocument], desk: Any, tmp_path: Path
) -> None:
    number = issued[0].number
    void_document(station, KINDS, number, "姓名有误", desk.act())
    printer = pdf_printer(tmp_path / "printed.pdf")
    print_registered(station, [number], printer, PrintOrder(), desk.act(), Progress(lambda done, total: None))
    printed = (tmp_path / "printed.pdf").read_bytes()
    assert max(differences(register.printed_pdf(station, number), printed)) < SAME


def test_a_cancelled_job_leaves_no_note(
    station: Station, issued: list[IssuedDocument], desk: Any, tmp_path: Path
) -> None:
    progress: Progress = Progress(lambda done, total: progress.cancel() if done == 1 else None)
    numbers = [found.number for found in issued]
    with pytest.raises(Cancelled):
        print_registered(
            station, numbers, pdf_printer(tmp_path / "printed.pdf"), PrintOrder(), desk.act(), progress
        )
    assert [register.prints_of(station, number) for number in numbers] == [[], [], []]


def test_progress_is_told_page_by_page(
    station: Station, issued: list[IssuedDocument], tmp_path: Path
) -> None:
    reported: list[tuple[int, int]] = []
    pdfs = [register.stored_pdf(station, found.number) for found in issued]
    progress = Progress(lambda done, total: reported.append((done, total)))
    send(pdfs, pdf_printer(tmp_path / "printed.pdf"), PrintOrder(), progress)
    assert reported == [(0, 3), (1, 3), (2, 3)]


def test_a_printer_that_takes_nothing_is_told_and_leaves_no_note(
    station: Station, issued: list[IssuedDocument], desk: Any, tmp_path: Path, qtlog: Any
) -> None:
    number = issued[0].number
    printer = pdf_printer(tmp_path / "missing" / "printed.pdf")
    with qtlog.disabled(), pytest.raises(DiskProblem, match="没有接受打印"):
        print_registered(
            station, [number], printer, PrintOrder(), desk.act(), Progress(lambda done, total: None)
        )
    assert register.prints_of(station, number) == []


def test_saving_copies_may_be_stopped(
    station: Station, issued: list[IssuedDocument], desk: Any, tmp_path: Path
) -> None:
    progress: Progress = Progress(lambda done, total: progress.cancel() if done == 1 else None)
    with pytest.raises(Cancelled):
        printing.save_registered(station, issued, tmp_path, desk.act(), progress)
    assert len(list(tmp_path.glob("*.pdf"))) == 2


def test_a_turned_page_is_printed_on_a_turned_sheet(
    station: Station, issued: list[IssuedDocument], desk: Any, tmp_path: Path
) -> None:
    book = upright(typeset(register_book(station, 2026, desk.act())).pdf)
    send([book], pdf_printer(tmp_path / "printed.pdf"), PrintOrder())
    printed = (tmp_path / "printed.pdf").read_bytes()
    width, height = pictures(printed)[0].size
    assert width > height and max(differences(book, printed)) < SAME


def test_a_mixed_job_prints_turned_and_upright_pages_each_as_it_lies(
    station: Station, issued: list[IssuedDocument], desk: Any, tmp_path: Path
) -> None:
    book = upright(typeset(register_book(station, 2026, desk.act())).pdf)
    upright_page = register.stored_pdf(station, issued[0].number)
    send([upright_page, book], pdf_printer(tmp_path / "printed.pdf"), PrintOrder())
    turned = [
        width > height
        for width, height in (page.size for page in pictures((tmp_path / "printed.pdf").read_bytes()))
    ]
    assert turned == [False, True]


def test_a_file_that_is_in_no_register_is_printed_as_it_is(
    context: WindowContext, issued: list[IssuedDocument], with_printer: None, qtbot: QtBot, tmp_path: Path
) -> None:
    pdf = register.stored_pdf(context.station, issued[0].number)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    ask_printer(pdf, SUMMARY, "工作情况汇报", window, context)
    accept(tmp_path / "printed.pdf", copies=1)
    qtbot.waitUntil(lambda: window.findChildren(LoosePrint) == [])
    assert max(differences(pdf, (tmp_path / "printed.pdf").read_bytes())) < SAME


def test_a_job_in_the_systems_queue_is_called_by_what_is_on_record_and_not_by_a_title(
    context: WindowContext, issued: list[IssuedDocument], with_printer: None, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    ask_printer(b"", SUMMARY, "张三的身份证", window, context)
    shown = dialog()
    name = shown.printer().docName()
    shown.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert name == SUMMARY.subject


def test_the_print_of_a_file_that_is_in_no_register_leaves_a_row_on_record(
    context: WindowContext, issued: list[IssuedDocument], with_printer: None, qtbot: QtBot, tmp_path: Path
) -> None:
    pdf = register.stored_pdf(context.station, issued[0].number)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    ask_printer(pdf, SUMMARY, "工作情况汇报", window, context)
    accept(tmp_path / "printed.pdf", copies=2)
    qtbot.waitUntil(lambda: window.findChildren(LoosePrint) == [])
    last = context.station.connections.run(
        "SELECT officer, verb, subject, changes FROM audit ORDER BY key DESC LIMIT 1"
    )
    assert last == [("民警甲", "打印", SUMMARY.subject, '{"copies":2,"to":"文件"}')]


def test_a_dialog_that_is_closed_gives_up_its_print(
    context: WindowContext,
    issued: list[IssuedDocument],
    with_printer: None,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[str] = []
    ended: list[str] = []

    def many_pages(_pdfs: object, _printer: object, _order: PrintOrder, progress: Progress) -> int:
        begun.append("begun")
        for _ in range(10_000_000):
            if progress.cancelled:
                ended.append("given up")
                break
        return 0

    monkeypatch.setattr(printing, "send", many_pages)
    pdf = register.stored_pdf(context.station, issued[0].number)
    page = QWidget()
    qtbot.addWidget(page)
    window = PdfWindow("汇报", "", Shown(pdf, SUMMARY), context, page)
    window.open()
    ask_printer(pdf, SUMMARY, "汇报", window, context)
    accept(tmp_path / "printed.pdf", copies=60)
    qtbot.waitUntil(lambda: begun == ["begun"])
    with qtbot.waitSignal(window.destroyed):
        window.accept()
    assert ended == ["given up"]


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is the system's of Linux")
def test_a_print_into_a_file_that_a_full_disk_cuts_off_is_told_and_leaves_no_file(
    station: Station, issued: list[IssuedDocument], tmp_path: Path
) -> None:
    import resource

    stored = register.stored_pdf(station, issued[0].number)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(DiskProblem, match="没有打印成文件"):
            send([stored], pdf_printer(tmp_path / "printed.pdf"), PrintOrder())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not (tmp_path / "printed.pdf").exists()
