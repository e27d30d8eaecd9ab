"""Taking over a folder that is a copy: the last number on paper of each series is told, what lies between is void, and work goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from ..documents.numbering import NumberSeries, begun_series, series_of
from ..documents.used_elsewhere import MOST, void_until
from ..problems import Fault, FaultyEntry, Refused
from ..station import Act, Station
from ..station.act import put_on_record
from ..station.rights import Right, require
from ..store.copies import standing
from .kind import CaseKind
from .saving.case_numbers import CaseNumbers, begun_case_numbers, use_elsewhere

_AS_PRINTED: Final = str.maketrans(
    {"(": "（", ")": "）", "[": "〔", "]": "〕", "【": "〔", "】": "〕", " ": None}
)
"""What stands for the brackets of a number where they are hard to type."""


@dataclass(frozen=True)
class AskedSeries:
    """A series whose last number on paper is asked: `last` is the register's own, `must` whether the answer may not be left out."""

    series: NumberSeries | CaseNumbers
    last: int
    must: bool

    @property
    def name(self) -> str:
        """`合公（逍）告字〔2026〕`, or `JF2026` of cases."""
        return self.series.name

    @property
    def is_of_cases(self) -> bool:
        """Whether cases are numbered by it, and no papers."""
        return isinstance(self.series, CaseNumbers)


@dataclass(frozen=True)
class Answered:
    """What was told of a series: its numbers from `first` to `last` were used elsewhere; none where `last` is smaller."""

    asked: AskedSeries
    last: int

    @property
    def first(self) -> int:
        """The first number that this folder does not know."""
        return self.asked.last + 1

    @property
    def count(self) -> int:
        """How many numbers it does not know."""
        return self.last - self.asked.last

    @property
    def in_words(self) -> str:
        """What that means: `4号至12号记为作废，共9个号`; empty where it means nothing."""
        if self.count <= 0:
            return ""
        if self.asked.is_of_cases:
            return f"下一件从 {self.last + 1} 号起"
        numbers = f"{self.first}号" if self.count == 1 else f"{self.first}号至{self.last}号"
        return f"{numbers}记为作废，共{self.count}个号"


@dataclass(frozen=True)
class TakenOver:
    """What came of it: the numbers that are void now, and after which number each run of cases goes on that was moved on."""

    void: tuple[str, ...]
    cases: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """`已接管，从现在起由这里办公；4 个号记为作废，案件编号接在 JF2026-0012 之后`."""
        void = f"；{len(self.void)} 个号记为作废" if self.void else ""
        cases = f"；案件编号接在 {'、'.join(self.cases)} 之后" if self.cases else ""
        return f"已接管，从现在起在这里办公{void}{cases}"


def asked_series(station: Station, kinds: Sequence[CaseKind], today: date) -> list[AskedSeries]:
    """Every series of papers begun since the folder knows of nothing any more, then those of cases, then those not begun yet.

    Earlier years gave no number after it: a paper takes its number on the day it is signed.
    """
    profile, connections = station.profile(today), station.connections
    since = _known_until(station, today)
    forms = [form for kind in kinds for form in kind.documents]
    begun = begun_series(connections, profile, since, forms)
    not_begun = {
        series.run: series
        for year in range(since, today.year + 1)
        for form in forms
        if (series := series_of(profile, form, year)).run not in {each.run for each in begun}
    }
    return [
        *(AskedSeries(series, last, must=True) for series, last in begun.items()),
        *(
            AskedSeries(numbers, last, must=False)
            for numbers, last in begun_case_numbers(connections, kinds, since, today.year).items()
        ),
        *(AskedSeries(series, 0, must=False) for series in not_begun.values()),
    ]


def answers(
    station: Station,
    kinds: Sequence[CaseKind],
    last_numbers: Mapping[str, object],
    today: date,
    reason: str,
) -> list[Answered]:
    """What the answers mean, series by series; raises FaultyEntry for what is missing, unknown, no number or smaller than the register's own."""
    asked = asked_series(station, kinds, today)
    known = {_plain(each.name): each for each in asked}
    given = {_plain(name): (name, value) for name, value in last_numbers.items()}
    faults = [
        Fault(name, f"登记簿里没有“{name}”这个系列，请核对字和年份")
        for plain, (name, _) in given.items()
        if plain not in known
    ]
    found: list[Answered] = []
    for plain, each in known.items():
        name, value = given.get(plain, (each.name, None))
        fault = _fault(each, value, answered=plain in given)
        if fault:
            faults.append(Fault(name, fault))
        elif isinstance(value, int):
            found.append(Answered(each, value))
    if not reason.strip():
        faults.append(Fault("reason", "请写明接管的理由"))
    if faults:
        raise FaultyEntry(tuple(faults))
    return found


def take_over(
    station: Station, kinds: Sequence[CaseKind], last_numbers: Mapping[str, object], reason: str, act: Act
) -> TakenOver:
    """Make a copy the folder that is worked in; raises Refused where nothing is to be taken over, FaultyEntry for the answers, and then nothing was written."""
    require(act, Right.TAKE_OVER)
    if not station.provenance.may_be_taken_over:
        raise Refused(station.provenance.only_looked_at or "这个数据文件夹已经在用，不需要接管")
    with station.taking_over():
        found = answers(station, kinds, last_numbers, act.day, reason)
        last = {each.asked.name: each.last for each in found}
        root, why = station.layout.root, reason.strip()
        restoring = standing.note_taken_over(station.connections, root, act.by.name, act.stamp, why, last)
        done = _use_elsewhere(station, found, why, restoring, act)
        changes = {"reason": why, "last_numbers": last, "void": len(done.void), "cases": done.cases}
        put_on_record(station.connections, act, standing.TAKEN_OVER_VERB, standing.SUBJECT, changes)
    return done


def _use_elsewhere(
    station: Station, found: Sequence[Answered], reason: str, restoring: int, act: Act
) -> TakenOver:
    """Let each series go on after the number that was answered."""
    void: list[str] = []
    cases: list[str] = []
    for each in found:
        series = each.asked.series
        if isinstance(series, NumberSeries):
            void += [number.text for number in void_until(station, series, each.last, reason, act)]
        elif each.count:
            use_elsewhere(station.connections, series, each.last, restoring)
            cases.append(series.number(each.last))
    return TakenOver(tuple(void), tuple(cases))


def _fault(each: AskedSeries, value: object, *, answered: bool) -> str:
    """What is wrong with an answer, as a sentence; empty for a good one and for one that may be left out."""
    if not answered:
        return f"请填“{each.name}”纸质文书上的最后一号（登记簿里到 {each.last} 号）" if each.must else ""
    # A truth is a number to Python.
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        return f"“{each.name}”的最后一号应是整数"
    if value < each.last:
        return f"“{each.name}”登记簿里已到 {each.last} 号，不能填 {value} 号"
    if value - each.last > MOST:
        return f"“{each.name}”登记簿里到 {each.last} 号，填了 {value} 号，一次最多补 {MOST} 个号，请核对"
    return ""


def _known_until(station: Station, today: date) -> int:
    """The year until which the folder knows what was done; never a later one than this."""
    until = station.provenance.until
    return min(datetime.fromisoformat(until).year, today.year) if until else today.year


def _plain(name: str) -> str:
    """A name of a series as it is compared: with the brackets of print, without 号 at its end."""
    return name.strip().translate(_AS_PRINTED).removesuffix("号")
