"""现场治安调解协议书: three parts on one perforated sheet under one number (docs/law.md §3.2)."""

from __future__ import annotations

from math import ceil

from ...cases.parties import Party
from ...documents.form import DocumentForm, Paper, Subject
from ...documents.form_parts import BLANK, FORM_SIZE, day_shown, moment_shown, or_blank
from ...documents.typesetting import (
    Block,
    Cell,
    FormTable,
    Heading,
    NumberLine,
    OrganName,
    PageBreak,
    Sheet,
    TearOff,
    Title,
)
from ...documents.typesetting.sizes import TEXT_WIDTH
from ...problems import Refused
from ...station.laws import cite
from ...values.days import parse_day
from ..declaration import Dispute
from ..path import PROCEDURE
from ..step_fields import Agreement, MediationSession
from . import common

KEY = "on_spot_agreement"
TITLE = "现场治安调解协议书"
PARTS = ("第一联　公安机关存档", "第二联　当事人", "第三联　当事人")
_SIZES = (9.0, 8.5, 8.0)
_ROOM = 182.0
"""Points that a part may take of a sheet of three, its title not counted."""
_WIDE = TEXT_WIDTH - 10
"""Width of a line of a part in points."""
LONGEST_LABEL = 9
"""Characters of 违法嫌疑人（签名）."""
_NARROW = 0.55
_LINE, _PAD, _GAP = 1.45, 7.0, 7.3
"""A line of type in sizes; a row's padding and the room under a table in points."""


def _compose(paper: Paper) -> Sheet:
    """All three on one page when they fit, else each on a page of its own."""
    statement = _statement(paper)
    # Reckoned and not typeset: the sheet would have to be laid out once for each size only to be thrown
    # away.
    size = next((size for size in _SIZES if _height(statement, paper.subject, size) <= _ROOM), None)
    blocks = _three_pages(paper, statement) if size is None else _one_sheet(paper, statement, size)
    return common.sheet(paper, TITLE, blocks)


def _one_sheet(paper: Paper, statement: str, size: float) -> list[Block]:
    body = _body(statement, paper.subject, size)
    third = TearOff(f"{TITLE}（{PARTS[2]}）", paper.number_shown, (body,))
    # A receipt that ends in a receipt: two perforations on one sheet.
    second = TearOff(f"{TITLE}（{PARTS[1]}）", paper.number_shown, (body, third))
    return [Heading(f"{TITLE}（{PARTS[0]}）"), body, second]


def _three_pages(paper: Paper, statement: str) -> list[Block]:
    blocks: list[Block] = []
    for part in PARTS:
        blocks += [PageBreak()] if blocks else []
        blocks += [
            OrganName(paper.profile.letterhead_organ),
            Title(TITLE),
            NumberLine(f"{part}　{paper.number_shown}"),
            _body(statement, paper.subject, FORM_SIZE),
        ]
    return blocks


def _statement(paper: Paper) -> str:
    """What a part says, a paragraph each: who mediated, the parties, the facts, the agreement and its performance."""
    subject, dispute = paper.subject, paper.subject.of(Dispute)
    agreement, session = common.the(subject, Agreement), common.the(subject, MediationSession)
    article = cite(PROCEDURE, 185, paper.day)
    return "\n".join(
        (
            f"文号：{paper.number_shown}　调解机关：{paper.profile.full_name}　时间：{moment_shown(session.held_at)}　"
            f"地点：{session.place}　主持民警：{'、'.join(session.mediators)}　"
            f"录音录像编号：{or_blank(session.recording_no)}",
            *(_person(party) for party in dispute.parties),
            f"简要事实：{dispute.facts}",
            f"协议内容：{common.clauses_text(agreement)}",
            # Said and not asked: the guard lets no clause through that is not performed on the spot.
            "当场履行情况：" + paper.text(KEY, "performed", article=article) + paper.text(KEY, "effect"),
        )
    )


def _person(party: Party) -> str:
    """A party in one sentence; what is not known is struck."""
    known = (
        party.name,
        or_blank(party.sex),
        f"出生日期：{day_shown(party.birth_date)}",
        f"证件号码：{common.identity(party)}",
        f"电话：{or_blank(party.phone)}",
        f"住址：{or_blank(party.address)}",
        f"监护人：{party.guardian}" if party.guardian else "",
        f"代理人：{party.proxy}（委托书附卷）" if party.proxy else "",
    )
    return f"{party.role}：" + "，".join(part for part in known if part)


def _body(statement: str, subject: Subject, size: float) -> FormTable:
    places = _places(subject)
    rows: list[tuple[Cell, ...]] = [(Cell(statement, columns=4),)]
    for first, second in zip(places[::2], places[1::2], strict=True):
        label = bool(second)
        rows.append(
            (Cell(first, label=True), Cell(), Cell(second, label=label), Cell("" if label else BLANK))
        )
    room = LONGEST_LABEL * size + 10
    return FormTable(tuple(rows), (room, TEXT_WIDTH / 2 - room) * 2, size=size)


def _places(subject: Subject) -> list[str]:
    """Who signs, an even number of places."""
    places = [*common.signing_parties(subject), "民警（签名）", "公安机关（印章）"]
    # Two places stand side by side in a row; an odd one would leave a white cell.
    return places if len(places) % 2 == 0 else [*places, "日期"]


def _height(statement: str, subject: Subject, size: float) -> float:
    """Points a part needs, by the width of its characters."""
    lines = sum(ceil((_cells(part) + 1) * size / _WIDE) for part in statement.split("\n"))
    rows = len(_places(subject)) // 2
    return lines * size * _LINE + _PAD + rows * (size * _LINE + _PAD) + _GAP


def _cells(text: str) -> float:
    """Width in full characters; a Latin letter or digit takes about half of one."""
    return sum(_NARROW if character.isascii() else 1 for character in text)


def _only_on_the_spot(subject: Subject) -> Refused | None:
    """A paper of its own route alone (程序规定第178条第三款)."""
    dispute = subject.of(Dispute)
    if dispute.is_on_the_spot:
        return None
    article = cite(PROCEDURE, 178, parse_day(subject.day))
    return Refused(f"“{dispute.route}”途径不能制作{TITLE}", article)


FORMS: tuple[DocumentForm, ...] = (
    DocumentForm(
        KEY,
        TITLE,
        "现调",
        1,
        _compose,
        common.in_short,
        ("当事人", "民警"),
        guards=(_only_on_the_spot, common.agreed, common.walked),
    ),
)
