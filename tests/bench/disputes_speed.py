"""How fast a dispute is opened and saved in a folder of 100,000 disputes (100 ms and 50 ms)."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.cases.detail.case_detail import CaseDetail
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.look import Appearance
from fengqiao_desk.ui.messages import Messages
from fengqiao_desk.ui.running.application import DeskApplication

from fengqiao_desk import cases
from fengqiao_desk.cases import Case, Condition, known_people
from fengqiao_desk.cases.agenda import agenda, sleeping
from fengqiao_desk.cases.parties import parties_in
from fengqiao_desk.cases.search.lists import count_open
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.station import Station
from tests.bench.folder import TODAY, act_of, bench_station, counted
from tests.bench.measuring import Figure, middle

KIND = kind_of("disputes")
TIMES = 15
_EXAMPLE = Path(__file__).parent.parent / "example_entries" / "dispute.json"
_SUSPENSIONS = 25


def figures() -> Iterator[Figure]:
    """Every figure of the disputes in milliseconds."""
    with bench_station(enlarged=True) as station:
        entry = json.loads(_EXAMPLE.read_text(encoding="utf-8"))
        among = f"{counted(station, KIND.key)} 件纠纷中"
        long = _long_case(station, entry)
        yield from _saving(station, entry, among)
        yield from _opening(station, long)
        yield from _looking(station, among)


def _saving(station: Station, entry: dict[str, Any], among: str) -> Iterator[Figure]:
    made: list[Case] = []

    def receive(number: int) -> None:
        made.append(cases.receive(station, KIND, {**entry, "place": f"示例路{number}号"}, act_of(station)))

    def amend(number: int) -> None:
        cases.amend(station, KIND, made[number].number, {"claims": "赔礼道歉。"}, act_of(station))

    def step(number: int) -> None:
        suspension = {"from": "2026-11-20", "why": "鉴定"}
        cases.take_step(station, KIND, made[number].number, "suspend", suspension, act_of(station))

    yield _figure(f"{among}受理一件", middle(receive, TIMES), 50)
    yield _figure(f"{among}更正一件", middle(amend, TIMES), 50)
    yield _figure(f"{among}办理一步", middle(step, TIMES), 50)


def _opening(station: Station, long: Case) -> Iterator[Figure]:
    parties, day = parties_in(long), date.fromisoformat(long.day)
    yield _figure(
        f"读出一件有 {len(long.steps)} 步的纠纷",
        middle(lambda _: cases.load(station, KIND, long.number), TIMES),
        100,
    )
    yield _figure(
        f"在窗口里打开一件有 {len(long.steps)} 步的纠纷",
        middle(_opening_in_window(station, long), TIMES),
        100,
    )
    yield _figure(
        "认出当事人以往的纠纷",
        middle(lambda _: known_people.repetitions(station, KIND, parties, long.number, day), TIMES),
        100,
    )


def _opening_in_window(station: Station, case: Case) -> Callable[[int], None]:
    """Shows the case in the detail side of a window without a screen, until it is painted."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = DeskApplication([], Appearance.LIGHT)
    act = act_of(station)
    before = station.connections.run("SELECT number FROM cases WHERE kind = ? LIMIT ?", KIND.key, TIMES)
    context = WindowContext(
        *(station, act.by, Background(application, at_once=True), Messages(lambda: None)),
        *(lambda: act.at, lambda page, record: None),
    )
    detail = CaseDetail(context, KIND)
    detail.resize(520, 700)
    detail.show()

    def show(number: int) -> None:
        detail.show_case(str(before[number][0]))
        detail.show_case(case.number)
        detail.grab()

    return show


def _looking(station: Station, among: str) -> Iterator[Figure]:
    is_open, overdue = Condition("open", "是"), Condition("due", "..2026-11-20")
    pages = {
        "全部纠纷的一页": lambda _: cases.page(station, KIND, limit=40),
        "在办纠纷的一页": lambda _: cases.page(station, KIND, (is_open,), limit=40),
        "逾期纠纷的一页": lambda _: cases.page(station, KIND, (is_open, overdue), limit=40, order="due"),
        "在办件数": lambda _: count_open(station, KIND),
        "今后七天的待办": lambda _: agenda(station, TODAY, TODAY + timedelta(days=7)),
        "沉睡的纠纷": lambda _: sleeping(station, KINDS, TODAY),
    }
    for name, look in pages.items():
        yield _figure(f"{among}{name}", middle(look, TIMES), 100)


def _figure(name: str, seconds: float, limit: float) -> Figure:
    return Figure(name, seconds * 1000, limit, "毫秒")


def _long_case(station: Station, entry: dict[str, Any]) -> Case:
    """A dispute that was suspended and resumed again and again: fifty steps."""
    case = cases.receive(station, KIND, {**entry, "received_on": "2026-11-20"}, act_of(station))
    for _ in range(_SUSPENSIONS):
        for step, typed in (
            ("suspend", {"from": "2026-11-20", "why": "鉴定"}),
            ("resume", {"on": "2026-11-20"}),
        ):
            case = cases.take_step(station, KIND, case.number, step, typed, act_of(station))
    return case
