"""送达: the rules that a try at service must keep (程序规定第35、36、52条; docs/law.md §2.2)."""

from __future__ import annotations

from datetime import date, timedelta

from ..cases import Case, DeadlineDue, Taking
from ..cases.step import step_key
from ..problems import Refused
from ..station import Act, Station
from ..station.laws import cite
from ..station.officer import Role
from ..values.days import show_day, show_moment
from .notice_records import ISSUED, LEAVING, Issue, Notice, Service

PROCEDURE = "程序规定"
POSTING_DAYS = 60
"""A public posting runs at least sixty days (程序规定第36条; not the thirty of 民诉法第95条)."""

Serving = Taking[Notice, Service]


def not_before_issue(now: Serving) -> Refused | None:
    """Nobody is served what is not issued yet, to the minute where the clock is a clock."""
    issued, tried = now.last(Issue), now.entry.tried_at
    if issued is None or tried.date() < issued.day:
        return Refused("送达时间不能早于签发日期", "", Service.tried_at)
    # A try is typed to the minute; the seconds of the issue would refuse one in the same minute.
    at = issued.recorded_at.replace(second=0, microsecond=0)
    if tried < at and _hours_count(now.station, now.act):
        return Refused(f"送达时间不能早于签发时间 {show_moment(at)}", "", Service.tried_at)
    return None


def not_in_the_future(now: Serving) -> Refused | None:
    """What is entered has been done, to the minute."""
    tried = now.entry.tried_at
    if tried > now.act.at.replace(second=0, microsecond=0) and _hours_count(now.station, now.act):
        return Refused(f"送达时间 {show_moment(tried)} 还没有到，请核对", "", Service.tried_at)
    return None


def _hours_count(station: Station, act: Act) -> bool:
    """A practice folder is played day by day (`--today`), so the hour of its clock means nothing."""
    return not station.profile(act.day).practice


def enough_officers(now: Serving) -> Refused | None:
    """Two officers, or one with auxiliaries and a recording; auxiliaries never alone (程序规定第52条第二款)."""
    article = cite(PROCEDURE, 52, now.act.day)
    people = [now.station.officers.named(name) for name in now.entry.officers]
    # A chief serves as an officer does; what counts is who may act alone, not his rank.
    police = [officer for officer in people if Role.OFFICER in officer.roles or Role.CHIEF in officer.roles]
    if not police:
        return Refused("辅警不能单独送达，应由民警带领", article, Service.officers)
    if len(police) < 2 and not now.entry.recording_no:
        who = "一名民警带领辅警送达的" if len(people) > len(police) else "由一名民警送达的"
        return Refused(f"{who}，应当全程录音录像，请填录音录像编号", article, Service.recording_no)
    return None


def refusal_is_witnessed(now: Serving) -> Refused | None:
    """Leaving a paper behind needs a witness or a recording, as its method says (程序规定第36条)."""
    entry, article = now.entry, cite(PROCEDURE, 36, now.act.day)
    if entry.was_refused and not entry.witness and not entry.recording_no:
        return Refused("拒收、留置的，应有见证人或者录音录像", article, Service.witness)
    if entry.lacking_proof is not None:
        return Refused(
            f"{entry.method}的，应填{entry.lacking_proof.label}", article, entry.lacking_proof.name
        )
    return None


def witness_is_another(now: Serving) -> Refused | None:
    """A neighbour or somebody else present bears witness, no officer of the station and not who refuses (程序规定第36条)."""
    witness = now.entry.witness
    # Whoever signs for the station proves nothing for it (程序规定第36条: 邻居或者其他见证人).
    if witness and (witness in now.station.officers.names_now() or witness == now.entry.receiver):
        article = cite(PROCEDURE, 36, now.act.day)
        return Refused("见证人应是在场的邻居或其他人，不能是本所人员或签收人自己", article, Service.witness)
    return None


def method_fits_outcome(now: Serving) -> Refused | None:
    """Each method has its outcomes: who takes it for another 代收, what is left behind is 留置, what is posted is 公告."""
    entry = now.entry
    if entry.is_by_another and entry.outcome == "签收":
        return Refused(f"{entry.method}的，结果应为代收，并写明代收事由", "", Service.outcome)
    if entry.is_left_behind and not entry.leaves_by_method:
        words = f"留置的，送达方式应为{'或'.join(LEAVING)}；当场拒收的，结果填拒收"
        return Refused(words, cite(PROCEDURE, 36, now.act.day), Service.method)
    if entry.leaves_by_method and not entry.was_refused:
        return Refused(f"{entry.method}的，结果应为拒收或留置", "", Service.outcome)
    if entry.is_public != (entry.is_posted or entry.is_posted_out):
        return Refused("公告送达的，结果应为公告或公告期满；其他方式不能填公告", "", Service.outcome)
    return None


def methods_in_order(now: Serving) -> Refused | None:
    """Posting comes last, after a try that failed; it has served only when sixty days are over (程序规定第36条)."""
    entry, article = now.entry, cite(PROCEDURE, 36, now.act.day)
    # None at all makes `all` true as well: posting is never the first way.
    if entry.is_public and all(tried.said.is_public for tried in now.held(Service)):
        return Refused("应先直接送达；其他方式都送达不了的，才能公告送达", article, Service.method)
    if not entry.is_posted_out:
        return None
    posted_on = first_posting(now.case)
    if posted_on is None:
        return Refused("还没有登记公告", article, Service.outcome)
    until = posting_ends(posted_on)
    # Sixty whole days, the sixtieth included; served only on the day after.
    if entry.tried_at.date() <= until:
        return Refused(f"公告不少于 {POSTING_DAYS} 日，到 {show_day(until)}期满", article, Service.tried_at)
    return None


def first_posting(case: Case) -> date | None:
    """The day on which it was posted; None when it never was."""
    return next((tried.said.tried_at.date() for tried in case.held(Service) if tried.said.is_posted), None)


def posting_ends(posted_on: date) -> date:
    """The sixtieth day; the day of posting is not counted (程序规定第35条)."""
    return posted_on + timedelta(days=POSTING_DAYS)


def deadlines(case: Case, station: Station) -> list[DeadlineDue]:
    """While a posting runs: the day after which it is served, moved off rest days."""
    posted_on = first_posting(case)
    if case.state != ISSUED or posted_on is None:
        return []
    day = station.calendar().next_working_day(posting_ends(posted_on))
    act = step_key(Service)
    return [DeadlineDue("GG", "公告期满，登记送达", day.day, day.plain_day, act, day.provisional)]


def state_after(now: Serving) -> str:
    """The try itself says how far it came."""
    return now.entry.leads_to
