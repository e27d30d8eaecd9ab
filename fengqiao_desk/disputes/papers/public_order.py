"""The receipt form, and the papers of 治安调解: its agreement and its record (docs/law.md §3.1)."""

from __future__ import annotations

from ...documents.form import DocumentForm, Paper, Subject
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
from ..declaration import is_on_the_spot
from ..path import PROCEDURE
from . import common
from .common import BLANK, or_blank, pair, wide

AGREEMENT = "public_order_agreement"
RECORD = "public_order_record"
_CROWD = 2
"""With more parties than this their lines are set smaller."""


def _intake(paper: Paper) -> Sheet:
    values = paper.subject.values
    rows: list[tuple[Cell, ...]] = [
        pair("登记编号", paper.subject.number, "受理日期", common.day_shown(values["received_on"])),
        pair("来源", values["source"], "纠纷类型", values["category"]),
        pair("处理途径", values["route"], "风险等级", values["risk_level"]),
        pair("社区", values["area"], "地点", values["place"]),
    ]
    for party in values["parties"]:
        rows += common.person_rows(party, paper.day)
    amount = f"{values['amount']}元" if values["amount"] else BLANK
    rows += [
        wide("主要事实", values["facts"], 3),
        wide("诉求", or_blank(values["claims"])),
        pair("涉及金额", amount, "协同单位", common.joined(values["partners"])),
        pair("责任民警", values["officer"], "登记人（签名）", ""),
    ]
    title = "矛盾纠纷受理登记表"
    blocks: list[Block] = [
        OrganName(paper.profile.letterhead_organ),
        Title(title),
        NumberLine(paper.number_shown),
        common.form(rows, size=10.5),
    ]
    return common.sheet(paper, title, blocks)


def _agreement(paper: Paper) -> Sheet:
    subject = paper.subject
    agreement, session = common.last(subject, "agreement"), common.last(subject, "mediation_session")
    title = "治安调解协议书"
    hosts = session.get("mediators") or [subject.values["officer"]]
    lines: list[tuple[Entry, ...]] = [
        (Entry("主持人", "、".join(hosts)), Entry("单位", paper.profile.full_name, 2)),
        (
            Entry("调解时间", common.moment_shown(session.get("held_at"))),
            Entry("地点", session.get("place") or paper.profile.full_name),
        ),
    ]
    for party in common.parties(subject):
        lines += common.person_lines(party, paper.day)
    lines += common.witness_lines(agreement)
    witnesses = ["见证人（签名）" for _ in agreement["witnesses"] or []]
    blocks: list[Block] = [
        OrganName(paper.profile.letterhead_organ),
        Title(title),
        NumberLine(paper.number_shown),
        FillLines(tuple(lines), size=_size(paper)),
        Paragraph("主要事实：" + subject.values["facts"]),
        Paragraph(paper.text(AGREEMENT, "intro")),
        common.clauses(agreement),
        Paragraph(paper.text(AGREEMENT, "consequence")),
        Paragraph(paper.text(AGREEMENT, "effect")),
        common.signatures("主持人（签名）", *witnesses, *common.signing_parties(subject)),
        Signature(paper.profile.seal_organ, parse_day(agreement["agreed_on"])),
    ]
    return common.sheet(paper, title, blocks)


def _record(paper: Paper) -> Sheet:
    subject = paper.subject
    session = common.last(subject, "mediation_session")
    number = len(subject.taken("mediation_session"))
    title = "治安调解笔录"
    lines: list[tuple[Entry, ...]] = [
        (Entry("时间", common.moment_shown(session["held_at"])), Entry("次数", f"第{number}次", 0.3)),
        (Entry("地点", session["place"]), Entry("录音录像编号", or_blank(session["recording_no"]))),
        (
            Entry("主持人", common.joined(session["mediators"])),
            Entry("辅警", common.joined(session["auxiliaries"])),
        ),
        (Entry("在场人员", common.joined(session["participants"])),),
        (Entry("事由", subject.values["conduct"] or subject.values["category"]),),
    ]
    for party in common.parties(subject):
        lines.append((Entry(party["role"], party["name"]), Entry("证件号码", common.identity(party))))
    blocks: list[Block] = [
        OrganName(paper.profile.letterhead_organ),
        Title(title),
        NumberLine(paper.number_shown),
        FillLines(tuple(lines), size=_size(paper)),
        Paragraph("调解记录：" + session["record"]),
        Paragraph(f"调解结果：{session['outcome']}。"),
        Paragraph(paper.text(RECORD, "reading")),
        common.signatures(
            *common.signing_parties(subject), "在场人员（签名）", "主持人（签名）", "记录人（签名）"
        ),
    ]
    return common.sheet(paper, title, blocks)


def _not_on_the_spot(subject: Subject) -> Refused | None:
    """One agreement is told by one paper under one number."""
    if not is_on_the_spot(subject.values):
        return None
    return Refused(
        "现场治安调解用现场治安调解协议书，不另作治安调解协议书", cite(PROCEDURE, 178, parse_day(subject.day))
    )


def _size(paper: Paper) -> float:
    return 12 if len(common.parties(paper.subject)) > _CROWD else 14


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
            common.after("mediation_session", "还没有登记调解，不能制作治安调解笔录"),
        ),
    ),
)
