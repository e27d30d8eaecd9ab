"""Saving where the officer says: Qt's dialog asks for the place and before it replaces a file, the core refuses the station's own folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from fengqiao_desk.problems import Problem
from fengqiao_desk.store.targets import FileTarget, file_target, folder_target

from .context import WindowContext


def ask_target(
    context: WindowContext,
    parent: QWidget,
    title: str,
    name: str,
    forms: str,
    chosen: Callable[[FileTarget], None],
) -> None:
    """Asks where a file is to go, `name` being offered with its ending, and hands the place to `chosen`."""
    dialog = QFileDialog(parent, title, name, forms)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    # For a name that is typed without its ending.
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.fileSelected.connect(lambda place: _hand_over(context, Path(place), chosen))
    QFileDialog.open(dialog)


def ask_folder(
    context: WindowContext, parent: QWidget, words: str, chosen: Callable[[Path], None], start: str = ""
) -> None:
    """Asks for a folder outside the station's, beginning at `start`, and hands it to `chosen`."""
    dialog = QFileDialog(parent, words, start)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, on=True)
    dialog.fileSelected.connect(lambda place: _hand_over_folder(context, Path(place), chosen))
    QFileDialog.open(dialog)


def save(context: WindowContext, target: FileTarget, content: bytes) -> None:
    """Writes a file whole; when it cannot be written that is told."""
    try:
        target.write(content)
    except Problem as problem:
        context.messages.problem(problem)


def check_printed_file(printer: QPrinter, station: Path | None) -> None:
    """A print that goes to a file is bound as every file is; Qt's dialog asks before it replaces one. Raises Refused."""
    if printer.outputFileName():
        file_target(Path(printer.outputFileName()), station, replacing=True)


def _hand_over(context: WindowContext, place: Path, chosen: Callable[[FileTarget], None]) -> None:
    try:
        target = file_target(place, context.station.layout.root, replacing=True)
    except Problem as problem:
        context.messages.problem(problem)
        return
    chosen(target)


def _hand_over_folder(context: WindowContext, place: Path, chosen: Callable[[Path], None]) -> None:
    try:
        folder = folder_target(place, context.station.layout.root)
    except Problem as problem:
        context.messages.problem(problem)
        return
    chosen(folder)
