"""Papers of 人民调解 from the agreement on: agreement, oral agreement, follow-up, judicial confirmation (docs/law.md §3.10)."""

from __future__ import annotations

from datetime import date, timedelta

from ...cases import Case
from ...documents.form import DocumentForm, Paper, Subject
from ...documents.form_parts import BLANK, day_shown, form, joined, money_shown, or_blank, pair, wide
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
from ...values.numerals import numeral
from ..declaration import Dispute
from ..path import MEDIATION_LAW
from ..step_fields import Agreement, FollowUp, JudicialConfirmation, Performance
from . import common
from .peoples import committee_form, seal_of_the_committee

AGREEMENT = "peoples_agreement"
ORAL = "oral_agreement"
CONFIRMATION = "confirmation_application"
CONFIRMATION_DAYS = 30
_UNNAMED_COURT = "＿＿＿＿＿＿＿＿人民法院"
ABOUT_STATUS = ("婚姻家庭",)
"""Categories whose agreements may be about a status that no court confirms."""


def _one_each_and_one_kept(subject: Subject) -> int:
    """各方当事人各执一份，调委会留存一份（人民调解法第二十九条）."""
    return len(subject.of(Dispute).parties) + 1


def _agreement(paper: Paper) -> Sheet:
    subject, dispute = paper.subject, paper.subject.of(Dispute)
    rows = [row for party in dispute.parties for row in common.person_rows(party, paper.day)]
    copies = numeral(_one_each_and_one_kept(subject))
    article = cite(MEDIATION_LAW, 33, paper.day)
    signers = common.signing_parties(subject, "签名或盖章、按指印")
    blocks: list[Block] = [
        form(rows, size=10.5),
        Paragraph("主要事实：" + dispute.facts),
        Paragraph("争议事项：" + or_blank(dispute.claims)),
        Paragraph(paper.text(AGREEMENT, "intro")),
        common.clauses(common.the(subject, Agreement)),
        Paragraph(paper.text(AGREEMENT, "effect")),
        Paragraph(paper.text(AGREEMENT, "confirmation", article=article)),
        Paragraph(paper.text(AGREEMENT, "copies", copies=copies)),
        SignatureLines((*signers, "人民调解员（签名）", "记录人（签名）"), dated=False),
        seal_of_the_committee(paper),
    ]
    return committee_form(paper, "人民调解协议书", blocks)


def _oral(paper: Paper) -> Sheet:
    agreement, dispute = common.the(paper.subject, Agreement), paper.subject.of(Dispute)
    rows: list[tuple[Cell, ...]] = [
        wide("当事人", dispute.names),
        pair("纠纷类型", dispute.category, "达成日期", day_shown(agreement.agreed_on)),
        wide("主要事实、争议事项", dispute.facts, 4),
        wide("口头协议内容", common.clauses_text(agreement), 4),
        wide("参加调解的单位和人员", joined(dispute.partners)),
        wide("效力", paper.text(ORAL, "effect", article=cite(MEDIATION_LAW, 30, paper.day))),
        wide("登记人（签名）", "", 2),
    ]
    blocks: list[Block] = [form(rows), seal_of_the_committee(paper)]
    return committee_form(paper, "口头协议登记表", blocks)


def _visit(paper: Paper) -> Sheet:
    """The last visit; the agreement by its number in the register when it was issued here."""
    subject, dispute = paper.subject, paper.subject.of(Dispute)
    visit = common.the(subject, FollowUp)
    rows: list[tuple[Cell, ...]] = [
        wide("当事人", dispute.names),
        pair("调解协议编号", _agreement_number(subject), "回访时间", day_shown(visit.visited_on)),
        pair("回访人", visit.by, "回访方式", visit.how),
        wide("回访事由", "了解协议履行情况和纠纷有无反复"),
        wide("履行情况", performance_words(subject), 2),
        pair("当事人满意", _yes_or_no(visit.satisfied), "有激化迹象", _yes_or_no(visit.escalation_sign)),
        wide("回访情况", or_blank(visit.note), 8),
        wide("回访人（签名）", "", 2),
    ]
    blocks: list[Block] = [form(rows)]
    if dispute.is_peoples:
        return committee_form(paper, "回访记录", blocks)
    return common.sheet(
        paper, "回访记录", [OrganName(paper.profile.letterhead_organ), Title("回访记录"), *blocks]
    )


def _yes_or_no(said: bool) -> str:
    return "是" if said else "否"


def _agreement_number(subject: Subject) -> str:
    """The newest number under which the agreement was issued, `/` for none."""
    wanted = (AGREEMENT, ORAL, "public_order_agreement", "on_spot_agreement")
    numbers = [
        found.number for found in subject.documents if found.document in wanted and found.state == "issued"
    ]
    return numbers[-1] if numbers else BLANK


def performance_words(subject: Subject) -> str:
    """What was performed and when, one line each."""
    sentences = []
    for taken in subject.held(Performance):
        performed = taken.said
        amount = f"，{money_shown(performed.amount)}" if performed.amount is not None else ""
        proof = f"，凭证：{performed.proof}" if performed.proof else ""
        sentences.append(f"第{performed.clause}条于{day_shown(taken.day)}履行{amount}{proof}。")
    return or_blank("\n".join(sentences))


def _confirmation(paper: Paper) -> Sheet:
    """Jointly, within thirty days of the agreement or after the step was recorded (人民调解法第33条)."""
    subject, dispute = paper.subject, paper.subject.of(Dispute)
    _refuse_when_late(subject, paper.day)
    agreement, asked = common.the(subject, Agreement), subject.last(JudicialConfirmation)
    day = day_shown(agreement.agreed_on)
    rows = [row for party in dispute.parties for row in common.person_rows(party, paper.day, "申请人")]
    facts = paper.text(CONFIRMATION, "facts", day=day, category=dispute.category, committee=_mediator(paper))
    article = cite(MEDIATION_LAW, 33, paper.day)
    title = "司法确认申请书"
    blocks: list[Block] = [
        Title(title),
        form(rows, size=10.5),
        Paragraph("请求事项：" + paper.text(CONFIRMATION, "request", day=day)),
        Paragraph("事实和理由：" + facts),
        common.clauses(agreement),
        Paragraph(paper.text(CONFIRMATION, "basis", article=article)),
        Paragraph(paper.text(CONFIRMATION, "promise")),
        Heading("此致", level=3),
        Addressee(asked.said.court if asked else _UNNAMED_COURT),
        SignatureLines(tuple("申请人（签名或盖章）" for _ in dispute.parties)),
    ]
    return common.sheet(paper, title, blocks)


def _mediator(paper: Paper) -> str:
    found = common.committee(paper.subject)
    # Within a sentence there is no line to write a name on; the head of the paper has one.
    return found if "＿" not in found else "人民调解委员会"


def _refuse_when_late(subject: Subject, day: date) -> None:
    """The step itself kept the days; without it the thirty days are counted here, rolled as the case's deadline is."""
    if subject.held(JudicialConfirmation):
        return
    plain = common.the(subject, Agreement).agreed_on + timedelta(days=CONFIRMATION_DAYS)
    deadlines = subject.deadlines if isinstance(subject, Case) else ()
    last_day = max([plain, *(found.due_on for found in deadlines if found.code == "SF-30")])
    if day > last_day:
        raise Refused(
            f"应在协议生效之日起30日内（{last_day.isoformat()} 前）共同申请", cite(MEDIATION_LAW, 33, day)
        )


def _confirmable(subject: Subject) -> Refused | None:
    """No court confirms a 治安调解 agreement, nor a status of marriage, kinship or adoption (人民调解法第33条)."""
    article, dispute = cite(MEDIATION_LAW, 33, parse_day(subject.day)), subject.of(Dispute)
    if not dispute.is_peoples:
        return Refused("只有人民调解协议才能申请司法确认", article)
    if not subject.held(Agreement):
        return Refused("还没有达成调解协议", article)
    # The category only warns that it may be: who records the step has answered the question there.
    if dispute.category in ABOUT_STATUS and not subject.held(JudicialConfirmation):
        return Refused("身份关系、收养关系、婚姻关系的确认，人民法院不受理；请先登记“申请司法确认”", article)
    return None


def _only_oral(subject: Subject) -> Refused | None:
    if subject.of(Dispute).is_peoples and common.the(subject, Agreement).is_oral:
        return None
    article = cite(MEDIATION_LAW, 28, parse_day(subject.day))
    return Refused("只有人民调解达成的口头协议才登记在口头协议登记表", article)


def _only_written(subject: Subject) -> Refused | None:
    if common.the(subject, Agreement).is_written:
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
        guards=(common.after(FollowUp, "还没有登记回访"),),
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
