"""The agenda of the coming year as a calendar file, saved where the officer says."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from fengqiao_desk.cases.agenda import agenda
from fengqiao_desk.exchange.calendars import agenda_file
from fengqiao_desk.problems import Problem
from fengqiao_desk.store.targets import FileTarget

from ..context import WindowContext
from ..saving import ask_target

# A year, also a leap year.
_AHEAD = timedelta(days=366)
_MOST = 2000


def ask_calendar_file(context: WindowContext, parent: QWidget) -> None:
    """Asks for the place; trouble with the disk is told."""
    name = f"待办 {context.now():%Y-%m-%d}.ics"
    ask_target(context, parent, "导出日历", name, "日历 (*.ics)", partial(_save, context))


def _save(context: WindowContext, target: FileTarget) -> None:
    now = context.now()
    try:
        items = agenda(context.station, now.date(), now.date() + _AHEAD, _MOST)
        target.write(agenda_file(items, now))
    except Problem as problem:
        context.messages.problem(problem)
