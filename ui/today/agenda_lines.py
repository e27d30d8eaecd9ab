"""The agenda in the words of the page 今日: how pressing, by when, and which act."""

from __future__ import annotations

from datetime import date, timedelta

from fengqiao_desk.cases.agenda import (
    AgendaItem,
    PaperToSettle,
    SleepingCase,
    agenda,
    papers_to_settle,
    sleeping,
)
from fengqiao_desk.documents.register import BASIS_CHANGED
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.values.days import day_words, show_day, show_short_day, weekday
from fengqiao_desk.values.deadlines import lapse_words

from ..cases.words import PROVISIONAL
from ..context import PAPER, WindowContext
from ..look import Tone
from ..widgets.agenda_rows import AgendaLine

AHEAD = timedelta(days=7)


def due_items(context: WindowContext) -> list[AgendaItem]:
    """What is overdue or due within a week."""
    today = context.now().date()
    return agenda(context.station, today, today + AHEAD)


def marked_papers(context: WindowContext) -> list[PaperToSettle]:
    """Papers in force whose basis changed."""
    return papers_to_settle(context.station)


def sleeping_cases(context: WindowContext) -> list[SleepingCase]:
    """Open cases nobody wrote anything into for some working days."""
    return sleeping(context.station, KINDS, context.now().date())


def line_of(item: AgendaItem, today: date) -> AgendaLine:
    """How pressing, whose, what, by when, and the step that settles it; 打开 where no step does."""
    state, tone = pressing(item.days_left, item.code)
    kind = kind_of(item.kind)
    # Some deadlines are settled by no step: then the case is opened.
    step = kind.steps_by_key.get(item.act)
    return AgendaLine(
        state,
        tone,
        item.case_title,
        f"{item.title}：{item.on_miss}" if item.days_left < 0 and item.on_miss else item.title,
        _when(item, today),
        step.title if step else "打开",
        item.kind,
        f"{item.number} {item.act}" if step else item.number,
    )


def sleeping_line(case: SleepingCase, today: date) -> AgendaLine:
    """`沉睡 … 9 个工作日没有新的记录`."""
    return AgendaLine(
        "沉睡",
        Tone.WARNING,
        case.title,
        f"{case.working_days} 个工作日没有新的记录",
        f"上次 {_day(case.last_on, today)} {weekday(case.last_on)}",
        "打开",
        case.kind,
        case.number,
    )


def paper_line(paper: PaperToSettle, today: date) -> AgendaLine:
    """`依据已变更 …`: leads to the paper among those of its case."""
    return AgendaLine(
        BASIS_CHANGED,
        Tone.WARNING,
        paper.case_title,
        f"{paper.title} {paper.document}",
        day_words(paper.changed_at, today),
        "看文书",
        paper.kind,
        f"{paper.number} {PAPER} {paper.document}",
    )


def pressing(days_left: int, code: str = "") -> tuple[str, Tone]:
    """`逾期 2 天`, `今天到期`, `还有 3 天`; `已自动解除` for what ends by itself."""
    # What ends by law on its day is nobody's delay and is not called one.
    if days_left < 0 and (lapsed := lapse_words(code)):
        return lapsed, Tone.DANGER
    if days_left < 0:
        return f"逾期 {-days_left} 天", Tone.DANGER
    return ("今天到期", Tone.WARNING) if days_left == 0 else (f"还有 {days_left} 天", Tone.ACCENT)


def _when(item: AgendaItem, today: date) -> str:
    due = f"{_day(item.due_on, today)} {weekday(item.due_on)}"
    # The day that the law counts to is said too: an officer may be asked for it.
    if item.plain_on != item.due_on:
        due = f"{_day(item.plain_on, today)}，顺延至 {due}"
    return f"{due}\n{PROVISIONAL}" if item.provisional else due


def _day(day: date, today: date) -> str:
    if day == today:
        return "今天"
    return show_short_day(day) if day.year == today.year else show_day(day)
