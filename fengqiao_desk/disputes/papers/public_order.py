"""The receipt form, and the papers of 治安调解: its agreement and its record (docs/law.md §3.1)."""

from __future__ import annotations

from ...documents.form import DocumentForm, Paper, Subject
from ...documents.form_parts import BLANK, day_shown, form, joined, moment_shown, or_blank, pair, wide
from ...documents.typesetting import (
    Block,
    Cell,
    Entry,
    FillLines,
    NumberLine,
    OrganName,
    Paragraph,
    Sheet,
    Signature,
    Title,
)
from ...problems import Refused
from ...station.laws import cite
from ...values.days import parse_day
from ...values.money import show_amount
from ..declaration import Dispute
from ..path import PROCEDURE
from ..step_fields import Agreement, MediationSession
from . import common

AGREEMENT = "public_order_agreement"
RECORD = "public_order_record"
_CROWD = 2
"""With more parties than this their lines are set smaller."""


def _intake(paper: Paper) -> Sheet:
    dispute = paper.subject.of(Dispute)
    rows: list[tuple[Cell, ...]] = [
        pair("登记编号", paper.subject.number, "受理日期", day_shown(dispute.received_on)),
        pair("来源", dispute.source, "纠纷类型", dispute.category),
        pair("处理途径", dispute.route, "风险等级", dispute.risk_level),
        pair("社区", dispute.area, "地点", dispute.place),
    ]
    for party in dispute.parties:
        rows += common.person_rows(party, paper.day)
    amount = f"{show_amount(dispute.amount)}元" if dispute.amount is not None else BLANK
    rows += [
        wide("主要事实", dispute.facts, 3),
        wide("诉求", or_blank(dispute.claims)),
        pair("涉及金额", amount, "协同单位", joined(dispute.partners)),
        pair("责任民警", dispute.officer, "登记人（签名）", ""),
    ]
    title = "矛盾纠纷受理登记表"
    blocks: list[Block] = [
        OrganName(paper.profile.letterhead_organ),
        Title(title),
        NumberLine(paper.number_shown),
        form(rows, size=10.5),
    ]
    return common.sheet(paper, title, blocks)


def _agreement(paper: Paper) -> Sheet:
    subject, dispute, title = paper.subject, paper.subject.of(Dispute), "治安调解协议书"
    agreement, session = common.the(subject, Agreement), common.the(subject, MediationSession)
    lines: list[tuple[Entry, ...]] = [
        (Entry("主持人", "、".join(session.mediators)), Entry("单位", paper.profile.full_name, 2)),
        (Entry("调解时间", moment_shown(session.held_at)), Entry("地点", session.place)),
    ]
    for party in dispute.parties:
        lines += common.person_lines(party)
    lines += common.witness_lines(agreement)
    witnesses = ["见证人（签名）" for _ in agreement.witnesses]
    blocks: list[Block] = [
        OrganName(paper.profile.letterhead_organ),
        Title(title),
        NumberLine(paper.number_shown),
        FillLines(tuple(lines), size=_size(paper)),
        Paragraph("主要事实：" + dispute.facts),
        Paragraph(paper.text(AGREEMENT, "intro")),
        common.clauses(agreement),
        Paragraph(paper.text(AGREEMENT, "consequence")),
        Paragraph(paper.text(AGREEMENT, "effect")),
        common.signatures("主持人（签名）", *witnesses, *common.signing_parties(subject)),
        Signature(paper.profile.seal_organ, agreement.agreed_on),
    ]
    return common.sheet(paper, title, blocks)


def _record(paper: Paper) -> Sheet:
    subject, dispute, title = paper.subject, paper.subject.of(Dispute), "治安调解笔录"
    session, number = common.the(subject, MediationSession), len(subject.held(MediationSession))
    lines: list[tuple[Entry, ...]] = [
        (Entry("时间", moment_shown(session.held_at)), Entry("次数", f"第{number}次", 0.3)),
        (Entry("地点", session.place), Entry("录音录像编号", or_blank(session.recording_no))),
        (
            Entry("主持人", joined(session.mediators)),
            Entry("辅警", joined(session.auxiliaries)),
        ),
        (Entry("在场人员", joined(session.participants)),),
        (Entry("事由", dispute.conduct or dispute.category),),
    ]
    for party in dispute.parties:
        lines.append((Entry(party.role, party.name), Entry("证件号码", common.identity(party))))
    blocks: list[Block] = [
        OrganName(paper.profile.letterhead_organ),
        Title(title),
        NumberLine(paper.number_shown),
        FillLines(tuple(lines), size=_size(paper)),
        Paragraph("调解记录：" + session.record),
        Paragraph(f"调解结果：{session.outcome}。"),
        Paragraph(paper.text(RECORD, "reading")),
        common.signatures(
            *common.signing_parties(subject), "在场人员（签名）", "主持人（签名）", "记录人（签名）"
        ),
    ]
    return common.sheet(paper, title, blocks)


def _not_on_the_spot(subject: Subject) -> Refused | None:
    """One agreement is told by one paper under one number."""
    if not subject.of(Dispute).is_on_the_spot:
        return None
    return Refused(
        "现场治安调解用现场治安调解协议书，不另作治安调解协议书", cite(PROCEDURE, 178, parse_day(subject.day))
    )


def _size(paper: Paper) -> float:
    return 12 if len(paper.subject.of(Dispute).parties) > _CROWD else 14


FORMS: tuple[DocumentForm, ...] = (
    DocumentForm("intake_form", "矛盾纠纷受理登记表", "纠登", 1, _intake, common.in_short, ("登记人",)),
    DocumentForm(
        AGREEMENT,
        "治安调解协议书",
        "调解",
        3,
        _agreement,
        common.in_short,
        ("主持人", "见证人", "当事人"),
        guards=(common.only_public_order, _not_on_the_spot, common.agreed, common.walked),
    ),
    DocumentForm(
        RECORD,
        "治安调解笔录",
        "调笔",
        1,
        _record,
        common.in_short,
        ("当事人", "在场人员", "主持人", "记录人"),
        guards=(
            common.only_public_order,
            common.after(MediationSession, "还没有登记调解，不能制作治安调解笔录"),
        ),
    ),
)
