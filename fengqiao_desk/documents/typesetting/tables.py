"""Tables: a caption, a head repeated on every page, rows."""

from __future__ import annotations

from dataclasses import replace

from fengqiao_desk.documents.typesetting.blocks import Align, Table
from fengqiao_desk.documents.typesetting.compositor import Compositor, Type, small
from fengqiao_desk.documents.typesetting.flow import Strip
from fengqiao_desk.documents.typesetting.fonts.chains import FontRole
from fengqiao_desk.documents.typesetting.letter import caption
from fengqiao_desk.documents.typesetting.rows import Box, Row, box, edges, gap_strip
from fengqiao_desk.documents.typesetting.sizes import TEXT_HEIGHT, TEXT_WIDTH


def table(block: Table, compositor: Compositor) -> list[Strip]:
    """A table with its caption; the head is tied to the first row and repeated on every page."""
    columns = len(block.head)
    # A turned table is as wide as the type area is high.
    room = TEXT_HEIGHT if block.turned else TEXT_WIDTH
    lefts = edges(block.widths or (1.0,) * columns, room)
    kind, bold = small(block.size), small(block.size, FontRole.HEADING)

    def boxes(texts: tuple[str, ...], face: Type, aligns: tuple[Align, ...]) -> tuple[Box, ...]:
        return tuple(
            replace(
                box(compositor, face, text, lefts[n], lefts[n + 1] - lefts[n], aligns[n]),
                padding=block.padding,
            )
            for n, text in enumerate(texts)
        )

    head = Row(boxes(block.head, bold, (Align.CENTRE,) * columns), tied=True, grey=0.93).strip()
    aligns = block.alignments or (Align.LEFT,) * columns
    body = [Row(boxes(row, kind, aligns), heads=(head,)).strip() for row in block.rows]
    titled = caption(compositor, small(14, FontRole.HEADING), block.caption, room) if block.caption else []
    return [*titled, head, *body, gap_strip()]
