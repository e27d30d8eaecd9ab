"""What a station says of everything, with its numbers replaced by what they stand for: two stations are compared by it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from fengqiao_desk.cases import load, page
from fengqiao_desk.cases.agenda import agenda
from fengqiao_desk.cases.search.finding import find
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.notices import coverage, streaks
from fengqiao_desk.notices.board import board
from fengqiao_desk.summaries.counting import Count
from fengqiao_desk.values.days import Period

if TYPE_CHECKING:
    from tests.conftest import Desk

TODAY = date(2026, 11, 21)
WORDS = ("示例", "张三", "中华", "改过", "第二次", "棋牌")


def without_numbers(value: Any, names: dict[str, str]) -> Any:
    """A text of everything, numbers replaced by what they stand for."""
    text = repr(value)
    for number in sorted(names, key=len, reverse=True):
        text = text.replace(number, names[number])
    return text


def picture(desk: Desk, numbers: dict[int, tuple[str, str]], names: dict[str, str]) -> dict[str, Any]:
    """What a station says of everything: cases, figures, streaks, deadlines, lists, search."""
    station = desk.station
    found: dict[str, Any] = {}
    period = Period(date(2026, 9, 1), TODAY)
    for handle, (key, number) in sorted(numbers.items()):
        case = load(station, kind_of(key), number)
        steps = [(each.step, each.day, each.from_state, each.to_state, each.entry) for each in case.steps]
        found[f"case {handle}"] = (case.state, case.title, case.day, case.values, steps, case.deadlines)
    count = Count(station, period)
    found["figures"] = sorted(without_numbers(each, names) for each in count.figures())
    found["streaks"] = [
        without_numbers(streaks.by_category(station, TODAY), names),
        without_numbers(streaks.by_venue(station, TODAY), names),
    ]
    found["board"] = [
        without_numbers(board(station).totals, names),
        sorted(without_numbers(each, names) for each in board(station).outstanding),
    ]
    found["coverage"] = [
        without_numbers(each, names)
        for each in (*coverage.by_visit(station, period), coverage.by_notice(station, period))
    ]
    found["agenda"] = sorted(
        without_numbers(each, names) for each in agenda(station, TODAY, TODAY + timedelta(365))
    )
    for kind in KINDS:
        rows = page(station, kind).rows
        found[f"list {kind.key}"] = sorted(without_numbers(row, names) for row in rows)
    for word in WORDS:
        hits = find(station, KINDS, word, 500).hits
        found[f"search {word}"] = sorted(without_numbers((hit.number, hit.field), names) for hit in hits)
    return found
