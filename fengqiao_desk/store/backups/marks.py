"""The mark that lies beside backups: by it a stick is known again wherever the system shows it, and a folder that nobody opened knows its station."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from ...values.json_text import from_json, to_json
from ..whole_files import write_whole

_MARK: Final = "枫桥备份.json"


def leave_mark(folder: Path, station: str) -> None:
    """Say in a folder whose backups lie there; a disk that takes no more has its backup all the same."""
    with suppress(OSError):
        if station_of(folder) != station:
            write_whole(folder / _MARK, to_json({"station": station}).encode())


def station_of(folder: Path) -> str:
    """The mark of the station whose backups lie in the folder, empty where none is known."""
    try:
        return str(from_json((folder / _MARK).read_text(encoding="utf-8"))["station"])
    except (OSError, ValueError, TypeError, KeyError):
        return ""


def known_places(volumes: Iterable[Path], station: str) -> list[Path]:
    """The folders on these disks and sticks, at most one below their own, in which backups of this station were made before."""
    places = (place for volume in volumes for place in _marked(volume))
    return [place for place in places if station and station_of(place) == station]


def _marked(volume: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from (mark.parent for mark in (volume / _MARK, *volume.glob(f"*/{_MARK}")) if mark.is_file())
