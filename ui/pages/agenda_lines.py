"""The agenda in the words of the page 今日: how pressing, by when, and which act."""

from __future__ import annotations

from datetime import date, timedelta

from fengqiao_desk.cases.agenda import AgendaItem, agenda
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.values.days import show_day, show_short_day, weekday

from ..context import WindowContext
from ..look import Tone
from ..widgets.agenda_rows import AgendaLine

AHEAD = timedelta(days=7)


def due_items(context: WindowContext) -> list[AgendaItem]:
    """What is overdue or due within a week."""
    today = context.now().date()
    return agenda(context.station, today, today + AHEAD)


def line_of(item: AgendaItem, today: date) -> AgendaLine:
    state, tone = pressing(item.days_left)
    kind = kind_of(item.kind)
    step = kind.steps_by_key.get(item.act)
    return AgendaLine(
        state,
        tone,
        item.case_title,
        item.title,
        _when(item, today),
        step.title if step else "打开",
        item.kind,
        f"{item.number} {item.act}" if step else item.number,
    )


def pressing(days_left: int) -> tuple[str, Tone]:
    """`逾期 2 天`, `今天到期`, `还有 3 天`."""
    if days_left < 0:
        return f"逾期 {-days_left} 天", Tone.DANGER
    return ("今天到期", Tone.WARNING) if days_left == 0 else (f"还有 {days_left} 天", Tone.ACCENT)


def _when(item: AgendaItem, today: date) -> str:
    due = _day(item.due_on, today)
    if item.plain_on != item.due_on:
        due = f"{_day(item.plain_on, today)}，顺延至 {due}"
    elif item.due_on != today:
        due = f"{due} {weekday(item.due_on)}"
    return f"{due}（暂定）" if item.provisional else due


def _day(day: date, today: date) -> str:
    if day == today:
        return "今天"
    return show_short_day(day) if day.year == today.year else show_day(day)
