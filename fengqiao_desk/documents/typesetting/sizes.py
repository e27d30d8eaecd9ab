"""The measures of an official page: paper, type area, grid and the named sizes of type (GB/T 9704-2012; docs/law.md §1)."""

from __future__ import annotations

MILLIMETRE = 72 / 25.4
"""One millimetre in points."""

PAGE_WIDTH = 210 * MILLIMETRE
PAGE_HEIGHT = 297 * MILLIMETRE
TEXT_WIDTH = 156 * MILLIMETRE
TEXT_HEIGHT = 225 * MILLIMETRE
MARGIN_TOP = 37 * MILLIMETRE
MARGIN_LEFT = 28 * MILLIMETRE

CHARACTERS_A_LINE = 28
LINES_A_PAGE = 22
PITCH = TEXT_WIDTH / CHARACTERS_A_LINE
"""Width of one character's cell: 15.793 pt (28 characters of 16 pt would stick out; docs/law.md §1.1)."""
LEADING = TEXT_HEIGHT / LINES_A_PAGE
"""Height of one line's cell: 28.991 pt."""

ASCENT = 0.88
"""Share of the em square above the base line in Chinese fonts."""

SIZES: dict[str, float] = {
    "初号": 42,
    "小初": 36,
    "一号": 26,
    "小一": 24,
    "二号": 22,
    "小二": 18,
    "三号": 16,
    "小三": 15,
    "四号": 14,
    "小四": 12,
    "五号": 10.5,
    "小五": 9,
    "六号": 7.5,
    "小六": 6.5,
    "七号": 5.5,
    "八号": 5,
}
"""Named sizes of type in points (docs/law.md §1.2)."""

ROUNDING = 1e-6
"""Tolerance in points when lengths are compared."""
