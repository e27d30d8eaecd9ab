"""From a sheet to its PDF: blocks become strips, strips become pages, pages are written and finished for the archive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from fengqiao_desk.documents.typesetting import entries, figures, forms, letter, tables
from fengqiao_desk.documents.typesetting.archive import archived
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
    Typeset,
)
from fengqiao_desk.documents.typesetting.characters import clean
from fengqiao_desk.documents.typesetting.compositor import ORGAN, Compositor, small
from fengqiao_desk.documents.typesetting.flow import Flow, Page, Strip
from fengqiao_desk.documents.typesetting.fonts import DEFAULT, LOCK, FontChoice, font_set
from fengqiao_desk.documents.typesetting.furniture import draw_folio, draw_ground, first_top
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
    QRCode: figures.qr_code,
    Chart: figures.chart,
}
"""How each block becomes strips: one line a block."""

OPENING_BLOCKS = (Title, Subtitle, OrganName, NumberLine)
EMPTY_LINE = replace(letter.blank_strip(1, vanishes=False), tied=True)
"""Stands between the head of a document and its text."""
LONG = 4
"""Pages from which a file's outline lists its headings."""


def typeset(sheet: Sheet, fonts: FontChoice = DEFAULT) -> Typeset:
    """One document as a PDF; raises MissingCharacters when a character cannot be printed, FontProblem for a bad font."""
    return typeset_many((sheet,), fonts)


def typeset_many(sheets: Sequence[Sheet], fonts: FontChoice = DEFAULT) -> Typeset:
    """Several documents in one PDF, page numbers beginning anew with each; properties are those of the first."""
    with LOCK:
        laid = [_laid(sheet, fonts) for sheet in sheets]
        pen = Pen(laid[0][1])
        for number, (sheet, compositor, pages) in enumerate(laid):
            pen.use(compositor)
            _write(pen, sheet, pages, number if len(sheets) > 1 else None)
        plain = pen.finish()
    first = sheets[0]
    pdf = archived(plain, clean(first.title), clean(first.author), first.day, first.attached_json)
    return Typeset(pdf, sum(len(pages) for _, _, pages in laid))


def _laid(sheet: Sheet, fonts: FontChoice) -> tuple[Sheet, Compositor, list[Page]]:
    """A sheet's pages, every character checked."""
    compositor = Compositor(font_set(fonts), sheet.names)
    strips: list[Strip] = []
    before: Block | None = None
    turn = False
    for block in sheet.blocks:
        if isinstance(block, PageBreak):
            turn = True
            continue
        if isinstance(block, NumberLine) and sheet.style is Style.LETTER:
            continue
        own = _strips(block, compositor)
        if isinstance(before, OPENING_BLOCKS) and not isinstance(block, OPENING_BLOCKS):
            own.insert(0, EMPTY_LINE)
        if turn and own:
            own[0] = replace(own[0], new_page=True)
            turn = False
        strips += own
        before = block
    for text in (sheet.watermark, sheet.header_organ):
        compositor.line(ORGAN, clean(text))
    compositor.refuse_missing()
    flow = Flow(MARGIN_TOP, MARGIN_TOP + TEXT_HEIGHT, first_top(sheet))
    return sheet, compositor, flow.lay(strips)


def _strips(block: Block, compositor: Compositor) -> list[Strip]:
    if isinstance(block, TearOff):
        return _tear_off(block, compositor)
    return LAYOUTS[type(block)](block, compositor)


def _tear_off(block: TearOff, compositor: Compositor) -> list[Strip]:
    """A receipt: the perforation with its number across it, a title, its own blocks, all at the foot of one page."""
    seam_kind = small(9)
    seam = compositor.line(seam_kind, f"骑缝号　{clean(block.seam)}" if block.seam else "")
    heading = compositor.line(ORGAN, clean(block.title))

    def draw(pen: Pen, top: float) -> None:
        level = top + LEADING / 2
        left = MARGIN_LEFT + TEXT_WIDTH - seam.width
        pen.dashes(8 * MILLIMETRE, left - 6, level)
        pen.dashes(left + seam.width + 6, PAGE_WIDTH - 8 * MILLIMETRE, level)
        pen.text(seam_kind, seam, left, level - seam_kind.leading / 2)
        pen.text(ORGAN, heading, MARGIN_LEFT + (TEXT_WIDTH - heading.width) / 2, top + LEADING)

    strips = [Strip(LEADING * 2.1, draw, at_foot=True, tied=True)]
    for inner in block.blocks:
        strips += [replace(strip, tied=True, on_grid=False) for strip in _strips(inner, compositor)]
    return [*strips[:-1], replace(strips[-1], tied=False)]


def _write(pen: Pen, sheet: Sheet, pages: list[Page], number: int | None) -> None:
    """Write a sheet's pages; a batch lists its sheets in the outline, a long document its headings."""
    for page_number, page in enumerate(pages, start=1):
        draw_ground(pen, sheet, page_number)
        if number is not None and page_number == 1:
            pen.mark(f"sheet{number}", clean(sheet.title))
        for strip, top in page.placed:
            if strip.marks and number is None and len(pages) >= LONG:
                pen.mark(f"heading{page_number}.{round(top)}", strip.marks)
            strip.draw(pen, top)
        draw_folio(pen, sheet, page_number, len(pages))
        pen.end_page()
