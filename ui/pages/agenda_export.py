"""The agenda of the coming year as a calendar file, saved where the officer says."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from fengqiao_desk.cases.agenda import agenda
from fengqiao_desk.documents.files import write_whole
from fengqiao_desk.exchange.calendars import agenda_file
from fengqiao_desk.problems import Problem
from fengqiao_desk.store.failures import told

from ..context import WindowContext

_AHEAD = timedelta(days=366)
_MOST = 2000


def ask_calendar_file(context: WindowContext, parent: QWidget) -> None:
    """Asks for the place; trouble with the disk is told."""
    name = f"待办 {context.now():%Y-%m-%d}.ics"
    dialog = QFileDialog(parent, "导出日历", name, "日历 (*.ics)")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("ics")
    dialog.fileSelected.connect(partial(_save, context))
    QFileDialog.open(dialog)


def _save(context: WindowContext, chosen: str) -> None:
    path, now = Path(chosen), context.now()
    try:
        items = agenda(context.station, now.date(), now.date() + _AHEAD, _MOST)
        with told(path.parent):
            write_whole(path, agenda_file(items, now))
    except Problem as problem:
        context.messages.problem(problem)
