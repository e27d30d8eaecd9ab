"""Disputes of the generated station: each goes one of the ways disputes go, in the share it has at a station."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from ...fields import Row
from ...kinds import kind_of
from .chance import Chance
from .course import AUXILIARY, OFFICERS, Course, Script
from .diary import Diary, Matter
from .people import People
from .words import words

KIND = kind_of("disputes")
PAPERED = 50
"""One dispute in so many has its papers issued, of each script the first: a page costs as much as a dozen verbs."""
_PUBLIC_ORDER, _ON_THE_SPOT, _PEOPLES, _TOLD = "治安调解", "现场治安调解", "人民调解", "告知"
_SOURCES = (
    ("110警情",) * 8 + ("上门报案",) * 5 + ("走访排查",) * 3 + ("网格员移交", "村居移交", "12345", "上级交办")
)
_RISKS = ("一般",) * 16 + ("较高",) * 3 + ("重大",)
_COMMITTEE = "示例街道人民调解委员会"
_TOTAL = "{:.2f}"


@dataclass
class DisputeCourse(Course):
    """A dispute on its way, with its parties and the sum that is asked for."""

    area: str = ""
    route: str = ""
    parties: list[Row] = field(default_factory=list)
    amount: int = 0

    @property
    def one(self) -> str:
        return str(self.parties[0]["name"])

    @property
    def other(self) -> str:
        return str(self.parties[1]["name"])

    @property
    def payer_and_payee(self) -> tuple[str, str]:
        """Who did wrong pays; in a civil matter whom something is asked of."""
        offence = self.route in (_PUBLIC_ORDER, _ON_THE_SPOT)
        return (self.one, self.other) if offence else (self.other, self.one)

    def said(self, sentence: str, place: str = "") -> str:
        """A sentence about these parties."""
        told = sentence.replace("{甲}", self.one).replace("{乙}", self.other)
        return told.replace("{地}", place).replace("{元}", str(self.amount))

    def begin(self) -> None:
        """Record it; parties stand in the order the route asks for."""
        offence, on_the_spot = self.route in (_PUBLIC_ORDER, _ON_THE_SPOT), self.route == _ON_THE_SPOT
        story = self.chance.one_of(words().public_order if offence else words().civil)
        roles = ("违法嫌疑人", "被侵害人") if offence else ("申请人", "被申请人")
        more = ("其他" if offence else "当事人",) if self.chance.happens(1, 15) else ()
        self.parties = self.people.parties((*roles, *more), self.now.date())
        place = self.chance.one_of(words().places["compounds"]) + f"{self.chance.between(1, 30)}栋"
        happened = self.now - timedelta(minutes=self.chance.between(20, 600))
        self.receive(
            {
                "received_on": self.today,
                "occurred_at": happened.isoformat(timespec="minutes"),
                "source": self.chance.one_of(_SOURCES),
                "category": story.category,
                "route": self.route,
                "conduct": story.conduct if offence else None,
                "circumstance": "亲友、邻里、同事、在校学生之间因琐事" if offence else None,
                "risk_level": self.chance.one_of(_RISKS),
                "area": self.area,
                "place": place,
                "facts": self.said(self.chance.one_of(story.facts), place),
                "claims": self.said(self.chance.one_of(story.claims), place),
                "amount": _TOTAL.format(self.amount),
                "exclusions": self.none_of("mediation_exclusion") if offence else None,
                "on_spot_exclusions": self.none_of("on_spot_exclusion") if on_the_spot else None,
                "officer": self.officer,
                "auxiliaries": [AUXILIARY],
                "partners": [_COMMITTEE, "社居委"] if self.route == _PEOPLES else ["社居委"],
                "parties": self.parties,
            }
        )

    def session(self, outcome: str) -> None:
        kept = words().sentences["sessions" if outcome == "达成" else "failed"]
        self.step(
            "mediation_session",
            {
                "held_at": self.minute,
                "place": "派出所调解室" if self.chance.happens(3, 4) else "社区调解室",
                "mediators": [self.officer],
                "auxiliaries": [AUXILIARY],
                "recording_no": f"LX-{self.now:%Y%m%d%H%M}",
                "participants": [f"{self.area}居委会 {self.people.name()}"],
                "record": self.said(self.chance.one_of(kept)),
                "outcome": outcome,
            },
        )

    def agree(self, form: str = "书面", on_the_spot: bool = False) -> None:
        """Two clauses: the sum and the apology."""
        self.now += timedelta(minutes=self.chance.between(10, 50))
        paid = "当场履行" if on_the_spot else "现金或者转账支付，收款人出具收条"
        who, to = self.payer_and_payee
        clauses: list[Row] = [
            {
                "who": who,
                "to": to,
                "does": "支付赔偿款",
                "amount": _TOTAL.format(self.amount),
                "due_on": self.today if on_the_spot else self.in_days(20),
                "manner": paid,
            },
            {"who": who, "to": to, "does": "当面赔礼道歉", "due_on": self.today, "manner": "当场履行"},
        ]
        witness = {"name": self.people.name(), "address": f"{self.area}居委会", "phone": self.people.phone()}
        self.step(
            "agreement", {"agreed_on": self.today, "form": form, "witnesses": [witness], "clauses": clauses}
        )

    def perform(self, parts: int = 1) -> None:
        """Pay the first clause, in equal parts."""
        for part in range(1, parts + 1):
            self.later(2, 8)
            paid = self.amount * part // parts - self.amount * (part - 1) // parts
            self.step(
                "performance",
                {
                    "clause": 1,
                    "performed_on": self.today,
                    "amount": _TOTAL.format(paid),
                    "proof": "收条一张" if parts == 1 else f"第{part}期收条",
                },
            )

    def follow_up(self) -> None:
        self.later(7, 28)
        self.step(
            "follow_up",
            {
                "visited_on": self.today,
                "by": self.officer,
                "how": self.chance.one_of(("上门", "电话")),
                "satisfied": True,
                "escalation_sign": self.chance.happens(1, 40),
                "note": self.chance.one_of(words().sentences["follow_ups"]),
            },
        )

    def close(self, result: str) -> None:
        self.later(0, 1)
        self.step("close", {"closed_on": self.today, "result": result})
        self.papers("closing_report")

    def terminate(self) -> None:
        self.later(1, 6)
        reason = self.chance.one_of(("一方明确不愿调解", "双方意见分歧过大"))
        self.step("terminate", {"on": self.today, "reason": reason, "told_of_court": True})

    def suspend_and_resume(self) -> None:
        """The clock stands still while an injury is appraised, and the term is extended afterwards."""
        self.step("suspend", {"from": self.today, "why": "伤情鉴定"})
        self.later(8, 15)
        self.step("resume", {"on": self.today})
        self.later(1, 3)
        approved = {"approved_by": "示例市公安局示例分局", "days": 30, "reason": "案情复杂，需进一步调查"}
        self.step("extend", {"on": self.today, **approved})

    def hand_over(self) -> None:
        self.later(1, 4)
        back = {"due_back": self.in_days(7), "why": "当事人住所不在本警务区"}
        self.step("hand_over", {"on": self.today, "to_officer": self.second, **back})


def _settled(course: DisputeCourse) -> None:
    course.papers("intake_form")
    course.later(1, 3)
    course.session("达成")
    course.papers("public_order_record")
    course.agree()
    course.papers("public_order_agreement", "service_receipt")
    course.perform()
    course.papers("evidence_list")
    course.follow_up()
    course.papers("follow_up_record")
    course.close("调解成功")


def _settled_at_the_second(course: DisputeCourse) -> None:
    course.later(1, 3)
    course.session("未达成")
    course.later(2, 4)
    course.session("达成")
    course.agree()
    course.perform(2)
    course.follow_up()
    course.close("调解成功")


def _suspended(course: DisputeCourse) -> None:
    course.later(1, 2)
    course.suspend_and_resume()
    _settled_at_the_second(course)


def _terminated(course: DisputeCourse) -> None:
    course.later(1, 3)
    course.session("未达成")
    course.terminate()
    course.papers("court_notice")


def _defaulted(course: DisputeCourse) -> None:
    course.later(1, 3)
    course.session("达成")
    course.agree()
    course.later(21, 26)
    told = {"reason": "到期未付，电话催促后仍拒绝", "told_of_court": True}
    course.step("default", {"on": course.today, "clause": 1, **told})
    course.papers("court_notice")
    course.close("达成未履行")


def _on_the_spot(course: DisputeCourse) -> None:
    course.later(0, 0)
    course.session("达成")
    course.agree(on_the_spot=True)
    course.papers("on_spot_agreement")
    course.follow_up()
    course.close("调解成功")


def _by_the_committee(course: DisputeCourse) -> None:
    course.papers("peoples_application", "peoples_intake", "rights_notice", "investigation_record")
    course.later(2, 9)
    course.session("达成")
    course.papers("mediation_record")
    course.agree()
    course.papers("peoples_agreement")
    course.perform()
    course.follow_up()
    course.close("调解成功")


def _orally(course: DisputeCourse) -> None:
    course.later(1, 5)
    course.session("达成")
    course.agree("口头", on_the_spot=True)
    course.papers("oral_agreement")
    course.follow_up()
    course.close("调解成功")


def _confirmed(course: DisputeCourse) -> None:
    course.later(2, 6)
    course.session("达成")
    course.agree()
    course.later(3, 8)
    court = {"court": words().places["courts"][0], "concerns_status": False, "result": "已受理"}
    course.step("judicial_confirmation", {"on": course.today, **court})
    course.papers("confirmation_application")
    course.perform()
    course.follow_up()
    course.close("调解成功")


def _handed_over(course: DisputeCourse) -> None:
    course.hand_over()
    _by_the_committee(course)


def _reopened(course: DisputeCourse) -> None:
    course.later(2, 9)
    course.session("未达成")
    course.close("未达成")
    course.later(10, 20)
    course.step("reopen", {"on": course.today, "reason": "双方又愿意调解"})
    course.later(1, 3)
    course.session("达成")
    course.agree(on_the_spot=True)
    course.follow_up()
    course.close("调解成功")
    course.later(1, 5)
    course.step("note", {"on": course.today, "note": "当事人一方的住址已经变更，协议不受影响。"})


def _referred(course: DisputeCourse) -> None:
    course.papers("civil_notice")
    course.later(1, 6)
    to = course.chance.one_of(words().places["offices"])
    course.step("refer", {"on": course.today, "to": to, "why": "不构成违反治安管理，属其职责范围"})
    course.papers("referral_notice")


def _told(course: DisputeCourse) -> None:
    course.papers("civil_notice")
    course.later(1, 10)
    course.close(course.chance.one_of(("撤回", "移交", "终止")))


def _corrected(course: DisputeCourse) -> None:
    """What was typed wrong is corrected the same day."""
    course.later(0, 0)
    course.diary.amend(course.matter, course.now, {"claims": course.said("要求{甲}停止有关行为并书面保证。")})
    _told(course)


def _still_waiting(course: DisputeCourse) -> None:
    """Nothing was done yet."""


def _still_mediated(course: DisputeCourse) -> None:
    course.later(1, 3)
    course.session("未达成")


def _still_to_be_performed(course: DisputeCourse) -> None:
    course.later(1, 2)
    course.session("达成")
    course.agree()


def _still_to_be_visited(course: DisputeCourse) -> None:
    course.later(0, 0)
    course.session("达成")
    course.agree(on_the_spot=True)


def _script(
    route: str, cards: int, play: Callable[[DisputeCourse], None], needs: int = 0, within: int = 0
) -> tuple[str, Script[DisputeCourse]]:
    return route, Script(cards, play, needs, within)


SCRIPTS = (
    _script(_PUBLIC_ORDER, 15, _settled),
    _script(_PUBLIC_ORDER, 5, _settled_at_the_second),
    _script(_PUBLIC_ORDER, 2, _suspended, needs=90),
    _script(_PUBLIC_ORDER, 3, _terminated),
    _script(_PUBLIC_ORDER, 2, _defaulted, needs=45),
    _script(_PUBLIC_ORDER, 1, _still_to_be_performed, within=20),
    _script(_ON_THE_SPOT, 18, _on_the_spot),
    _script(_ON_THE_SPOT, 1, _still_to_be_visited, within=20),
    _script(_PEOPLES, 15, _by_the_committee),
    _script(_PEOPLES, 7, _orally),
    _script(_PEOPLES, 3, _confirmed, needs=70),
    _script(_PEOPLES, 2, _handed_over),
    _script(_PEOPLES, 1, _reopened, needs=90),
    _script(_PEOPLES, 2, _terminated),
    _script(_PEOPLES, 2, _still_mediated, within=20),
    _script(_TOLD, 8, _referred),
    _script(_TOLD, 9, _told),
    _script(_TOLD, 2, _corrected),
    _script(_TOLD, 2, _still_waiting, within=20),
)
"""A pack of a hundred: by its shares of routes and ends (docs/law.md §2.1, 2.7) a station would know itself."""


def plan(diary: Diary, number: int, areas: tuple[str, ...], seed: int) -> None:
    """Write `number` disputes into the diary, begun evenly from the first day on."""
    chance, people = Chance(seed, "disputes"), People(Chance(seed, "people"))

    def begin(turn: int, day: date, route: str, script: Script[DisputeCourse], papered: bool) -> None:
        course = DisputeCourse(
            diary=diary,
            chance=chance,
            people=people,
            matter=Matter(KIND, OFFICERS[turn % 2], papered),
            now=chance.moment(day),
            area=areas[turn % len(areas)],
            route=route,
            amount=chance.between(2, 60) * 50,
        )
        course.begin()
        script.play(course)

    pack = [(place, *card) for place, card in enumerate(SCRIPTS) for _ in range(card[1].cards)]
    played = [0] * len(SCRIPTS)
    dealer = Chance(seed, "scripts of disputes")
    for turn, (place, route, script) in zip(range(number), dealer.dealt(pack), strict=False):
        day = diary.first + timedelta(days=script.begins(turn * diary.span // number, diary.span, dealer))
        diary.begin_on(day, partial(begin, turn, day, route, script, played[place] % PAPERED == 0))
        played[place] += 1
