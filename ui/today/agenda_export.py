"""The agenda of the coming year as a calendar file, saved where the officer says; with the parties' names only for a stated purpose."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from fengqiao_desk.cases.agenda import agenda
from fengqiao_desk.exchange.calendars import hand_out_agenda
from fengqiao_desk.problems import Problem
from fengqiao_desk.station.handing_out import outgoing
from fengqiao_desk.station.rights import Right, may
from fengqiao_desk.store.targets import FileTarget

from ..context import WindowContext
from ..dialogs.asking import AskingDialog
from ..saving import ask_form
from ..widgets import LineEditor

# A year, also a leap year.
_AHEAD: Final = timedelta(days=366)
_MOST: Final = 2000
_PLAIN: Final = "日历，只写编号和事项 (*.ics)"
_NAMED: Final = "日历，写上当事人 (*.ics)"


def ask_calendar_file(context: WindowContext, parent: QWidget) -> None:
    """Asks for the place; trouble with the disk is told."""
    name = f"待办 {context.now():%Y-%m-%d}.ics"
    forms = (_PLAIN, _NAMED) if may(context.officer, Right.EXPORT) else (_PLAIN,)
    ask_form(context, parent, "导出日历", name, ";;".join(forms), partial(_chosen, context, parent))


def _chosen(context: WindowContext, parent: QWidget, target: FileTarget, form: str) -> None:
    if form == _NAMED:
        _ask_purpose(context, parent, target)
        return
    try:
        _save(context, target)
    except Problem as problem:
        context.messages.problem(problem)


def _ask_purpose(context: WindowContext, parent: QWidget, target: FileTarget) -> None:
    """Names leave the house: what for is asked and logged."""
    AskingDialog(
        "日历里写上当事人",
        "手机、邮箱里的日历别人也看得到。用途会留下记录。",
        {"purpose": ("用途", LineEditor("如：下社区时按人走访"))},
        "保存",
        lambda rows: _save(context, target, with_names=True, purpose=rows.text("purpose")),
        parent,
    ).open()


def _save(context: WindowContext, target: FileTarget, *, with_names: bool = False, purpose: str = "") -> None:
    act = context.act()
    items = agenda(context.station, act.day, act.day + _AHEAD, _MOST)
    hand_out_agenda(context.station, items, act, outgoing(target), with_names=with_names, purpose=purpose)
