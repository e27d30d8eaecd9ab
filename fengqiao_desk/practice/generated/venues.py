"""Venues of the generated station, of every category: inspected and visited by their grade, some renamed, suspended, closed down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ...kinds import kind_of
from ...notices import day_sheets
from ...notices import venue_records as records
from ...notices.venue_records import Venue
from ...station import Act
from ..entries import pieces
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
_POINTS = ("安全出口和疏散通道畅通", "未发现赌博、涉毒、卖淫嫖娼等违法活动")
_ORGAN = "示例市文化市场综合执法支队"


@dataclass
class VenueCourse(Course):
    """A venue as the years pass."""

    category: str = ""
    person_in_charge: str = ""
    is_open: bool = True

    def begin(self, name: str, area: str) -> None:
        """Register it, open and graded."""
        # What is drawn, and in which order, decides what a seed gives.
        chance, people = self.chance, self.people
        grade = chance.one_of(("A", "B", "B", "C", "C", "C"))
        street = words().places.streets
        self.receive(
            Venue.name.becomes(name),
            Venue.category.becomes(self.category),
            Venue.registered_on.becomes(self.today),
            Venue.address.becomes(f"{chance.one_of(street)}{chance.between(1, 400)}号"),
            Venue.credit_code.becomes(people.credit_code()),
            Venue.area.becomes(area),
            Venue.status.becomes(records.OPEN),
            Venue.person_in_charge.becomes(self.person_in_charge),
            Venue.phone.becomes(people.phone()),
            Venue.officer.becomes(self.officer),
            Venue.floor_area.becomes(pieces(chance.between(4, 60) * 10)),
            Venue.capacity.becomes(chance.between(2, 30) * 10),
            Venue.grade.becomes(grade),
            Venue.graded_on.becomes(self.today),
        )

    def inspect(self) -> None:
        """By two officers; one in three finds something, which is looked at again."""
        found = self.chance.one_of(words().venues.findings) if self.chance.happens(1, 3) else None
        self.step(
            records.Inspection,
            records.Inspection.at.becomes(self.now),
            records.Inspection.officers.becomes((self.officer, self.second)),
            records.Inspection.checklist.becomes(dict.fromkeys(_POINTS, True)),
            records.Inspection.findings.becomes(found),
            records.Inspection.correct_by.becomes(self.in_days(10) if found else None),
            records.Inspection.present.becomes(self.person_in_charge),
        )
        self.papers("inspection_record")
        if found:
            # About the day by which it had to be corrected.
            self.later(9, 12)
            self.recheck()

    def recheck(self) -> None:
        """What had to be corrected was."""
        self.step(
            records.Recheck,
            records.Recheck.at.becomes(self.now),
            records.Recheck.officers.becomes((self.officer, self.second)),
            records.Recheck.result.becomes(records.CORRECTED),
            records.Recheck.findings.becomes("已按要求改正"),
        )

    def visit(self) -> None:
        """Its officer looks in."""
        self.step(
            records.Visit,
            records.Visit.at.becomes(self.now),
            records.Visit.officers.becomes((self.officer,)),
            records.Visit.note.becomes(self.chance.one_of(words().sentences.patrol)),
        )

    def incident(self) -> None:
        """The police are called; whether that counts is left to the rule of the category."""
        self.step(
            records.Incident,
            records.Incident.at.becomes(self.now),
            records.Incident.kind.becomes(self.chance.one_of(("聚集警情", "治安案件", "求助", "其他"))),
            records.Incident.note.becomes("群众报警（示例）"),
        )

    def grade(self) -> None:
        """It is graded anew."""
        reason = self.chance.one_of(words().venues.reasons)
        self.step(
            records.Grading,
            records.Grading.grade.becomes(self.chance.one_of("ABC")),
            records.Grading.graded_on.becomes(self.today),
            records.Grading.reason.becomes(reason),
        )

    def rename(self) -> None:
        """Another name stands over the door."""
        name = f"新{self.chance.one_of(words().venues.names)}{words().venues.suffixes[self.category]}"
        self.step(
            records.Renaming,
            records.Renaming.since.becomes(self.today),
            records.Renaming.trading_name.becomes(name),
            records.Renaming.note.becomes("营业执照变更"),
        )

    def period(self, record: type[records.ByOrder]) -> None:
        """Suspended or open again by another organ's order."""
        order = f"示文综罚〔{self.now.year}〕{self.chance.between(1, 90)}号"
        self.step(
            record,
            record.from_.becomes(self.now),
            record.decided_by.becomes(_ORGAN),
            record.order_number.becomes(order),
        )

    def close_down(self) -> None:
        """It is no more, as two officers saw."""
        self.step(
            records.CloseDown,
            records.CloseDown.from_.becomes(self.now),
            records.CloseDown.observed_by.becomes((self.officer, self.second)),
            records.CloseDown.note.becomes("现场已搬空，营业执照注销"),
        )
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
    course.period(records.Suspend)
    course.later(30, 60)
    course.period(records.Resume)


def _is_suspended(course: VenueCourse) -> None:
    course.later(5, 20)
    course.period(records.Suspend)


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


def plan(diary: Diary, number: int, areas: Sequence[str], seed: int) -> None:
    """Write `number` venues into the diary, registered in the first month."""
    chance, people = Chance(seed, "venues"), People(Chance(seed, "owners"))
    suffixes = list(words().venues.suffixes.items())
    for turn in range(number):
        category, suffix = suffixes[turn % len(suffixes)]
        day = diary.first + timedelta(days=1 + turn % 28)
        # Officers in turn: each has half of the venues, as of all matters.
        matter = Matter(KIND, OFFICERS[turn % 2], turn % _PAPERED == 0)
        course = VenueCourse(diary, chance, people, matter, chance.moment(day), category, people.name())
        name = f"{chance.one_of(words().venues.names)}{turn // len(suffixes) + 1}号{suffix}"
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
        # Not of the seed: sheets are filed by the day and tell nothing that could differ.
        evening = Chance(0, day.isoformat()).moment(day, 20, 21)
        diary.put(evening, OFFICERS[0], lambda act: _file(diary, act))


def _file(diary: Diary, act: Act) -> None:
    day_sheets.file_all(diary.station, act.day, act)
