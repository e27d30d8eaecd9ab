"""The file's own pages: cover, index, photo sheets, statement of what it holds, back page (docs/law.md §3.10)."""

from __future__ import annotations

from dataclasses import dataclass

from ..documents.form_parts import BLANK, FORM_SIZE, form, wide
from ..documents.typesetting import (
    Align,
    Block,
    Cell,
    FormTable,
    OrganName,
    Paragraph,
    Sheet,
    SignatureLines,
    Spacer,
    Style,
    Subtitle,
    Table,
    Title,
)
from ..station import Act, Station
from ..values.days import parse_day, parse_moment, show_day, show_moment
from .attachments import Attachment
from .parties import parties_in
from .records import Case

PHOTO_LINES = 9
"""Lines of the grid a photo takes, two on a page."""
LONGEST_CAPTION = 60
"""Characters of a photo's title under it; the whole title stands in the index."""


@dataclass(frozen=True)
class IndexLine:
    """A line of the index: what lies on the pages from `first` to `last`, counted from 1."""

    title: str
    number: str
    first: int
    last: int
    remark: str = ""


@dataclass(frozen=True)
class Bound:
    """What the file's own pages tell: the case, its lines, what it lacks, its name (卷名) and the organ that keeps it."""

    station: Station
    case: Case
    act: Act
    lines: tuple[IndexLine, ...]
    missing: tuple[str, ...]
    name: str
    organ: str

    @property
    def pages(self) -> int:
        """Numbered pages."""
        return self.lines[-1].last if self.lines else 0

    def sheet(self, title: str, blocks: list[Block]) -> Sheet:
        """One of the file's own pages."""
        profile = self.station.profile(self.act.day)
        # A name with a rare character stands in one font as a whole.
        names = tuple(party.name for party in parties_in(self.case))
        # A file of a practice folder must never be taken for one.
        watermark = "练习" if profile.practice else ""
        return Sheet(
            title,
            profile.full_name,
            self.act.day,
            tuple(blocks),
            style=Style.FORM,
            names=names,
            watermark=watermark,
        )


def index(bound: Bound) -> Sheet:
    """卷内目录 with the pages on which each paper lies."""
    rows = tuple(
        (str(place), line.title, line.number or BLANK, _span(line), line.remark or BLANK)
        for place, line in enumerate(bound.lines, start=1)
    )
    title = "卷内目录"
    table = Table(
        ("序号", "文书名称", "文号", "页号", "备注"),
        rows,
        (1.2, 5.2, 5.2, 1.8, 3.0),
        (Align.CENTRE, Align.LEFT, Align.LEFT, Align.CENTRE, Align.LEFT),
        size=10.5,
    )
    return bound.sheet(title, [Title(title), table])


def _span(line: IndexLine) -> str:
    return str(line.first) if line.first == line.last else f"{line.first}—{line.last}"


def photos(bound: Bound, upper: Attachment, lower: Attachment | None) -> Sheet:
    """The captions of one or two photos, which are laid above and below them."""
    rows: list[tuple[Cell, ...]] = [wide("上图", _caption(upper))]
    if lower is not None:
        rows.append(wide("下图", _caption(lower)))
    return bound.sheet("照片", [Spacer(PHOTO_LINES), form(rows, size=10.5)])


def _caption(photo: Attachment) -> str:
    title = photo.title
    shown = title if len(title) <= LONGEST_CAPTION else title[:LONGEST_CAPTION] + "……"
    return f"{shown}（{show_moment(parse_moment(photo.added_at[:16]))}，{photo.added_by}）"


def unreadable(bound: Bound, attachment: Attachment) -> Sheet:
    """Stands for a PDF that cannot be opened page by page."""
    sentence = f"附件“{attachment.title}”已加密或者损坏，不能逐页装订，请另附原件。"
    return bound.sheet(attachment.title, [Paragraph(sentence)])


def statement(bound: Bound) -> Sheet:
    """卷宗情况说明（备考表）: how much there is, what is void, what is missing; two people sign."""
    gone = [
        f"{found.number}《{found.title}》{found.state_word}"
        + (f"：{found.void_reason}" if found.void_reason else "")
        for found in bound.case.documents
        # They are not bound (`papers_in_order`), but their numbers were given: whoever looks for one finds it told here.
        if found.state != "issued"
    ]
    count = f"卷内共{len(bound.lines)}件，{bound.pages}页（不含封面、目录、情况说明和封底）"
    rows = [
        wide("卷名", bound.name),
        wide("登记编号", bound.case.number),
        wide("卷内数量", count),
        wide("作废或者已替换的文书", "\n".join(gone) or BLANK),
        wide("缺少的文书", "、".join(bound.missing) or BLANK),
        # Six lines to write on by hand.
        wide("缺损、补充情况", "", 6),
    ]
    title = "卷宗情况说明"
    signing = SignatureLines(("立卷人（签名）", "检查人（签名）"))
    return bound.sheet(title, [Title(title), Subtitle("（备考表）"), form(rows), signing])


def back(bound: Bound) -> Sheet:
    """封底."""
    day = show_day(parse_day(bound.act.day.isoformat()))
    rows: tuple[tuple[Cell, ...], ...] = (wide("卷内页数", f"{bound.pages}页"), wide("整卷日期", day))
    return bound.sheet(
        "封底",
        [
            Spacer(12),
            OrganName(bound.organ),
            Subtitle("卷宗封底"),
            FormTable(rows, (2.0, 3.0, 2.0, 3.0), size=FORM_SIZE),
        ],
    )
