"""Rounds of notices of the generated station: numbered, served in every way a service ends, some withdrawn, some void."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from ... import cases
from ...cases import Case
from ...cases.facts.withdrawing import withdraw_step
from ...cases.reviewing import plain_of
from ...fields import Row
from ...kinds import KINDS, kind_of
from ...notices import batch, carrying_out
from ...notices.notice_records import Notice, Service
from ...notices.venue_records import Venue
from ...station import Act
from .chance import Chance
from .course import CHIEF, OFFICERS
from .diary import Deed, Diary
from .people import People

KIND = kind_of("notices")
_CATEGORY = "网吧"
_ORGAN, _SCOPE = "示例市应急指挥部", "全市互联网上网服务营业场所"
_CLOSED_FOR = 14
_POSTED_FOR = 63
_RECEIPTS = 40
"""One notice in so many that were served has its 送达回执."""
_MISTAKEN = 20
"""On one notice in so many a service of another is entered, and withdrawn."""
_SIGNED = ("直接送达", "签收")
_NOBODY = ("直接送达", "无人")
_ENDS: tuple[tuple[tuple[str, str], ...], ...] = (
    *((_SIGNED,),) * 11,
    (_NOBODY, _SIGNED),
    *((("单位代收", "代收"),),) * 2,
    (("留置送达（见证人）", "留置"),),
    (("留置送达（录音录像）", "留置"),),
    (("直接送达", "关门歇业"),),
    (_NOBODY, ("公告送达", "公告"), ("公告送达", "公告期满")),
    (),
)
"""A pack of ends, each a row of tries by method and outcome; the empty one is a notice nobody has carried out yet."""

_REASONS = {
    "代收": "负责人外出，由值班经理代收",
    "留置": "负责人拒绝签名",
    "公告": "场所停业，无人可以送达",
}
"""Why it ended so, where a service has to say (程序规定第36条)."""


class Rounds:
    """Writes the rounds into the diary, and their services once the numbers are known."""

    def __init__(self, diary: Diary, seed: int) -> None:
        self._diary = diary
        self._chance = Chance(seed, "notices")
        self._people = People(Chance(seed, "receivers"))
        # Dealt over all rounds: a station has every end, however few venues a round goes to.
        self._ends = self._chance.dealt(_ENDS)
        self._served = 0
        self._mistakes = Chance(seed, "slips: services").dealt((True, *(False,) * (_MISTAKEN - 1)))
        # People of its own: who signed by mistake changes nothing of who signed.
        self._mistaken_people = People(Chance(seed, "mistaken receivers"))

    def plan(self) -> None:
        """Two rounds of duties a year and one in the last days; a closure of one category that is lifted after a fortnight."""
        first, until, span = self._diary.first, self._diary.until, self._diary.span
        for share in (2, 6, 10, 14):
            self._put(first + timedelta(days=span * share // 16), self._duties)
        closed = first + timedelta(days=span // 2)
        self._put(closed, partial(self._relay, "closure_relay"))
        self._put(closed + timedelta(days=_CLOSED_FOR), partial(self._relay, "reopening"))
        self._put(until - timedelta(days=3), self._duties)
        self._put(until, self._draft)

    def _put(self, day: date, deed: Deed) -> None:
        self._diary.put(datetime.combine(day, datetime.min.time()).replace(hour=9), OFFICERS[0], deed)

    def _duties(self, act: Act) -> None:
        """To every venue; the last notice was addressed wrongly and is void the same day."""
        station = self._diary.station
        chosen = batch.select(station, "all", act.day)
        numbers = batch.issue(station, "compliance", chosen, batch.Order(), act).numbers
        for venue, number in zip(chosen[:-1], numbers[:-1], strict=True):
            self._serve(venue, number, act, next(self._ends))
        void = partial(cases.void_document, station, KINDS, numbers[-1], "地址有误，另行制作")
        self._diary.put(act.at + timedelta(hours=2), CHIEF, void)

    def _relay(self, template: str, act: Act) -> None:
        """Pass on the order and carry it out on the register, which withdraws the closures when it is lifted."""
        station, chosen = self._diary.station, batch.select(self._diary.station, _CATEGORY, act.day)
        number = "第3号通告（示例）" if template == "closure_relay" else "第7号通告（示例）"
        order = batch.Order(_ORGAN, number, f"{act.day.isoformat()}T18:00", _SCOPE)
        numbers = batch.issue(station, template, chosen, order, act).numbers
        carrying_out.carry_out(station, template, chosen, order, act)
        for place, (venue, issued) in enumerate(zip(chosen, numbers, strict=True)):
            self._serve(venue, issued, act, (_SIGNED,) if place % 3 else ())

    def _serve(self, venue: Case, number: str, act: Act, tries: tuple[tuple[str, str], ...]) -> None:
        """Plan the tries of one notice; of one in so many the receipt is made out."""
        if next(self._mistakes):
            self._serve_by_mistake(venue, number, act)
        moment = act.at
        for method, outcome in tries:
            # A posting runs sixty days (程序规定第36条) before its end may be told.
            days = _POSTED_FOR if outcome == "公告期满" else self._chance.between(1, 5)
            moment = self._chance.moment(moment.date() + timedelta(days=days), 9, 18)
            entry = self._try(venue, moment, (method, outcome), self._people)
            serve = partial(batch.serve, self._diary.station, number, entry)
            self._diary.put(moment, self._chance.one_of(OFFICERS), serve)
        self._served += bool(tries)
        if tries and self._served % _RECEIPTS == 1:
            receipt = partial(self._receipt, number)
            self._diary.put(moment + timedelta(minutes=30), OFFICERS[0], receipt)

    def _serve_by_mistake(self, venue: Case, number: str, act: Act) -> None:
        """Signed for on the wrong line of the table; withdrawn before it is served."""
        station, moment = self._diary.station, act.at + timedelta(hours=1)
        entry = self._try(venue, moment, _SIGNED, self._mistaken_people)

        def take_back(later: Act) -> None:
            served = cases.load(station, KIND, number)
            last = served.steps[-1].position
            withdraw_step(station, KIND, served.number, last, "登错一行，签收的是另一家", later)

        self._diary.put(moment, OFFICERS[1], partial(batch.serve, station, number, entry))
        self._diary.put(moment + timedelta(hours=2), OFFICERS[1], take_back)

    def _try(self, venue: Case, at: datetime, way: tuple[str, str], people: People) -> Row:
        method, outcome = way
        met, left = outcome in ("签收", "代收"), method.startswith("留置")
        recorded = left and "录音录像" in method
        identity = "负责人" if outcome == "签收" else "值班经理"
        posted = "公告已满六十日" if method == "公告送达" else None
        return plain_of(
            (
                Service.tried_at.becomes(at),
                Service.method.becomes(method),
                Service.place.becomes(venue.of(Venue).address),
                Service.officers.becomes(OFFICERS),
                Service.recording_no.becomes(f"LX-{at:%Y%m%d%H%M}" if recorded else None),
                Service.receiver.becomes(people.name() if met else None),
                Service.receiver_identity.becomes(identity if met else None),
                Service.outcome.becomes(outcome),
                Service.witness.becomes(people.name() if left and not recorded else None),
                Service.reason.becomes(_REASONS.get(outcome) or posted),
            )
        )

    def _receipt(self, number: str, act: Act) -> None:
        case = cases.load(self._diary.station, KIND, number)
        cases.issue_document(self._diary.station, KIND, case.number, "service_receipt", act)

    def _draft(self, act: Act) -> None:
        """One notice that is still a draft on the last day."""
        station = self._diary.station
        venue = batch.select(station, _CATEGORY, act.day)[0]
        of = venue.of(Venue)
        entry = (
            Notice.drafted_on.becomes(act.day),
            Notice.template.becomes("compliance"),
            Notice.venue.becomes(venue.number),
            Notice.venue_name.becomes(of.name),
            Notice.law.becomes("互联网上网服务营业场所管理条例"),
            Notice.batch.becomes(f"补发 {act.day.isoformat()}"),
            Notice.category.becomes(of.category),
            Notice.address.becomes(of.address),
            Notice.credit_code.becomes(of.credit_code),
            Notice.person_in_charge.becomes(of.person_in_charge),
            Notice.phone.becomes(of.phone),
            Notice.area.becomes(of.area),
            Notice.officer.becomes(of.officer),
        )
        cases.receive(station, KIND, plain_of(entry), act)
