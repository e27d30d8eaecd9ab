"""The path of 治安调解 (程序规定第十章): what its mediations and its agreement must have been, asked alike by step, correction and paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ..cases.parties import ADULT_AGE, age
from ..fields import Row
from ..problems import Refused
from ..station.laws import cite
from ..values.deadlines import due
from ..values.workdays import WorkingCalendar
from .declaration import ON_THE_SPOT_ROUTE, is_public_order
from .step_fields import ON_THE_SPOT

PROCEDURE = "程序规定"
SESSION, AGREEMENT = "mediation_session", "agreement"
REACHED = "达成"
MOST_SESSIONS = 2


class Taken(Protocol):
    """A step on record as the path reads it."""

    @property
    def step(self) -> str: ...

    @property
    def entry(self) -> Row: ...


@dataclass(frozen=True)
class Breach:
    """What the path lacks, the article of 程序规定 that asks it, and the field of the form at hand (empty: the case itself)."""

    sentence: str
    article: int
    field: str = ""

    def refused(self, day: date) -> Refused:
        """As an officer is told; `day` chooses the version of the law."""
        return Refused(self.sentence, cite(PROCEDURE, self.article, day), self.field)


@dataclass(frozen=True)
class Way:
    """The way of a dispute up to an agreement: its fields, every mediation, those held for this agreement.

    `calendar` None leaves out what counts working days: a paper has no station to ask, and its steps were asked.
    """

    values: Row
    sessions: tuple[Row, ...]
    own: tuple[Row, ...]
    calendar: WorkingCalendar | None

    @classmethod
    def of(cls, values: Row, steps: Sequence[Taken], calendar: WorkingCalendar | None) -> Way:
        """The way to an agreement that comes after these steps."""
        begun = max(
            (place for place, taken in enumerate(steps, start=1) if taken.step == AGREEMENT), default=0
        )
        return cls(values, _sessions(steps), _sessions(steps[begun:]), calendar)

    @property
    def is_reached(self) -> bool:
        """Whether the last mediation was for the coming agreement and reached it."""
        return bool(self.own) and self.own[-1]["outcome"] == REACHED


def walked(
    values: Row, steps: Sequence[Taken], calendar: WorkingCalendar | None, points: Sequence[str] = ()
) -> Breach | None:
    """What the steps on record lack on the route of `values`; only a police route has a path. `points` as for `agreement_breach`."""
    if not is_public_order(values):
        return None
    agreed = [place for place, taken in enumerate(steps) if taken.step == AGREEMENT]
    if not agreed:
        return _first_breach(Way.of(values, steps, calendar))
    way = Way.of(values, steps[: agreed[-1]], calendar)
    found = agreement_breach(way, steps[agreed[-1]].entry, points)
    return Breach(found.sentence, found.article) if found else None


def agreement_breach(way: Way, agreement: Row, points: Sequence[str] = ()) -> Breach | None:
    """Why this agreement is none of the way; `points` are those that 现场治安调解 has to answer."""
    return (
        _first_breach(way)
        or _not_reached(way)
        or _points_open(way.values, points)
        or _day_breach(way, agreement)
        or _off_the_spot(way, agreement)
    )


def session_breach(way: Way, session: Row) -> Breach | None:
    """What a mediation lacks that comes after those of the way; first what no entry in its form can mend."""
    return _out_of_limits(way, session) or _minor_alone(way, session) or _unrecorded(session)


def minor_without_guardian(parties: list[Row], day: str) -> str | None:
    """The first who is a minor on the day and has no guardian (程序规定第181条)."""
    return next((party["name"] for party in parties if not party["guardian"] and _is_minor(party, day)), None)


def guardian_sentence(name: str, day: str) -> str:
    return f"“{name}”{day} 未满{ADULT_AGE}周岁，应通知监护人到场并在当事人里登记监护人"


def _sessions(steps: Sequence[Taken]) -> tuple[Row, ...]:
    return tuple(taken.entry for taken in steps if taken.step == SESSION)


def _first_breach(way: Way) -> Breach | None:
    """The first of the mediations on record that was none of this route."""
    for number, session in enumerate(way.sessions):
        before = Way(way.values, way.sessions[:number], (), way.calendar)
        if breach := session_breach(before, session):
            return Breach(f"登记的第{number + 1}次调解不合规定：{breach.sentence}", breach.article)
    return None


def _unrecorded(session: Row) -> Breach | None:
    """One officer, with auxiliaries or alone, mediates only with full recording (程序规定第52条第二款)."""
    if len(session["mediators"] or []) >= 2 or session["recording_no"]:
        return None
    who = "一名民警带领辅警调解的" if session["auxiliaries"] else "由一名民警主持的治安调解"
    return Breach(f"{who}，应当全程录音录像，请填录音录像编号", 52, "recording_no")


def _minor_alone(way: Way, session: Row) -> Breach | None:
    day = session["held_at"][:10]
    name = minor_without_guardian(way.values["parties"], day)
    return Breach(guardian_sentence(name, day), 181) if name else None


def _is_minor(party: Row, day: str) -> bool:
    """Not known without a birth date; whoever was born after the day has a wrong one and is asked about like a minor."""
    born = party["birth_date"]
    return born is not None and (born > day or (age(party, date.fromisoformat(day)) or 0) < ADULT_AGE)


def _out_of_limits(way: Way, session: Row) -> Breach | None:
    """Two at most, the second within seven working days of the first (第183条); on the spot there is one (第178条第三款)."""
    if not way.sessions:
        return None
    if way.values["route"] == ON_THE_SPOT_ROUTE:
        return Breach("现场治安调解只当场调解一次；没有达成的，把处理途径更正为治安调解，再次调解", 178)
    if len(way.sessions) >= MOST_SESSIONS:
        return Breach("治安调解一般一次，至多再次调解一次，不能再调解", 183)
    if session["held_at"] < way.sessions[0]["held_at"]:
        return Breach("再次调解不能早于第一次调解", 183, "held_at")
    return _late(way, session["held_at"], "再次调解", "held_at")


def _late(way: Way, at: str, what: str, field: str) -> Breach | None:
    if way.calendar is None:
        return None
    last = due("ZT-2ND", date.fromisoformat(way.sessions[0]["held_at"][:10]), way.calendar).day.isoformat()
    if at[:10] <= last:
        return None
    return Breach(f"{what}应在第一次调解后七个工作日内（{last} 前）完成", 183, field)


def _not_reached(way: Way) -> Breach | None:
    """An agreement is written where it was mediated (程序规定第184条)."""
    if way.is_reached:
        return None
    if not way.own:
        return Breach("还没有登记达成协议的那次调解，不能登记治安调解协议", 184)
    return Breach("最后一次调解没有达成，不能登记治安调解协议；再次调解达成的，先登记那次调解", 184)


def _day_breach(way: Way, agreement: Row) -> Breach | None:
    """Not before the mediation that reached it, nor after the days in which mediation has to be over."""
    held = way.own[-1]["held_at"][:10]
    if agreement["agreed_on"] < held:
        return Breach(f"达成日期不能早于达成协议的那次调解（{held}）", 184, "agreed_on")
    return _late(way, agreement["agreed_on"], "治安调解", "agreed_on")


def _points_open(values: Row, points: Sequence[str]) -> Breach | None:
    """What the law asks before anybody mediates on the spot was looked into, point by point (程序规定第178条第三款)."""
    answers = values["on_spot_exclusions"] or {}
    unanswered = [point for point in points if point not in answers]
    if values["route"] != ON_THE_SPOT_ROUTE or (answers and not unanswered):
        return None
    which = f"（“{unanswered[0]}”待查）" if unanswered else ""
    return Breach(f"还没有逐项查明不能现场调解的情形{which}，请先更正案件，逐项填写", 178)


def _off_the_spot(way: Way, agreement: Row) -> Breach | None:
    """On the spot it is agreed and performed at once (程序规定第178条第三款)."""
    if way.values["route"] != ON_THE_SPOT_ROUTE:
        return None
    held = way.own[-1]["held_at"][:10]
    if agreement["agreed_on"] != held:
        return Breach(f"现场治安调解应当场达成协议，达成日期应是调解当天（{held}）", 178, "agreed_on")
    for number, clause in enumerate(agreement["clauses"], start=1):
        if ON_THE_SPOT not in clause["manner"]:
            words = (
                f"第{number}条不是{ON_THE_SPOT}，不能现场治安调解；不当场履行的，先把处理途径更正为治安调解"
            )
            return Breach(words, 178, f"clauses[{number}].manner")
        if clause["due_on"] != held:
            words = f"第{number}条写着{ON_THE_SPOT}，履行期限应是当天（{held}）"
            return Breach(words, 178, f"clauses[{number}].due_on")
    return None
