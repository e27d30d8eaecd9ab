"""What a document says, as plain data: blocks without coordinates; a block's text is never read as mark-up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Align(Enum):
    """Where a text stands between its left and right limit."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True)
class Title:
    """The document's name: 二号小标宋, centred; a long one is broken into a balanced trapezium."""

    text: str


@dataclass(frozen=True)
class Subtitle:
    """A line under the title (unit or date): 三号楷体, centred."""

    text: str


@dataclass(frozen=True)
class OrganName:
    """The organ's name printed above a legal form's title: 小二小标宋, centred (docs/law.md §3.0)."""

    text: str


@dataclass(frozen=True)
class NumberLine:
    """The document's number (文号) under the title, at the right."""

    text: str


@dataclass(frozen=True)
class Addressee:
    """主送: from the left edge, a full-width colon is added."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text; every line break in it begins a new paragraph; `indent` counts characters of the first line.

    `size` in points is for what stands under a text in smaller type; 0 is 三号 on the grid.
    """

    text: str
    indent: int = 2
    size: float = 0


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 黑体, 2 楷体, 3 and 4 仿宋; its numbering (一、（一） 1. （1）) is part of the text."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class AttachmentNote:
    """附件说明 under the text: one name, or numbered names hung under each other."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class AttachmentMark:
    """ "附件1" at the head of an attachment: a new page, 三号黑体 from the left edge."""

    text: str = "附件"


@dataclass(frozen=True)
class Signature:
    """署名 and 成文日期; `sealed` leaves the place a red seal needs; no day prints a blank date to be filled by hand."""

    organ: str
    day: date | None
    sealed: bool = True


@dataclass(frozen=True)
class Note:
    """附注 under the date, in full-width brackets."""

    text: str


@dataclass(frozen=True)
class Colophon:
    """版记 at the foot of the last page: 抄送, then the printing organ with its day, between rules."""

    copies_to: str = ""
    organ: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Spacer:
    """Empty lines of the grid; half lines are allowed."""

    lines: float = 1


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a new page."""


@dataclass(frozen=True)
class Cell:
    """A cell of a form: `columns` and `rows` say how many it spans, `lines` how many lines it is tall at least."""

    text: str = ""
    columns: int = 1
    rows: int = 1
    label: bool = False
    align: Align = Align.LEFT
    lines: int = 1


@dataclass(frozen=True)
class FormTable:
    """A ruled form of labels and values; `widths` are relative and give the number of columns."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    size: float = 12


@dataclass(frozen=True)
class Table:
    """A ruled table; its head is repeated on every page, rows taller than a page are split; `widths` are relative.

    A `turned` table stands on pages of its own, its head at their left edge (横排表格, GB/T 9704 7.6). `size` of its type and
    `padding` over and under a cell's text are points.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    alignments: tuple[Align, ...] = ()
    caption: str = ""
    size: float = 12
    turned: bool = False
    padding: float = 3.5


@dataclass(frozen=True)
class Entry:
    """A labelled entry above a rule, as in 主持人____; `share` is its part of the line's width."""

    label: str
    value: str = ""
    share: float = 1


@dataclass(frozen=True)
class FillLines:
    """Rows of labelled entries on rules, the usual face of a legal form; a long value runs on over further rules."""

    rows: tuple[tuple[Entry, ...], ...]
    size: float = 16


@dataclass(frozen=True)
class SignatureLines:
    """Places to sign by hand: each label with a rule and, when `dated`, a blank date; one or two in a row."""

    labels: tuple[str, ...]
    columns: int = 2
    dated: bool = True


@dataclass(frozen=True)
class TearOff:
    """A receipt below a perforation at the foot of the page; `seam` is the number printed across the perforation.

    `code` stands as a QR code at the right of its title, for a scanner.
    """

    title: str
    seam: str
    blocks: tuple[FormTable | FillLines | Paragraph | SignatureLines | Spacer | TearOff, ...]
    code: str = ""


@dataclass(frozen=True)
class QRCode:
    """A small QR code with its text at the right, line by line; `side` in millimetres.

    With `label_width` (millimetres) it is a label to be cut out: a broken frame so wide, the light margin a scanner needs inside.
    """

    content: str
    text: str = ""
    side: float = 18
    label_width: float = 0


@dataclass(frozen=True)
class Chart:
    """Bars of whole or broken numbers, safe in black and white; None is a month without figures.

    The `highlighted` bar is black, the `compared` one (another year's) hatched; `lying` bars stand under each other, with long labels
    at their left and their share of the sum.
    """

    title: str
    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    unit: str = ""
    highlighted: int = -1
    compared: int | None = None
    lying: bool = False


@dataclass(frozen=True)
class TraceNode:
    """A place or person of a trace: `key` names it for the edges, `kind` is e.g. 窝点 or 药店."""

    key: str
    name: str
    kind: str = ""


@dataclass(frozen=True)
class TraceEdge:
    """What went from one node to another, by their keys: `label` says what, `quantity` how much, `sentence` all of it in words."""

    start: str
    end: str
    label: str = ""
    quantity: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Trace:
    """A drawing of where goods came from and went to, from left to right; keys of edges must be those of nodes."""

    nodes: tuple[TraceNode, ...]
    edges: tuple[TraceEdge, ...]
    title: str = ""


Block = (
    Title
    | Subtitle
    | OrganName
    | NumberLine
    | Addressee
    | Paragraph
    | Heading
    | AttachmentNote
    | AttachmentMark
    | Signature
    | Note
    | Colophon
    | Spacer
    | PageBreak
    | FormTable
    | Table
    | FillLines
    | SignatureLines
    | TearOff
    | QRCode
    | Chart
    | Trace
)


class Style(Enum):
    """The face of a sheet: 公文 with page numbers outside, 信函格式 with its double lines, or a legal form."""

    OFFICIAL = "official"
    LETTER = "letter"
    FORM = "form"


@dataclass(frozen=True)
class Sheet:
    """One document: its properties and blocks; `day` stands as its date in the file, so equal sheets give equal bytes.

    `names` are persons' names that must stand in one font each; `watermark` is e.g. 练习 or 草稿; `header_organ` is
    the red name of a letter; `attached_json` is kept inside the file (the file is then PDF/A-3u instead of PDF/A-2u).
    """

    title: str
    author: str
    day: date
    blocks: tuple[Block, ...]
    style: Style = Style.OFFICIAL
    names: tuple[str, ...] = ()
    watermark: str = ""
    header_organ: str = ""
    attached_json: bytes | None = None


@dataclass(frozen=True)
class Typeset:
    """A typeset document: the file and its number of pages."""

    pdf: bytes
    pages: int
