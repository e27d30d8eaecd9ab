"""A copy that says it is void: 作废 in red at the head of each page, and in outline behind its text, which stays as it was."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from fontTools.pens.basePen import BasePen

from fengqiao_desk.documents.typesetting.archive import mend_ends
from fengqiao_desk.documents.typesetting.compositor import Compositor, solid
from fengqiao_desk.documents.typesetting.fonts.chains import DEFAULT, LOCK, FontRole, font_set
from fengqiao_desk.documents.typesetting.pen import RED, Pen
from fengqiao_desk.documents.typesetting.sizes import MARGIN_LEFT, MILLIMETRE, PAGE_HEIGHT, PAGE_WIDTH, SIZES
from fengqiao_desk.documents.typesetting.tags import Tags

HEAD_TOP = 12 * MILLIMETRE
"""Above the type area and the head of a letter, left of the numbers of a bound file."""
BEHIND_SIZE = 110.0
BEHIND_MIDDLES = (172.0, 672.0)
"""Middle of the outlines in points from the page's top: above and below 练习 and 草稿, so that a slip torn off bears one too."""
PALE = "0.95 0.66 0.66"


class _Outline(BasePen):  # type: ignore[misc]  # fontTools has no types
    """Collects a glyph's contours as PDF path operators, scaled and moved to their place on the page."""

    def __init__(self, scale: float, left: float, base: float) -> None:
        super().__init__(None)
        self._scale, self._left, self._base = scale, left, base
        self.steps: list[str] = []

    def _at(self, point: tuple[float, float]) -> str:
        return f"{self._left + point[0] * self._scale:.2f} {self._base + point[1] * self._scale:.2f}"

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name
        self.steps.append(f"{self._at(pt)} m")

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name
        self.steps.append(f"{self._at(pt)} l")

    def _curveToOne(  # noqa: N802 - fontTools' name
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self.steps.append(f"{self._at(pt1)} {self._at(pt2)} {self._at(pt3)} c")

    def _closePath(self) -> None:  # noqa: N802 - fontTools' name
        self.steps.append("h")


def stamped(pdf: bytes, words: str) -> bytes:
    """A copy of a file with `words` on every page, under what is printed there; the file itself never changes."""
    with pikepdf.open(BytesIO(pdf)) as document, pikepdf.open(BytesIO(_marks(words))) as marks:
        # One object for all pages: a round of 500 would grow by its marks 500 times.
        form = document.copy_foreign(marks.pages[0].as_form_xobject())
        for page in document.pages:
            _lay_under(page, form)
        mend_ends(document)
        target = BytesIO()
        document.save(
            target,
            deterministic_id=True,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return target.getvalue()


def _lay_under(page: pikepdf.Page, form: pikepdf.Object) -> None:
    """As pikepdf's `add_underlay`, which names what it lays down by chance: a copy made twice is the same file."""
    name = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name("/Marks"))
    whole = pikepdf.Rectangle(page.mediabox)
    drawn = page.calc_form_xobject_placement(
        form, name, whole, invert_transformations=True, allow_shrink=True, allow_expand=True
    )
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"Q\n")
    page.contents_add(drawn, prepend=True)
    page.contents_coalesce()


def _marks(words: str) -> bytes:
    """A page that bears the marks alone: an ornament to a reader for the blind."""
    with LOCK:
        pen = Pen(Compositor(font_set(DEFAULT)))
        for middle in BEHIND_MIDDLES:
            _behind(pen, words, middle)
        _at_the_head(pen, words)
        Tags().close(pen.operators, 0, None)
        pen.end_page()
        return pen.finish()


def _behind(pen: Pen, words: str, middle: float) -> None:
    """The words in outline: no type, so that who copies the text out of the page gets the text alone."""
    chain, steps = pen.compositor.fonts.chain(FontRole.HEADING), []
    left = (PAGE_WIDTH - BEHIND_SIZE * len(words)) / 2
    # 0.38 of the size is half the height of a character over its base line.
    base = PAGE_HEIGHT - middle - 0.38 * BEHIND_SIZE
    for place, character in enumerate(words):
        face = chain.face(character)
        if face is not None:
            outline = _Outline(BEHIND_SIZE / face.units, left + place * BEHIND_SIZE, base)
            face.outline(character).draw(outline, None)
            steps += outline.steps
    pen.contour(" ".join(steps), 1.0, PALE)


def _at_the_head(pen: Pen, words: str) -> None:
    """The words in red, framed, readable at a glance and by a machine."""
    kind = solid(FontRole.HEADING, SIZES["二号"], SIZES["二号"] * 1.3)
    line = pen.compositor.line(kind, words)
    left, upper, lower = MARGIN_LEFT, PAGE_HEIGHT - HEAD_TOP, PAGE_HEIGHT - HEAD_TOP - kind.leading
    pen.contour(f"{left:.2f} {lower:.2f} {line.width + 12:.2f} {upper - lower:.2f} re", 1.2, RED)
    pen.text(kind, line, left + 6, HEAD_TOP, RED)
