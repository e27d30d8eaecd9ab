"""Names of persons: any Han character, foreign and single names pass; only the middle dot is made one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from fengqiao_desk.values.text import clean

MIDDLE_DOT = "\u00b7"
_DOTS = re.compile("[\u2022\u2027\u2219\u22c5\u30fb\uff65\uff0e]")
_FULL_STOP = re.compile(r"\.")
_HAN_PLANES = range(0x20000, 0x40000)


def normalise_name(name: str) -> str:
    """The name with U+00B7 between its parts, outer blanks gone, inner blanks kept.

    The dots • ‧ ∙ ⋅ ・ ･ ． between two letters become U+00B7, an ASCII full stop only between two Han
    characters (John F.Kennedy stays). No rule of length, nothing refused. Source: the notice of 12 ministries
    on the dot in names (2016), docs/law.md §7.
    """
    dotted = _DOTS.sub(lambda dot: _joined(dot, _is_letter), clean(name).strip())
    return _FULL_STOP.sub(lambda dot: _joined(dot, _is_han), dotted)


def _joined(dot: re.Match[str], is_part: Callable[[str], bool]) -> str:
    before = dot.string[: dot.start()][-1:]
    after = dot.string[dot.end() :][:1]
    return MIDDLE_DOT if before and after and is_part(before) and is_part(after) else dot.group()


def _is_letter(character: str) -> bool:
    return character.isalpha() or _is_han(character)


def _is_han(character: str) -> bool:
    """Whole supplementary planes and private use count: Python's tables are older than GB 18030-2022."""
    if ord(character) in _HAN_PLANES or unicodedata.category(character) == "Co":
        return True
    return unicodedata.name(character, "").startswith("CJK ")
