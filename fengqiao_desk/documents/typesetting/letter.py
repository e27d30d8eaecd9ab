"""The blocks of a letter or report as strips: title, addressee, text, headings, attachments, signature, colophon."""

from __future__ import annotations

from datetime import date
from math import ceil

from fengqiao_desk.documents.typesetting.blocks import (
    Addressee,
    AttachmentMark,
    AttachmentNote,
    Colophon,
    Heading,
    Note,
    NumberLine,
    OrganName,
    Paragraph,
    Signature,
    Spacer,
    Subtitle,
    Title,
)
from fengqiao_desk.documents.typesetting.characters import clean
from fengqiao_desk.documents.typesetting.compositor import (
    BODY,
    FOLIO,
    HEADING,
    KAI,
    ORGAN,
    TITLE,
    Compositor,
    Type,
    small,
)
from fengqiao_desk.documents.typesetting.flow import Strip
from fengqiao_desk.documents.typesetting.lines import Line
from fengqiao_desk.documents.typesetting.pen import Pen
from fengqiao_desk.documents.typesetting.sizes import LEADING, MARGIN_LEFT, MILLIMETRE, PITCH, TEXT_WIDTH

# 一级黑体, 二级楷体, 三四级仿宋, none of them bold (docs/law.md §1.3).
HEADING_TYPES = {1: HEADING, 2: KAI, 3: BODY, 4: BODY}
BLANK_DATE = "　　　　年　　月　　日"


def written_date(day: date | None) -> str:
    """成文日期: year in full, month and day without a leading zero (GB/T 9704 7.3.5); None is a blank to be filled."""
    return BLANK_DATE if day is None else f"{day.year}年{day.month}月{day.day}日"


def line_strip(kind: Type, line: Line, left: float = 0.0, *, tied: bool = False, marks: str = "") -> Strip:
    """One line of type on the grid, `left` points from the type area's edge."""

    def draw(pen: Pen, top: float) -> None:
        pen.text(kind, line, MARGIN_LEFT + left, top)

    return Strip(kind.leading, draw, tied=tied, on_grid=kind.leading == LEADING, marks=marks)


def blank_strip(lines: float, *, vanishes: bool = True) -> Strip:
    """Empty lines; at the head of a page they vanish."""
    return Strip(lines * LEADING, lambda pen, top: None, blank=vanishes, on_grid=lines == int(lines))


def centred(
    compositor: Compositor, kind: Type, text: str, *, tied: bool = True, marks: str = ""
) -> list[Strip]:
    """A text centred on the type area in lines of balanced length."""
    strips = []
    for line in balanced(compositor, kind, text):
        strips.append(line_strip(kind, line, (TEXT_WIDTH - line.width) / 2, tied=tied, marks=marks))
        marks = ""
    return strips


def caption(compositor: Compositor, kind: Type, text: str, room: float = TEXT_WIDTH) -> list[Strip]:
    """A table's or drawing's title on the grid, centred on `room` points, kept with what follows."""
    return [_captioning(kind, line, room) for line in balanced(compositor, kind, text)]


def _captioning(kind: Type, line: Line, room: float) -> Strip:
    def draw(pen: Pen, top: float) -> None:
        left = MARGIN_LEFT + (room - line.width) / 2
        pen.text(kind, line, left, top + (LEADING - kind.leading) / 2)

    return Strip(LEADING, draw, tied=True, on_grid=True)


def balanced(compositor: Compositor, kind: Type, text: str) -> list[Line]:
    """As few lines as possible, the upper ones a little longer: an inverted trapezium; line breaks given stay."""
    found: list[Line] = []
    for part in clean(text).split("\n"):
        width = compositor.width(kind, part)
        # A title exactly as wide as the page is one line, whatever its last bit says.
        count = ceil(width / TEXT_WIDTH - 1e-9)
        narrow = TEXT_WIDTH
        # Begun at the even share, so that the lines come out of nearly one length.
        if count > 1:
            narrow = _narrowest(compositor, kind, part, width / count)
        found += compositor.lines(kind, part, narrow, justified=False)
    return found


def _narrowest(compositor: Compositor, kind: Type, text: str, ideal: float) -> float:
    """The least width that needs no more lines than the full width does."""
    wanted = len(compositor.lines(kind, text, TEXT_WIDTH, justified=False))
    width = ideal
    while width < TEXT_WIDTH and len(compositor.lines(kind, text, width, justified=False)) > wanted:
        width += kind.cell / 2
    return min(width, TEXT_WIDTH)


def paragraphs(
    compositor: Compositor, kind: Type, text: str, indent: float, *, tied: bool = False, marks: str = ""
) -> list[Strip]:
    """Running text over the whole width; every line break in it begins a new paragraph."""
    strips: list[Strip] = []
    for part in clean(text).split("\n"):
        first = indent * kind.cell
        for line in compositor.lines(kind, part, TEXT_WIDTH, first):
            strips.append(line_strip(kind, line, first, tied=tied, marks=marks))
            first, marks = 0.0, ""
    return strips


def title(block: Title, compositor: Compositor) -> list[Strip]:
    """The title; it stays with what follows."""
    return centred(compositor, TITLE, block.text)


def subtitle(block: Subtitle, compositor: Compositor) -> list[Strip]:
    """The line under the title."""
    return centred(compositor, KAI, block.text)


def organ_name(block: OrganName, compositor: Compositor) -> list[Strip]:
    """The organ above a legal form."""
    return centred(compositor, ORGAN, block.text)


def number_line(block: NumberLine, compositor: Compositor) -> list[Strip]:
    """文号 at the right edge."""
    lines = compositor.lines(BODY, clean(block.text), TEXT_WIDTH, justified=False)
    return [line_strip(BODY, line, TEXT_WIDTH - line.width, tied=True) for line in lines]


def addressee(block: Addressee, compositor: Compositor) -> list[Strip]:
    """主送 from the left edge, further lines too, a full-width colon at the end."""
    # Some type the colon, some do not.
    return paragraphs(compositor, BODY, block.text.rstrip("：: \n") + "：", 0, tied=True)


def paragraph(block: Paragraph, compositor: Compositor) -> list[Strip]:
    """Running text."""
    return paragraphs(compositor, small(block.size) if block.size else BODY, block.text, block.indent)


def heading(block: Heading, compositor: Compositor) -> list[Strip]:
    """A heading; it never stands alone at a page's end."""
    kind = HEADING_TYPES.get(block.level, BODY)
    # The outline of a long document lists headings of the first level.
    marks = clean(block.text) if block.level == 1 else ""
    return paragraphs(compositor, kind, block.text, 2, tied=True, marks=marks)


def attachment_note(block: AttachmentNote, compositor: Compositor) -> list[Strip]:
    """附件说明: names hung under each other behind 附件： and their numbers."""
    strips = [blank_strip(1)]
    names = [clean(name).replace("\n", "") for name in block.names]
    for number, name in enumerate(names, start=1):
        lead = "附件：" if number == 1 else ""
        lead += f"{number}." if len(names) > 1 else ""
        # Two blanks and 附件： are five characters; names hang behind them (docs/law.md §1.3).
        hang = 5 * PITCH + (compositor.width(BODY, f"{number}.") if len(names) > 1 else 0.0)
        lines = compositor.lines(BODY, name, TEXT_WIDTH - hang)
        start = 2 * PITCH if number == 1 else 5 * PITCH
        strips.append(_hung(compositor, lead, lines[0], start, hang))
        strips += [line_strip(BODY, line, hang) for line in lines[1:]]
    return strips


def _hung(compositor: Compositor, lead: str, line: Line, start: float, hang: float) -> Strip:
    led = compositor.line(BODY, lead)

    def draw(pen: Pen, top: float) -> None:
        pen.text(BODY, led, MARGIN_LEFT + start, top)
        pen.text(BODY, line, MARGIN_LEFT + hang, top)

    return Strip(LEADING, draw, on_grid=True)


def attachment_mark(block: AttachmentMark, compositor: Compositor) -> list[Strip]:
    """附件1 at the head of a new page, one empty line under it (the attachment's title stands in the third line)."""
    line = compositor.line(HEADING, clean(block.text))

    def draw(pen: Pen, top: float) -> None:
        pen.text(HEADING, line, MARGIN_LEFT, top)

    return [
        Strip(LEADING, draw, tied=True, on_grid=True, new_page=True, marks=line.text),
        blank_strip(1, vanishes=False),
    ]


def signature(block: Signature, compositor: Compositor) -> list[Strip]:
    """署名 and 成文日期, kept with the last two lines of the text (never 此页无正文); GB/T 9704 7.3.5."""
    lines = compositor.lines(BODY, clean(block.organ), TEXT_WIDTH - 4 * PITCH, justified=False)
    day = compositor.line(BODY, written_date(block.day))
    widest = max(line.width for line in lines)
    centre, day_left = (_sealed if block.sealed else _unsealed)(widest, day.width)
    # The head of a seal stands within a line of the text and over the organ (docs/law.md §1.3).
    strips = [blank_strip(2 if block.sealed else 1, vanishes=False)]
    strips += [line_strip(BODY, line, centre - line.width / 2) for line in lines]
    strips.append(line_strip(BODY, day, day_left))
    first, *rest = strips
    kept = Strip(first.height, first.draw, tied=True, tied_back=2, on_grid=True)
    return [kept, *(Strip(s.height, s.draw, tied=s is not rest[-1], on_grid=True) for s in rest)]


def _sealed(organ: float, day: float) -> tuple[float, float]:
    """Centre of the organ and left of the date: the date four characters from the right, the organ centred on it."""
    centre = min(TEXT_WIDTH - 4 * PITCH - day / 2, TEXT_WIDTH - organ / 2)
    return centre, centre - day / 2


def _unsealed(organ: float, day: float) -> tuple[float, float]:
    """Without a seal: the organ two characters from the right, the date two characters behind the organ's first."""
    right = TEXT_WIDTH - 2 * PITCH
    day_left = min(right - organ + 2 * PITCH, right - day)
    return day_left - 2 * PITCH + organ / 2, day_left


def note(block: Note, compositor: Compositor) -> list[Strip]:
    """附注 two characters from the left, in brackets."""
    return paragraphs(compositor, BODY, f"（{block.text.strip('（）')}）", 2)


def spacer(block: Spacer, compositor: Compositor) -> list[Strip]:
    """Empty lines."""
    return [blank_strip(block.lines)]


def colophon(block: Colophon, compositor: Compositor) -> list[Strip]:
    """版记 between rules of 0.35 and 0.25 mm, the last rule on the lower edge of the type area (GB/T 9704 7.4)."""
    # One character is left free at either side (docs/law.md §1.3).
    inner = TEXT_WIDTH - 2 * FOLIO.cell
    rows: list[list[tuple[Line, float, int]]] = []
    if block.copies_to:
        # 抄送： is three characters: further lines stand behind its colon, and 。 ends the list (docs/law.md §1.3).
        hang = 3 * FOLIO.cell
        text = clean(block.copies_to).rstrip("。") + "。"
        lines = compositor.lines(FOLIO, text, inner - hang)
        lead = (compositor.line(FOLIO, "抄送："), 0.0, 0)
        rows.append([lead, *((line, hang, step) for step, line in enumerate(lines))])
    if block.organ:
        printed = compositor.line(FOLIO, written_date(block.day) + "印发")
        room = inner - printed.width - FOLIO.cell
        lines = compositor.lines(FOLIO, clean(block.organ), room, justified=False)
        day = (printed, inner - printed.width, len(lines) - 1)
        rows.append([*((line, 0.0, step) for step, line in enumerate(lines)), day])
    return [_colophon_row(row, first=row is rows[0], last=row is rows[-1]) for row in rows]


def _colophon_row(row: list[tuple[Line, float, int]], *, first: bool, last: bool) -> Strip:
    leading = FOLIO.size * 1.7
    height = (max(step for _, _, step in row) + 1) * leading

    def draw(pen: Pen, top: float) -> None:
        thick, thin = 0.35 * MILLIMETRE, 0.25 * MILLIMETRE
        pen.rule(MARGIN_LEFT, MARGIN_LEFT + TEXT_WIDTH, top, thick if first else thin)
        for line, left, step in row:
            shift = (leading - FOLIO.leading) / 2
            pen.text(FOLIO, line, MARGIN_LEFT + FOLIO.cell + left, top + step * leading + shift)
        if last:
            pen.rule(MARGIN_LEFT, MARGIN_LEFT + TEXT_WIDTH, top + height, thick)

    return Strip(height, draw, tied=not last, at_foot=first)
