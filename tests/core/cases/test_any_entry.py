"""Whatever JSON stands in an entry: it is received whole, or told in words and nothing is saved. Nothing else happens."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fengqiao_desk.cases import CaseKind
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Station, open_station
from fengqiao_desk.store.check import check

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from(
        (
            "2026-02-30",
            "2026-11-21",
            "2026-11-21T24:00",
            "2300余",
            "民警甲",
            "邻里",
            "-1",
            "P1",
            "\ud800",
            "\x00",
        )
    )
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
unhurried = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def paths(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value inside an entry."""
    inner: Any = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, below in inner:
        yield (*at, key)
        yield from paths(below, (*at, key))


def changed(entry: Entry, path: tuple[Any, ...], value: Any) -> Entry:
    """A copy of the entry with one value inside replaced."""
    whole = copy.deepcopy(entry)
    place: Any = whole
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return whole


@pytest.fixture(scope="module")
def busy_desk(
    practice_folder: Path, tmp_path_factory: pytest.TempPathFactory, desk_on: Callable[[Station], Desk]
) -> Iterator[Desk]:
    """One station for all examples of these tests."""
    root = Path(shutil.copytree(practice_folder, tmp_path_factory.mktemp("busy") / "station"))
    station = open_station(root, "2026-11-21T08:00:00", "测试")
    yield desk_on(station)
    station.close()


@pytest.fixture(scope="module")
def entries(busy_desk: Desk) -> dict[str, Entry]:
    """The example of each kind."""
    return {kind.key: busy_desk.example(kind) for kind in KINDS}


def attempt(desk: Desk, verb: Callable[[], object]) -> None:
    """Run the verb; when it is refused, nothing may have changed."""
    before = [desk.count(table) for table in ("cases", "steps", "audit", "search_rows")]
    try:
        verb()
    except Problem as problem:
        assert problem.message
        assert [desk.count(table) for table in ("cases", "steps", "audit", "search_rows")] == before


@unhurried
@given(data=st.data())
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_any_value_in_any_place_is_taken_or_told(
    busy_desk: Desk, entries: dict[str, Entry], data: st.DataObject, kind: CaseKind
) -> None:
    entry = entries[kind.key]
    path = data.draw(st.sampled_from(list(paths(entry))))
    attempt(busy_desk, lambda: busy_desk.receive(kind.key, changed(entry, path, data.draw(ANYTHING))))


@unhurried
@given(data=st.data())
@pytest.mark.parametrize("step", ["mediation_session", "agreement", "close", "terminate"])
def test_any_value_in_a_step_is_taken_or_told(
    busy_desk: Desk, dispute: Entry, dispute_steps: Entry, data: st.DataObject, step: str
) -> None:
    entry = dispute_steps[step]
    path = data.draw(st.sampled_from(list(paths(entry))))
    value = data.draw(ANYTHING)
    case = busy_desk.receive("disputes", dispute)
    if step == "agreement":
        busy_desk.reach(case, dispute_steps)
    attempt(busy_desk, lambda: busy_desk.step(case, step, changed(entry, path, value)))


@unhurried
@given(data=st.data())
@pytest.mark.parametrize("step", ["seize", "custody", "trace", "transfer"])
def test_any_value_in_a_step_of_goods_is_taken_or_told(
    busy_desk: Desk, goods_case: Entry, example: Callable[[str], Entry], data: st.DataObject, step: str
) -> None:
    entry = example("goods_case_steps")[step]
    path = data.draw(st.sampled_from(list(paths(entry))))
    value = data.draw(ANYTHING)
    case = busy_desk.receive("goods_cases", goods_case)
    attempt(busy_desk, lambda: busy_desk.step(case, step, changed(entry, path, value), "2026-12-01"))


def test_after_all_that_the_folder_is_sound(busy_desk: Desk) -> None:
    assert check(busy_desk.station.connections, busy_desk.station.files) == []
