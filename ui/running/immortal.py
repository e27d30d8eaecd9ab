"""Keeps None, True and False alive where PySide6 6.12.0 gives back references it never took.

Measured with PySide6_Essentials 6.12.0 on Python 3.10 and 3.11: every call of a Qt method without result takes one
reference from None, every signal one from True; after some five thousand calls Python aborts ("none_dealloc").
6.8.3 and 6.11.3 do not; from Python 3.12 on these objects are immortal (PEP 683). This makes them so earlier.
"""

from __future__ import annotations

import ctypes
import sys

_PLENTY = sys.maxsize // 4


def keep_constants_alive() -> None:
    """Gives the constants more references than a program can take; does nothing when that was done, or from 3.12."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for constant in (None, True, False, NotImplemented):
        if sys.getrefcount(constant) < _PLENTY // 2:
            # In CPython before 3.12 an object begins with its count.
            ctypes.c_ssize_t.from_address(id(constant)).value += _PLENTY
