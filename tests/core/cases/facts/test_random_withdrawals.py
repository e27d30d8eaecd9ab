"""Acts at random with withdrawals at random leave, up to numbering, the station that never did what was taken back."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.cases import Case, amend, load, receive, take_step
from fengqiao_desk.cases.facts.merging import merge, unmerge
from fengqiao_desk.cases.facts.whole_cases import bring_back_case, withdraw_case
from fengqiao_desk.cases.facts.withdrawing import bring_back_step, replace_step, withdraw_step
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.notices import batch
from fengqiao_desk.problems import InTheWay, Problem
from fengqiao_desk.station import Act
from tests.core.cases.facts.whole_station import picture, without_numbers

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]
# A soak tries 2,000 sequences, in as many stations as there are seeds.
SEEDS, EACH = (40, 50) if "FENGQIAO_SOAK" in os.environ else (2, 6)
START = datetime(2026, 11, 20)
ENDS = ("close", "terminate", "refer", "close_down", "custody", "transfer")
# What usually comes next: without it hardly a dispute would ever be agreed and paid.
USUAL = ("mediation_session", "agreement", "performance", "follow_up", "seize", "custody", "serve", "resume")
KINDS_TRIED = ("disputes", "goods_cases", "venues", "activities")


@dataclass
class Event:
    """One act of the station with mistakes; `stands` while nobody took it back."""

    handle: int
    at: datetime
    verb: str
    what: str
    entry: Entry
    position: int = 0
    stands: bool = True


@dataclass
class Story:
    """A sequence of acts on a few cases, and what of it stands."""

    chance: random.Random
    desk: Desk
    examples: dict[str, Entry]
    minute: int = 0
    events: list[Event] = field(default_factory=list)
    numbers: dict[int, tuple[str, str]] = field(default_factory=dict)

    def act(self) -> Act:
        self.minute += 1
        return Act(self.desk.station.officers.named("民警甲"), START + timedelta(minutes=self.minute))

    def note(self, verb: str, handle: int, what: str, entry: Entry, position: int = 0) -> None:
        at = START + timedelta(minutes=self.minute)
        self.events.append(Event(handle, at, verb, what, entry, position))

    def case(self, handle: int) -> Case:
        kind, number = self.numbers[handle]
        return load(self.desk.station, kind_of(kind), number)

    def go_on(self) -> None:
        """One act, or one taking back; what a rule refuses is not done."""
        ways = [self.receive, self.step, self.step, self.step, self.step, self.amend]
        ways += [self.withdraw, self.withdraw, self.replace, self.bring_back, self.withdraw_whole]
        ways += [self.notice, self.merge_for_a_while, self.merge_for_a_while]
        try:
            self.chance.choice(ways)()
        except (Problem, IndexError, KeyError):  # nothing to choose from yet
            return

    def receive(self) -> None:
        if len(self.numbers) > 3:
            return
        key = self.chance.choice(KINDS_TRIED)
        entry = {**self.examples[key]}
        if key == "venues":
            entry["name"] = f"示例棋牌室{self.minute}"
        case = receive(self.desk.station, kind_of(key), entry, self.act())
        handle = len(self.numbers)
        self.numbers[handle] = (key, case.number)
        self.note("receive", handle, key, entry)

    def notice(self) -> None:
        """A numbered notice to a venue: the paper itself is never taken back, what is served of it is.

        It keeps the name it was issued under, so the venue is one whose name was never another.
        """
        venue = self.case(handle := self.one())
        copied = any(each.handle == handle and each.what in ("rename", "") for each in self.events)
        if venue.kind.key != "venues" or venue.withdrawal is not None or copied:
            return
        number = issue_notice(self.desk, venue, self.act())
        self.note("notice", handle, str(len(self.numbers)), {})
        self.numbers[len(self.numbers)] = ("notices", number)

    def step(self) -> None:
        self.step_at(self.one())

    def step_at(self, handle: int) -> None:
        case = self.case(handle)
        steps = case.kind.steps_from(case.state)
        keys = [each.key for each in steps if each.key in ENTRIES[case.kind.key]]
        usual = [key for key in USUAL if key in keys]
        key = self.chance.choice(usual if usual and self.chance.random() < 0.7 else keys)
        entry = ENTRIES[case.kind.key][key](self.chance)
        taken = take_step(self.desk.station, case.kind, case.number, key, entry, self.act())
        self.note("step", handle, key, entry, taken.next_position - 1)

    def amend(self) -> None:
        """Of a case that nothing ever closed: a correction is a fact of its own and stands when a reopening goes."""
        handle = self.one()
        case = self.case(handle)
        if any(each.handle == handle and each.what in ENDS for each in self.events):
            return
        name = {"disputes": "facts", "goods_cases": "facts", "venues": "phone", "activities": "note"}
        text = "13900000001" if case.kind.key == "venues" else f"改过{self.chance.randrange(9)}"
        entry = {name[case.kind.key]: text}
        amend(self.desk.station, case.kind, case.number, entry, self.act())
        self.note("amend", handle, "", entry)

    def withdraw(self) -> None:
        case = self.case(handle := self.one())
        position = self.chance.choice([taken.position for taken in case.steps] or [0])
        back = withdraw_step(
            self.desk.station, case.kind, case.number, position, "错", self.act(), with_later=True
        )
        self.mark(handle, back.positions, stands=False)

    def replace(self) -> None:
        case = self.case(handle := self.one())
        old = self.chance.choice(case.steps)
        entry = ENTRIES[case.kind.key][old.step](self.chance)
        back = replace_step(self.desk.station, case.kind, case.number, old.position, entry, "改", self.act())
        at = next(place for place, each in enumerate(self.events) if self.is_at(each, handle, old.position))
        self.events[at].stands = False
        new = Event(handle, self.events[at].at, "step", old.step, entry, back.entered)
        self.events.insert(at + 1, new)

    def bring_back(self) -> None:
        case = self.case(handle := self.one())
        gone = self.chance.choice(case.withdrawn_steps)
        back = bring_back_step(self.desk.station, case.kind, case.number, gone.position, "没错", self.act())
        self.mark(handle, back.positions, stands=True)

    def withdraw_whole(self) -> None:
        case = self.case(handle := self.one())
        if case.withdrawal is not None:
            bring_back_case(self.desk.station, case.kind, case.number, "没错", self.act())
            self.mark(handle, tuple(taken.position for taken in self.case(handle).steps), stands=True)
        elif self.chance.random() < 0.3:
            back = withdraw_case(
                self.desk.station, KINDS, case.kind, case.number, "错", self.act(), with_later=True
            )
            self.mark(handle, back.positions, stands=False)
        else:
            return
        for each in self.events:
            if each.handle == handle and each.verb == "receive":
                each.stands = self.case(handle).withdrawal is None

    def merge_for_a_while(self) -> None:
        """Two of a kind made one, some steps, and parted again: what rests on the merge by then is taken back."""
        kind, number = self.numbers[handle := self.one()]
        alike = [each for each, known in self.numbers.items() if known[0] == kind and each != handle]
        other = self.chance.choice(alike)
        merge(self.desk.station, KINDS, kind_of(kind), number, self.numbers[other][1], "同", self.act())
        for _ in range(self.chance.randrange(4)):
            with suppress(Problem, IndexError, KeyError):
                self.step_at(other)
        while self.case(handle).withdrawal is not None:
            try:
                unmerge(self.desk.station, KINDS, kind_of(kind), number, self.act())
            except InTheWay as rests:
                last = max(int(str(step["position"])) for step in rests.blocking)
                into = self.case(other)
                back = withdraw_step(self.desk.station, into.kind, into.number, last, "错", self.act())
                self.mark(other, back.positions, stands=False)

    def mark(self, handle: int, positions: tuple[int, ...], *, stands: bool) -> None:
        for each in self.events:
            if each.verb == "step" and each.handle == handle and each.position in positions:
                each.stands = stands

    def is_at(self, event: Event, handle: int, position: int) -> bool:
        return (event.verb, event.handle, event.position) == ("step", handle, position)

    def one(self) -> int:
        return self.chance.choice(list(self.numbers))

    def standing(self) -> Iterator[Event]:
        """What was never taken back, or came back: of a case that was taken back nothing."""
        gone = {each.handle for each in self.events if each.verb == "receive" and not each.stands}
        yield from (each for each in self.events if each.stands and each.handle not in gone)


def issue_notice(desk: Desk, venue: Case, act: Act) -> str:
    made = batch.issue(desk.station, "compliance", [venue], batch.Order(), act)
    return load(desk.station, kind_of("notices"), made.numbers[0]).number


def again(desk: Desk, events: Iterator[Event]) -> dict[int, tuple[str, str]]:
    """Do the same without the mistakes; every act must be possible."""
    numbers: dict[int, tuple[str, str]] = {}
    for event in events:
        act = Act(desk.station.officers.named("民警甲"), event.at)
        if event.verb == "receive":
            case = receive(desk.station, kind_of(event.what), event.entry, act)
            numbers[event.handle] = (event.what, case.number)
            continue
        kind, number = numbers[event.handle]
        if event.verb == "notice":
            venue = load(desk.station, kind_of(kind), number)
            numbers[int(event.what)] = ("notices", issue_notice(desk, venue, act))
        elif event.verb == "amend":
            amend(desk.station, kind_of(kind), number, event.entry, act)
        else:
            take_step(desk.station, kind_of(kind), number, event.what, event.entry, act)
    return numbers


def a_day(chance: random.Random) -> str:
    return f"2026-{chance.choice(['10', '11'])}-{chance.randrange(1, 20):02d}"


def a_moment(chance: random.Random) -> str:
    return f"{a_day(chance)}T{chance.randrange(9, 20):02d}:00"


Make = Callable[[random.Random], Entry]
_TWO = {"officers": ["民警甲", "民警乙"]}
ENTRIES: dict[str, dict[str, Make]] = {
    "disputes": {
        "mediation_session": lambda chance: {
            "held_at": f"2026-10-{chance.choice([9, 12]):02d}T09:00",
            "place": "调解室",
            "mediators": ["民警甲"],
            "auxiliaries": ["辅警丙"],
            "recording_no": "LX-1",
            "record": f"第二次陈述{chance.randrange(9)}",
            "outcome": chance.choice(["达成", "达成", "未达成"]),
        },
        "agreement": lambda chance: {
            "agreed_on": f"2026-10-{chance.choice([9, 12]):02d}",
            "form": "书面",
            "clauses": [
                {
                    "who": "张三",
                    "to": "阿依古丽·买买提",
                    "does": "赔偿",
                    "amount": chance.choice(["100.00", "1200.50"]),
                    "due_on": "2026-10-30",
                    "manner": "现金",
                }
            ],
        },
        "performance": lambda chance: {
            "clause": 1,
            "performed_on": f"2026-10-{chance.randrange(13, 30):02d}",
            "amount": chance.choice(["100.00", "50.00", "1200.50"]),
            "proof": "收条",
        },
        "follow_up": lambda chance: {
            "visited_on": f"2026-11-{chance.randrange(1, 19):02d}",
            "by": "民警甲",
            "how": "上门",
            "satisfied": True,
            "escalation_sign": chance.random() < 0.5,
        },
        "close": lambda chance: {
            "closed_on": "2026-11-19",
            "result": chance.choice(["调解成功", "当事人撤回"]),
        },
        "terminate": lambda chance: {"on": a_day(chance), "reason": "一方不愿", "told_of_court": True},
        "refer": lambda chance: {"on": a_day(chance), "to": "司法所", "why": "属人民调解范围"},
        "reopen": lambda chance: {"on": a_day(chance), "reason": "反悔"},
        "default": lambda chance: {"on": a_day(chance), "clause": 1, "reason": "未付", "told_of_court": True},
        "suspend": lambda chance: {"from": a_day(chance), "why": "鉴定"},
        "resume": lambda chance: {"on": a_day(chance)},
        "extend": lambda chance: {"on": a_day(chance), "approved_by": "分局", "days": 30, "reason": "复杂"},
        "hand_over": lambda chance: {
            "on": a_day(chance),
            "to_officer": chance.choice(["民警甲", "民警乙"]),
            "due_back": "2026-12-01",
            "why": "轮岗",
        },
        "note": lambda chance: {"on": a_day(chance), "note": f"改过{chance.randrange(9)}"},
    },
    "goods_cases": {
        "seize": lambda chance: {
            "measure": "先行登记保存",
            "agency": "本所",
            "at": a_moment(chance),
            "items": [{"goods": 1, "quantity": chance.choice([10, 46]), "counted": 500}],
            "witness": "王某",
            "holder": "李四",
            "holder_signed": True,
            **_TWO,
        },
        "custody": lambda chance: {
            "at": a_moment(chance),
            "move": chance.choice(["入库", "入库", "领用", "送检", "返还"]),
            "items": [{"goods": 1, "quantity": chance.choice([5, 10])}],
            "from": chance.choice(["民警甲", "民警甲", "保管员丁"]),
            "to": chance.choice(["保管员丁", "民警甲"]),
            "place": "A-01",
            "decision_number": None,
        },
        "trace": lambda chance: {
            "from": "P1",
            "to": "P2",
            "how": "调查",
            "evidence": "记录",
            "goods": 1,
            "quantity": chance.choice([10, 46]),
        },
        "transfer": lambda chance: {
            "to": "市场监督管理局",
            "on": a_day(chance),
            "basis": "需追究行政责任",
            "items": [{"goods": 1, "quantity": chance.choice([10, 46])}],
            "papers": ["现场笔录"],
        },
        "close": lambda chance: {"closed_on": "2026-11-19", "result": "移送"},
        "release": lambda chance: {"seizure": 1, "on": a_day(chance), "reason": "查清"},
    },
    "venues": {
        "inspect": lambda chance: {
            "at": a_moment(chance),
            "checklist": {"安全出口畅通": True},
            "findings": f"第二次{chance.randrange(9)}",
            "correct_by": chance.choice([None, "2026-11-30"]),
            **_TWO,
        },
        "recheck": lambda chance: {"at": a_moment(chance), "result": "已改正", **_TWO},
        "visit": lambda chance: {"at": a_moment(chance), "note": "改过", **_TWO},
        "incident": lambda chance: {
            "at": a_moment(chance),
            "kind": "聚集警情",
            "counts": True,
            "note": "举报",
        },
        "day_sheet": lambda chance: {"day": a_day(chance), "category": "棋牌室", "by": "民警甲"},
        "grade": lambda chance: {
            "grade": chance.choice(["A", "B", "C"]),
            "graded_on": a_day(chance),
            "reason": "评定",
        },
        "rename": lambda chance: {"since": a_day(chance), "name": f"示例新棋牌室{chance.randrange(99)}"},
        "suspend": lambda chance: {"from": a_moment(chance), "decided_by": "市局", "order_number": "1号"},
        "resume": lambda chance: {"from": a_moment(chance), "decided_by": "市局", "order_number": "2号"},
        "close_down": lambda chance: {"from": a_moment(chance), "observed_by": ["民警甲"], "note": "关门"},
    },
    "notices": {
        "serve": lambda chance: {
            "tried_at": f"2026-11-20T{chance.randrange(10, 20)}:30",
            "method": "直接送达",
            "place": "示例路8号",
            **_TWO,
            **chance.choice(
                [
                    {"receiver": "李四", "receiver_identity": "负责人", "outcome": "签收"},
                    {"outcome": "无人", "reason": "无人在场"},
                    {"outcome": "关门歇业", "reason": "关门"},
                    {"outcome": "拒收", "witness": "王某", "method": "留置送达", "reason": "拒收"},
                ]
            ),
        },
        "withdraw": lambda chance: {"at": "2026-11-20T21:00", "decided_by": "本所", "order_number": "1号"},
    },
    "activities": {},
}


@pytest.fixture
def examples(
    dispute: Entry, goods_case: Entry, venue: Entry, example: Callable[[str], Entry]
) -> dict[str, Entry]:
    activity = {**example("activity"), "day": "2026-11-03"}
    return {"disputes": dispute, "goods_cases": goods_case, "venues": venue, "activities": activity}


@pytest.mark.parametrize("seed", range(SEEDS))
def test_what_was_taken_back_leaves_no_trace_in_what_counts(
    two_desks: tuple[Desk, Desk], examples: dict[str, Entry], seed: int
) -> None:
    mistaken, clean = two_desks
    kept: dict[int, tuple[str, str]] = {}
    twins: dict[int, tuple[str, str]] = {}
    tried = 0
    for turn in range(EACH):
        story = Story(random.Random(f"{seed} {turn}"), mistaken, examples, minute=turn * 28)
        story.receive()
        for _ in range(25):
            story.go_on()
        numbers = again(clean, story.standing())
        tried += len(story.events)
        for handle, (key, number) in story.numbers.items():
            if handle in numbers:
                kept[100 * turn + handle] = (key, number)
                twins[100 * turn + handle] = numbers[handle]
    names = [{number: f"<{at}>" for at, (_, number) in held.items()} for held in (kept, twins)]
    one, other = picture(mistaken, kept, names[0]), picture(clean, twins, names[1])
    for key, value in one.items():
        assert without_numbers(value, names[0]) == without_numbers(other[key], names[1]), key
    assert tried > 5 * EACH
