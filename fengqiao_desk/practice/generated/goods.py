"""Fake-goods cases of the generated station: each goes one of the ways goods go, from the find to their end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from ...goods import step_fields as steps
from ...goods.measure_fields import Appraise, Appraised, Approve, Extend, Release
from ...kinds import kind_of
from .chance import Chance
from .course import CHIEF, KEEPER, OFFICERS, Script
from .diary import Diary, Matter
from .goods_course import APPROVED_HERE, COUNTY, INSPECTOR, OFFICE, ROOM, GoodsCourse
from .people import People

KIND = kind_of("goods_cases")
PAPERED = 10
"""One case in so many has its papers issued, of each script the first."""
_BUREAU = "市场监督管理局"


def _registered(course: GoodsCourse) -> None:
    """Registered on the spot and approved the same day, as the law asks of an urgent measure (程序规定第56条)."""
    course.begin()
    course.seize("先行登记保存")
    course.now += timedelta(minutes=45)
    course.on_the_measure(
        Approve,
        1,
        Approve.approver.becomes(APPROVED_HERE.approver),
        Approve.approver_rank.becomes(APPROVED_HERE.rank),
        Approve.at.becomes(course.now),
    )
    course.papers("preservation_decision", "preservation_list", "inspection_record")
    course.store()
    course.papers("custody_handover", "goods_labels")


def _held_and_transferred(course: GoodsCourse) -> None:
    """Registered, then held; appraised and extended meanwhile; to the bureau with its goods."""
    _registered(course)
    course.later(3, 5)
    course.seize("扣押", instead_of=1, approval=COUNTY)
    course.later(3, 6)
    course.on_the_measure(
        Appraise,
        2,
        Appraise.on.becomes(course.today),
        Appraise.organ.becomes("示例质量检验院"),
        Appraise.told_in_writing.becomes(True),
    )
    course.papers("appraisal_notice")
    course.later(8, 14)
    course.on_the_measure(
        Appraised, 2, Appraised.on.becomes(course.today), Appraised.opinion.becomes("系假冒产品")
    )
    course.later(5, 9)
    course.on_the_measure(
        Extend,
        2,
        Extend.on.becomes(course.today),
        Extend.approver.becomes(COUNTY.approver),
        Extend.approver_rank.becomes(COUNTY.rank),
        Extend.reason.becomes("涉及多地，溯源尚未完成"),
        Extend.told_in_writing.becomes(True),
    )
    course.papers("extension_notice", "goods_service")
    course.trace()
    course.papers("trace_chart")
    course.later(2, 6)
    course.transfer(_BUREAU)
    course.papers("transfer_notice")
    course.close("移送")


def _by_the_office(course: GoodsCourse) -> None:
    """The office of market supervision takes the goods by its own papers; they lie at the station for a night."""
    course.agency = OFFICE
    course.papers_of_agency = (f"示例市监扣〔{course.now.year}〕{course.chance.between(1, 900)}号",)
    course.begin()
    course.seize("扣押")
    course.move("入库", INSPECTOR, KEEPER, ROOM.format(1))
    course.papers("joint_record", "custody_handover")
    course.trace()
    course.papers("trace_chart", "clue_letter", "assistance_letter")
    course.move("移交", KEEPER, INSPECTOR, "市场监督管理所仓库", course.decision())
    course.close("行政处罚")


def _confiscated(course: GoodsCourse) -> None:
    """Worth little and nobody objects: the station confiscates and the goods are destroyed (程序规定第195条)."""
    course.begin(small=True)
    course.seize("收缴", approval=APPROVED_HERE)
    course.papers("inspection_record", "confiscation_list")
    course.store()
    course.later(10, 20)
    course.move("销毁", KEEPER, "示例环卫公司（示例）", "示例处置场", course.decision())
    course.papers("disposal_list")
    course.close("销毁")


def _given_back(course: GoodsCourse) -> None:
    course.begin()
    course.seize("扣押", approval=COUNTY)
    course.store()
    course.later(10, 18)
    course.on_the_measure(
        Release, 1, Release.on.becomes(course.today), Release.reason.becomes("查明有合法来源")
    )
    course.papers("release_notice")
    course.move("返还", KEEPER, course.holder, course.area)
    course.papers("disposal_list")
    course.close("返还")


def _unclaimed(course: GoodsCourse) -> None:
    """Nobody comes for what was left behind: posted for six months and three more, then ownerless (程序规定第197条)."""
    course.begin()
    course.seize("扣押", approval=COUNTY)
    course.store()
    course.later(12, 20)
    course.on_the_measure(
        Release, 1, Release.on.becomes(course.today), Release.reason.becomes("物主离开，无法联系")
    )
    course.later(1, 3)
    course.step(
        steps.Announce,
        steps.Announce.on.becomes(course.today),
        steps.Announce.how.becomes("公告"),
        steps.Announce.where.becomes("派出所公告栏"),
        steps.Announce.number.becomes(f"示例公认字〔{course.now.year}〕1号"),
        steps.Announce.items.becomes(course.all_of_it(steps.AnnouncedItem)),
    )
    course.papers("claim_notice")
    # Within the six months of the posting, before they run out.
    course.later(120, 150)
    course.step(
        steps.ProlongClaim,
        steps.ProlongClaim.claim.becomes(1),
        steps.ProlongClaim.on.becomes(course.today),
        steps.ProlongClaim.months.becomes(3),
        steps.ProlongClaim.approver.becomes(CHIEF),
        steps.ProlongClaim.reason.becomes("有人询问，尚待核实"),
    )
    # Behind the six months and the three more.
    course.later(165, 175)
    decision = course.decision()
    course.step(
        steps.Ownerless,
        steps.Ownerless.claim.becomes(1),
        steps.Ownerless.on.becomes(course.today),
        steps.Ownerless.decision_number.becomes(decision),
    )
    course.later(3, 9)
    course.move("上缴国库", KEEPER, "示例区财政局（示例）", "示例区财政局", decision)
    course.close("其他")


def _under_referral(course: GoodsCourse) -> None:
    """The office reports a crime, the police take the case up (国务院令第310号; docs/law.md §2.4)."""
    course.agency = OFFICE
    course.papers_of_agency = (f"示例市监扣〔{course.now.year}〕{course.chance.between(1, 900)}号",)
    course.begin()
    course.seize("扣押")
    for days, stage, organ in (
        (2, "提出移送报告", OFFICE),
        (2, "决定移送", OFFICE),
        (1, "送达移送书", OFFICE),
        (0, "公安签收", "示例市公安局示例分局"),
        (2, "立案", "示例市公安局示例分局"),
        (2, "移交物品", OFFICE),
    ):
        course.later(days, days)
        course.step(
            steps.Referral,
            steps.Referral.stage.becomes(stage),
            steps.Referral.at.becomes(course.now),
            steps.Referral.organ.becomes(organ),
        )
    course.transfer("示例市公安局示例分局")


def _still_found(course: GoodsCourse) -> None:
    course.begin()
    course.papers("accepted_evidence")


def _still_held(course: GoodsCourse) -> None:
    course.begin()
    course.seize("扣押", approval=COUNTY)


SCRIPTS: tuple[Script[GoodsCourse], ...] = (
    Script(1, _held_and_transferred, needs=75),
    Script(1, _by_the_office, needs=20),
    Script(1, _confiscated, needs=40),
    Script(1, _given_back, needs=40),
    # Six months posted and three more, with what stands before and after.
    Script(1, _unclaimed, needs=370),
    Script(1, _under_referral, needs=20),
    Script(1, _still_found, within=12),
    Script(1, _still_held, within=12),
    Script(1, _registered, within=4),
    Script(1, _by_the_office, needs=20),
)
"""A pack of ten, so that ten cases show every step, state and paper."""


def plan(diary: Diary, number: int, areas: Sequence[str], seed: int) -> None:
    """Write `number` cases into the diary, found evenly from the first day on."""
    chance, people = Chance(seed, "goods"), People(Chance(seed, "holders"))

    def begin(turn: int, day: date, script: Script[GoodsCourse], papered: bool) -> None:
        matter = Matter(KIND, OFFICERS[turn % 2], papered)
        course = GoodsCourse(
            diary, chance, people, matter, chance.moment(day, 9, 15), areas[turn % len(areas)]
        )
        course.holder = people.name()
        script.play(course)

    played: dict[Script[GoodsCourse], int] = {}
    dealer = Chance(seed, "scripts of goods")
    pack = [script for script in SCRIPTS for _ in range(script.cards)]
    for turn, script in zip(range(number), dealer.dealt(pack), strict=False):
        day = diary.first + timedelta(days=script.begins(turn * diary.span // number, diary.span, dealer))
        diary.begin_on(day, partial(begin, turn, day, script, played.get(script, 0) % PAPERED == 0))
        played[script] = played.get(script, 0) + 1
