"""When all of a folder was last checked and what was found, by kinds and counts alone: it lies beside the database, which may be damaged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

from ...values.json_text import from_json, to_json
from ..layout import FolderLayout
from ..whole_files import write_whole
from .finding import Finding

FULL_EVERY: Final = timedelta(days=7)
_NOTE: Final = "last-check.json"


@dataclass(frozen=True)
class LastCheck:
    """A full check that came to its end: the moment it began, and how many findings of each code. No name stands in it: it is not sealed."""

    at: str
    found: Mapping[str, int]


def last_check(layout: FolderLayout) -> LastCheck | None:
    """The last full check; None when there was none, or its note cannot be read."""
    try:
        noted = LastCheck(**from_json((layout.backups / _NOTE).read_text(encoding="utf-8")))
        datetime.fromisoformat(noted.at)
    except (OSError, ValueError, TypeError):
        return None
    return noted


def note_check(layout: FolderLayout, at: datetime, found: Sequence[Finding]) -> None:
    """Keep what a full check found in the place of the one before. Raises OSError."""
    counts = Counter(each.code for each in found)
    noted = LastCheck(at.isoformat(timespec="seconds"), dict(counts))
    write_whole(layout.backups / _NOTE, to_json(asdict(noted)).encode())


def is_full_check_due(layout: FolderLayout, now: datetime, *, after_unclean_stop: bool) -> bool:
    """After an unclean stop, a week after the last one, while the last one found something, and when the clock went back."""
    last = last_check(layout)
    if after_unclean_stop or last is None or last.found:
        return True
    return not timedelta(0) <= now - datetime.fromisoformat(last.at) < FULL_EVERY
