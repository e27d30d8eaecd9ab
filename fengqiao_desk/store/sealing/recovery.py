"""The recovery code: seven groups that are printed, kept in the safe, and typed when nobody's password opens the station any more."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from pyrage import x25519

from ...problems import Fault, FaultyEntry

# Crockford's: no I, L, O, U, which a pen makes into 1, 1, 0, V.
_SYMBOLS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
GROUPS: Final = 7
"""Of four symbols and a check symbol each: 140 bits in all."""
_OF_A_GROUP: Final = 4
# x⁵ + x² + 1, by which the thirty-two symbols are a field: only there is a wrong symbol never hidden by another.
_POLYNOMIAL: Final = 0b100101


@dataclass(frozen=True)
class Recovery:
    """`groups` are five symbols each; `identity` is the private half that a bureau scans from the sheet and gives to `age`."""

    groups: tuple[str, ...] = field(repr=False)
    identity: str = field(repr=False)

    @classmethod
    def fresh(cls) -> Recovery:
        """A code nobody has ever had."""
        groups = tuple(_group(number, _random_symbols()) for number in range(GROUPS))
        return cls(groups, str(x25519.Identity.generate()))

    @property
    def code(self) -> str:
        """What the wrap is made with: the groups without a gap."""
        return "".join(self.groups)

    def check_back(self, typed: dict[int, str]) -> None:
        """Whether groups (by number, from 0) were typed as they are printed; raises FaultyEntry with a sentence for each that was not."""
        faults = [
            Fault(f"group_{number}", _why_not(number, text) or f"与打印的第 {number + 1} 组不同")
            for number, text in typed.items()
            if _plain(text) != self.groups[number]
        ]
        if faults:
            raise FaultyEntry(tuple(faults))


def typed_code(text: str) -> str:
    """The code of a line as somebody typed it, blanks and hyphens anywhere; raises FaultyEntry, which names the group that is wrong."""
    plain = _plain(text)
    length = _OF_A_GROUP + 1
    if len(plain) != GROUPS * length:
        raise FaultyEntry(
            (Fault("code", f"恢复码是 {GROUPS} 组、每组 {length} 位，这里一共 {len(plain)} 位"),)
        )
    groups = [plain[at : at + length] for at in range(0, len(plain), length)]
    faults = [Fault("code", why) for number, group in enumerate(groups) if (why := _why_not(number, group))]
    if faults:
        raise FaultyEntry(tuple(faults))
    return plain


def _why_not(number: int, typed: str) -> str:
    """Why these five symbols cannot be the group of this number; empty when they may be."""
    plain = _plain(typed)
    strange = [symbol for symbol in plain if symbol not in _SYMBOLS]
    if strange:
        return f"第 {number + 1} 组里的“{strange[0]}”不是恢复码的字符"
    if len(plain) != _OF_A_GROUP + 1:
        return f"第 {number + 1} 组应有 {_OF_A_GROUP + 1} 位"
    if _group(number, plain[:_OF_A_GROUP]) != plain:
        return f"第 {number + 1} 组有输错的字符，请对照恢复单再输"
    return ""


def _plain(text: str) -> str:
    return "".join(text.split()).replace("-", "").upper().translate(_READ_AS)


def _random_symbols() -> str:
    return "".join(secrets.choice(_SYMBOLS) for _ in range(_OF_A_GROUP))


def _group(number: int, symbols: Sequence[str]) -> str:
    """The symbols with their check symbol: no wrong symbol, no swap of two and no swap of two groups goes unseen."""
    check = number
    for weight, symbol in enumerate(symbols, start=2):
        check ^= _times(weight, _SYMBOLS.index(symbol))
    return "".join(symbols) + _SYMBOLS[check]


def _times(one: int, other: int) -> int:
    """The product in the field of thirty-two elements."""
    product = 0
    while other:
        if other & 1:
            product ^= one
        one <<= 1
        if one & 0b100000:
            one ^= _POLYNOMIAL
        other >>= 1
    return product
