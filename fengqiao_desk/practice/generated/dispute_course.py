"""A dispute of the generated station on its way: every line of a script is one method of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from ...disputes import step_fields as steps
from ...disputes.declaration import Dispute, DisputeParty
from ..entries import row, yuan
from .course import AUXILIARY, Course
from .words import words

PUBLIC_ORDER, ON_THE_SPOT, PEOPLES, CIVIL = "治安调解", "现场治安调解", "人民调解", "告知"
"""The routes of disputes; in the last one the parties are only told where to go."""
# Weights by repetition: eight of twenty come in by 110.
_SOURCES = (
    ("110警情",) * 8 + ("上门报案",) * 5 + ("走访排查",) * 3 + ("网格员移交", "村居移交", "12345", "上级交办")
)
_RISKS = ("一般",) * 16 + ("较高",) * 3 + ("重大",)
_COMMITTEE = "示例街道人民调解委员会"


@dataclass
class DisputeCourse(Course):
    """A dispute on its way, with its parties and the sum that is asked for."""

    area: str = ""
    route: str = ""
    parties: list[DisputeParty] = field(default_factory=list)
    amount: int = 0

    @property
    def one(self) -> str:
        """The name of the first party: who did wrong, or who asks."""
        return self.parties[0].name

    @property
    def other(self) -> str:
        """The name of the second party."""
        return self.parties[1].name

    @property
    def is_offence(self) -> bool:
        """Whether the route treats it as a violation of public order."""
        return self.route in (PUBLIC_ORDER, ON_THE_SPOT)

    @property
    def payer_and_payee(self) -> tuple[str, str]:
        """Who did wrong pays; in a civil matter whom something is asked of."""
        return (self.one, self.other) if self.is_offence else (self.other, self.one)

    def said(self, sentence: str, place: str = "") -> str:
        """A sentence about these parties."""
        about = sentence.replace("{甲}", self.one).replace("{乙}", self.other)
        return about.replace("{地}", place).replace("{元}", str(self.amount))

    def begin(self) -> None:
        """Record it; parties stand in the order the route asks for."""
        # What is drawn, and in which order, decides what a seed gives.
        offence, on_the_spot = self.is_offence, self.route == ON_THE_SPOT
        story = self.chance.one_of(words().public_order if offence else words().civil)
        roles = ("违法嫌疑人", "被侵害人") if offence else ("申请人", "被申请人")
        more = ("其他" if offence else "当事人",) if self.chance.happens(1, 15) else ()
        self.parties = self.people.parties(DisputeParty, (*roles, *more), self.today)
        place = self.chance.one_of(words().places.compounds) + f"{self.chance.between(1, 30)}栋"
        # Minutes to hours before it is told: nobody comes with what has not happened.
        happened = self.now - timedelta(minutes=self.chance.between(20, 600))
        self.receive(
            Dispute.received_on.becomes(self.today),
            Dispute.occurred_at.becomes(happened),
            Dispute.source.becomes(self.chance.one_of(_SOURCES)),
            Dispute.category.becomes(story.category),
            Dispute.route.becomes(self.route),
            Dispute.conduct.becomes(story.conduct if offence else None),
            Dispute.circumstance.becomes("亲友、邻里、同事、在校学生之间因琐事" if offence else None),
            Dispute.risk_level.becomes(self.chance.one_of(_RISKS)),
            Dispute.area.becomes(self.area),
            Dispute.place.becomes(place),
            Dispute.facts.becomes(self.said(self.chance.one_of(story.facts), place)),
            Dispute.claims.becomes(self.said(self.chance.one_of(story.claims), place)),
            Dispute.amount.becomes(yuan(self.amount)),
            Dispute.exclusions.becomes(self.none_of("mediation_exclusion") if offence else {}),
            Dispute.on_spot_exclusions.becomes(self.none_of("on_spot_exclusion") if on_the_spot else {}),
            Dispute.officer.becomes(self.officer),
            Dispute.auxiliaries.becomes((AUXILIARY,)),
            Dispute.partners.becomes((_COMMITTEE, "社居委") if self.route == PEOPLES else ("社居委",)),
            Dispute.parties.becomes(self.parties),
        )

    def session(self, outcome: str) -> None:
        """A sitting that ends so."""
        sentences = words().sentences
        kept = sentences.sessions if outcome == steps.REACHED else sentences.failed
        self.step(
            steps.MediationSession,
            steps.MediationSession.held_at.becomes(self.now),
            steps.MediationSession.place.becomes(
                "派出所调解室" if self.chance.happens(3, 4) else "社区调解室"
            ),
            steps.MediationSession.mediators.becomes((self.officer,)),
            steps.MediationSession.auxiliaries.becomes((AUXILIARY,)),
            steps.MediationSession.recording_no.becomes(f"LX-{self.now:%Y%m%d%H%M}"),
            steps.MediationSession.participants.becomes((f"{self.area}居委会 {self.people.name()}",)),
            steps.MediationSession.record.becomes(self.said(self.chance.one_of(kept))),
            steps.MediationSession.outcome.becomes(outcome),
        )

    def agree(self, form: str = steps.WRITTEN, on_the_spot: bool = False) -> None:
        """Two clauses: the sum and the apology."""
        self.now += timedelta(minutes=self.chance.between(10, 50))
        clauses = [self._pays(on_the_spot), self._apologises()]
        witness = row(
            steps.Witness,
            steps.Witness.name.becomes(self.people.name()),
            steps.Witness.address.becomes(f"{self.area}居委会"),
            steps.Witness.phone.becomes(self.people.phone()),
        )
        self.step(
            steps.Agreement,
            steps.Agreement.agreed_on.becomes(self.today),
            steps.Agreement.form.becomes(form),
            steps.Agreement.witnesses.becomes([witness]),
            steps.Agreement.clauses.becomes(clauses),
        )

    def _pays(self, on_the_spot: bool) -> steps.Clause:
        who, to = self.payer_and_payee
        paid = steps.ON_THE_SPOT if on_the_spot else "现金或者转账支付，收款人出具收条"
        return row(
            steps.Clause,
            steps.Clause.who.becomes(who),
            steps.Clause.to.becomes(to),
            steps.Clause.does.becomes("支付赔偿款"),
            steps.Clause.amount.becomes(yuan(self.amount)),
            steps.Clause.due_on.becomes(self.today if on_the_spot else self.in_days(20)),
            steps.Clause.manner.becomes(paid),
        )

    def _apologises(self) -> steps.Clause:
        who, to = self.payer_and_payee
        return row(
            steps.Clause,
            steps.Clause.who.becomes(who),
            steps.Clause.to.becomes(to),
            steps.Clause.does.becomes("当面赔礼道歉"),
            steps.Clause.due_on.becomes(self.today),
            steps.Clause.manner.becomes(steps.ON_THE_SPOT),
        )

    def perform(self, parts: int = 1) -> None:
        """Pay the first clause, in equal parts."""
        for part in range(1, parts + 1):
            self.later(2, 8)
            # Differences of what is paid by then: the parts add up to the whole, whatever the rounding.
            paid = self.amount * part // parts - self.amount * (part - 1) // parts
            self.step(
                steps.Performance,
                steps.Performance.clause.becomes(1),
                steps.Performance.performed_on.becomes(self.today),
                steps.Performance.amount.becomes(yuan(paid)),
                steps.Performance.proof.becomes("收条一张" if parts == 1 else f"第{part}期收条"),
            )

    def follow_up(self) -> None:
        """Some weeks later somebody asks how it goes."""
        self.later(7, 28)
        self.step(
            steps.FollowUp,
            steps.FollowUp.visited_on.becomes(self.today),
            steps.FollowUp.by.becomes(self.officer),
            steps.FollowUp.how.becomes(self.chance.one_of(("上门", "电话"))),
            steps.FollowUp.satisfied.becomes(True),
            steps.FollowUp.escalation_sign.becomes(self.chance.happens(1, 40)),
            steps.FollowUp.note.becomes(self.chance.one_of(words().sentences.follow_ups)),
        )

    def close(self, result: str) -> None:
        """The matter is over."""
        self.later(0, 1)
        self.step(steps.Close, steps.Close.closed_on.becomes(self.today), steps.Close.result.becomes(result))
        self.papers("closing_report")

    def terminate(self) -> None:
        """The mediation is given up."""
        self.later(1, 6)
        reason = self.chance.one_of(("一方明确不愿调解", "双方意见分歧过大"))
        self.step(
            steps.Terminate,
            steps.Terminate.on.becomes(self.today),
            steps.Terminate.reason.becomes(reason),
            steps.Terminate.told_of_court.becomes(True),
        )

    def suspend_and_resume(self) -> None:
        """The clock stands still while an injury is appraised, and the term is extended afterwards."""
        self.step(
            steps.Suspend, steps.Suspend.from_.becomes(self.today), steps.Suspend.why.becomes("伤情鉴定")
        )
        self.later(8, 15)
        self.step(steps.Resume, steps.Resume.on.becomes(self.today))
        self.later(1, 3)
        self.step(
            steps.Extend,
            steps.Extend.on.becomes(self.today),
            steps.Extend.approved_by.becomes("示例市公安局示例分局"),
            steps.Extend.days.becomes(30),
            steps.Extend.reason.becomes("案情复杂，需进一步调查"),
        )

    def hand_over(self) -> None:
        """Another officer has it from now on."""
        self.later(1, 4)
        self.step(
            steps.HandOver,
            steps.HandOver.on.becomes(self.today),
            steps.HandOver.to_officer.becomes(self.second),
            steps.HandOver.due_back.becomes(self.in_days(7)),
            steps.HandOver.why.becomes("当事人住所不在本警务区"),
        )
