"""Sheets over all cases of a kind (a stock list), composed by the worker and looked at in a window of their own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from fengqiao_desk.cases import CaseKind, KindSheet
from fengqiao_desk.documents.fonts import font_choice
from fengqiao_desk.documents.typesetting import Typeset, typeset

from ..context import WindowContext
from ..papers.pdf_window import PdfWindow, Shown


class KindSheets(QObject):
    """The sheets of one kind: the only one at once, of several the one chosen from a menu."""

    def __init__(self, context: WindowContext, kind: CaseKind, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._kind, self._page = context, kind, page

    def open(self) -> None:
        """Opens the only sheet, or the menu of several."""
        if len(self._kind.sheets) == 1:
            self._compose(self._kind.sheets[0])
            return
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for sheet in self._kind.sheets:
            menu.addAction(sheet.title).triggered.connect(partial(self._chosen, sheet))
        # popup and not exec: exec would run an event loop within this slot.
        menu.popup(QCursor.pos())

    def _chosen(self, sheet: KindSheet, _checked: bool = False) -> None:
        self._compose(sheet)

    def _compose(self, sheet: KindSheet) -> None:
        station, act = self._context.station, self._context.act()

        def work() -> Typeset:
            return typeset(sheet.compose(station, act), font_choice(station.profile(act.day)))

        self._context.background.run(
            self, lambda _: work(), partial(self._show, sheet), self._context.messages.problem, anew=True
        )

    def _show(self, sheet: KindSheet, made: Typeset) -> None:
        PdfWindow(
            sheet.title,
            f"共 {made.pages} 页",
            Shown(made.pdf, self._kind.handed_sheet(sheet)),
            self._context,
            self._page,
        ).open()
