"""What a list of cases can be narrowed and ordered by: chips from the declared fields, deadlines, periods."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from fengqiao_desk.cases import CaseKind, Condition
from fengqiao_desk.cases.search.lists import NOT_DUE
from fengqiao_desk.fields import Field
from fengqiao_desk.station.station import EntryChoices
from fengqiao_desk.values.days import add_months

from ...context import WindowContext
from ...widgets import Chip

OPEN: Final = "在办"
NOT_OPEN: Final = "不在办"
STATE: Final = "state"
DUE: Final = "due"
DAY: Final = "day"
OVERDUE, DUE_TODAY, DUE_THIS_WEEK, WITHOUT = "逾期", "今天到期", "本周到期", "没有期限"
_DUES: Final = (OVERDUE, DUE_TODAY, DUE_THIS_WEEK, WITHOUT)
_PERIODS: Final = ("本周", "本月", "上月", "今年", "去年")
_MOST_CHIPS: Final = 7


def chips_of(context: WindowContext, kind: CaseKind) -> list[Chip]:
    """State, deadline, period, then the listed fields that are choices."""
    states = tuple(state.title for state in kind.states)
    closes = any(state.closed for state in kind.states)
    chips = [Chip(STATE, "状态", (*((OPEN, NOT_OPEN) if closes else ()), *states))] if len(states) > 1 else []
    if kind.deadlines is not None:
        chips.append(Chip(DUE, "期限", _DUES))
    chips.append(Chip(DAY, kind.field(kind.day_field).label, _PERIODS))
    with context.station.reading():
        choices = EntryChoices(context.station, context.act())
        for field in kind.fields:
            if field.listed and (words := _choices(field, choices)):
                chips.append(Chip(field.name, field.label, words))
    return chips[: _MOST_CHIPS + 2]


def conditions(chosen: Mapping[str, str], today: date) -> tuple[Condition, ...]:
    """What the core is asked for the chosen words; periods and deadlines are days of `today`."""
    return tuple(_condition(key, word, today) for key, word in chosen.items())


def orders_of(kind: CaseKind) -> dict[str, str]:
    """The orders of `cases.search.lists.ORDERS` that make sense for the kind, in words."""
    words = {"day": f"按{kind.field(kind.day_field).label} ↓", "number": "按编号 ↓"}
    return {**words, "due": "按期限 ↑"} if kind.deadlines is not None else words


def _condition(key: str, word: str, today: date) -> Condition:
    if key == STATE and word in (OPEN, NOT_OPEN):
        return Condition("open", "是" if word == OPEN else "否")
    if key == DUE:
        return Condition(key, _due_days(word, today))
    return Condition(key, _period(word, today) if key == DAY else word)


def _due_days(word: str, today: date) -> str:
    sunday = today + timedelta(days=6 - today.weekday())
    return {
        OVERDUE: f"..{today - timedelta(days=1)}",
        DUE_TODAY: f"{today}..{today}",
        DUE_THIS_WEEK: f"{today}..{sunday}",
        WITHOUT: NOT_DUE,
    }[word]


def _period(word: str, today: date) -> str:
    month, year = today.replace(day=1), today.replace(month=1, day=1)
    return {
        "本周": f"{today - timedelta(days=today.weekday())}..{today}",
        "本月": f"{month}..{today}",
        "上月": f"{add_months(month, -1)}..{month - timedelta(days=1)}",
        "今年": f"{year}..{today}",
        "去年": f"{year.replace(year=year.year - 1)}..{year - timedelta(days=1)}",
    }[word]


def _choices(field: Field, choices: EntryChoices) -> tuple[str, ...]:
    """What a listed field can be narrowed to; empty for one that is no choice."""
    if field.kind.key == "choice":
        return tuple(choices.terms(field.vocabulary))
    if field.kind.key == "area":
        return tuple(choices.areas())
    if field.kind.key == "officer":
        # They stand last: what is looked for is mostly the present ones.
        left = [former.officer.name for former in choices.station.officers.left()]
        return (*choices.officer_names(field.roles), *left)  # whose work somebody else has to take over
    return ()
