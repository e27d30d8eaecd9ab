"""Strips laid down page after page: what stays together stays together, heads are repeated, feet stand at the foot."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from fengqiao_desk.documents.typesetting.pen import Pen
from fengqiao_desk.documents.typesetting.sizes import LEADING, ROUNDING
from fengqiao_desk.documents.typesetting.tags import TaggedPart

LEAST_ROOM = 6 * LEADING
"""What is taller than a page begins on this page when at least so much room is left (points)."""
Draw = Callable[[Pen, float], None]
"""Draws a strip whose upper edge stands at the given distance from the page's top."""


@dataclass(frozen=True)
class Strip:
    """A piece of a page over the whole width of the type area that is never broken, unless `split` can break it.

    `tied` keeps it with the next strip, `tied_back` with so many strips before it; `heads` are repeated above it at the
    top of a page; `at_foot` moves it to the foot, or `depth` points deeper, the page's number then stands above it;
    `split(room)` gives what fits and the rest, or None; `marks` is its line in the outline, `part` its place in the structure.
    """

    height: float
    draw: Draw
    tied: bool = False
    tied_back: int = 0
    heads: tuple[Strip, ...] = ()
    at_foot: bool = False
    depth: float = 0.0
    new_page: bool = False
    on_grid: bool = False
    blank: bool = False
    split: Callable[[float], tuple[Strip, Strip] | None] | None = None
    marks: str = ""
    part: TaggedPart | None = None


@dataclass
class LaidPage:
    """The strips of one page with the distance of their upper edges from the page's top."""

    placed: list[tuple[Strip, float]] = field(default_factory=list)
    bottom: float = 0.0
    turned: bool = False
    number_above: float | None = None


class Flow:
    """Lays strips down between `top` and `foot` (points from the page's top); the first page may begin lower."""

    def __init__(self, top: float, foot: float, first_top: float) -> None:
        self._top = top
        self._foot = foot
        self.pages = [LaidPage(bottom=first_top)]

    def lay(self, strips: Iterable[Strip]) -> list[LaidPage]:
        """Lay all strips down and return the pages."""
        for bundle in bundles(list(strips)):
            self._lay_bundle(bundle)
        return self.pages

    @property
    def _page(self) -> LaidPage:
        return self.pages[-1]

    def _fresh(self) -> bool:
        return not self._page.placed

    def _turn(self) -> None:
        self.pages.append(LaidPage(bottom=self._top))

    def _lay_bundle(self, bundle: list[Strip]) -> None:
        first = bundle[0]
        if first.new_page and not self._fresh():
            self._turn()
        height = sum(strip.height for strip in bundle)
        at_head = self._fresh() and len(self.pages) > 1
        if first.blank and (at_head or self._start(first) + height > self._foot + ROUNDING):
            # Room above the first text of a page is lost; what it was tied to is not.
            if len(bundle) > 1:
                self._lay_bundle(bundle[1:])
            return
        if first.at_foot:
            self._lay_foot(bundle, height)
            return
        if not self._fresh() and self._belongs_on_next(bundle, height):
            self._turn()
            self._repeat_heads(first)
        for strip in bundle:
            self._lay_strip(strip)

    def _belongs_on_next(self, bundle: list[Strip], height: float) -> bool:
        """Whether the bundle should begin on the next page rather than be broken here or stick out."""
        room = self._foot - self._start(bundle[0])
        if height <= room + ROUNDING:
            return False
        # It fits no page: it begins here unless that would leave a mere rest of it.
        if height > self._foot - self._top:
            return room < LEAST_ROOM
        return len(bundle) > 1 or bundle[0].split is None

    def _start(self, strip: Strip) -> float:
        bottom = self._page.bottom
        if not strip.on_grid:
            return bottom
        steps = (bottom - self._top) / LEADING
        # Sums of lengths miss the grid by rounding: within a hundredth of a line they stand on it.
        whole = round(steps) if abs(steps - round(steps)) < 0.01 else int(steps) + 1
        return self._top + whole * LEADING

    def _lay_strip(self, strip: Strip) -> None:
        room = self._foot - self._start(strip)
        if strip.height <= room + ROUNDING:
            self._place(strip)
            return
        parts = strip.split(room) if strip.split else None
        if parts is not None:
            # To a reader for the blind both halves are one element.
            upper, lower = (replace(each, part=strip.part) for each in parts)
            self._place(upper)
            self._turn()
            self._repeat_heads(strip)
            self._lay_strip(lower)
        # Repeated heads are no text: turned for them, what is taller than a page would turn pages for ever.
        elif self._fresh() or not self._page_has_text(strip):
            self._place(strip)
        else:
            self._turn()
            self._repeat_heads(strip)
            self._lay_strip(strip)

    def _page_has_text(self, strip: Strip) -> bool:
        return len(self._page.placed) > len(strip.heads)

    def _repeat_heads(self, strip: Strip) -> None:
        for head in strip.heads:
            self._place(head)

    def _place(self, strip: Strip) -> None:
        top = self._start(strip)
        self._page.placed.append((strip, top))
        self._page.bottom = top + strip.height

    def _lay_foot(self, bundle: list[Strip], height: float) -> None:
        """Lay a bundle at the foot of this page, or of a page of its own when no room is left above the foot."""
        foot = self._foot + bundle[0].depth
        if self._page.bottom + height > foot + ROUNDING and not self._fresh():
            self._turn()
        # Taller than the page, it begins at the head and sticks out at the foot.
        top = max(foot - height, self._page.bottom)
        if bundle[0].depth:
            self._page.number_above = top
        for strip in bundle:
            self._page.placed.append((strip, top))
            top += strip.height
        self._page.bottom = top


def bundles(strips: list[Strip]) -> list[list[Strip]]:
    """Strips grouped by what ties them: forwards by `tied`, backwards by `tied_back`."""
    joined = [False] * (len(strips) + 1)
    for position, strip in enumerate(strips):
        if strip.tied:
            joined[position + 1] = True
        for back in range(min(strip.tied_back, position)):
            joined[position - back] = True
    groups: list[list[Strip]] = []
    for position, strip in enumerate(strips):
        if joined[position] and groups:
            groups[-1].append(strip)
        else:
            groups.append([strip])
    return groups
