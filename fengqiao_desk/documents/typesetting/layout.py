"""How a sheet becomes pages: each block's strips, laid down upright or, for broad tables, on turned pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from fengqiao_desk.documents.typesetting import drawings, entries, forms, letter, tables
from fengqiao_desk.documents.typesetting.blocks import (
    Addressee,
    AttachmentMark,
    AttachmentNote,
    Block,
    Chart,
    Colophon,
    FillLines,
    FormTable,
    Heading,
    Note,
    NumberLine,
    OrganName,
    PageBreak,
    Paragraph,
    QRCode,
    Sheet,
    Signature,
    SignatureLines,
    Spacer,
    Style,
    Subtitle,
    Table,
    TearOff,
    Title,
    Trace,
)
from fengqiao_desk.documents.typesetting.characters import clean
from fengqiao_desk.documents.typesetting.compositor import ORGAN, Compositor, small
from fengqiao_desk.documents.typesetting.flow import Flow, LaidPage, Strip
from fengqiao_desk.documents.typesetting.furniture import first_top
from fengqiao_desk.documents.typesetting.pen import Pen
from fengqiao_desk.documents.typesetting.sizes import (
    LEADING,
    MARGIN_LEFT,
    MARGIN_TOP,
    MILLIMETRE,
    PAGE_WIDTH,
    TEXT_HEIGHT,
    TEXT_WIDTH,
)
from fengqiao_desk.documents.typesetting.tags import TaggedPart
from fengqiao_desk.documents.typesetting.traces import drawing as traces

# Each function takes its own block, which the type of a dictionary cannot say.
LAYOUTS: dict[type, Callable[[Any, Compositor], list[Strip]]] = {
    Title: letter.title,
    Subtitle: letter.subtitle,
    OrganName: letter.organ_name,
    NumberLine: letter.number_line,
    Addressee: letter.addressee,
    Paragraph: letter.paragraph,
    Heading: letter.heading,
    AttachmentNote: letter.attachment_note,
    AttachmentMark: letter.attachment_mark,
    Signature: letter.signature,
    Note: letter.note,
    Colophon: letter.colophon,
    Spacer: letter.spacer,
    Table: tables.table,
    FormTable: forms.form_table,
    FillLines: entries.fill_lines,
    SignatureLines: entries.signature_lines,
    QRCode: drawings.qr_code,
    Chart: drawings.chart,
    Trace: traces.trace,
}
"""How each block becomes strips: one line a block."""

OPENING_BLOCKS = (Title, Subtitle, OrganName, NumberLine)
TEXTS = (Title, Subtitle, OrganName, Addressee, Paragraph, Heading, AttachmentNote, Note)
"""Blocks whose lines are read in one go."""
EMPTY_LINE = replace(letter.blank_strip(1, vanishes=False), tied=True)
"""Stands between the head of a document and its text."""
RECEIPT_DEPTH = 23 * MILLIMETRE
"""How far a receipt may reach below the type area: to 12 mm from the paper's edge."""
LETTER_DEPTH = 12 * MILLIMETRE
"""The same in a letter, whose lower double line stands 20 mm from the edge."""


@dataclass
class _Stretch:
    """Strips that follow each other on upright or on turned pages."""

    turned: bool
    strips: list[Strip] = field(default_factory=list)


def pages_of(sheet: Sheet, compositor: Compositor, *, tagged: bool = True) -> list[LaidPage]:
    """The sheet's pages; raises MissingCharacters when a character in it has no font."""
    stretches = [_Stretch(turned=False)]
    for turned, strips in _blocks(sheet, compositor, tagged=tagged):
        if turned != stretches[-1].turned:
            stretches.append(_Stretch(turned))
        stretches[-1].strips += strips
    # They are drawn with the pages, too late to be refused: their characters are looked at here.
    for text in (sheet.watermark, sheet.header_organ):
        compositor.line(ORGAN, clean(text))
    compositor.refuse_missing()
    pages: list[LaidPage] = []
    for stretch in stretches:
        if stretch.strips:
            pages += _lay(stretch, MARGIN_TOP if pages else first_top(sheet))
    return pages or [LaidPage()]


def _lay(stretch: _Stretch, first: float) -> list[LaidPage]:
    if not stretch.turned:
        return Flow(MARGIN_TOP, MARGIN_TOP + TEXT_HEIGHT, first).lay(stretch.strips)
    # On a turned page lines run along the long side, so they follow each other over the short one.
    pages = Flow(MARGIN_TOP, MARGIN_TOP + TEXT_WIDTH, MARGIN_TOP).lay(stretch.strips)
    return [replace(page, turned=True) for page in pages]


def _blocks(sheet: Sheet, compositor: Compositor, *, tagged: bool) -> Iterator[tuple[bool, list[Strip]]]:
    """Each block's strips, with the empty line under a document's head and with page breaks made."""
    before: Block | None = None
    for block in sheet.blocks:
        # In a letter the number belongs to the head (`furniture._letter_head`).
        if isinstance(block, NumberLine) and sheet.style is Style.LETTER:
            continue
        if not isinstance(block, PageBreak):
            strips = _strips(block, compositor)
            if tagged:
                strips = _tagged(block, strips)
            if isinstance(before, OPENING_BLOCKS) and not isinstance(block, OPENING_BLOCKS):
                strips = [EMPTY_LINE, *strips]
            if isinstance(block, TearOff) and sheet.style is Style.LETTER:
                strips = [replace(strips[0], depth=LETTER_DEPTH), *strips[1:]]
            if isinstance(before, PageBreak) and strips:
                strips = [replace(strips[0], new_page=True), *strips[1:]]
            yield isinstance(block, Table) and block.turned, strips
        before = block


def _tagged(block: Block, strips: list[Strip]) -> list[Strip]:
    """The strips with their place in the structure: running text is one part, a table's rows are a part each."""
    if isinstance(block, QRCode | Chart | Trace):
        alternative = block.text or block.content if isinstance(block, QRCode) else block.title
        return [replace(strip, part=TaggedPart("Figure", clean(alternative) or "图")) for strip in strips]
    if isinstance(block, TEXTS):
        level = block.level + 1 if isinstance(block, Heading) else 1
        part = TaggedPart(f"H{min(level, 6)}" if isinstance(block, Title | Heading) else "P")
        return [replace(strip, part=part) for strip in strips]
    return [replace(strip, part=TaggedPart("P")) for strip in strips]


def _strips(block: Block, compositor: Compositor) -> list[Strip]:
    if isinstance(block, TearOff):
        return _tear_off(block, compositor)
    return LAYOUTS[type(block)](block, compositor)


_CODE_SIDE = 13 * MILLIMETRE
"""A code of eleven letters and digits has 25 cells of half a millimetre: a cheap scanner reads them."""


def _tear_off(block: TearOff, compositor: Compositor) -> list[Strip]:
    """A receipt: the perforation with its number across it, a title, its own blocks, all at the foot of one page.

    One taller than a page goes on over pages like other text.
    """
    seam_kind = small(9)
    seam = compositor.line(seam_kind, f"骑缝号　{clean(block.seam)}" if block.seam else "")
    heading = compositor.line(ORGAN, clean(block.title))

    def draw(pen: Pen, top: float) -> None:
        level = top + LEADING / 2
        left = (PAGE_WIDTH - seam.width) / 2
        pen.polyline([(8 * MILLIMETRE, level), (left - 6, level)], dash=3.0)
        pen.polyline([(left + seam.width + 6, level), (PAGE_WIDTH - 8 * MILLIMETRE, level)], dash=3.0)
        pen.text(seam_kind, seam, left, level - seam_kind.leading / 2)
        pen.text(ORGAN, heading, MARGIN_LEFT + (TEXT_WIDTH - heading.width) / 2, top + LEADING)
        if block.code:
            right = MARGIN_LEFT + TEXT_WIDTH - _CODE_SIDE
            drawings.draw_code(pen, block.code, right, top + LEADING * 2.1 - _CODE_SIDE - 2, _CODE_SIDE)

    head = Strip(LEADING * 2.1, draw, at_foot=True, depth=RECEIPT_DEPTH, tied=True)
    inner = [strip for part in block.blocks for strip in _strips(part, compositor)]
    # At the foot of one page it would lose its end.
    if head.height + sum(strip.height for strip in inner) > TEXT_HEIGHT:
        return [replace(head, at_foot=False), *(replace(strip, tied_back=0) for strip in inner)]
    # Off the grid: a receipt counts from the foot of the paper upwards.
    strips = [head, *(replace(strip, tied=True, tied_back=0, on_grid=False) for strip in inner)]
    return [*strips[:-1], replace(strips[-1], tied=False)]
