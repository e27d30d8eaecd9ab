"""Drawn figures as strips: QR codes and bars that stay readable in black and white."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from reportlab.graphics.barcode import qrencoder

from fengqiao_desk.documents.typesetting.blocks import Chart, QRCode
from fengqiao_desk.documents.typesetting.characters import clean
from fengqiao_desk.documents.typesetting.compositor import Compositor, small
from fengqiao_desk.documents.typesetting.flow import Strip
from fengqiao_desk.documents.typesetting.fonts.chains import FontRole
from fengqiao_desk.documents.typesetting.letter import caption
from fengqiao_desk.documents.typesetting.lines import Line
from fengqiao_desk.documents.typesetting.pen import Pen
from fengqiao_desk.documents.typesetting.sizes import LEADING, MARGIN_LEFT, MILLIMETRE, TEXT_WIDTH

CHART_HEIGHT = 6 * LEADING
"""Height of the bars' field in points."""
BAR_PITCH = 19.0
"""From one lying bar to the next, in points."""
_STROKES = 4.0
_LIGHT_CELLS = 4
"""Cells of light margin around a QR code that scanners ask for (ISO/IEC 18004)."""


def qr_code(block: QRCode, compositor: Compositor) -> list[Strip]:
    """A QR code of error level M with its text at the right; a label also has a frame and the code's light margin."""
    side, kind, width = block.side * MILLIMETRE, small(9), block.label_width * MILLIMETRE
    # Beside text a code has the light of the paper around it; on a label the cut would come too near.
    margin = _LIGHT_CELLS * side / len(_cells(block.content)) if width else 3.0
    room = (width or TEXT_WIDTH) - side - 2 * margin - 10
    texts = clean(block.text).split("\n") if block.text else []
    lines = [line for text in texts for line in compositor.lines(kind, text, room, justified=False)]
    height = max(side, len(lines) * kind.leading) + 2 * margin

    def draw(pen: Pen, top: float) -> None:
        left = MARGIN_LEFT
        if width:
            _draw_cut(pen, left, top, width, height)
            left += margin
        draw_code(pen, block.content, left, top + (height - side) / 2, side)
        upper = top + (height - len(lines) * kind.leading) / 2
        for number, line in enumerate(lines):
            pen.text(kind, line, left + side + 10, upper + number * kind.leading)

    return [Strip(height, draw)]


def _draw_cut(pen: Pen, left: float, top: float, width: float, height: float) -> None:
    """A broken frame to cut along."""
    right, foot = left + width, top + height
    pen.polyline([(left, top), (right, top), (right, foot), (left, foot), (left, top)], dash=3.0)


def draw_code(pen: Pen, content: str, left: float, top: float, side: float) -> None:
    """A QR code of error level M with its upper left corner here; `side` in points."""
    cells = _cells(content)
    step = side / len(cells)
    for number, row in enumerate(cells):
        for start, end in _dark_runs(row):
            # One rectangle for a run of cells, a little over the next row: between exact edges viewers show white
            # hairlines.
            pen.patch(left + start * step, top + number * step, (end - start) * step, step + 0.05)


@lru_cache(maxsize=1024)
def _cells(content: str) -> list[list[bool]]:
    """The dark and light cells; kept, for a round is typeset once for the archive and once for the printer."""
    # None takes the smallest version that holds the content; level M mends 15 % of damage (ISO/IEC 18004).
    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(qrencoder.QR8bitByte(content.encode("utf-8")))
    code.make()
    count = code.getModuleCount()
    return [[bool(code.isDark(row, column)) for column in range(count)] for row in range(count)]


def _dark_runs(row: list[bool]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for column, dark in enumerate(row):
        if dark and runs and runs[-1][1] == column:
            runs[-1] = (runs[-1][0], column + 1)
        elif dark:
            runs.append((column, column + 1))
    return runs


def chart(block: Chart, compositor: Compositor) -> list[Strip]:
    """Bars over their labels or beside them, each with its figure."""
    unit = f"（单位：{block.unit}）" if block.unit else ""
    heading = caption(compositor, small(12, FontRole.HEADING), block.title + unit)
    return [*heading, *(_lying(block, compositor) if block.lying else _standing(block, compositor))]


def _standing(block: Chart, compositor: Compositor) -> list[Strip]:
    """The highlighted bar is black, the compared one hatched, the others grey with a frame."""
    kind = small(9)
    labels = [compositor.line(kind, clean(label)) for label in block.labels]
    figures = [compositor.line(kind, _figure(value)) for value in block.values]
    # Never zero: a chart of nothing is still divided by it.
    tallest = max([value for value in block.values if value is not None], default=0.0) or 1.0
    slot = TEXT_WIDTH / max(len(block.labels), 1)
    highlighted = block.highlighted % max(len(block.labels), 1)
    floor = CHART_HEIGHT

    def draw(pen: Pen, top: float) -> None:
        for number, value in enumerate(block.values):
            height = (CHART_HEIGHT - 2 * kind.leading) * (value or 0.0) / tallest
            left = MARGIN_LEFT + number * slot
            place = (left + slot * 0.22, top + floor - height, slot * 0.56, height)
            if number == block.compared and height > 0:
                _hatch(pen, *place)
            elif height > 0:
                pen.patch(*place, 0.15 if number == highlighted else 0.8)
                pen.frame(*place, 0.5)
            _under(pen, figures[number], left, slot, top + floor - height - kind.leading)
            _under(pen, labels[number], left, slot, top + floor + 2)
        pen.rule(MARGIN_LEFT, MARGIN_LEFT + TEXT_WIDTH, top + floor, 0.75)

    return [Strip(floor + LEADING, draw, on_grid=True)]


def _lying(block: Chart, compositor: Compositor) -> list[Strip]:
    """One strip for all: label, bar, figure with its share."""
    kind = small(10.5)
    total = sum(value or 0.0 for value in block.values)
    longest = max([value for value in block.values if value is not None], default=0.0) or 1.0
    labels = [compositor.line(kind, clean(label)) for label in block.labels]
    figures = [compositor.line(kind, _with_share(value, total)) for value in block.values]
    beside = max((line.width for line in labels), default=0.0) + 8
    room = TEXT_WIDTH - beside - max((line.width for line in figures), default=0.0) - 8
    height = ceil((len(labels) * BAR_PITCH + 6) / LEADING) * LEADING

    def draw(pen: Pen, top: float) -> None:
        for number, value in enumerate(block.values):
            upper = top + number * BAR_PITCH
            text = upper + (BAR_PITCH - kind.leading) / 2
            length = room * (value or 0.0) / longest
            pen.text(kind, labels[number], MARGIN_LEFT + beside - 8 - labels[number].width, text)
            if length > 0:
                pen.patch(MARGIN_LEFT + beside, upper + 3, length, BAR_PITCH - 6, 0.55)
            pen.text(kind, figures[number], MARGIN_LEFT + beside + length + 6, text)
        pen.polyline(
            [(MARGIN_LEFT + beside, top), (MARGIN_LEFT + beside, top + len(labels) * BAR_PITCH)], 0.75
        )

    return [Strip(height, draw, on_grid=True)]


def _hatch(pen: Pen, left: float, top: float, width: float, height: float) -> None:
    """A framed bar with rising strokes, told from grey on any printer."""
    pen.frame(left, top, width, height, 0.5)
    right, floor = left + width, top + height
    reach = _STROKES
    while reach < width + height:
        begin = (
            (left + max(0.0, reach - height), max(top, floor - reach))
            if reach > height
            else (left, floor - reach)
        )
        end = (left + reach, floor) if reach < width else (right, floor - (reach - width))
        pen.polyline([begin, end], 0.5)
        reach += _STROKES


def _figure(value: float | None) -> str:
    """Written out in full, with up to three decimals."""
    return "—" if value is None else f"{value:.3f}".rstrip("0").rstrip(".")


def _with_share(value: float | None, total: float) -> str:
    if not value or not total:
        return _figure(value)
    return f"{_figure(value)}（{value * 100 / total:.1f}%）"


def _under(pen: Pen, line: Line, left: float, slot: float, top: float) -> None:
    pen.text(small(9), line, left + (slot - line.width) / 2, top)
