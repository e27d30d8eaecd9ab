"""The pen that writes one PDF: lines of type, rules and patches, placed in points from the page's top left."""

from __future__ import annotations

from io import BytesIO

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from fengqiao_desk.documents.typesetting.compositor import Compositor, Type
from fengqiao_desk.documents.typesetting.glyphs import GlyphCase
from fengqiao_desk.documents.typesetting.lines import Line
from fengqiao_desk.documents.typesetting.sizes import (
    ASCENT,
    MARGIN_LEFT,
    MARGIN_TOP,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_HEIGHT,
)

STROKE = 0.45 / 22
"""Width of the stroke that gives 宋体 the weight of 小标宋, as a share of the size (docs/typesetting.md §1)."""
RED = "0.85 0 0"
GREY = "0.9 0.9 0.9"
"""The watermark's: small type over it keeps a contrast above 15 to 1 (WCAG 1.4.6 asks for 7)."""


# Page streams stay binary: smaller by a fifth than in letters (ASCII85), and nobody has to encode them.
rl_config.useA85 = 0


class _NoInitialFont:
    """Stands in for the un-embedded Helvetica every page would select first (PDF/A forbids it)."""

    fontName = "NoInitialFont"  # noqa: N815 - reportlab's name
    face = type("NoFace", (), {"name": "NoInitialFont"})
    encoding = None
    _dynamicFont = 1  # noqa: N815 - reportlab's name
    _multiByte = 0  # noqa: N815 - reportlab's name


class Pen:
    """Writes one PDF file."""

    def __init__(self, compositor: Compositor) -> None:
        self.compositor = compositor
        # reportlab keeps fonts by name for the whole process.
        if _NoInitialFont.fontName not in pdfmetrics._fonts:
            pdfmetrics.registerFont(_NoInitialFont())
        self._file = BytesIO()
        self._canvas = Canvas(
            self._file,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pageCompression=1,
            # Without it reportlab writes the clock into the file, and equal sheets give other bytes.
            invariant=1,
            initialFontName=_NoInitialFont.fontName,
            lang="zh-CN",
            pdfVersion=(1, 7),
        )
        self.height = PAGE_HEIGHT
        self._turned = False
        self._case = GlyphCase(self._canvas._doc)

    def use(self, compositor: Compositor) -> None:
        """Go on with another sheet's compositor (same fonts, other names)."""
        self.compositor = compositor

    @property
    def operators(self) -> list[str]:
        """What was written on this page so far; whoever inserts into the list writes into the page."""
        # reportlab has no public way to the operators of a page, and none to write into the middle of them (for tags).
        written: list[str] = self._canvas._code
        return written

    def end_page(self) -> None:
        """Finish the page; the next call writes on the next one."""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """The finished file as reportlab writes it."""
        self._canvas.save()
        return self._file.getvalue()

    def turn(self, *, turned: bool) -> None:
        """Write across the paper from now on, the head of the type area at the page's left edge, or upright again."""
        if turned != self._turned:
            across = MARGIN_LEFT + self.height - MARGIN_TOP
            up = self.height - MARGIN_TOP - TEXT_HEIGHT - MARGIN_LEFT
            self._put(f"q 0 1 -1 0 {across:.3f} {up:.3f} cm" if turned else "Q")
            self._turned = turned

    def mark(self, key: str, title: str) -> None:
        """Put this page into the file's outline."""
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(title, key, 0, True)

    def rule(self, left: float, right: float, top: float, width: float = 0.5, colour: str = "0 0 0") -> None:
        """A level rule `width` points thick."""
        y = self.height - top
        self._put(f"q {colour} RG {width:g} w {left:.3f} {y:.3f} m {right:.3f} {y:.3f} l S Q")

    def patch(self, left: float, top: float, width: float, height: float, grey: float = 0.0) -> None:
        """A filled rectangle; 0 is black, 1 white."""
        self._put(f"q {grey:g} g {left:.3f} {self.height - top - height:.3f} {width:.3f} {height:.3f} re f Q")

    def frame(self, left: float, top: float, width: float, height: float, line: float = 0.5) -> None:
        """An empty rectangle."""
        self._put(f"q {line:g} w {left:.3f} {self.height - top - height:.3f} {width:.3f} {height:.3f} re S Q")

    def polyline(self, points: list[tuple[float, float]], width: float = 0.6, dash: float = 0.0) -> None:
        """Straight lines from point to point (left, top), broken when `dash` gives a length."""
        (left, top), *others = points
        path = f"{left:.3f} {self.height - top:.3f} m "
        path += " ".join(f"{x:.3f} {self.height - y:.3f} l" for x, y in others)
        self._put(f"q {width:g} w {f'[{dash:g}] 0 d ' if dash else ''}{path} S Q")

    def wedge(self, points: list[tuple[float, float]]) -> None:
        """A filled corner, as an arrow's head."""
        (left, top), *others = points
        path = " ".join(f"{x:.3f} {self.height - y:.3f} l" for x, y in others)
        self._put(f"q 0 g {left:.3f} {self.height - top:.3f} m {path} f Q")

    def contour(self, path: str, width: float, colour: str) -> None:
        """The line of a path given in the operators of PDF."""
        self._put(f"q {colour} RG {width:g} w 1 j {path} S Q")

    def text(self, kind: Type, line: Line, left: float, top: float, colour: str = "") -> None:
        """A line of type in its cell whose upper left corner is given; the cell is `kind.leading` high."""
        base = top + (kind.leading - kind.size) / 2 + kind.size * ASCENT
        self.text_at(kind, line, f"1 0 0 1 {left:.3f} {self.height - base:.3f}", colour)

    def text_at(self, kind: Type, line: Line, matrix: str, colour: str = "") -> None:
        """A line of type whose base line begins at the origin of a PDF text matrix."""
        if not line.text:
            return
        shown = f"BT {matrix} Tm {self._case.shown(self.compositor, kind, line)} ET"
        if self.compositor.fonts.is_stroked(kind.role):
            # Text mode 2 fills and strokes: the weight grows and the text stays text (docs/typesetting.md §1). Round
            # joins, or the corners of strokes would stick out as spikes.
            paint = f"{colour} rg {colour} RG" if colour else ""
            shown = f"q {paint} {kind.size * STROKE:.3f} w 1 j 1 J 2 Tr {shown} Q"
        elif colour:
            shown = f"q {colour} rg {shown} Q"
        self._put(shown)

    def _put(self, operators: str) -> None:
        self._canvas._code.append(operators)
