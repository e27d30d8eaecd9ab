"""Where an error happened, without what it was about: a log and a report leave the station, what an officer typed must not."""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Iterator
from typing import Final

from fengqiao_desk.problems import Problem

_OF_THE_PROGRAM: Final = (AttributeError, NameError, ImportError, TypeError, RuntimeError)
"""Their sentences speak of names and types of the program; those of other errors quote the value that did not fit."""
_LONG_DIGITS: Final = re.compile(r"\d{4,}")


def trace_of(error: BaseException) -> str:
    """Files, lines and kinds of an error and of what led to it, oldest first; never the sentence of one that may quote a value."""
    return "\n".join(_lines(error, set())) + "\n"


def name_of(error: BaseException) -> str:
    """The kind of an error, with what can be said of it without a value: a code, the system's own words."""
    words = _words(error)
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def _lines(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    # Two errors can be each other's context.
    if before is not None and id(before) not in seen:
        yield from _lines(before, seen)
        yield ""
    for line in traceback.format_tb(error.__traceback__):
        yield line.rstrip("\n")
    yield name_of(error)


def _words(error: BaseException) -> str:
    if isinstance(error, Problem):
        return error.code
    if isinstance(error, OSError):
        # Without the file, which in a plain folder is called after a party.
        return os.strerror(error.errno) if error.errno else ""
    # SQLite quotes the text it stumbled over (`near "…"`); the name of its code tells as much.
    if code := getattr(error, "sqlite_errorname", ""):
        return str(code)
    sentence = str(error)
    if isinstance(error, _OF_THE_PROGRAM) and sentence.isascii():
        return _LONG_DIGITS.sub("…", sentence)
    return ""
