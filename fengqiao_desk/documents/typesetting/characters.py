"""Characters before they are set: what may be printed, what may begin or end a line, and what must stay whole.

Sources: GB/T 15834-2011 and W3C clreq for the forbidden ends, docs/law.md §1.5 for the rules of the house.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

NO_START = frozenset("、。，．：；！？”’」』）〕】］｝》〉–～·／％‰℃°,.:;!?)]}>%/　")
"""Characters that never begin a line."""
NO_END = frozenset("“‘「『（〔【［｛《〈￥№＄§([{<$¥#／/")
"""Characters that never end a line."""

CLOSING = frozenset("、。，．：；”’」』）〕】］｝》〉")
"""Marks whose right half is blank and may be squeezed away."""
OPENING = frozenset("“‘「『（〔【［｛《〈")
"""Marks whose left half is blank and may be squeezed away."""
HALF_WIDE = frozenset("·")
"""Marks that take half a cell (GB/T 15834: 间隔号)."""
DASHES = frozenset("—")
"""Marks drawn as one unbroken line over their whole cell."""

LINKS = "·•／/"
"""Characters at which no line is broken on either side, as between the parts of a name."""

_HAN = "⺀-⿟々〇〡-〩㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
# Repeats are bounded: cutting must stay linear in the text, also in one long row of letters.
_WORD = r"[0-9A-Za-zÀ-ɏ](?:[0-9A-Za-zÀ-ɏ]|[.,:/@_+\-&='’~^*](?=[0-9A-Za-zÀ-ɏ])){0,400}"
# A 文号 such as 合公（逍）告字〔2026〕1号, from its character before the bracket on (docs/law.md §1.5).
_NUMBERED = r"[\u4e00-\u9fff]?〔[0-9０-９]{2,4}〕第?[0-9A-Za-z０-９]{1,12}号"
# A number keeps its unit beside it.
_UNITS = "(?:[万亿]?元|人次|[年月日时分秒号元起件人家份次个条款项岁周天只张本户名辆台届%％‰℃])?"
# A name of two characters is set over three cells, as 张　三: its blank is a part of it.
_BLANKED = rf"[{_HAN}]　[{_HAN}]"


def _one_of(characters: Iterable[str]) -> str:
    return "[" + re.escape("".join(sorted(characters))) + "]"


_OPENERS = f"(?:{_one_of(NO_END - set(LINKS))}[ 　]{{0,2}})*"
_CLOSERS = f"(?: {{0,2}}{_one_of(NO_START - set(LINKS))})*"
_ENDS = f"(?: {{0,2}}{_one_of(NO_START)})*"


def atoms_pattern(whole: tuple[str, ...] = ()) -> re.Pattern[str]:
    """The pattern that cuts a text into pieces no line may break; `whole` are names that stay together.

    What may be repeated without a bound is never tried twice, so that cutting takes time linear in the text.
    """
    names = "|".join(re.escape(name) for name in sorted(whole, key=len, reverse=True))
    cores = [names] if names else []
    units = f"(?!{names}){_UNITS}" if names else _UNITS
    cores += [_NUMBERED, _BLANKED, _WORD + units, "—{2}", "…{2}", "-+", r"\s", "."]
    core = f"(?:{'|'.join(cores)})"
    linked = f"(?:{_CLOSERS}{_one_of(LINKS)}{_OPENERS}{core}){{0,20}}"
    return re.compile(f"{_OPENERS}{core}{linked}{_ENDS}|.", re.DOTALL)


_DROPPED_CATEGORIES = frozenset(("Cc", "Cs", "Cf"))
_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


class _Printed(dict[int, str | None]):
    """What each character becomes before it is printed, worked out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        printed: str | None = character
        if character in _LINE_ENDS:
            printed = "\n"
        elif character in "\t\xa0":
            printed = " "
        elif _is_invisible(character) or unicodedata.category(character) in _DROPPED_CATEGORIES:
            printed = None
        self[code] = printed
        return printed


_PRINTED = _Printed()


def clean(text: str) -> str:
    """The text as it can be printed: controls, format marks, variation selectors and halves of pairs are removed.

    Line ends of every kind become "\\n", tabs and hard spaces become spaces; everything else stays as it is, also what
    this Python has no name for: whether a font can print it is asked later.
    """
    # Most of what an entry holds: two tests instead of a look-up for each character.
    if text.isascii() and text.isprintable():
        return text
    return text.replace("\r\n", "\n").translate(_PRINTED)


def _is_invisible(character: str) -> bool:
    """Variation selectors, and the codes that never are characters (Unicode 23.7)."""
    code = ord(character)
    selects = 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF
    return selects or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def is_full_width(character: str) -> bool:
    """Whether the character stands in a whole cell of the grid (Han, full-width marks, quotation marks of Chinese text)."""
    code = ord(character)
    if code < 0x2000:
        return False
    # Their width is ambiguous in Unicode; in Chinese text they fill a cell.
    if character in "“”‘’…—":
        return True
    # From ① to the dingbats (■ ☑ ✓) widths are ambiguous too.
    return unicodedata.east_asian_width(character) in "WF" or 0x2460 <= code <= 0x27BF
