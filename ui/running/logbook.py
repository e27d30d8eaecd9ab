"""The log of a station folder: what the window met with, a few small files that replace each other, never case data."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler

from fengqiao_desk.store.layout import FolderLayout

NAME = "window.log"
LARGEST = 512 * 1024
KEPT = 3


def open_log(layout: FolderLayout) -> logging.Handler:
    """Everything the program logs from now on goes into the folder too; give the handler to `close_log`."""
    layout.log.mkdir(exist_ok=True)
    handler = RotatingFileHandler(
        # `delay`: the file is made with the first line, and most sittings have none.
        layout.log / NAME,
        maxBytes=LARGEST,
        backupCount=KEPT,
        encoding="utf-8",
        delay=True,
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    return handler


def close_log(handler: logging.Handler) -> None:
    """The folder is to be let go: nothing is written into its log any more."""
    logging.getLogger().removeHandler(handler)
    handler.close()
