"""Drawn figures as strips: QR codes and bars that stay readable in black and white."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reportlab.graphics.barcode import qrencoder

from fengqiao_desk.documents.typesetting.blocks import Chart, QRCode
from fengqiao_desk.documents.typesetting.characters import clean
from fengqiao_desk.documents.typesetting.compositor import Compositor, small
from fengqiao_desk.documents.typesetting.flow import Strip
from fengqiao_desk.documents.typesetting.fonts import Role
from fengqiao_desk.documents.typesetting.letter import caption
from fengqiao_desk.documents.typesetting.lines import Line
from fengqiao_desk.documents.typesetting.pen import Pen
from fengqiao_desk.documents.typesetting.sizes import LEADING, MARGIN_LEFT, MILLIMETRE, TEXT_WIDTH

CHART_HEIGHT = 6 * LEADING
"""Height of the bars' field in points."""


def qr_code(block: QRCode, compositor: Compositor) -> list[Strip]:
    """A QR code of error level M with its text at the right."""
    side = block.side * MILLIMETRE
    kind = small(9)
    lines = (
        compositor.lines(kind, clean(block.text), TEXT_WIDTH - side - 10, justified=False)
        if block.text
        else []
    )

    def draw(pen: Pen, top: float) -> None:
        draw_code(pen, block.content, MARGIN_LEFT, top + 3, side)
        upper = top + 3 + (side - len(lines) * kind.leading) / 2
        for number, line in enumerate(lines):
            pen.text(kind, line, MARGIN_LEFT + side + 10, upper + number * kind.leading)

    return [Strip(side + 6, draw)]


def draw_code(pen: Pen, content: str, left: float, top: float, side: float) -> None:
    """A QR code of error level M with its upper left corner here; `side` in points."""
    cells = _cells(content)
    step = side / len(cells)
    for number, row in enumerate(cells):
        for start, end in _dark_runs(row):
            pen.patch(left + start * step, top + number * step, (end - start) * step, step + 0.05)


@lru_cache(maxsize=1024)
def _cells(content: str) -> list[list[bool]]:
    """The dark and light cells; kept, for a round is typeset once for the archive and once for the printer."""
    code: Any = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
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
    """Bars over their labels with the figure above each; the highlighted one is black, the others grey with a frame."""
    kind, bold = small(9), small(12, Role.HEADING)
    heading = caption(compositor, bold, block.title + (f"（单位：{block.unit}）" if block.unit else ""))
    labels = [compositor.line(kind, clean(label)) for label in block.labels]
    figures = [compositor.line(kind, "—" if value is None else f"{value:g}") for value in block.values]
    tallest = max([value for value in block.values if value is not None], default=0.0) or 1.0
    slot = TEXT_WIDTH / max(len(block.labels), 1)
    highlighted = block.highlighted % max(len(block.labels), 1)
    floor = CHART_HEIGHT

    def draw(pen: Pen, top: float) -> None:
        for number, value in enumerate(block.values):
            height = (CHART_HEIGHT - 2 * kind.leading) * (value or 0.0) / tallest
            left = MARGIN_LEFT + number * slot
            _bar(pen, left + slot * 0.22, top + floor, slot * 0.56, height, dark=number == highlighted)
            _under(pen, figures[number], left, slot, top + floor - height - kind.leading)
            _under(pen, labels[number], left, slot, top + floor + 2)
        pen.rule(MARGIN_LEFT, MARGIN_LEFT + TEXT_WIDTH, top + floor, 0.75)

    return [*heading, Strip(floor + LEADING, draw, on_grid=True)]


def _bar(pen: Pen, left: float, floor: float, width: float, height: float, *, dark: bool) -> None:
    if height > 0:
        pen.patch(left, floor - height, width, height, 0.15 if dark else 0.8)
        pen.frame(left, floor - height, width, height, 0.5)


def _under(pen: Pen, line: Line, left: float, slot: float, top: float) -> None:
    pen.text(small(9), line, left + (slot - line.width) / 2, top)
