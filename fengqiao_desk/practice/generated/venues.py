"""Venues of the generated station, of every category: inspected and visited by their grade, some renamed, suspended, closed down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from ...fields import Row
from ...kinds import kind_of
from ...notices import day_sheets
from ...station import Act
from .chance import Chance
from .course import OFFICERS, Course
from .diary import Diary, Matter
from .people import People
from .words import words

KIND = kind_of("venues")
FEWEST = 12
"""One venue of every category, so that every sort of round and figure has its venue."""
SHEET_DAYS = 30
"""So many last days have their day sheets; earlier ones would only make a venue's timeline long."""
_PAPERED = 40
_ORGAN = "示例市文化市场综合执法支队"


@dataclass
class VenueCourse(Course):
    """A venue as the years pass."""

    category: str = ""
    person_in_charge: str = ""
    is_open: bool = True

    def begin(self, name: str, area: str) -> None:
        chance, people = self.chance, self.people
        grade = chance.one_of(("A", "B", "B", "C", "C", "C"))
        self.receive(
            {
                "name": name,
                "category": self.category,
                "registered_on": self.today,
                "address": f"{chance.one_of(words().places['streets'])}{chance.between(1, 400)}号",
                "credit_code": people.credit_code(),
                "area": area,
                "status": "营业",
                "person_in_charge": self.person_in_charge,
                "phone": people.phone(),
                "officer": self.officer,
                "floor_area": chance.between(4, 60) * 10,
                "capacity": chance.between(2, 30) * 10,
                "grade": grade,
                "graded_on": self.today,
            }
        )

    def inspect(self) -> None:
        """By two officers; one in three finds something, which is looked at again."""
        found = self.chance.one_of(words().venues["findings"]) if self.chance.happens(1, 3) else None
        entry: Row = {
            "at": self.minute,
            "officers": [self.officer, self.second],
            "checklist": {"安全出口和疏散通道畅通": True, "未发现赌博、涉毒、卖淫嫖娼等违法活动": True},
            "findings": found,
            "correct_by": self.in_days(10) if found else None,
            "present": self.person_in_charge,
        }
        self.step("inspect", entry)
        self.papers("inspection_record")
        if found:
            self.later(9, 12)
            self.recheck()

    def recheck(self) -> None:
        looked = {"officers": [self.officer, self.second], "result": "已改正", "findings": "已按要求改正"}
        self.step("recheck", {"at": self.minute, **looked})

    def visit(self) -> None:
        note = self.chance.one_of(words().sentences["patrol"])
        self.step("visit", {"at": self.minute, "officers": [self.officer], "note": note})

    def incident(self) -> None:
        kind = self.chance.one_of(("聚集警情", "治安案件", "求助", "其他"))
        self.step("incident", {"at": self.minute, "kind": kind, "note": "群众报警（示例）"})

    def grade(self) -> None:
        reason = self.chance.one_of(words().venues["reasons"])
        graded = {"grade": self.chance.one_of("ABC"), "graded_on": self.today, "reason": reason}
        self.step("grade", graded)

    def rename(self) -> None:
        name = f"新{self.chance.one_of(words().venues['names'])}{words().venues['suffixes'][self.category]}"
        self.step("rename", {"since": self.today, "trading_name": name, "note": "营业执照变更"})

    def period(self, step: str) -> None:
        """Suspended or open again by another organ's order."""
        order = f"示文综罚〔{self.now.year}〕{self.chance.between(1, 90)}号"
        self.step(step, {"from": self.minute, "decided_by": _ORGAN, "order_number": order})

    def close_down(self) -> None:
        seen = {"observed_by": [self.officer, self.second], "note": "现场已搬空，营业执照注销"}
        self.step("close_down", {"from": self.minute, **seen})
        self.is_open = False


def _is_quiet(course: VenueCourse) -> None:
    """Inspections and visits alone."""


def _has_an_incident(course: VenueCourse) -> None:
    course.later(5, 60)
    course.incident()
    course.later(2, 20)
    course.grade()


def _is_renamed(course: VenueCourse) -> None:
    course.later(5, 60)
    course.rename()


def _was_suspended(course: VenueCourse) -> None:
    course.later(5, 40)
    course.period("suspend")
    course.later(30, 60)
    course.period("resume")


def _is_suspended(course: VenueCourse) -> None:
    course.later(5, 20)
    course.period("suspend")


def _closes_down(course: VenueCourse) -> None:
    course.later(5, 60)
    course.close_down()


_FATES: tuple[Callable[[VenueCourse], None], ...] = (
    _is_quiet,
    _has_an_incident,
    _is_renamed,
    _was_suspended,
    _is_quiet,
    _closes_down,
    _has_an_incident,
    _is_suspended,
    _is_quiet,
)
"""What besides happens to the venues in their turn, in the last third: a closure of their category is over by then."""


def plan(diary: Diary, number: int, areas: tuple[str, ...], seed: int) -> None:
    """Write `number` venues into the diary, registered in the first month."""
    chance, people = Chance(seed, "venues"), People(Chance(seed, "owners"))
    suffixes = list(words().venues["suffixes"].items())
    for turn in range(number):
        category, suffix = suffixes[turn % len(suffixes)]
        day = diary.first + timedelta(days=1 + turn % 28)
        matter = Matter(KIND, OFFICERS[turn % 2], turn % _PAPERED == 0)
        course = VenueCourse(diary, chance, people, matter, chance.moment(day), category, people.name())
        name = f"{chance.one_of(words().venues['names'])}{turn // len(suffixes) + 1}号{suffix}"
        course.begin(name, areas[turn % len(areas)])
        course.papers("venue_card")
        _years_pass(course, _FATES[turn % len(_FATES)], diary.first + timedelta(days=diary.span * 2 // 3))


def _years_pass(course: VenueCourse, fate: Callable[[VenueCourse], None], on: date) -> None:
    """Inspected and visited in turn; what besides happens to it happens in its last third."""
    while course.now.date() < on:
        course.later(80, 150)
        course.inspect()
        course.later(40, 90)
        course.visit()
    fate(course)
    while course.is_open and course.now.date() < course.diary.until:
        course.later(40, 90)
        course.inspect()


def plan_day_sheets(diary: Diary) -> None:
    """The sheets of the last days, filed every evening for every category that has none."""
    for back in range(SHEET_DAYS, -1, -1):
        day = diary.until - timedelta(days=back)
        evening = Chance(0, day.isoformat()).moment(day, 20, 21)
        diary.put(evening, OFFICERS[0], lambda act: _file(diary, act))


def _file(diary: Diary, act: Act) -> None:
    day_sheets.file_all(diary.station, act.day, act)
