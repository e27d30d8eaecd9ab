"""From sheets to one PDF: their pages are laid out, written and finished for the archive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from fengqiao_desk.documents.typesetting.archive import archived
from fengqiao_desk.documents.typesetting.blocks import Sheet, Typeset
from fengqiao_desk.documents.typesetting.characters import clean
from fengqiao_desk.documents.typesetting.compositor import Compositor, Shared
from fengqiao_desk.documents.typesetting.flow import LaidPage
from fengqiao_desk.documents.typesetting.fonts.chains import DEFAULT, LOCK, FontChoice, font_set
from fengqiao_desk.documents.typesetting.furniture import draw_folio, draw_ground
from fengqiao_desk.documents.typesetting.layout import pages_of
from fengqiao_desk.documents.typesetting.pen import Pen
from fengqiao_desk.documents.typesetting.tags import TaggedPart, Tags

LONG = 4
"""Pages from which a file's outline lists its headings."""


def typeset(sheet: Sheet, fonts: FontChoice = DEFAULT) -> Typeset:
    """One document as a PDF; raises MissingCharacters when a character cannot be printed, FontProblem for a bad font."""
    return typeset_many((sheet,), fonts)


def typeset_many(
    sheets: Sequence[Sheet],
    fonts: FontChoice = DEFAULT,
    attach: Callable[[Sequence[int]], bytes] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Typeset:
    """Several documents in one PDF, page numbers beginning anew with each; properties are those of the first.

    `attach` makes the attached data from how many pages each document has; `progress` is told how many are laid out and may
    raise to abort. A batch is not tagged: that would cost a quarter more time and half as many bytes again.
    """
    with LOCK:
        shared, tags = Shared(), Tags() if len(sheets) == 1 else None
        # A compositor for each: names of one sheet are no names of the next.
        compositors = [Compositor(font_set(fonts), sheet.names, shared) for sheet in sheets]
        # All are laid out before the first is written: a missing character stops the print with nothing made.
        laid = []
        for sheet, compositor in zip(sheets, compositors, strict=True):
            laid.append(pages_of(sheet, compositor, tagged=tags is not None))
            if progress is not None:
                progress(len(laid))
        pen = Pen(compositors[0])
        for number, (sheet, compositor, pages) in enumerate(zip(sheets, compositors, laid, strict=True)):
            pen.use(compositor)
            if tags is None:
                pen.mark(f"sheet{number}", clean(sheet.title))
            _write(pen, sheet, pages, tags)
        plain = pen.finish()
    first = sheets[0]
    counts = tuple(map(len, laid))
    attached = first.attached_json if attach is None else attach(counts)
    pdf = archived(plain, clean(first.title), clean(first.author), first.day, attached, tags)
    return Typeset(pdf, sum(counts))


def _write(pen: Pen, sheet: Sheet, pages: list[LaidPage], tags: Tags | None) -> None:
    """Write a sheet's pages; a long document standing alone lists its headings in the outline."""

    def drawn(part: TaggedPart | None, draw: Callable[[], None]) -> None:
        begun = len(pen.operators)
        draw()
        if tags is not None:
            tags.close(pen.operators, begun, part)

    for number, page in enumerate(pages, start=1):
        drawn(None, partial(draw_ground, pen, sheet, number))
        pen.turn(turned=page.turned)
        for strip, top in page.placed:
            if strip.marks and tags is not None and len(pages) >= LONG:
                pen.mark(f"heading{number}.{round(top)}", strip.marks)
            drawn(strip.part, partial(strip.draw, pen, top))
        # The page number stands upright on turned pages too.
        pen.turn(turned=False)
        drawn(None, partial(draw_folio, pen, sheet, number, len(pages), page.number_above))
        pen.end_page()
        if tags is not None:
            tags.next_page()
