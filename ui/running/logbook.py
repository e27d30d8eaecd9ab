"""The log of a station folder: what the window met with, a few small files that replace each other, never case data."""

from __future__ import annotations

import logging
from contextlib import suppress
from copy import copy
from logging.handlers import RotatingFileHandler
from types import TracebackType

from fengqiao_desk.store.layout import FolderLayout

from .tracing import name_of, trace_of

NAME = "window.log"
LARGEST = 512 * 1024
KEPT = 3
OWN = "fengqiao_desk"
"""The name under which the program's own modules speak, the windows too."""
_Caught = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class _Formatter(logging.Formatter):
    """A line, and of an error where it happened; of what libraries say only who spoke and where, for they quote what they read."""

    def format(self, record: logging.LogRecord) -> str:
        """As text; the record itself, which other handlers get too, stays as it is."""
        line = copy(record)
        if record.name.partition(".")[0] != OWN:
            line.msg, line.args = f"{record.module}:{record.lineno}", ()
        elif isinstance(record.args, tuple):
            line.args = tuple(
                name_of(each) if isinstance(each, BaseException) else each for each in record.args
            )
        # Kept by the first handler that formats it: another one may have written it with the values.
        line.exc_text = None
        return super().format(line)

    def formatException(self, ei: _Caught) -> str:
        """Where it happened, without values."""
        return trace_of(ei[1]).rstrip("\n") if ei[1] is not None else ""


class _Log(RotatingFileHandler):
    """On a disk that is full or gone it is silent: what it would have said was told in the window, and standard error has no reader."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Nothing: it is tried again with the next line."""

    def close(self) -> None:
        """What the disk did not take is given up."""
        with suppress(OSError):
            super().close()


def open_log(layout: FolderLayout) -> logging.Handler:
    """Everything the program logs from now on goes into the folder too; give the handler to `close_log`."""
    with suppress(OSError):
        layout.log.mkdir(exist_ok=True)
    handler = _Log(
        # `delay`: the file is made with the first line, and most sittings have none.
        layout.log / NAME,
        maxBytes=LARGEST,
        backupCount=KEPT,
        encoding="utf-8",
        delay=True,
    )
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    return handler


def close_log(handler: logging.Handler) -> None:
    """The folder is to be let go: nothing is written into its log any more."""
    logging.getLogger().removeHandler(handler)
    handler.close()
