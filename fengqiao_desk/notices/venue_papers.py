"""The papers of a venue: the record of an inspection with its signatures, and the venue's file card with its periods."""

from __future__ import annotations

from datetime import date

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
from ..values.days import show_day, show_moment
from .venue_records import Incident, Inspection, Recheck, Venue, Visit
from .venue_tables import BLANK, PERIODS_HEAD, period_rows

_LEFT, _CENTRE = Align.LEFT, Align.CENTRE


def _inspection(paper: Paper) -> Sheet:
    """The last inspection with what was re-checked since (娱乐场所管理条例第33条: recorded, signed, filed)."""
    subject, title = paper.subject, "治安检查记录"
    checked = subject.held(Inspection)[-1].said
    # A re-check of an earlier inspection belongs on that one's sheet.
    later = [again.said for again in subject.held(Recheck) if again.said.at >= checked.at]
    blocks: list[Block] = [
        OrganName(paper.profile.letterhead_organ),
        Title(title),
        NumberLine(paper.number_shown),
        FillLines((*_whose(subject.of(Venue)), *_when(checked)), size=14),
        Heading("一、检查项目"),
        _points(checked),
        Heading("二、发现问题"),
        Paragraph(checked.findings or "未发现问题。"),
        Heading("三、整改要求"),
        Paragraph(_correction(checked.correct_by)),
    ]
    if later:
        blocks += [Heading("四、复查"), *(Paragraph(_recheck(again)) for again in later)]
    blocks.append(
        SignatureLines(("检查人员（签名）", "检查人员（签名）", "被检查场所负责人（签名）", "见证人（签名）"))
    )
    return _sheet(paper, title, blocks)


def _whose(venue: Venue) -> tuple[tuple[Entry, ...], ...]:
    trading = f"（{venue.trading_name}）" if venue.trading_name else ""
    return (
        (Entry("场所名称", f"{venue.name}{trading}"),),
        (Entry("类别", venue.category), Entry("负责人", venue.person_in_charge or BLANK)),
        (Entry("地址", venue.address),),
    )


def _when(checked: Inspection) -> tuple[tuple[Entry, ...], ...]:
    return (
        (Entry("检查时间", show_moment(checked.at)),),
        (Entry("检查人员", "、".join(checked.officers)), Entry("在场人", checked.present or BLANK)),
    )


def _points(checked: Inspection) -> Block:
    if not checked.checklist:
        return Paragraph("未按项目检查。")
    rows = tuple(
        (str(place), point, "符合" if kept else "不符合")
        for place, (point, kept) in enumerate(checked.checklist.items(), start=1)
    )
    return Table(("序号", "项目", "结果"), rows, (1.2, 9, 2.4), (_CENTRE, _LEFT, _CENTRE), size=12)


def _correction(day: date | None) -> str:
    return f"请于{show_day(day)}前改正，届时复查。" if day else "无。"


def _recheck(again: Recheck) -> str:
    more = _correction(again.correct_by) if again.correct_by else ""
    people = "、".join(again.officers)
    return f"{show_moment(again.at)}由{people}复查：{again.result}。{again.findings or ''}{more}"


def _card(paper: Paper) -> Sheet:
    """The venue on one page: who, where, what it was called, when it was closed and by whose order, inspections."""
    subject, title = paper.subject, "场所档案"
    venue = subject.of(Venue)
    blocks: list[Block] = [
        Title(title),
        NumberLine(paper.number_shown),
        FillLines((*_whose(venue), *_facts(venue)), size=12),
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
        # A card of the station's own file bears no seal.
        Signature(paper.profile.seal_organ, paper.day, sealed=False),
    ]
    return _sheet(paper, title, blocks)


def _facts(venue: Venue) -> tuple[tuple[Entry, ...], ...]:
    return (
        (
            Entry("曾用名", "、".join(venue.former_names) or BLANK),
            Entry("等级", venue.grade or BLANK),
        ),
        (
            Entry("信用代码", venue.credit_code or BLANK),
            Entry("许可证号", venue.licence or BLANK),
        ),
        (
            Entry("实际经营人", venue.operator or BLANK),
            Entry("治安负责人", venue.safety_officer or BLANK),
        ),
        (
            Entry("核定人数", _number(venue.capacity)),
            Entry("包厢数", _number(venue.rooms)),
            Entry("保安人数", _number(venue.guards)),
        ),
        (Entry("社区", venue.area), Entry("责任民警", venue.officer)),
    )


def _number(count: int | None) -> str:
    return BLANK if count is None else str(count)


_Event = Inspection | Recheck | Visit | Incident


def _visits(subject: Subject) -> Block:
    found = _events(subject)
    if not found:
        return Paragraph("无。")
    rows = tuple((show_moment(event.at), *_event_words(event)) for event in found)
    return Table(("时间", "事项", "情况"), rows, (4.2, 1.6, 7.8), (_LEFT, _CENTRE, _LEFT), size=10.5)


def _events(subject: Subject) -> list[_Event]:
    found: list[_Event] = [
        *(each.said for each in subject.held(Inspection)),
        *(each.said for each in subject.held(Recheck)),
        *(each.said for each in subject.held(Visit)),
        *(each.said for each in subject.held(Incident)),
    ]
    return sorted(found, key=lambda event: event.at)


def _event_words(event: _Event) -> tuple[str, str]:
    """What it was, and what was found; only who inspected can say that nothing was."""
    match event:
        case Inspection():
            return "检查", event.findings or "未发现问题"
        case Recheck():
            return "复查", " ".join(filter(None, (event.result, event.findings)))
        case Visit():
            return "走访", event.note or BLANK
        case Incident():
            return "警情", " ".join(filter(None, (event.kind, event.note)))


def _sheet(paper: Paper, title: str, blocks: list[Block]) -> Sheet:
    venue = paper.subject.of(Venue)
    people = (venue.person_in_charge, venue.operator, venue.safety_officer)
    names = tuple(name for name in people if name)
    return Sheet(title, paper.profile.full_name, paper.day, tuple(blocks), Style.FORM, names)


def _was_inspected(subject: Subject) -> Refused | None:
    if subject.last(Inspection) is None:
        return Refused("还没有登记检查，先登记检查再打印检查记录")
    return None


def _object(subject: Subject) -> str:
    return subject.title


FORMS = (
    DocumentForm(
        key="inspection_record",
        title="治安检查记录",
        word="检",
        copies=2,
        compose=_inspection,
        object_of=_object,
        signers=("检查人员", "被检查场所负责人"),
        guards=(_was_inspected,),
    ),
    DocumentForm(
        key="venue_card",
        title="场所档案",
        word="档",
        copies=1,
        compose=_card,
        object_of=_object,
    ),
)
