"""Text at the edge of the program: what is dropped on entry and the form that is searched."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_VARIATION_SELECTORS = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_COMPATIBILITY_HAN = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def clean(text: str) -> str:
    r"""The text as it is kept: line ends are `\n`, nothing invisible, NFC but for compatibility Han.

    Dropped: control characters but `\n` and `\t`, surrogates, format characters (zero width, bidirectional),
    variation selectors, noncharacters. Private-use and unassigned characters stay: old systems and new
    standards put names there. Source: docs/typesetting.md §5.
    """
    if _is_clean(text):
        return text
    lines = _LINE_ENDS.sub("\n", text)
    kept = "".join(character for character in lines if _is_kept(character))
    pieces = _COMPATIBILITY_HAN.split(_VARIATION_SELECTORS.sub("", kept))
    # Every second piece lies between compatibility Han: NFC would make other characters of names out of those.
    pieces[::2] = [unicodedata.normalize("NFC", piece) for piece in pieces[::2]]
    return "".join(pieces)


def fold(text: str) -> str:
    """The form that is searched: NFKC, casefolded, without white space (docs/stack.md §3)."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    # A second and a third time: casefolding and leaving out blanks can make what NFKC would change again.
    without_space = "".join(unicodedata.normalize("NFKC", folded).split())
    return unicodedata.normalize("NFKC", without_space)


def half_width(text: str) -> str:
    """Full-width letters, digits and marks (０ Ｘ － ．) and the ideographic space as their ASCII forms."""
    return text.translate(_HALF_WIDTH)


def _is_clean(text: str) -> bool:
    """Whether nothing is to be done, told by three quick looks: what is printable is kept, compatibility Han is not NFC."""
    return (
        text.isprintable()
        and unicodedata.is_normalized("NFC", text)
        and not _VARIATION_SELECTORS.search(text)
    )


def _is_kept(character: str) -> bool:
    if character in "\n\t":
        return True
    code = ord(character)
    is_noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return not is_noncharacter and unicodedata.category(character) not in ("Cc", "Cf", "Cs")
