"""Every figure counts, lists and leaves out the very records that the SQL of version 0.2.0 did."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import astuple
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk import cases
from fengqiao_desk.cases import Figure
from fengqiao_desk.cases.figures.counted import Asking
from fengqiao_desk.cases.saving.receiving import prepare_many, receive_many
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.practice.generated.generating import generate
from fengqiao_desk.station import Station, open_station
from fengqiao_desk.summaries import Count
from fengqiao_desk.values.days import Period, add_months

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]
TEXTS: dict[str, dict[str, str]] = json.loads(
    (Path(__file__).parent / "figures_0_2_0.json").read_text(encoding="utf-8")
)
UNTIL = date(2026, 11, 21)
DAY = "2026-12-31"
ALL = Period(date(1990, 1, 1), UNTIL)
RESULTS = ("调解成功", "终止", "移交", "已办结（结果不详）")


def differences(station: Station, period: Period) -> list[str]:
    """The figures of which anything is not as it was."""
    count = Count(station, period)
    found = []
    for kind in KINDS:
        for figure in (each for each in kind.figures if isinstance(each, Figure) and each.key in TEXTS):
            texts, days = TEXTS[figure.key], (period.start, period.end)
            listed = station.connections.run(texts["sql"], *days)
            left = station.connections.run(texts["left_out"], *days) if texts["left_out"] else []
            summed = station.connections.run(
                f"SELECT label, unit, sum(thousandths), max(approximate) FROM ({texts['sql']}) GROUP BY label, unit "
                "ORDER BY sum(thousandths) DESC, label",
                *days,
            )
            sums = [
                (label, unit, value.thousandths, int(value.approximate))
                for label, unit, value in figure.sums(Asking(station.connections, period))
            ]
            same = (
                Counter(map(astuple, count.records(figure.key))) == Counter(listed)
                and Counter(map(astuple, count.left_out(figure.key))) == Counter(left)
                and sums == summed
                and figure.base == texts["base"]
            )
            found += [] if same else [figure.key]
    return found


def months(last: date, number: int) -> Iterator[Period]:
    for before in range(number):
        first = add_months(last.replace(day=1), -before)
        yield Period(first, add_months(first, 1) - timedelta(days=1))


@pytest.mark.parametrize("name", ["a", "b"])
def test_the_demonstration_stations_count_as_before(
    scenario_folders: Callable[[str], Path], name: str
) -> None:
    station = open_station(scenario_folders(name), "2026-11-21T08:00:00", "测试", exclusive=False)
    ((first, last),) = station.connections.run("SELECT min(day), max(day) FROM cases WHERE day < '2026-12'")
    periods = [ALL, Period(date.fromisoformat(first), date.fromisoformat(last))]
    periods += [*months(date.fromisoformat(last), 3), *months(UNTIL, 2)]
    assert {period: wrong for period in periods if (wrong := differences(station, period))} == {}
    station.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    """Two years of a station of which everything is by chance."""
    root = tmp_path_factory.mktemp("made") / "station"
    generate(root, 120, 7, UNTIL)
    station = open_station(root, "2026-11-21T08:00:00", "测试", exclusive=False)
    yield station
    station.close()


@pytest.mark.parametrize("period", [ALL, *months(UNTIL, 14)], ids=lambda period: str(period.first))
def test_a_station_made_by_chance_counts_as_before(made: Station, period: Period) -> None:
    assert differences(made, period) == []


def test_what_old_ledgers_tell_counts_as_before(desk: Desk, dispute: Entry) -> None:
    """Ended with and without a day, some opened again, closed again or recorded in another month than their own."""
    chance, act = Random(5), desk.act()
    entries = []
    for _ in range(60):
        day = date(2020, 1, 1) + timedelta(days=chance.randint(0, 90))
        closed = chance.choice((None, (day + timedelta(days=chance.randint(0, 40))).isoformat()))
        end = {"result": chance.choice(RESULTS), "closed_on": closed, "told": "旧台账的话"}
        amount = chance.choice((None, "1200.50"))
        entries.append({**dispute, "received_on": day.isoformat(), "amount": amount, "history": [end]})
    kind = kind_of("disputes")
    received = receive_many(desk.station, kind, prepare_many(desk.station, kind, entries, act), act)
    for number in received.numbers:
        if chance.random() < 0.4:
            on = (date(2020, 5, 1) + timedelta(days=chance.randint(0, 40))).isoformat()
            entry = {"on": on, "reason": "当事人反悔"}
            case = cases.take_step(desk.station, kind, number, "reopen", entry, act)
            if chance.random() < 0.5:
                desk.step(case, "close", {"closed_on": on, "result": "未达成"})
    for period in (ALL, *months(date(2020, 6, 1), 7), *months(UNTIL, 1)):
        assert differences(desk.station, period) == []


LOOSE = {"pieces": None, "pieces_unit": None, "specification": "散装", "unit": "公斤", "quantity": 2.5}
ENDED = {"result": "移送", "closed_on": "2020-12-31", "told": "旧台账的话"}
MOVED_ON = {"move": "移交", "at": "2026-11-22T08:00", "decision_number": "处1号"}
COURSES = (("trace",), ("seize", "custody"), ("trace", "transfer"), ("custody", "moved on", "transfer"))


def goods_found(goods_case: Entry, chance: Random) -> Entry:
    """A find of 2020: one batch or two, the second loose, with 余 or not, priced or not."""
    batch, day = goods_case["goods"][0], date(2020, 1, 1) + timedelta(days=chance.randint(0, 300))
    priced = {"approximate": chance.random() < 0.5, "unit_price": chance.choice((None, "0.33"))}
    second = {**batch, **LOOSE, **priced, "name": chance.choice((batch["name"], "酒精"))}
    return {
        **goods_case,
        "found_on": day.isoformat(),
        "seizing_agency": "本所",
        "partners": chance.choice(([], ["市场监督管理所", "综治办"])),
        "goods": chance.choice(([batch], [batch, second])),
    }


def test_goods_of_all_sorts_count_as_before(
    desk: Desk, goods_case: Entry, example: Callable[[str], Entry]
) -> None:
    """Moved and transferred whole and in part, traced or not, told by an old ledger, recorded in another month than their own."""
    chance, act, taken = Random(11), desk.act(), example("goods_case_steps")
    entries = [goods_found(goods_case, chance) for _ in range(40)]
    entries = [{**entry, "history": [ENDED]} if chance.random() < 0.2 else entry for entry in entries]
    kind = kind_of("goods_cases")
    received = receive_many(desk.station, kind, prepare_many(desk.station, kind, entries, act), act)
    for number, entry in zip(received.numbers, entries, strict=True):
        items = {"items": [{"goods": 1, "quantity": chance.choice((46, 20))}]}
        steps = {**taken, "transfer": {**taken["transfer"], **items}}
        steps["moved on"] = {**taken["custody"], **MOVED_ON, **items}
        case = cases.load(desk.station, kind, number)
        for step in () if "history" in entry else chance.choice(COURSES):
            case = desk.step(case, "custody" if step == "moved on" else step, steps[step], DAY)
    for period in (ALL, *months(date(2020, 12, 1), 12), *months(date(2026, 12, 1), 2)):
        assert differences(desk.station, period) == []
