"""The papers of a dispute: receipt form, agreement of 治安调解, record of an oral agreement (domain.md §3.1, 3.10)."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..cases.parties import age
from ..documents.form import DocumentForm, Paper, Subject
from ..documents.typesetting import (
    Block,
    Cell,
    Entry,
    FillLines,
    FormTable,
    NumberLine,
    OrganName,
    Paragraph,
    Sheet,
    Signature,
    SignatureLines,
    Style,
    Title,
)
from ..problems import Refused
from ..station.laws import cite
from ..values.days import parse_day, parse_moment, show_day, show_moment
from ..values.money import capitals, parse_amount
from .declaration import is_public_order
from .rules import PROCEDURE

BLANK = "/"
AGREEMENT = "public_order_agreement"
ORAL = "oral_agreement"
_CHINESE_NUMERALS = "一二三四五六七八九十"


def _intake(paper: Paper) -> Sheet:
    values = paper.subject.values
    rows: list[tuple[Cell, ...]] = [
        _pair("登记编号", paper.subject.number, "受理日期", show_day(parse_day(values["received_on"]))),
        _pair("来源", values["source"], "纠纷类型", values["category"]),
        _pair("处理途径", values["route"], "风险等级", values["risk_level"]),
        _pair("社区", values["area"], "地点", values["place"]),
    ]
    for party in values["parties"]:
        rows.append(_pair(party["role"], party["name"], "性别、年龄", _sex_and_age(party, paper.day)))
        rows.append(_pair("证件号码", _identity(party), "联系电话", party["phone"] or BLANK))
        rows.append((Cell("现住址", label=True), Cell(party["address"] or BLANK, columns=3)))
    rows += [
        (Cell("主要事实", label=True), Cell(values["facts"], columns=3, lines=4)),
        (Cell("诉求", label=True), Cell(values["claims"] or BLANK, columns=3, lines=2)),
        _pair(
            "涉及金额",
            f"{values['amount']}元" if values["amount"] else BLANK,
            "协同单位",
            "、".join(values["partners"] or []) or BLANK,
        ),
        _pair(
            "责任民警",
            values["officer"],
            "登记人（签名）",
            "",
        ),
    ]
    blocks: tuple[Block, ...] = (
        OrganName(paper.profile.letterhead_organ),
        Title("矛盾纠纷受理登记表"),
        NumberLine(paper.number_shown),
        FormTable(tuple(rows), (2.4, 5, 2.4, 5), size=10.5),
    )
    return _sheet(paper, "矛盾纠纷受理登记表", blocks)


def _public_order_agreement(paper: Paper) -> Sheet:
    subject = paper.subject
    agreement = subject.taken("agreement")[-1]
    session = subject.taken("mediation_session")[-1] if subject.taken("mediation_session") else None
    blocks: list[Block] = [
        OrganName(paper.profile.letterhead_organ),
        Title("治安调解协议书"),
        NumberLine(paper.number_shown),
        FillLines(
            (
                (
                    Entry(
                        "主持人",
                        "、".join(session.entry["mediators"] if session else [subject.values["officer"]]),
                    ),
                    Entry("单位", paper.profile.full_name, 2),
                ),
                (
                    Entry("调解时间", _moment(session)),
                    Entry("地点", session.entry["place"] if session else paper.profile.full_name),
                ),
                *(row for party in subject.values["parties"] for row in _party_lines(party, paper.day)),
                *(_witness_line(witness) for witness in agreement.entry["witnesses"] or [{}]),
            )
        ),
        Paragraph("主要事实：" + subject.values["facts"]),
        Paragraph(paper.text(AGREEMENT, "intro")),
        *(_clause(number, clause) for number, clause in enumerate(agreement.entry["clauses"], start=1)),
        Paragraph(paper.text(AGREEMENT, "consequence")),
        Paragraph(paper.text(AGREEMENT, "effect")),
        SignatureLines(("主持人（签名）", "见证人（签名）", *_signers(subject))),
        Signature(paper.profile.seal_organ, parse_day(agreement.entry["agreed_on"])),
    ]
    return _sheet(paper, "治安调解协议书", tuple(blocks))


def _oral_agreement(paper: Paper) -> Sheet:
    subject = paper.subject
    agreement = subject.taken("agreement")[-1]
    values = subject.values
    names = "、".join(party["name"] for party in values["parties"])
    clauses = "\n".join(
        f"{number}. {_clause_text(clause)}"
        for number, clause in enumerate(agreement.entry["clauses"], start=1)
    )
    rows = (
        (Cell("当事人", label=True), Cell(names, columns=3)),
        _pair("纠纷类型", values["category"], "达成日期", show_day(parse_day(agreement.entry["agreed_on"]))),
        (Cell("主要事实和争议事项", label=True), Cell(values["facts"], columns=3, lines=6)),
        (Cell("口头协议内容", label=True), Cell(clauses, columns=3, lines=6)),
        (
            Cell("参加调解的单位和人员", label=True),
            Cell("、".join(values["partners"] or []) or BLANK, columns=3),
        ),
        (Cell("登记人（签名）", label=True), Cell("", columns=3, lines=2)),
    )
    blocks: tuple[Block, ...] = (
        OrganName("（此处由调解该纠纷的人民调解委员会填名盖章）"),
        Title("口头协议登记表"),
        NumberLine(paper.number_shown),
        FormTable(rows, (3, 4, 2, 4)),
        Paragraph(paper.text(ORAL, "effect", article=cite("人民调解法", 30, paper.day)), indent=0),
    )
    return _sheet(paper, "口头协议登记表", blocks)


def _only_public_order(subject: Subject) -> Refused | None:
    if not is_public_order(subject.values):
        return Refused(
            f"“{subject.values['route']}”途径没有违反治安管理的行为，不能制作治安调解协议书",
            cite(PROCEDURE, 178, parse_day(subject.day)),
        )
    return None


def _agreed(subject: Subject) -> Refused | None:
    return None if subject.taken("agreement") else Refused("还没有达成协议")


def _only_oral_mediation(subject: Subject) -> Refused | None:
    if subject.values["route"] != "人民调解" or subject.taken("agreement")[-1].entry["form"] != "口头":
        return Refused(
            "只有人民调解达成的口头协议才登记在口头协议登记表", cite("人民调解法", 28, parse_day(subject.day))
        )
    return None


def _names(subject: Subject) -> str:
    return subject.title


FORMS = (
    DocumentForm("intake_form", "矛盾纠纷受理登记表", "纠登", 1, _intake, _names),
    DocumentForm(
        AGREEMENT,
        "治安调解协议书",
        "调解",
        3,
        _public_order_agreement,
        _names,
        guards=(_only_public_order, _agreed),
    ),
    DocumentForm(
        ORAL,
        "口头协议登记表",
        "口调",
        2,
        _oral_agreement,
        _names,
        guards=(_agreed, _only_oral_mediation),
    ),
)


def _sheet(paper: Paper, title: str, blocks: tuple[Block, ...]) -> Sheet:
    names = tuple(party["name"] for party in paper.subject.values["parties"])
    return Sheet(title, paper.profile.full_name, paper.day, blocks, style=Style.FORM, names=names)


def _pair(first: str, first_value: str, second: str, second_value: str) -> tuple[Cell, ...]:
    return (Cell(first, label=True), Cell(first_value), Cell(second, label=True), Cell(second_value))


def _identity(party: dict[str, Any]) -> str:
    return party["id_number"] or f"{BLANK}（{party['id_missing_reason'] or '未登记'}）"


def _sex_and_age(party: dict[str, Any], day: date) -> str:
    years = age(party, day)
    shown = [party["sex"], f"{years}周岁" if years is not None else None]
    return "，".join(part for part in shown if part) or BLANK


def _party_lines(party: dict[str, Any], day: date) -> list[tuple[Entry, ...]]:
    birth = show_day(parse_day(party["birth_date"])) if party["birth_date"] else BLANK
    lines = [
        (
            Entry(party["role"], party["name"], 2),
            Entry("性别", party["sex"] or BLANK, 0.8),
            Entry("出生日期", birth, 1.6),
        ),
        (Entry("证件种类及号码", f"{party['id_kind'] or ''} {_identity(party)}".strip()),),
        (
            Entry("工作单位", party["employer"] or BLANK),
            Entry("联系方式", party["phone"] or BLANK),
        ),
        (Entry("现住址", party["address"] or BLANK),),
    ]
    if party["guardian"]:
        lines.append(
            (Entry("监护人", party["guardian"]), Entry("联系方式", party["guardian_phone"] or BLANK))
        )
    return lines


def _witness_line(witness: dict[str, Any]) -> tuple[Entry, ...]:
    return (
        Entry("见证人", witness.get("name") or BLANK),
        Entry("住址", witness.get("address") or BLANK, 1.4),
        Entry("联系方式", witness.get("phone") or BLANK),
    )


def _clause(number: int, clause: dict[str, Any]) -> Paragraph:
    numeral = _CHINESE_NUMERALS[number - 1] if number <= len(_CHINESE_NUMERALS) else str(number)
    return Paragraph(f"{numeral}、{_clause_text(clause)}")


def _clause_text(clause: dict[str, Any]) -> str:
    amount = ""
    if clause["amount"]:
        amount = f"，金额{clause['amount']}元（人民币{capitals(parse_amount(clause['amount']))}）"
    due = show_day(parse_day(clause["due_on"]))
    return f"{clause['who']}向{clause['to']}{clause['does']}{amount}，履行期限{due}，履行方式：{clause['manner']}。"


def _signers(subject: Subject) -> tuple[str, ...]:
    return tuple(f"{party['role']}（签名）" for party in subject.values["parties"])


def _moment(session: Any) -> str:
    return show_moment(parse_moment(session.entry["held_at"])) if session else BLANK
