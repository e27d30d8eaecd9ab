"""What stands on a page besides the text: page numbers, the double lines of a letter, the watermark."""

from __future__ import annotations

from math import cos, hypot, radians, sin

from fengqiao_desk.documents.typesetting.blocks import NumberLine, Sheet, Style
from fengqiao_desk.documents.typesetting.characters import clean
from fengqiao_desk.documents.typesetting.compositor import BODY, FOLIO, Compositor, Type, small, solid
from fengqiao_desk.documents.typesetting.fonts.chains import FontRole
from fengqiao_desk.documents.typesetting.pen import GREY, RED, Pen
from fengqiao_desk.documents.typesetting.sizes import (
    ASCENT,
    LEADING,
    MARGIN_LEFT,
    MARGIN_TOP,
    MILLIMETRE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_HEIGHT,
    TEXT_WIDTH,
)

LETTER_LINES = 4
"""Lines of the grid a letter's head takes from its first page (docs/law.md §1.4)."""
DASH_HEIGHT = 0.38
"""Height of a dash over the base line, as a share of the size."""


def first_top(sheet: Sheet) -> float:
    """Where the first page's text begins, in points from the page's top."""
    return MARGIN_TOP + (LETTER_LINES * LEADING if sheet.style is Style.LETTER else 0.0)


def draw_ground(pen: Pen, sheet: Sheet, page: int) -> None:
    """Draw what lies under or above the text of a page (counted from 1)."""
    if sheet.watermark:
        _watermark(pen, clean(sheet.watermark))
    if sheet.style is Style.LETTER and page == 1:
        _letter_head(pen, sheet)


def draw_folio(pen: Pen, sheet: Sheet, page: int, pages: int, above: float | None = None) -> None:
    """Number page `page` of `pages`: a form says how many there are, a letter's first page has no number.

    Over a receipt the number stands just above the perforation, in the half line that begins at `above`.
    """
    if sheet.style is Style.FORM:
        if pages > 1:
            _form_folio(pen, page, pages, above)
    elif not (sheet.style is Style.LETTER and page == 1):
        _folio(pen, page, above)


def _folio(pen: Pen, page: int, above: float | None) -> None:
    """— 1 —: its dash 7 mm under the type area, one character from the outer edge (GB/T 9704 7.5)."""
    line = pen.compositor.line(FOLIO, f"— {page} —")
    # Odd pages lie at the right of an opened file, even ones at the left: the number is always outside.
    left = MARGIN_LEFT + FOLIO.size if page % 2 == 0 else MARGIN_LEFT + TEXT_WIDTH - FOLIO.size - line.width
    level = MARGIN_TOP + TEXT_HEIGHT + 7 * MILLIMETRE if above is None else above + LEADING / 8
    base = level + DASH_HEIGHT * FOLIO.size
    pen.text(FOLIO, line, left, _top_of(FOLIO, base))


def _form_folio(pen: Pen, page: int, pages: int, above: float | None) -> None:
    kind = small(10.5)
    line = pen.compositor.line(kind, f"第{page}页　共{pages}页")
    if above is None:
        pen.text(kind, line, (PAGE_WIDTH - line.width) / 2, MARGIN_TOP + TEXT_HEIGHT + 7 * MILLIMETRE)
    else:  # at the right: the number of the perforation stands in the middle of it
        pen.text(kind, line, MARGIN_LEFT + TEXT_WIDTH - line.width, above - 1)


def _top_of(kind: Type, base: float) -> float:
    """The upper edge of a line's cell whose base line is known."""
    return base - kind.size * ASCENT - (kind.leading - kind.size) / 2


def _letter_head(pen: Pen, sheet: Sheet) -> None:
    """The organ's name in red 30 mm from the top, double lines of 170 mm, the number at the right (GB/T 9704 10.1)."""
    left, right = (PAGE_WIDTH - 170 * MILLIMETRE) / 2, (PAGE_WIDTH + 170 * MILLIMETRE) / 2
    name = clean(sheet.header_organ)
    kind = _head_type(pen.compositor, name, 160 * MILLIMETRE)
    line = pen.compositor.line(kind, name)
    # 30 mm are measured to the upper edge of the characters, not of their line (GB/T 9704 10.1).
    pen.text(kind, line, (PAGE_WIDTH - line.width) / 2, 30 * MILLIMETRE - (kind.leading - kind.size) / 2, RED)
    upper = 30 * MILLIMETRE + kind.size + 4 * MILLIMETRE
    # 上粗下细 above, 上细下粗 below (docs/law.md §1.4).
    pen.rule(left, right, upper, 2.0, RED)
    pen.rule(left, right, upper + 2.6, 0.75, RED)
    lower = PAGE_HEIGHT - 20 * MILLIMETRE
    pen.rule(left, right, lower - 2.6, 0.75, RED)
    pen.rule(left, right, lower, 2.0, RED)
    for block in sheet.blocks:
        if isinstance(block, NumberLine):
            number = pen.compositor.line(BODY, clean(block.text))
            top = upper + 2.6 + BODY.size * 7 / 8 - (BODY.leading - BODY.size) / 2
            pen.text(BODY, number, MARGIN_LEFT + TEXT_WIDTH - number.width, top)


def _head_type(compositor: Compositor, name: str, room: float) -> Type:
    """The largest size up to 小初 in which the name fits one line."""
    size = min(36.0, room / max(len(name), 1))
    return solid(FontRole.TITLE, round(size, 1), round(size * 1.2, 1))


def _watermark(pen: Pen, text: str) -> None:
    """Large grey letters across the page."""
    size = min(150.0, hypot(TEXT_WIDTH, TEXT_HEIGHT) * 0.8 / max(len(text), 1))
    kind = solid(FontRole.HEADING, round(size, 1), round(size, 1))
    line = pen.compositor.line(kind, text)
    angle = radians(50)
    centre_x, centre_y = PAGE_WIDTH / 2, PAGE_HEIGHT / 2
    # The middle of the letters stands on the middle of the page: 0.38 of the size is half their height over the
    # base line.
    x = centre_x - line.width / 2 * cos(angle) + 0.38 * size * sin(angle)
    y = centre_y - line.width / 2 * sin(angle) - 0.38 * size * cos(angle)
    turned = f"{cos(angle):.5f} {sin(angle):.5f} {-sin(angle):.5f} {cos(angle):.5f} {x:.3f} {y:.3f}"
    pen.text_at(kind, line, turned, GREY)
