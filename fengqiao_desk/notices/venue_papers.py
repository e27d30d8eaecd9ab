"""The papers of a venue: the record of an inspection with its signatures, and the venue's file card with its periods."""

from __future__ import annotations

from typing import Any

from ..documents.form import DocumentForm, Paper, Subject
from ..documents.typesetting import (
    Align,
    Block,
    Entry,
    FillLines,
    Heading,
    NumberLine,
    OrganName,
    Paragraph,
    Sheet,
    Signature,
    SignatureLines,
    Style,
    Table,
    Title,
)
from ..problems import Refused
from ..values.days import parse_day, parse_moment, show_day, show_moment
from .venue_tables import BLANK, PERIODS_HEAD, moment_shown, period_rows

_LEFT, _CENTRE = Align.LEFT, Align.CENTRE


def _inspection(paper: Paper) -> Sheet:
    """The last inspection with what was re-checked since (娱乐场所管理条例第33条: recorded, signed, filed)."""
    subject, title = paper.subject, "治安检查记录"
    step = subject.taken("inspect")[-1].entry
    later = [taken.entry for taken in subject.taken("recheck") if taken.entry["at"] >= step["at"]]
    blocks: list[Block] = [
        OrganName(paper.profile.letterhead_organ),
        Title(title),
        NumberLine(paper.number_shown),
        FillLines((*_whose(subject.values), *_when(step)), size=14),
        Heading("一、检查项目"),
        _points(step["checklist"] or {}),
        Heading("二、发现问题"),
        Paragraph(step["findings"] or "未发现问题。"),
        Heading("三、整改要求"),
        Paragraph(_correction(step["correct_by"])),
    ]
    if later:
        blocks += [Heading("四、复查"), *(Paragraph(_recheck(entry)) for entry in later)]
    blocks.append(
        SignatureLines(("检查人员（签名）", "检查人员（签名）", "被检查场所负责人（签名）", "见证人（签名）"))
    )
    return _sheet(paper, title, blocks)


def _whose(values: dict[str, Any]) -> tuple[tuple[Entry, ...], ...]:
    trading = f"（{values['trading_name']}）" if values["trading_name"] else ""
    return (
        (Entry("场所名称", f"{values['name']}{trading}"),),
        (Entry("类别", values["category"]), Entry("负责人", values["person_in_charge"] or BLANK)),
        (Entry("地址", values["address"]),),
    )


def _when(step: dict[str, Any]) -> tuple[tuple[Entry, ...], ...]:
    return (
        (Entry("检查时间", show_moment(parse_moment(step["at"]))),),
        (
            Entry("检查人员", "、".join(step["officers"])),
            Entry("在场人", step["present"] or BLANK),
        ),
    )


def _points(checklist: dict[str, bool]) -> Block:
    if not checklist:
        return Paragraph("未按项目检查。")
    rows = tuple(
        (str(place), point, "符合" if kept else "不符合")
        for place, (point, kept) in enumerate(checklist.items(), start=1)
    )
    return Table(("序号", "项目", "结果"), rows, (1.2, 9, 2.4), (_CENTRE, _LEFT, _CENTRE), size=12)


def _correction(day: str | None) -> str:
    return f"请于{show_day(parse_day(day))}前改正，届时复查。" if day else "无。"


def _recheck(entry: dict[str, Any]) -> str:
    again = f"{_correction(entry['correct_by'])}" if entry["correct_by"] else ""
    people = "、".join(entry["officers"])
    return f"{show_moment(parse_moment(entry['at']))}由{people}复查：{entry['result']}。{entry['findings'] or ''}{again}"


def _card(paper: Paper) -> Sheet:
    """The venue on one page: who, where, what it was called, when it was closed and by whose order, inspections."""
    subject, title = paper.subject, "场所档案"
    values = subject.values
    blocks: list[Block] = [
        Title(title),
        NumberLine(paper.number_shown),
        FillLines((*_whose(values), *_facts(values)), size=12),
        Heading("一、经营状态"),
        Table(
            PERIODS_HEAD,
            period_rows(subject),
            (1.4, 3, 3, 3, 3.2),
            (_CENTRE, _LEFT, _LEFT, _LEFT, _LEFT),
            size=10.5,
        ),
        Heading("二、检查、走访和警情"),
        _visits(subject),
        Signature(paper.profile.seal_organ, paper.day, sealed=False),
    ]
    return _sheet(paper, title, blocks)


def _facts(values: dict[str, Any]) -> tuple[tuple[Entry, ...], ...]:
    def shown(name: str) -> str:
        return str(values[name]) if values[name] is not None else BLANK

    former = "、".join(values["former_names"] or []) or BLANK
    return (
        (Entry("曾用名", former), Entry("等级", shown("grade"))),
        (Entry("信用代码", shown("credit_code")), Entry("许可证号", shown("licence"))),
        (Entry("实际经营人", shown("operator")), Entry("治安负责人", shown("safety_officer"))),
        (
            Entry("核定人数", shown("capacity")),
            Entry("包厢数", shown("rooms")),
            Entry("保安人数", shown("guards")),
        ),
        (Entry("社区", shown("area")), Entry("责任民警", shown("officer"))),
    )


_EVENTS = {"inspect": "检查", "recheck": "复查", "visit": "走访", "incident": "警情"}


def _visits(subject: Subject) -> Block:
    found = _events(subject)
    if not found:
        return Paragraph("无。")
    return Table(("时间", "事项", "情况"), tuple(found), (4.2, 1.6, 7.8), (_LEFT, _CENTRE, _LEFT), size=10.5)


def _events(subject: Subject) -> list[tuple[str, ...]]:
    found = [(taken.entry, step) for step in _EVENTS for taken in subject.taken(step)]
    found.sort(key=lambda each: str(each[0]["at"]))
    return [(moment_shown(entry["at"]), _EVENTS[step], _said(step, entry)) for entry, step in found]


def _said(step: str, entry: dict[str, Any]) -> str:
    """What was found; only who inspected can say that nothing was."""
    parts = [entry.get(name) for name in ("kind", "result", "findings", "note")]
    return " ".join(str(part) for part in parts if part) or ("未发现问题" if step == "inspect" else BLANK)


def _sheet(paper: Paper, title: str, blocks: list[Block]) -> Sheet:
    values = paper.subject.values
    names = [values[name] for name in ("person_in_charge", "operator", "safety_officer") if values[name]]
    return Sheet(title, paper.profile.full_name, paper.day, tuple(blocks), Style.FORM, tuple(names))


def _was_inspected(subject: Subject) -> Refused | None:
    return None if subject.taken("inspect") else Refused("还没有登记检查，先登记检查再打印检查记录")


def _object(subject: Subject) -> str:
    return subject.title


FORMS = (
    DocumentForm(
        *("inspection_record", "治安检查记录", "检", 2, _inspection, _object),
        signers=("检查人员", "被检查场所负责人"),
        guards=(_was_inspected,),
    ),
    DocumentForm("venue_card", "场所档案", "档", 1, _card, _object),
)
