"""Fake-goods cases of the generated station: each goes one of the ways goods go, from the find to their end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from ...fields import Row
from ...kinds import kind_of
from .chance import Chance
from .course import CHIEF, KEEPER, OFFICERS, Course, Script
from .diary import Diary, Matter
from .people import People
from .words import words

KIND = kind_of("goods_cases")
PAPERED = 10
"""One case in so many has its papers issued, of each script the first."""
_OURS, _OFFICE, _BUREAU = "本所", "市场监督管理所", "市场监督管理局"
_INSPECTOR = "市监人员子（示例）"
_ROOM = "涉案财物室A-{:02d}"
_COUNTY = {"approver": "分局负责人（示例）", "approver_rank": "县级以上公安机关负责人"}
_CHIEF = {"approver": CHIEF, "approver_rank": "办案部门负责人"}
_SUPPLIERS = 9


@dataclass
class GoodsCourse(Course):
    """A case on its way: who seizes, how much there is of its one batch."""

    area: str = ""
    agency: str = _OURS
    boxes: int = 1
    holder: str = ""
    papers_of_agency: list[str] = field(default_factory=list)

    @property
    def items(self) -> list[Row]:
        return [{"goods": 1, "quantity": self.boxes}]

    def begin(self, small: bool = False) -> None:
        """Record the find at a shop; behind it stands one of a few suppliers, so that cases have suppliers in common."""
        chance, ware = self.chance, self.chance.one_of(words().goods)
        self.boxes = 1 if small else chance.between(4, 60)
        shop = f"{chance.one_of(words().venues['names'])}商店"
        supplier = chance.between(1, _SUPPLIERS)
        batch = {
            "name": ware.name,
            "brand": "示例",
            "specification": ware.specification,
            "quantity": self.boxes,
            "unit": ware.unit,
            "pieces": self.boxes * ware.inside,
            "pieces_unit": ware.pieces_unit,
            "unit_price": ware.price,
            "batch": f"{self.now:%Y%m}{chance.digits(3)}",
            "features": ware.features,
            "found_at": "P1",
        }
        places = [
            {
                "key": "P1",
                "name": shop,
                "kind": "零售",
                "credit_code": self.people.credit_code(),
                "address": f"{chance.one_of(words().places['streets'])}{chance.between(1, 300)}号",
                "person_in_charge": self.holder,
                "phone": self.people.phone(),
            },
            {
                "key": "P2",
                "name": f"示例仓库{supplier}",
                "kind": "仓库",
                "address": f"示例工业园{supplier}号",
            },
        ]
        self.receive(
            {
                "found_on": self.today,
                "source": chance.one_of(("110警情", "12345", "走访排查", "部门移送")),
                "area": self.area,
                "place": shop,
                "conduct": ware.conduct,
                "seizing_agency": self.agency,
                "agency_papers": self.papers_of_agency,
                "partners": [_OFFICE],
                "partner_people": [_INSPECTOR],
                "facts": f"{shop}销售的{ware.name}{ware.features}，负责人不能说明合法来源。",
                "officer": self.officer,
                "premises": places,
                "goods": [batch],
            }
        )

    def seize(self, measure: str, instead_of: int | None = None, approval: Row | None = None) -> None:
        self.now += timedelta(minutes=self.chance.between(10, 60))
        self.step(
            "seize",
            {
                "measure": measure,
                "agency": self.agency,
                "at": self.minute,
                "items": self.items,
                "officers": list(OFFICERS),
                "witness": self.people.name(),
                "holder": self.holder,
                "holder_signed": True,
                "instead_of": instead_of,
                "reason": "涉嫌假冒，需进一步核实",
                **(approval or {}),
            },
        )

    def move(self, what: str, giver: str, taker: str, place: str, decision: str | None = None) -> None:
        self.now += timedelta(minutes=self.chance.between(30, 90))
        people: Row = {"from": giver, "to": taker, "place": place, "decision_number": decision}
        self.step("custody", {"at": self.minute, "move": what, "items": self.items, **people})

    def store(self) -> None:
        self.move("入库", self.officer, KEEPER, _ROOM.format(self.chance.between(1, 20)))

    def trace(self) -> None:
        """The goods of the shop came from its supplier."""
        self.later(1, 3)
        edge = {"from": "P1", "to": "P2", "how": "溯源调查", "evidence": "进货微信记录、转账记录"}
        self.step("trace", {**edge, "goods": 1, "quantity": self.boxes})

    def on_the_measure(self, step: str, seizure: int, entry: Row) -> None:
        self.step(step, {"seizure": seizure, "on": self.today, **entry})

    def transfer(self, to: str) -> None:
        given = {"basis": "不构成犯罪，需追究行政责任", "papers": ["现场检查笔录", "证据保全清单"]}
        self.step("transfer", {"to": to, "on": self.today, "items": self.items, **given})

    def close(self, result: str) -> None:
        self.later(1, 4)
        self.step("close", {"closed_on": self.today, "result": result})

    def decision(self) -> str:
        return f"示例公行罚决字〔{self.now.year}〕{self.chance.between(1, 900)}号"


def _registered(course: GoodsCourse) -> None:
    """Registered on the spot and approved the same day, as the law asks of an urgent measure (程序规定第56条)."""
    course.begin()
    course.seize("先行登记保存")
    approved: Row = {**_CHIEF, "at": course.in_minutes(45)}
    course.now += timedelta(minutes=45)
    course.step("approve", {"seizure": 1, **approved})
    course.papers("preservation_decision", "preservation_list", "inspection_record")
    course.store()
    course.papers("custody_handover", "goods_labels")


def _held_and_transferred(course: GoodsCourse) -> None:
    """Registered, then held; appraised and extended meanwhile; to the bureau with its goods."""
    _registered(course)
    course.later(3, 5)
    course.seize("扣押", instead_of=1, approval=_COUNTY)
    course.later(3, 6)
    course.on_the_measure("appraise", 2, {"organ": "示例质量检验院", "told_in_writing": True})
    course.papers("appraisal_notice")
    course.later(8, 14)
    course.on_the_measure("appraised", 2, {"opinion": "系假冒产品"})
    course.later(5, 9)
    told = {"reason": "涉及多地，溯源尚未完成", "told_in_writing": True}
    course.on_the_measure("extend", 2, {**_COUNTY, **told})
    course.papers("extension_notice", "goods_service")
    course.trace()
    course.papers("trace_chart")
    course.later(2, 6)
    course.transfer(_BUREAU)
    course.papers("transfer_notice")
    course.close("移送")


def _by_the_office(course: GoodsCourse) -> None:
    """The office of market supervision takes the goods by its own papers; they lie at the station for a night."""
    course.agency = _OFFICE
    course.papers_of_agency = [f"示例市监扣〔{course.now.year}〕{course.chance.between(1, 900)}号"]
    course.begin()
    course.seize("扣押")
    course.move("入库", _INSPECTOR, KEEPER, _ROOM.format(1))
    course.papers("joint_record", "custody_handover")
    course.trace()
    course.papers("trace_chart", "clue_letter", "assistance_letter")
    course.move("移交", KEEPER, _INSPECTOR, "市场监督管理所仓库", course.decision())
    course.close("行政处罚")


def _confiscated(course: GoodsCourse) -> None:
    """Worth little and nobody objects: the station confiscates and the goods are destroyed (程序规定第195条)."""
    course.begin(small=True)
    course.seize("收缴", approval=_CHIEF)
    course.papers("inspection_record", "confiscation_list")
    course.store()
    course.later(10, 20)
    course.move("销毁", KEEPER, "示例环卫公司（示例）", "示例处置场", course.decision())
    course.papers("disposal_list")
    course.close("销毁")


def _given_back(course: GoodsCourse) -> None:
    course.begin()
    course.seize("扣押", approval=_COUNTY)
    course.store()
    course.later(10, 18)
    course.on_the_measure("release", 1, {"reason": "查明有合法来源"})
    course.papers("release_notice")
    course.move("返还", KEEPER, course.holder, course.area)
    course.papers("disposal_list")
    course.close("返还")


def _unclaimed(course: GoodsCourse) -> None:
    """Nobody comes for what was left behind: posted for six months and three more, then ownerless (程序规定第197条)."""
    course.begin()
    course.seize("扣押", approval=_COUNTY)
    course.store()
    course.later(12, 20)
    course.on_the_measure("release", 1, {"reason": "物主离开，无法联系"})
    course.later(1, 3)
    posted = {"how": "公告", "where": "派出所公告栏", "number": f"示例公认字〔{course.now.year}〕1号"}
    course.step("announce", {"on": course.today, "items": course.items, **posted})
    course.papers("claim_notice")
    course.later(120, 150)
    more = {"months": 3, "approver": CHIEF, "reason": "有人询问，尚待核实"}
    course.step("prolong_claim", {"claim": 1, "on": course.today, **more})
    course.later(165, 175)
    decision = course.decision()
    course.step("ownerless", {"claim": 1, "on": course.today, "decision_number": decision})
    course.later(3, 9)
    course.move("上缴国库", KEEPER, "示例区财政局（示例）", "示例区财政局", decision)
    course.close("其他")


def _under_referral(course: GoodsCourse) -> None:
    """The office reports a crime, the police take the case up (国务院令第310号; docs/law.md §2.4)."""
    course.agency = _OFFICE
    course.papers_of_agency = [f"示例市监扣〔{course.now.year}〕{course.chance.between(1, 900)}号"]
    course.begin()
    course.seize("扣押")
    for days, stage, organ in (
        (2, "提出移送报告", _OFFICE),
        (2, "决定移送", _OFFICE),
        (1, "送达移送书", _OFFICE),
        (0, "公安签收", "示例市公安局示例分局"),
        (2, "立案", "示例市公安局示例分局"),
        (2, "移交物品", _OFFICE),
    ):
        course.later(days, days)
        course.step("referral", {"stage": stage, "at": course.minute, "organ": organ})
    course.transfer("示例市公安局示例分局")


def _still_found(course: GoodsCourse) -> None:
    course.begin()
    course.papers("accepted_evidence")


def _still_held(course: GoodsCourse) -> None:
    course.begin()
    course.seize("扣押", approval=_COUNTY)


SCRIPTS: tuple[Script[GoodsCourse], ...] = (
    Script(1, _held_and_transferred, needs=75),
    Script(1, _by_the_office, needs=20),
    Script(1, _confiscated, needs=40),
    Script(1, _given_back, needs=40),
    Script(1, _unclaimed, needs=370),
    Script(1, _under_referral, needs=20),
    Script(1, _still_found, within=12),
    Script(1, _still_held, within=12),
    Script(1, _registered, within=4),
    Script(1, _by_the_office, needs=20),
)
"""A pack of ten, so that ten cases show every step, state and paper."""


def plan(diary: Diary, number: int, areas: tuple[str, ...], seed: int) -> None:
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
