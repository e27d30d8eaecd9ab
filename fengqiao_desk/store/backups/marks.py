"""The mark that lies beside backups: by it a stick is known again wherever the system shows it, and a folder that nobody opened knows its station."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from ...values.json_text import from_json, to_json
from ..layout import FolderLayout
from ..whole_files import write_whole

_MARK: Final = "枫桥备份.json"


def leave_mark(folder: Path, station: str) -> None:
    """Say in a folder whose backups lie there, beside those of others; a disk that takes no more has its backup all the same."""
    known = stations_of(folder)
    with suppress(OSError):
        if station not in known:
            write_whole(folder / _MARK, to_json({"stations": [*known, station]}).encode())


def stations_of(folder: Path) -> list[str]:
    """The marks of the stations whose backups lie in the folder, in the order they came."""
    try:
        return [str(each) for each in from_json((folder / _MARK).read_text(encoding="utf-8"))["stations"]]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def own_mark(layout: FolderLayout) -> str:
    """The mark of a station that nobody has opened, from its own room of backups; empty before the first of them."""
    return next(iter(stations_of(layout.backups)), "")


def known_places(volumes: Iterable[Path], station: str) -> list[Path]:
    """The folders on these disks and sticks, at most one below their own, in which backups of this station were made before."""
    places = (place for volume in volumes for place in _marked(volume))
    return [place for place in places if station and station in stations_of(place)]


def _marked(volume: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from (mark.parent for mark in (volume / _MARK, *volume.glob(f"*/{_MARK}")) if mark.is_file())
