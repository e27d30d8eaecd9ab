"""Printing of stored pages through the system's dialog, saving copies of them, and what the register notes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from fengqiao_desk.documents import register
from fengqiao_desk.documents.register import IssuedDocument
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Act, Station
from fengqiao_desk.station.handing_out import (
    Handed,
    HandedAs,
    Outgoing,
    Outlet,
    hand_out,
    hand_out_file,
    must_be_recordable,
    must_be_strong,
    outgoing,
)
from fengqiao_desk.store.places import file_name
from fengqiao_desk.store.private import give_usual_mode
from fengqiao_desk.store.targets import file_target

from ..background import Background, Progress
from ..context import WindowContext
from ..dialogs.asking import AskingDialog
from ..preferences import Preferences
from ..saving import (
    PASSWORD_RULES,
    Asker,
    ask_folder,
    ask_outgoing,
    check_printed_file,
    password_in,
    password_rows,
)
from ..widgets import BusyOverlay
from ..widgets.editors.labelled_rows import LabelledRows
from .sent_pages import DOTS_PER_INCH, PrintOrder, order_of, send

NO_PRINTER = "这台电脑没有安装打印机"
_SAVE_INSTEAD = "可以另存成 PDF 文件，拿到有打印机的电脑上打印；安装打印机后再来打印也可以，文书不会变。"


class PrintDesk(QObject):
    """Prints registered documents of one page of the window: dialog, worker with progress, register, what is remembered.

    `printed` once the register has noted a job.
    """

    printed = Signal()

    def __init__(self, context: WindowContext, page: QWidget, preferences: Preferences | None = None) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._preferences = preferences or Preferences()
        self.busy = BusyOverlay(page)
        self.busy.cancelled.connect(self._stop)

    def print_documents(self, documents: Sequence[IssuedDocument]) -> None:
        """Asks the system's dialog, then prints the documents in the order given as one job."""
        if not documents or self.busy.isVisible():
            return
        if not printer_names():
            save = _save_act(len(documents))
            self._context.messages.ask(
                NO_PRINTER, _SAVE_INSTEAD, save, lambda: self.save_documents(documents)
            )
            return
        printer = self._printer(documents)
        dialog = QPrintDialog(printer, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(documents) > 1:
            # “Pages 2 to 3” of several documents has no plain meaning.
            dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, on=False)
        dialog.accepted.connect(lambda: self._begin(documents, printer))
        QDialog.open(dialog)

    def save_documents(self, documents: Sequence[IssuedDocument]) -> None:
        """Asks for a file, or for a folder when there are several, and copies what would be printed."""
        if len(documents) > 1:
            words = f"把 {len(documents)} 件文书另存到"
            ask_folder(self._context, self._page, words, lambda folder: self._ask_closing(documents, folder))
            return
        station, document = self._context.station, documents[0]
        try:
            with station.reading():
                pdf = register.printed_pdf(station, document.number)
        except Problem as problem:
            self._context.messages.problem(problem)
            return
        what = register.copy_of(document.number)
        ask_file(pdf, what, copy_name(document), self._page, self._context)

    def _ask_closing(self, documents: Sequence[IssuedDocument], folder: Path) -> None:
        """A password for all of them, or none: a dialog for folders has no kinds of file to choose it by."""

        def save(rows: LabelledRows) -> None:
            """Raises FaultyEntry, which the dialog shows beside its field."""
            password = password_in(rows, must_be_there=False)
            must_be_strong(password)
            self._ask_replacing(documents, folder, password)

        AskingDialog(
            f"另存 {len(documents)} 件文书",
            f"存到 {folder}。要加密码的在这里填，不加就空着；{PASSWORD_RULES}。"
            "加了密码的，文件名里不写当事人。",
            password_rows(),
            "另存",
            save,
            self._page,
        ).open()

    def _ask_replacing(self, documents: Sequence[IssuedDocument], folder: Path, password: str) -> None:
        """Asks once where files of these names are there already."""
        # Asked once for all, before the first is written; Qt asks for single files only.
        names = [copy_name(found, closed=bool(password)) for found in documents]
        there = [name for name in names if (folder / name).exists()]
        if not there:
            self._save(documents, folder, password)
            return
        more = f"等 {len(there)} 个文件" if len(there) > 1 else ""
        self._context.messages.ask(
            "换掉已有的文件？",
            f"{folder} 里已经有 {there[0]}{more}，另存后原来的文件就没有了。",
            "换掉",
            lambda: self._save(documents, folder, password, replacing=True),
        )

    def _save(
        self, documents: Sequence[IssuedDocument], folder: Path, password: str, *, replacing: bool = False
    ) -> None:
        station, act = self._context.station, self._context.act()
        self.busy.begin(f"正在另存 {len(documents)} 件文书……")
        self._context.background.run(
            self,
            lambda progress: save_registered(
                station, documents, folder, act, progress, password=password, replacing=replacing
            ),
            lambda _: self.busy.end(),
            self._failed,
            progressed=self.busy.report,
        )

    def _printer(self, documents: Sequence[IssuedDocument]) -> QPrinter:
        """Set up as the documents of this kind were printed last, the first time with the copies they are made in."""
        title = documents[0].number if len(documents) == 1 else f"{len(documents)} 件文书"
        printer = _new_printer(title)
        name = self._preferences.printer(documents[0].document)
        # The printer of last time may have gone with its cable.
        if name in printer_names():
            printer.setPrinterName(name)
        printer.setCopyCount(self._preset_copies(documents))
        return printer

    def _preset_copies(self, documents: Sequence[IssuedDocument]) -> int:
        """What all documents of a job agree on; one copy where they differ."""
        station = self._context.station
        wanted = {
            self._preferences.copies(found.document) or register.copies_of(station, found.number)
            for found in documents
        }
        return wanted.pop() if len(wanted) == 1 else 1

    def _begin(self, documents: Sequence[IssuedDocument], printer: QPrinter) -> None:
        try:
            check_printed_file(printer, self._context.station.layout.root)
        except Problem as problem:
            self._context.messages.problem(problem)
            return
        order = order_of(printer)
        # Remembered only when the officer chose otherwise than was offered.
        changed = order.copies if order.copies != self._preset_copies(documents) else None
        self._remember(documents, printer.printerName(), changed)
        station, act = self._context.station, self._context.act()
        numbers = tuple(found.number for found in documents)
        self.busy.begin(f"正在打印 {len(numbers)} 件文书……")
        self._context.background.run(
            self,
            lambda progress: print_registered(station, numbers, printer, order, act, progress),
            lambda _: self._done(),
            self._failed,
            progressed=self.busy.report,
        )

    def _remember(self, documents: Sequence[IssuedDocument], printer: str, copies: int | None) -> None:
        """`copies` None when the officer took what was offered: the next document is offered its own again."""
        keys = {found.document for found in documents}
        for key in keys:
            self._preferences.keep_printing(key, printer, copies if len(keys) == 1 else None)

    def _done(self) -> None:
        self.busy.end()
        self.printed.emit()

    def _failed(self, problem: Problem) -> None:
        self.busy.end()
        self._context.messages.problem(problem)

    def _stop(self) -> None:
        """The job is given up as a whole; the register notes nothing."""
        self._context.background.give_up(self)
        self.busy.end()


def print_registered(
    station: Station,
    numbers: Sequence[str],
    printer: QPrinter,
    order: PrintOrder,
    act: Act,
    progress: Progress,
) -> int:
    """Sends the stored pages of these documents as one job, then notes each print; returns the pages sent.

    A cancelled or broken job is withdrawn from the printer and leaves no note. Raises Problem.
    """
    to = place_of(printer)
    with station.reading():
        pdfs = list(register.printed_pdfs(station, numbers))
        must_be_recordable(station, act, register.print_of(station, numbers[0]), to)
    # Sent first and noted after: a job that breaks leaves no note, and no transaction waits for a printer.
    sent = send(pdfs, printer, order, progress)
    give_usual_mode_to(printer)
    with station.writing():
        for number in numbers:
            hand_out(station, act, register.print_of(station, number, order.copies), to)
    return sent


def give_usual_mode_to(printer: QPrinter) -> None:
    """What Qt wrote for a printer that is a file; handed out as any other."""
    if printer.outputFileName():
        give_usual_mode(Path(printer.outputFileName()))


def place_of(printer: QPrinter) -> Outlet:
    """Where a job goes; to a file when the dialog was told so."""
    return Outlet.FILE if printer.outputFileName() else Outlet.PRINTER


def copy_name(document: IssuedDocument, *, closed: bool = False) -> str:
    """What a copy of a document is called; of a closed one the name, which anybody reads, tells no party."""
    return Path(
        file_name(document.number, document.title, document.issued_on) if closed else document.own_name
    ).name


def save_registered(
    station: Station,
    documents: Sequence[IssuedDocument],
    folder: Path,
    act: Act,
    progress: Progress,
    *,
    password: str = "",
    replacing: bool = False,
) -> None:
    """Writes a copy of each document under its own name, closed with the password if there is one; a cancelled job leaves the copies already written. Raises Problem."""
    with station.reading(), register.StoredFiles(station) as files:
        for done, found in enumerate(documents):
            progress.report(done, len(documents))
            place = folder / copy_name(found, closed=bool(password))
            out = outgoing(file_target(place, station.layout.root, replacing=replacing), password)
            hand_out_file(station, act, register.copy_of(found.number), out, files.printed(found))


def ask_printer(pdf: bytes, what: Handed, title: str, parent: QWidget, context: WindowContext) -> None:
    """Prints a file that is not in the register (a summary, a list): what is printed are exactly the pages of `pdf`."""
    if not printer_names():
        context.messages.ask(
            NO_PRINTER,
            _SAVE_INSTEAD,
            _save_act(1),
            lambda: ask_file(pdf, what, f"{title}.pdf", parent, context),
        )
        return
    # The title may be a party's name, and the system's queue keeps the names of jobs for everybody to read.
    printer = _new_printer(what.subject)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: _print_loose(pdf, what, printer, parent, context))
    QDialog.open(dialog)


def _print_loose(
    pdf: bytes, what: Handed, printer: QPrinter, window: QWidget, context: WindowContext
) -> None:
    try:
        check_printed_file(printer, context.station.layout.root)
        must_be_recordable(context.station, context.act(), what, place_of(printer))
    except Problem as problem:
        context.messages.problem(problem)
        return
    LoosePrint(pdf, what, printer, window, context)


class LoosePrint(QObject):
    """One job of a file that is in no register, with a worker of its own; given up when the dialog that shows it goes."""

    def __init__(
        self, pdf: bytes, what: Handed, printer: QPrinter, window: QWidget, context: WindowContext
    ) -> None:
        super().__init__(window)
        order, station, act = order_of(printer), context.station, context.act()
        printed = replace(what, facts={**what.facts, "copies": order.copies}, as_file=HandedAs.PRINT)

        def work(progress: Progress) -> None:
            """Sent first and noted after, as with the papers of the register."""
            send([pdf], printer, order, progress)
            give_usual_mode_to(printer)
            hand_out(station, act, printed, place_of(printer))

        self._busy = BusyOverlay(window)
        self._messages = context.messages
        self._background = Background(self)
        self._busy.cancelled.connect(self._end)
        if isinstance(window, QDialog):
            # A job that nobody sees any more could not be stopped.
            window.finished.connect(self._background.close)
        self._busy.begin("正在打印……")
        self._background.run(
            self,
            work,
            lambda _: self._end(),
            self._failed,
            progressed=self._busy.report,
        )

    def _failed(self, problem: Problem) -> None:
        self._end()
        self._messages.problem(problem)

    def _end(self) -> None:
        self._background.close()
        self._busy.end()
        self._busy.deleteLater()
        self.deleteLater()


def ask_file(pdf: bytes, what: Handed, name: str, parent: QWidget, context: WindowContext) -> None:
    """Asks where a copy is to be saved and writes it; a full disk and the like are told."""

    def save(out: Outgoing) -> None:
        """With its row on record, or not at all."""
        try:
            hand_out_file(context.station, context.act(), what, out, pdf)
        except Problem as problem:
            context.messages.problem(problem)

    ask_outgoing(context, parent, "另存一份", name, "PDF (*.pdf)", save)


def ask_printer_of_sheet(pdf: bytes, title: str, asker: Asker) -> None:
    """Prints the recovery sheet, which carries nothing of the cases and goes to a printer before any record of it could be kept."""
    printer = _new_printer(title)
    dialog = QPrintDialog(printer, asker.parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: _print_sheet(pdf, printer, asker))
    QDialog.open(dialog)


def _print_sheet(pdf: bytes, printer: QPrinter, asker: Asker) -> None:
    try:
        check_printed_file(printer, asker.station)
        # One page: done before a worker would have begun.
        send([pdf], printer, order_of(printer))
        give_usual_mode_to(printer)
    except Problem as problem:
        asker.messages.problem(problem)


def printer_names() -> list[str]:
    """The printers of this computer."""
    return QPrinterInfo.availablePrinterNames()


def _new_printer(title: str) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(DOTS_PER_INCH)
    printer.setDocName(title)
    return printer


def _save_act(count: int) -> str:
    return "另存一份" if count == 1 else f"另存 {count} 份"
