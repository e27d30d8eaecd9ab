"""Papers of 人民调解 before the agreement: application, acceptance, rights, enquiry and record (docs/law.md §3.10)."""

from __future__ import annotations

from ...cases.parties import Party
from ...documents.form import DocumentForm, Paper
from ...documents.form_parts import BLANK, day_shown, form, joined, moment_shown, or_blank, pair, wide
from ...documents.typesetting import (
    Block,
    Cell,
    Entry,
    FillLines,
    OrganName,
    Paragraph,
    Sheet,
    Signature,
    SignatureLines,
    Title,
)
from ..declaration import Dispute
from ..step_fields import MediationSession
from . import common

APPLICANT, RESPONDENT = "申请人", "被申请人"
_FIRST_TO_ASK = (APPLICANT, "被侵害人")
HAND_LINES = 12
"""Ruled lines for an enquiry written by hand."""


def committee_form(paper: Paper, title: str, blocks: list[Block]) -> Sheet:
    """A paper of the 调委会: its own name above, its own number by hand, the station's number for the register only."""
    head: list[Block] = [
        OrganName(common.committee(paper.subject)),
        Title(title),
        FillLines(((Entry("卷号", "（　　）人调字第　　号"), Entry("登记号", paper.number_shown)),), size=12),
    ]
    return common.sheet(paper, title, [*head, *blocks])


def seal_of_the_committee(paper: Paper) -> Signature:
    """Where the 调委会 puts its own seal; never the police seal."""
    return Signature(common.committee(paper.subject), None)


def _sides(dispute: Dispute) -> list[tuple[str, Party]]:
    """Each party as 申请人 or 被申请人: by its role, else the one who was wronged or stands first asks; 申请人 first."""
    found = dispute.parties
    # Who asks is not recorded as such, and the ministry's forms want one 申请人.
    asking = next(
        (party for role in _FIRST_TO_ASK for party in found if party.role == role),
        next((party for party in found if party.role != RESPONDENT), found[0]),
    )
    sides = [
        (APPLICANT if party is asking or party.role == APPLICANT else RESPONDENT, party) for party in found
    ]
    # Sorting is stable: within a side the parties keep the order of the record.
    return sorted(sides, key=lambda side: side[0] != APPLICANT)


def _person(role: str, party: Party, paper: Paper) -> list[tuple[Cell, ...]]:
    """The seven items of the ministry's form; 民族 is not in the record and is struck."""
    rows = common.person_rows(party, paper.day, role)
    # The second row has card numbers, which the form does not ask for (docs/law.md §2.8: no more than the
    # form needs).
    return [rows[0], pair("民族", BLANK, "联系方式", or_blank(party.phone)), *rows[2:]]


def _application(paper: Paper) -> Sheet:
    dispute = paper.subject.of(Dispute)
    rows = [row for role, party in _sides(dispute) for row in _person(role, party, paper)]
    rows += [wide("纠纷简要情况", dispute.facts, 4), wide("申请事项", or_blank(dispute.claims), 2)]
    asking = [f"{role}（签名、盖章或按指印）" for role, _ in _sides(dispute) if role == APPLICANT]
    return committee_form(
        paper,
        "人民调解申请书",
        [
            form(rows),
            Paragraph(paper.text("peoples_application", "statement")),
            SignatureLines(tuple(asking), columns=1),
        ],
    )


def _intake(paper: Paper) -> Sheet:
    dispute = paper.subject.of(Dispute)
    rows: list[tuple[Cell, ...]] = [
        pair("受理日期", day_shown(dispute.received_on), "纠纷类型", dispute.category),
        # Ticked by hand: the record does not say whether the committee came by itself.
        pair("受理方式", "□依申请　□主动", "案件来源", dispute.source),
    ]
    for party in dispute.parties:
        rows += common.person_rows(party, paper.day)
    rows += [wide("纠纷简要情况", dispute.facts, 4), wide("备注", paper.text("peoples_intake", "note"))]
    return committee_form(
        paper,
        "人民调解受理登记表",
        [
            form(rows),
            SignatureLines((*common.signing_parties(paper.subject), "登记人（签名）"), dated=False),
            seal_of_the_committee(paper),
        ],
    )


def _rights(paper: Paper) -> Sheet:
    return committee_form(
        paper,
        "人民调解当事人权利义务告知书",
        [
            Paragraph(f"{paper.subject.of(Dispute).names}：", indent=0),
            Paragraph(paper.text("rights_notice", "opening")),
            Paragraph(paper.text("rights_notice", "rights")),
            Paragraph(paper.text("rights_notice", "duties")),
            Paragraph(paper.text("rights_notice", "known")),
            SignatureLines(tuple(common.signing_parties(paper.subject))),
        ],
    )


def _investigation(paper: Paper) -> Sheet:
    """Written by hand at the enquiry; only what the matter is about is known before."""
    dispute = paper.subject.of(Dispute)
    lines: list[tuple[Entry, ...]] = [
        (Entry("时间", "　　　　年　月　日　时　分"), Entry("地点")),
        (Entry("参加人"),),
        (Entry("被调查人", "", 1.4), Entry("性别", "", 0.6), Entry("民族", "", 0.6), Entry("年龄", "", 0.6)),
        (Entry("职业或职务"), Entry("联系方式")),
        (Entry("单位或住址"),),
        (Entry("事由", f"{dispute.names}{dispute.category}纠纷"),),
        (Entry("调查记录"),),
    ]
    lines += [(Entry(""),)] * HAND_LINES
    return committee_form(
        paper,
        "人民调解调查记录",
        [
            FillLines(tuple(lines), size=12),
            SignatureLines(("被调查人（签名）", "调查人（签名）", "记录人（签名）"), dated=False),
        ],
    )


def _record(paper: Paper) -> Sheet:
    subject, dispute = paper.subject, paper.subject.of(Dispute)
    session = common.the(subject, MediationSession)
    lines: list[tuple[Entry, ...]] = [
        (Entry("时间", moment_shown(session.held_at)), Entry("地点", session.place)),
        (Entry("事由", f"{dispute.names}{dispute.category}纠纷"),),
        (Entry("当事人", dispute.names),),
        (Entry("参加人", joined(session.participants)),),
    ]
    return committee_form(
        paper,
        "人民调解记录",
        [
            FillLines(tuple(lines), size=12),
            Paragraph("调解记录：" + session.record),
            Paragraph(f"调解结果：{session.outcome}。"),
            SignatureLines(
                (
                    *common.signing_parties(subject),
                    "参加人（签名）",
                    "人民调解员（签名）",
                    "记录人（签名）",
                ),
                dated=False,
            ),
            seal_of_the_committee(paper),
        ],
    )


_ONLY = (common.only_peoples,)

FORMS: tuple[DocumentForm, ...] = (
    DocumentForm(
        "peoples_application",
        "人民调解申请书",
        "人申",
        1,
        _application,
        common.in_short,
        ("申请人",),
        guards=_ONLY,
    ),
    DocumentForm(
        "peoples_intake",
        "人民调解受理登记表",
        "人受",
        1,
        _intake,
        common.in_short,
        ("当事人", "登记人", "调委会印"),
        guards=_ONLY,
    ),
    DocumentForm(
        "rights_notice",
        "人民调解当事人权利义务告知书",
        "人告",
        1,
        _rights,
        common.in_short,
        ("当事人",),
        guards=_ONLY,
    ),
    DocumentForm(
        "investigation_record",
        "人民调解调查记录",
        "人查",
        1,
        _investigation,
        common.in_short,
        ("被调查人", "调查人", "记录人"),
        guards=_ONLY,
    ),
    DocumentForm(
        "mediation_record",
        "人民调解记录",
        "人记",
        1,
        _record,
        common.in_short,
        ("当事人", "参加人", "人民调解员", "记录人", "调委会印"),
        guards=(
            *_ONLY,
            common.after(MediationSession, "还没有登记调解，不能制作人民调解记录"),
        ),
    ),
)
