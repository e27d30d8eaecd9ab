"""Papers of 人民调解 from the agreement on: agreement, oral agreement, follow-up, judicial confirmation (docs/law.md §3.10)."""

from __future__ import annotations

from datetime import date, timedelta

from ...cases import Case
from ...documents.form import DocumentForm, Paper, Subject
from ...documents.typesetting import (
    Addressee,
    Block,
    Cell,
    Heading,
    OrganName,
    Paragraph,
    Sheet,
    SignatureLines,
    Title,
)
from ...problems import Refused
from ...station.laws import cite
from ...values.days import parse_day
from . import common
from .common import MEDIATION_LAW, or_blank, pair, wide
from .peoples import committee_form, seal_of_the_committee

AGREEMENT = "peoples_agreement"
ORAL = "oral_agreement"
CONFIRMATION = "confirmation_application"
CONFIRMATION_DAYS = 30
ABOUT_STATUS = ("婚姻家庭",)
"""Categories whose agreements may be about a status that no court confirms."""


def _one_each_and_one_kept(subject: Subject) -> int:
    """各方当事人各执一份，调委会留存一份（人民调解法第二十九条）."""
    return len(common.parties(subject)) + 1


def _agreement(paper: Paper) -> Sheet:
    subject = paper.subject
    rows = [row for party in common.parties(subject) for row in common.person_rows(party, paper.day)]
    copies = common.numeral(_one_each_and_one_kept(subject))
    article = cite(MEDIATION_LAW, 33, paper.day)
    signers = common.signing_parties(subject, "签名或盖章、按指印")
    blocks: list[Block] = [
        common.form(rows, size=10.5),
        Paragraph("主要事实：" + subject.values["facts"]),
        Paragraph("争议事项：" + or_blank(subject.values["claims"])),
        Paragraph(paper.text(AGREEMENT, "intro")),
        common.clauses(common.last(subject, "agreement")),
        Paragraph(paper.text(AGREEMENT, "effect")),
        Paragraph(paper.text(AGREEMENT, "confirmation", article=article)),
        Paragraph(paper.text(AGREEMENT, "copies", copies=copies)),
        SignatureLines((*signers, "人民调解员（签名）", "记录人（签名）"), dated=False),
        seal_of_the_committee(paper),
    ]
    return committee_form(paper, "人民调解协议书", blocks)


def _oral(paper: Paper) -> Sheet:
    subject = paper.subject
    agreement, values = common.last(subject, "agreement"), subject.values
    rows: list[tuple[Cell, ...]] = [
        wide("当事人", common.names_of(subject)),
        pair("纠纷类型", values["category"], "达成日期", common.day_shown(agreement["agreed_on"])),
        wide("主要事实、争议事项", values["facts"], 4),
        wide("口头协议内容", common.clauses_text(agreement), 4),
        wide("参加调解的单位和人员", common.joined(values["partners"])),
        wide("效力", paper.text(ORAL, "effect", article=cite(MEDIATION_LAW, 30, paper.day))),
        wide("登记人（签名）", "", 2),
    ]
    blocks: list[Block] = [common.form(rows), seal_of_the_committee(paper)]
    return committee_form(paper, "口头协议登记表", blocks)


def _visit(paper: Paper) -> Sheet:
    """The last visit; the agreement by its number in the register when it was issued here."""
    subject, visit = paper.subject, common.last(paper.subject, "follow_up")
    yes_or_no = {True: "是", False: "否"}
    rows: list[tuple[Cell, ...]] = [
        wide("当事人", common.names_of(subject)),
        pair("调解协议编号", _agreement_number(subject), "回访时间", common.day_shown(visit["visited_on"])),
        pair("回访人", visit["by"], "回访方式", visit["how"]),
        wide("回访事由", "了解协议履行情况和纠纷有无反复"),
        wide("履行情况", performance_told(subject), 2),
        pair("当事人满意", yes_or_no[visit["satisfied"]], "有激化迹象", yes_or_no[visit["escalation_sign"]]),
        wide("回访情况", or_blank(visit["note"]), 8),
        wide("回访人（签名）", "", 2),
    ]
    blocks: list[Block] = [common.form(rows)]
    if subject.values["route"] == common.PEOPLES:
        return committee_form(paper, "回访记录", blocks)
    return common.sheet(
        paper, "回访记录", [OrganName(paper.profile.letterhead_organ), Title("回访记录"), *blocks]
    )


def _agreement_number(subject: Subject) -> str:
    """The newest number under which the agreement was issued, `/` for none."""
    issued = subject.documents if isinstance(subject, Case) else ()
    wanted = (AGREEMENT, ORAL, "public_order_agreement", "on_spot_agreement")
    numbers = [found.number for found in issued if found.document in wanted and found.state == "issued"]
    return numbers[-1] if numbers else common.BLANK


def performance_told(subject: Subject) -> str:
    """What was performed and when, one line each."""
    told = []
    for taken in subject.taken("performance"):
        amount = f"，{common.money_shown(taken.entry['amount'])}" if taken.entry["amount"] else ""
        proof = f"，凭证：{taken.entry['proof']}" if taken.entry["proof"] else ""
        told.append(f"第{taken.entry['clause']}条于{common.day_shown(taken.day)}履行{amount}{proof}。")
    return or_blank("\n".join(told))


def _confirmation(paper: Paper) -> Sheet:
    """Jointly, within thirty days of the agreement or after the step was recorded (人民调解法第33条)."""
    subject = paper.subject
    _refuse_when_late(subject, paper.day)
    agreement, step = common.last(subject, "agreement"), common.last(subject, "judicial_confirmation")
    day = common.day_shown(agreement["agreed_on"])
    rows = [
        row for party in common.parties(subject) for row in common.person_rows(party, paper.day, "申请人")
    ]
    court = step.get("court") or "＿＿＿＿＿＿＿＿人民法院"
    facts = paper.text(
        CONFIRMATION,
        "facts",
        **{"day": day, "category": subject.values["category"]},
        committee=_mediator(paper),
    )
    article = cite(MEDIATION_LAW, 33, paper.day)
    title = "司法确认申请书"
    blocks: list[Block] = [
        Title(title),
        common.form(rows, size=10.5),
        Paragraph("请求事项：" + paper.text(CONFIRMATION, "request", day=day)),
        Paragraph("事实和理由：" + facts),
        common.clauses(agreement),
        Paragraph(paper.text(CONFIRMATION, "basis", article=article)),
        Paragraph(paper.text(CONFIRMATION, "promise")),
        Heading("此致", level=3),
        Addressee(court),
        SignatureLines(tuple("申请人（签名或盖章）" for _ in common.parties(subject))),
    ]
    return common.sheet(paper, title, blocks)


def _mediator(paper: Paper) -> str:
    found = common.committee(paper.subject)
    return found if "＿" not in found else "人民调解委员会"


def _refuse_when_late(subject: Subject, day: date) -> None:
    """The step itself kept the days; without it the thirty days are counted here, rolled as the case's deadline is."""
    if subject.taken("judicial_confirmation"):
        return
    plain = parse_day(common.last(subject, "agreement")["agreed_on"]) + timedelta(days=CONFIRMATION_DAYS)
    deadlines = subject.deadlines if isinstance(subject, Case) else ()
    last_day = max([plain, *(found.due_on for found in deadlines if found.code == "SF-30")])
    if day > last_day:
        raise Refused(
            f"应在协议生效之日起30日内（{last_day.isoformat()} 前）共同申请", cite(MEDIATION_LAW, 33, day)
        )


def _confirmable(subject: Subject) -> Refused | None:
    """No court confirms a 治安调解 agreement, nor a status of marriage, kinship or adoption (人民调解法第33条)."""
    article = cite(MEDIATION_LAW, 33, parse_day(subject.day))
    if subject.values["route"] != common.PEOPLES:
        return Refused("只有人民调解协议才能申请司法确认", article)
    if not subject.taken("agreement"):
        return Refused("还没有达成调解协议", article)
    if subject.values["category"] in ABOUT_STATUS and not subject.taken("judicial_confirmation"):
        return Refused("身份关系、收养关系、婚姻关系的确认，人民法院不受理；请先登记“申请司法确认”", article)
    return None


def _only_oral(subject: Subject) -> Refused | None:
    if subject.values["route"] == common.PEOPLES and common.last(subject, "agreement")["form"] == "口头":
        return None
    article = cite(MEDIATION_LAW, 28, parse_day(subject.day))
    return Refused("只有人民调解达成的口头协议才登记在口头协议登记表", article)


def _only_written(subject: Subject) -> Refused | None:
    if common.last(subject, "agreement")["form"] == "书面":
        return None
    article = cite(MEDIATION_LAW, 28, parse_day(subject.day))
    return Refused("口头协议不制作协议书，请登记在口头协议登记表", article)


FORMS: tuple[DocumentForm, ...] = (
    DocumentForm(
        AGREEMENT,
        "人民调解协议书",
        "人协",
        3,
        _agreement,
        common.in_short,
        ("各方当事人", "人民调解员", "记录人", "调委会印"),
        guards=(common.only_peoples, common.agreed, _only_written),
        copies_by=_one_each_and_one_kept,
    ),
    DocumentForm(
        ORAL,
        "口头协议登记表",
        "口调",
        2,
        _oral,
        common.in_short,
        ("登记人", "调委会印"),
        guards=(common.agreed, _only_oral),
    ),
    DocumentForm(
        "follow_up_record",
        "回访记录",
        "回访",
        1,
        _visit,
        common.in_short,
        ("回访人",),
        guards=(common.after("follow_up", "还没有登记回访"),),
    ),
    DocumentForm(
        CONFIRMATION,
        "司法确认申请书",
        "司确",
        1,
        _confirmation,
        common.in_short,
        ("各方当事人",),
        guards=(_confirmable,),
    ),
)
