"""A practice station to work in, the example entries of the contract, and the hand that enters them."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import argon2
import pytest
from hypothesis import HealthCheck, settings

from fengqiao_desk import cases
from fengqiao_desk.cases import Case, CaseKind
from fengqiao_desk.cases.saving import tables
from fengqiao_desk.documents.register import IssuedDocument
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.practice import build
from fengqiao_desk.station import Act, Station, create_station, open_station, passwords
from fengqiao_desk.station.opening import NewStation
from fengqiao_desk.store.sealing import wraps

# The same examples in every run, so that a check fails for what was changed; `make soak` looks further each time.
# How long an example takes is the machine's affair.
settings.register_profile(
    "check", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "soak", print_blob=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("soak" if "FENGQIAO_SOAK" in os.environ else "check")

HERE = Path(__file__).parent
PASSWORD = "练习-password-1"
TODAY = "2026-11-21"
Entry = dict[str, Any]


@pytest.fixture(scope="session", autouse=True)
def _passwords_cost_little() -> Iterator[None]:
    """A tenth of a second for each is what they are for, and nothing a test asks; `test_passwords` asks for the true cost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        for name, value in {"_PASSES": 1, "_MEMORY_KIB": 64, "_LANES": 1}.items():
            patch.setattr(wraps, name, value)
        yield


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def act_on(station: Station, day: str = TODAY, officer: str = "民警甲", hour: int = 9) -> Act:
    """What somebody of the station does at an hour of a day."""
    return Act(station.officers.named(officer), datetime.fromisoformat(f"{day}T{hour:02d}:00:00"))


def acting(station: Station, at: str = f"{TODAY}T09:00:00", officer: str = "民警甲") -> Act:
    """An officer at a moment, for tests that have a station and no desk."""
    return Act(station.officers.named(officer), datetime.fromisoformat(at))


@dataclass
class Desk:
    """An officer's verbs on an open station, with the words of a test: names of kinds, days as text."""

    station: Station

    def example(self, kind: CaseKind) -> Entry:
        """The example of any kind, from the file named after its record; what it belongs to is received first."""
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.record.__name__).lower()
        entry: Entry = read_json(HERE / "example_entries" / f"{name}.json")
        if kind.belongs_to is None:
            return entry
        column, key = kind.belongs_to
        return {**entry, column.declared.name: self.receive(key, self.example(kind_of(key))).number}

    def complete(self) -> None:
        """Receive the example of every kind of which there is no case yet."""
        for kind in KINDS:
            if cases.page(self.station, kind).total == 0:
                self.receive(kind.key, self.example(kind))

    def act(self, day: str = TODAY, officer: str = "民警甲", hour: int = 9) -> Act:
        return act_on(self.station, day, officer, hour)

    def receive(self, kind: str, entry: Any, day: str = TODAY, officer: str = "民警甲") -> Case:
        return cases.receive(self.station, kind_of(kind), entry, self.act(day, officer))

    def amend(self, case: Case, entry: Any, day: str = TODAY) -> Case:
        return cases.amend(self.station, case.kind, case.number, entry, self.act(day))

    def step(self, case: Case, step: str, entry: Any, day: str = TODAY, officer: str = "民警甲") -> Case:
        return cases.take_step(self.station, case.kind, case.number, step, entry, self.act(day, officer))

    def reach(self, case: Case, steps: Entry) -> Case:
        """The second mediation of the examples, which reaches their agreement on its day (the last of the seven)."""
        held = {**steps["mediation_session"], "held_at": "2026-10-13T09:00", "outcome": "达成"}
        return self.step(case, "mediation_session", held)

    def agree(self, case: Case, steps: Entry, **more: Any) -> Case:
        """The mediation that reaches an agreement, and the agreement of the examples."""
        self.reach(case, steps)
        return self.step(case, "agreement", {**steps["agreement"], **more})

    def issue(self, case: Case, document: str, day: str = TODAY, officer: str = "民警甲") -> IssuedDocument:
        act = self.act(day, officer)
        return cases.issue_document(self.station, case.kind, case.number, document, act)

    def count(self, table: str) -> int:
        found: int = self.station.connections.run(f"SELECT count(*) FROM {table}")[0][0]
        return found


@pytest.fixture(scope="session")
def practice_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built once (hashing six passwords takes a second); tests work on copies."""
    root = tmp_path_factory.mktemp("practice") / "station"
    new = NewStation(
        *("逍遥津派出所", "合肥市公安局", "管理员己", PASSWORD), practice=True, with_officers=True
    )
    station = create_station(root, new, "2020-01-01T00:00:00")
    tables.ensure(station.connections, KINDS)
    station.close()
    return root


@pytest.fixture
def station_folder(practice_folder: Path, tmp_path: Path) -> Path:
    """A practice station of this test alone, not open."""
    return Path(shutil.copytree(practice_folder, tmp_path / "station"))


@pytest.fixture
def station(station_folder: Path) -> Iterator[Station]:
    """The practice station of this test, open."""
    opened = open_station(station_folder, "2026-11-21T08:00:00", "测试")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def desk_on() -> Callable[[Station], Desk]:
    """Puts a desk onto any open station."""
    return Desk


@pytest.fixture
def desk(station: Station) -> Desk:
    return Desk(station)


@pytest.fixture
def act(desk: Desk) -> Callable[..., Act]:
    """Makes an act: `act("2026-11-21", "民警乙")`."""
    return desk.act


@pytest.fixture
def example() -> Callable[[str], Any]:
    """One of the example entries of the contract by its name: `example("dispute")`."""
    return lambda name: read_json(HERE / "example_entries" / f"{name}.json")


@pytest.fixture
def dispute(example: Callable[[str], Entry]) -> Entry:
    return example("dispute")


@pytest.fixture
def dispute_steps(example: Callable[[str], Entry]) -> Entry:
    return example("dispute_steps")


@pytest.fixture
def goods_case(example: Callable[[str], Entry]) -> Entry:
    return example("goods_case")


@pytest.fixture
def venue(example: Callable[[str], Entry]) -> Entry:
    return example("venue")


@pytest.fixture
def service(example: Callable[[str], Entry]) -> Entry:
    """A try at service on the day after the notices of these tests are issued."""
    return {**example("service"), "tried_at": "2026-11-21T08:30"}


@pytest.fixture
def published() -> Callable[[str], Any]:
    """What a station published: `published("a")`."""
    return lambda name: read_json(HERE / "scenarios" / f"station_{name}.json")


@pytest.fixture(scope="session")
def scenario_folders(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The practice station of a scenario, built when first asked for; only to be read."""
    built: dict[str, Path] = {}

    def folder(name: str) -> Path:
        if name not in built:
            built[name] = tmp_path_factory.mktemp("scenario") / name
            build(built[name], name)
        return built[name]

    return folder
