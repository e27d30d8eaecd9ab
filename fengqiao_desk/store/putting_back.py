"""A backup put in the place of a station folder: made whole beside it first, the present folder kept under a name that says so."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from .backups.facts import Tell, tell_nobody
from .copies.standing import mark_replaced
from .failures import in_words
from .layout import FolderLayout
from .restoring import restore
from .sealing.master import Master
from .whole_files import sync_folder

_COMING = ".恢复好的"


@dataclass(frozen=True)
class PutBack:
    """`cases` in the folder that is there now; `kept` is where the one before lies, None where there was none."""

    cases: int
    kept: Path | None


def put_back(
    source: Path,
    root: Path,
    at: datetime,
    *,
    master_of: Callable[[Path], Master] | None = None,
    tell: Tell = tell_nobody,
) -> PutBack:
    """Put a backup in the place of the closed folder `root`, whose content is moved aside as it is, damaged or not.

    Nothing is moved before the backup lies beside it unpacked and checked. Killed in between, the next opening ends what was begun
    (`finish_putting_back`). Raises as `restore` does; then nothing has changed.
    """
    root = Path(os.path.realpath(root))
    with in_words(root.parent):
        coming = _coming(root)
        _make_room(coming)
        cases = restore(source, coming, at.isoformat(timespec="seconds"), master_of=master_of, tell=tell)
        kept = None
        if root.exists():
            kept = _free(root.with_name(f"{root.name}（{at:%Y%m%d-%H%M} 恢复前）"))
            root.rename(kept)
        coming.rename(root)
        if kept is not None:
            # Two folders on this computer would give the same numbers. On a full disk the change has been made nevertheless.
            with suppress(OSError):
                mark_replaced(kept, at.isoformat(timespec="seconds"))
        sync_folder(root.parent)
    return PutBack(cases, kept)


def finish_putting_back(root: Path) -> None:
    """Ends what a kill broke off: the restored folder takes the place that is empty, or goes aside where the old one never left it."""
    root = Path(os.path.realpath(root))
    coming = _coming(root)
    with in_words(root.parent):
        if root.exists():
            _make_room(coming)
        # Only a whole one: `restore` itself names it last.
        elif FolderLayout(coming).database.is_file():
            coming.rename(root)


def _coming(root: Path) -> Path:
    return root.with_name(root.name + _COMING)


def _make_room(coming: Path) -> None:
    """What an earlier try has left whole beside a folder that never went away is kept too."""
    if coming.exists():
        coming.rename(_free(coming.with_name(f"{coming.name}（没有用上）")))


def _free(place: Path) -> Path:
    numbered = (place.with_name(f"{place.name}-{number}") for number in count(2))
    return next(path for path in chain([place], numbered) if not os.path.lexists(path))
