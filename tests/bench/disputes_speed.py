"""How fast a dispute is opened and saved in a folder of 100,000 disputes (issue 4: 100 ms and 50 ms)."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from fengqiao_desk.ui.application import DeskApplication
from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.look import Appearance
from fengqiao_desk.ui.messages import Messages
from fengqiao_desk.ui.pages.case_detail import CaseDetail

from fengqiao_desk import cases
from fengqiao_desk.cases import Case, Condition, known_people, tables
from fengqiao_desk.cases.agenda import agenda, sleeping
from fengqiao_desk.cases.lists import count_open
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.station import Act, Station, create_station
from fengqiao_desk.station.opening import NewStation
from fengqiao_desk.store.grams import folded
from tests.bench.measuring import Figure, middle
from tests.bench.round_of_notices import GIVEN, SURNAMES

DISPUTES = 100_000
TODAY = date(2026, 11, 21)
KIND = kind_of("disputes")
TIMES = 15
_EXAMPLE = Path(__file__).parent.parent / "example_entries" / "dispute.json"
_OPEN_EACH = 500
_SUSPENSIONS = 25


def figures() -> Iterator[Figure]:
    """Every figure of the disputes in milliseconds; the folder is made in a temporary place."""
    with tempfile.TemporaryDirectory() as place:
        station = _station(Path(place) / "station")
        try:
            entry = json.loads(_EXAMPLE.read_text(encoding="utf-8"))
            _fill(station, cases.receive(station, KIND, entry, _act(station)))
            long = _long_case(station, entry)
            yield from _saving(station, entry)
            yield from _opening(station, long)
            yield from _looking(station, long)
        finally:
            station.close()


def _saving(station: Station, entry: dict[str, Any]) -> Iterator[Figure]:
    made: list[Case] = []

    def receive(number: int) -> None:
        made.append(cases.receive(station, KIND, {**entry, "place": f"示例路{number}号"}, _act(station)))

    def amend(number: int) -> None:
        cases.amend(station, KIND, made[number].number, {"claims": "赔礼道歉。"}, _act(station))

    def step(number: int) -> None:
        suspension = {"from": "2026-11-20", "why": "鉴定"}
        cases.take_step(station, KIND, made[number].number, "suspend", suspension, _act(station))

    yield _figure("十万件纠纷中受理一件", middle(receive, TIMES), 50)
    yield _figure("十万件纠纷中更正一件", middle(amend, TIMES), 50)
    yield _figure("十万件纠纷中办理一步", middle(step, TIMES), 50)


def _opening(station: Station, long: Case) -> Iterator[Figure]:
    parties, day = long.values["parties"], date.fromisoformat(long.day)
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
    act = _act(station)
    context = WindowContext(
        *(station, act.by, Background(application, at_once=True), Messages(lambda: None)),
        *(lambda: act.at, lambda page, record: None),
    )
    detail = CaseDetail(context, KIND)
    detail.resize(520, 700)
    detail.show()

    def show(number: int) -> None:
        detail.show_case(_number(_keys()[number]))
        detail.show_case(case.number)
        detail.grab()

    return show


def _looking(station: Station, long: Case) -> Iterator[Figure]:
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
        yield _figure(name, middle(look, TIMES), 100)


def _figure(name: str, seconds: float, limit: float) -> Figure:
    return Figure(name, seconds * 1000, limit, "毫秒")


def _station(root: Path) -> Station:
    new = NewStation(
        "示例派出所", "示例市公安局", "管理员己", "password-1", practice=True, with_officers=True
    )
    station = create_station(root, new, "2020-01-01T00:00:00")
    tables.ensure(station.connections, KINDS)
    return station


def _act(station: Station) -> Act:
    return Act(station.officers.named("民警甲"), datetime(2026, 11, 21, 9, 0))


def _long_case(station: Station, entry: dict[str, Any]) -> Case:
    """A dispute that was suspended and resumed again and again: fifty steps."""
    case = cases.receive(station, KIND, {**entry, "received_on": "2026-11-20"}, _act(station))
    for _ in range(_SUSPENSIONS):
        for step, told in (
            ("suspend", {"from": "2026-11-20", "why": "鉴定"}),
            ("resume", {"on": "2026-11-20"}),
        ):
            case = cases.take_step(station, KIND, case.number, step, told, _act(station))
    return case


def _fill(station: Station, model: Case) -> None:
    """Copies of one received dispute with other names, places and days, all but a few closed, in one transaction."""
    with station.writing():
        rows = {
            table: _rows_of(station, table, owner, model.key)
            for table, owner in (
                ("cases", "key"),
                ("disputes", "owner_key"),
                ("disputes_parties", "owner_key"),
            )
        }
        _insert(station, "cases", (_case(rows["cases"][0], key) for key in _keys()))
        _insert(station, "disputes", (_own(rows["disputes"][0], key) for key in _keys()))
        _insert(
            station,
            "disputes_parties",
            (_party(row, key) for key in _keys() for row in rows["disputes_parties"]),
        )
        _insert(station, "deadlines", (_deadline(key) for key in _keys() if key % _OPEN_EACH == 0))
        _insert(station, "search_rows", (_found(key) for key in _keys()))


def _keys() -> range:
    return range(10, DISPUTES + 10)


def _day(key: int) -> date:
    return TODAY - timedelta(days=20 + (DISPUTES - key) // 40)


def _name(number: int) -> str:
    rest, given = divmod(number, len(GIVEN))
    return SURNAMES[number * 7 % len(SURNAMES)] + GIVEN[given] + GIVEN[rest % len(GIVEN)]


def _number(key: int) -> str:
    return f"JF{_day(key).year}-{key:06d}"


def _case(model: dict[str, Any], key: int) -> dict[str, Any]:
    state = "受理" if key % _OPEN_EACH == 0 else "已结案"
    return {
        **model,
        **{"key": key, "number": _number(key), "year": _day(key).year, "sequence": key, "state": state},
        **{"day": _day(key).isoformat(), "title": f"{_name(key)} 与 {_name(key * 3)}"},
        "recorded_at": f"{_day(key).isoformat()}T09:00:00",
    }


def _own(model: dict[str, Any], key: int) -> dict[str, Any]:
    return {
        **model,
        **{"owner_key": key, "received_on": _day(key).isoformat(), "place": f"示例路{key % 900}号"},
    }


def _party(model: dict[str, Any], key: int) -> dict[str, Any]:
    place = model["row_position"]
    return {
        **model,
        **{"row_key": key * 2 + place, "owner_key": key, "name": _name(key if place == 1 else key * 3)},
        **{"id_number": f"34010419{key:08d}{place:02d}", "phone": f"139{key:08d}"},
        "address": f"示例路{key % 900}号{key % 30}室",
    }


def _deadline(key: int) -> dict[str, Any]:
    due = (_day(key) + timedelta(days=30)).isoformat()
    return {
        **{"case_key": key, "code": "AJ-30", "title": "办案期限", "due_on": due, "plain_on": due},
        **{"act": "agreement", "provisional": 0},
    }


def _found(key: int) -> dict[str, Any]:
    title = f"{_name(key)} 与 {_name(key * 3)}"
    body = folded([_number(key), title, f"示例路{key % 900}号", "因楼道堆放杂物发生争吵并推搡。"])
    return {"kind": KIND.key, "number": _number(key), "title": title, "body": body}


def _rows_of(station: Station, table: str, owner: str, key: int) -> list[dict[str, Any]]:
    columns = [row[0] for row in station.connections.run("SELECT name FROM pragma_table_info(?)", table)]
    names = ", ".join(f'"{column}"' for column in columns)
    found = station.connections.run(f"SELECT {names} FROM {table} WHERE {owner} = ?", key)
    return [dict(zip(columns, row, strict=True)) for row in found]


def _insert(station: Station, table: str, rows: Iterable[dict[str, Any]]) -> None:
    cursor = station.connections.database.cursor()  # type: ignore[no-untyped-call]
    statement = ""
    for row in rows:
        names = ", ".join(f'"{name}"' for name in row)
        statement = statement or f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' for _ in row)})"
        cursor.execute(statement, tuple(row.values()))
