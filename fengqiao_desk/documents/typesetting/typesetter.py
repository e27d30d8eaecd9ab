"""From sheets to one PDF: their pages are laid out, written and finished for the archive."""

from __future__ import annotations

from collections.abc import Sequence

from fengqiao_desk.documents.typesetting.archive import archived
from fengqiao_desk.documents.typesetting.blocks import Sheet, Typeset
from fengqiao_desk.documents.typesetting.characters import clean
from fengqiao_desk.documents.typesetting.compositor import Compositor, Shared
from fengqiao_desk.documents.typesetting.flow import Page
from fengqiao_desk.documents.typesetting.fonts import DEFAULT, LOCK, FontChoice, font_set
from fengqiao_desk.documents.typesetting.furniture import draw_folio, draw_ground
from fengqiao_desk.documents.typesetting.layout import pages_of
from fengqiao_desk.documents.typesetting.pen import Pen

LONG = 4
"""Pages from which a file's outline lists its headings."""


def typeset(sheet: Sheet, fonts: FontChoice = DEFAULT) -> Typeset:
    """One document as a PDF; raises MissingCharacters when a character cannot be printed, FontProblem for a bad font."""
    return typeset_many((sheet,), fonts)


def typeset_many(sheets: Sequence[Sheet], fonts: FontChoice = DEFAULT) -> Typeset:
    """Several documents in one PDF, page numbers beginning anew with each; properties are those of the first."""
    with LOCK:
        shared = Shared()
        compositors = [Compositor(font_set(fonts), sheet.names, shared) for sheet in sheets]
        laid = [pages_of(sheet, compositor) for sheet, compositor in zip(sheets, compositors, strict=True)]
        pen = Pen(compositors[0])
        for number, (sheet, compositor, pages) in enumerate(zip(sheets, compositors, laid, strict=True)):
            pen.use(compositor)
            _write(pen, sheet, pages, number if len(sheets) > 1 else None)
        plain = pen.finish()
    first = sheets[0]
    pdf = archived(plain, clean(first.title), clean(first.author), first.day, first.attached_json)
    return Typeset(pdf, sum(map(len, laid)))


def _write(pen: Pen, sheet: Sheet, pages: list[Page], number: int | None) -> None:
    """Write a sheet's pages; a batch lists its sheets in the outline, a long document its headings."""
    for page_number, page in enumerate(pages, start=1):
        draw_ground(pen, sheet, page_number)
        if number is not None and page_number == 1:
            pen.mark(f"sheet{number}", clean(sheet.title))
        pen.turn(turned=page.turned)
        for strip, top in page.placed:
            if strip.marks and number is None and len(pages) >= LONG:
                pen.mark(f"heading{page_number}.{round(top)}", strip.marks)
            strip.draw(pen, top)
        pen.turn(turned=False)
        draw_folio(pen, sheet, page_number, len(pages), page.number_above)
        pen.end_page()
