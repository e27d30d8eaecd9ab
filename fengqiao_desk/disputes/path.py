"""The path of 治安调解 (程序规定第十章): what its mediations and its agreement must have been, asked alike by step, correction and paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from ..cases.parties import ADULT_AGE
from ..documents.form import HeldStep
from ..fields import Record
from ..problems import Declared, Refused
from ..station import Station
from ..station.laws import cite
from ..values.deadlines import due
from ..values.workdays import WorkingCalendar
from .declaration import Dispute
from .step_fields import ON_THE_SPOT, Agreement, Clause, MediationSession

PROCEDURE = "程序规定"
MEDIATION_LAW = "人民调解法"
MOST_SESSIONS = 2

R = TypeVar("R", bound=Record)


class DoneSoFar(Protocol):
    """What was done in a dispute so far: a case, what a step considers, or what a paper tells of."""

    def held(self, *steps: type[R]) -> Sequence[HeldStep[R]]:
        """The steps of these sorts, oldest first."""


@dataclass(frozen=True)
class Breach:
    """What the path lacks, the article of 程序规定 that asks it, and the field of the form at hand (empty: the case itself)."""

    sentence: str
    article: int
    field: str | Declared = ""

    def refused(self, day: date) -> Refused:
        """As an officer is told; `day` chooses the version of the law."""
        return Refused(self.sentence, cite(PROCEDURE, self.article, day), self.field)


@dataclass(frozen=True)
class Way:
    """The way of a dispute up to an agreement: its fields, every mediation, those held for this agreement.

    `calendar` None leaves out what counts working days: a paper has no station to ask, and its steps were asked.
    """

    dispute: Dispute
    sessions: tuple[MediationSession, ...]
    own: tuple[MediationSession, ...]
    calendar: WorkingCalendar | None

    @classmethod
    def of(cls, dispute: Dispute, done: DoneSoFar, calendar: WorkingCalendar | None) -> Way:
        """The way to an agreement that comes after these steps."""
        return cls.over(dispute, _entries(done), calendar)

    @classmethod
    def over(cls, dispute: Dispute, entries: Sequence[Record], calendar: WorkingCalendar | None) -> Way:
        """The same of the entries of those steps."""
        before, agreement = _up_to_the_agreement(entries)
        # The agreement itself stands between; what was mediated for a former agreement is none for the next
        # (程序规定第185条).
        own = entries[len(before) + 1 :] if agreement is not None else entries
        return cls(dispute, _sessions(entries), _sessions(own), calendar)

    @property
    def is_reached(self) -> bool:
        """Whether the last mediation was for the coming agreement and reached it."""
        return bool(self.own) and self.own[-1].has_reached


def points_of(station: Station, day: date) -> list[str]:
    """What has to be looked into before anybody mediates on the spot (程序规定第178条第三款)."""
    return station.vocabularies.labels(Dispute.on_spot_exclusions.declared.vocabulary, day)


def walked(
    dispute: Dispute, done: DoneSoFar, calendar: WorkingCalendar | None, points: Sequence[str] = ()
) -> Breach | None:
    """What the steps on record lack on the route of the dispute; only a police route has a path. `points` as for `no_agreement_yet`."""
    if not dispute.is_public_order:
        return None
    before, agreement = _up_to_the_agreement(_entries(done))
    way = Way.over(dispute, before, calendar)
    if agreement is None:
        return _first_breach(way)
    found = agreement_breach(way, agreement, points)
    # Without its field: who corrects a case has not the form of the step before him.
    return Breach(found.sentence, found.article) if found else None


def no_agreement_yet(way: Way, points: Sequence[str] = ()) -> Breach | None:
    """Why there can be no agreement now, whatever it says; `points` are those that 现场治安调解 has to answer."""
    return _first_breach(way) or _not_reached(way) or _points_open(way.dispute, points)


def agreement_breach(way: Way, agreement: Agreement, points: Sequence[str] = ()) -> Breach | None:
    """Why this agreement is none of the way; `points` as above."""
    return no_agreement_yet(way, points) or _day_breach(way, agreement) or _off_the_spot(way, agreement)


def no_session_left(way: Way) -> Breach | None:
    """Two at most (程序规定第183条); on the spot there is one (第178条第三款)."""
    if not way.sessions:
        return None
    # On the spot comes first: its one mediation is less than the two of 第183条.
    if way.dispute.is_on_the_spot:
        return Breach("现场治安调解只当场调解一次；没有达成的，把处理途径更正为治安调解，再次调解", 178)
    if len(way.sessions) >= MOST_SESSIONS:
        return Breach("治安调解一般一次，至多再次调解一次，不能再调解", 183)
    return None


def session_breach(way: Way, session: MediationSession) -> Breach | None:
    """What a mediation lacks that comes after those of the way; first what no entry in its form can mend."""
    return (
        no_session_left(way)
        or _out_of_time(way, session)
        or minor_alone(way.dispute, session.day)
        or _unrecorded(session)
    )


def minor_alone(dispute: Dispute, day: date) -> Breach | None:
    """A minor without a guardian on the day of a mediation (程序规定第181条)."""
    name = dispute.minor_without_guardian(day)
    if name is None:
        return None
    words = f"“{name}”{day.isoformat()} 未满{ADULT_AGE}周岁，应通知监护人到场并在当事人里登记监护人"
    return Breach(words, 181)


def _entries(done: DoneSoFar) -> list[Record]:
    return [each.said for each in done.held(MediationSession, Agreement)]


def _up_to_the_agreement(entries: Sequence[Record]) -> tuple[Sequence[Record], Agreement | None]:
    """What came before the last agreement, and that agreement; everything while there is none."""
    # From the end, for a reopened dispute may have several agreements and only the last is open to
    # question.
    for place in reversed(range(len(entries))):
        said = entries[place]
        if isinstance(said, Agreement):
            return entries[:place], said
    return entries, None


def _sessions(entries: Sequence[Record]) -> tuple[MediationSession, ...]:
    return tuple(said for said in entries if isinstance(said, MediationSession))


def _first_breach(way: Way) -> Breach | None:
    """The first of the mediations on record that was none of this route."""
    for number, session in enumerate(way.sessions):
        # Each is asked as if it were entered now, after those before it: a correction of the route asks
        # what the step asked.
        before = Way(way.dispute, way.sessions[:number], (), way.calendar)
        if breach := session_breach(before, session):
            return Breach(f"登记的第{number + 1}次调解不合规定：{breach.sentence}", breach.article)
    return None


def _unrecorded(session: MediationSession) -> Breach | None:
    """One officer, with auxiliaries or alone, mediates only with full recording (程序规定第52条第二款)."""
    # Auxiliaries never count: 第52条第二款 lets one officer lead them, on camera.
    if len(session.mediators) >= 2 or session.recording_no:
        return None
    who = "一名民警带领辅警调解的" if session.auxiliaries else "由一名民警主持的治安调解"
    return Breach(f"{who}，应当全程录音录像，请填录音录像编号", 52, MediationSession.recording_no)


def _out_of_time(way: Way, session: MediationSession) -> Breach | None:
    """The second not before the first, and within seven working days of it (程序规定第183条)."""
    if not way.sessions:
        return None
    # Mediations may be entered late; the days of 第183条 run from the first one held, so none may slip
    # before it.
    if session.held_at < way.sessions[0].held_at:
        return Breach("再次调解不能早于第一次调解", 183, MediationSession.held_at)
    return _late(way, session.day, "再次调解", MediationSession.held_at)


def _late(way: Way, day: date, what: str, field: Declared) -> Breach | None:
    # A paper is composed without a station; the step was refused by the calendar when it was taken.
    if way.calendar is None:
        return None
    last = due("ZT-2ND", way.sessions[0].day, way.calendar).day
    if day <= last:
        return None
    return Breach(f"{what}应在第一次调解后七个工作日内（{last.isoformat()} 前）完成", 183, field)


def _not_reached(way: Way) -> Breach | None:
    """An agreement is written where it was mediated (程序规定第184条)."""
    if way.is_reached:
        return None
    if not way.own:
        return Breach("还没有登记达成协议的那次调解，不能登记治安调解协议", 184)
    return Breach("最后一次调解没有达成，不能登记治安调解协议；再次调解达成的，先登记那次调解", 184)


def _day_breach(way: Way, agreement: Agreement) -> Breach | None:
    """Not before the mediation that reached it, nor after the days in which mediation has to be over."""
    held = way.own[-1].day
    if agreement.agreed_on < held:
        return Breach(f"达成日期不能早于达成协议的那次调解（{held.isoformat()}）", 184, Agreement.agreed_on)
    return _late(way, agreement.agreed_on, "治安调解", Agreement.agreed_on)


def _points_open(dispute: Dispute, points: Sequence[str]) -> Breach | None:
    """What the law asks before anybody mediates on the spot was looked into, point by point (程序规定第178条第三款)."""
    answers = dispute.on_spot_exclusions
    unanswered = [point for point in points if point not in answers]
    # No answer at all is open too, even where the vocabulary of the day names no point.
    if not dispute.is_on_the_spot or (answers and not unanswered):
        return None
    which = f"（“{unanswered[0]}”待查）" if unanswered else ""
    return Breach(f"还没有逐项查明不能现场调解的情形{which}，请先更正案件，逐项填写", 178)


def _off_the_spot(way: Way, agreement: Agreement) -> Breach | None:
    """On the spot it is agreed and performed at once (程序规定第178条第三款)."""
    if not way.dispute.is_on_the_spot:
        return None
    held = way.own[-1].day
    if agreement.agreed_on != held:
        words = f"现场治安调解应当场达成协议，达成日期应是调解当天（{held.isoformat()}）"
        return Breach(words, 178, Agreement.agreed_on)
    for number, clause in enumerate(agreement.clauses, start=1):
        if not clause.is_on_the_spot:
            words = (
                f"第{number}条不是{ON_THE_SPOT}，不能现场治安调解；不当场履行的，先把处理途径更正为治安调解"
            )
            return Breach(words, 178, Agreement.clauses.path(number, Clause.manner))
        if clause.due_on != held:
            words = f"第{number}条写着{ON_THE_SPOT}，履行期限应是当天（{held.isoformat()}）"
            return Breach(words, 178, Agreement.clauses.path(number, Clause.due_on))
    return None
