"""Every command there is: one line a group, each module holds its COMMANDS."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from .command import Command

_MODULES = (
    "stations",
    "people",
    "roles",
    "records",
    "matters",
    "papers",
    "notices",
    "texts",
    "words",
    "settings",
    "sheets",
    "ledger",
    "periods",
    "upkeep",
    "demonstration",
    "generated",
    "window",
)


def every_command() -> Iterator[Command]:
    """In the order of the help."""
    for name in _MODULES:
        yield from importlib.import_module(f"{__package__}.{name}").COMMANDS
