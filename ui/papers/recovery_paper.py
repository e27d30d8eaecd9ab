"""The recovery sheet on its way to paper: printed, or saved where the officer says; no record tells of it until it is in force."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from fengqiao_desk.documents.recovery_sheet import TITLE
from fengqiao_desk.problems import Problem
from fengqiao_desk.store.targets import FileTarget

from ..messages import Messages
from ..saving import Asker, ask_sheet_target
from .printing import NO_PRINTER, ask_printer_of_sheet, printer_names

_SAVE_INSTEAD = "请存成 PDF，拿到有打印机的电脑上打印，打印后删掉文件。"


class RecoveryPaper:
    """`station` is the folder in use, into which no sheet is saved; None before there is one."""

    def __init__(self, messages: Messages, station: Path | None = None) -> None:
        self._messages, self._station = messages, station

    def print(self, pdf: bytes, parent: QWidget) -> None:
        """Asks for the printer; where there is none, for the place of a file."""
        if printer_names():
            ask_printer_of_sheet(pdf, TITLE, self._asker(parent))
            return
        self._messages.ask(NO_PRINTER, _SAVE_INSTEAD, "存成 PDF", lambda: self.save(pdf, parent))

    def save(self, pdf: bytes, parent: QWidget) -> None:
        """Asks for the place of the file."""
        ask_sheet_target(
            self._asker(parent), "恢复单存到哪里", f"{TITLE}.pdf", lambda target: self._write(pdf, target)
        )

    def _asker(self, parent: QWidget) -> Asker:
        return Asker(parent, self._messages, self._station)

    def _write(self, pdf: bytes, target: FileTarget) -> None:
        try:
            target.write_unrecorded(pdf, private=True)
        except Problem as problem:
            self._messages.problem(problem)
