"""What is said of a backup: by its file to anybody, and by who made it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

FORMAT: Final = 2
"""1 was the zip of the versions before 0.3."""
UNOPENED: Final = "未打开核对"
"""What is said of a copy of sealed files that was made without a password: its files are those of the folder, but nobody has looked into it."""
PIECE: Final = 1 << 20
"""A megabyte at a time: a piece may be larger than what an old computer has free."""
FRESH_DAYS: Final = 7
"""So long a backup is no cause for a warning."""
_NAME: Final = "枫桥备份_"

Tell = Callable[[int, int], None]
"""Told how many bytes of how many are through; what it raises ends the work, which then leaves nothing behind."""


def tell_nobody(_done: int, _total: int) -> None:
    """Nobody waits for it."""


class Contents(NamedTuple):
    """What a database holds: numbers of cases, documents and acts on record, and the moment of the last act (None without any)."""

    cases: int
    documents: int
    acts: int
    until: str | None


@dataclass(frozen=True)
class Head:
    """What the first piece of a backup file says in the clear. `opened` is whether its database was opened and counted before it got its name.

    `station` is the mark of the station, empty where nobody could read it; `generation` is 0 for a plain one. `contents` is never told of a
    sealed one.
    """

    made_at: str
    station: str
    generation: int
    opened: bool
    contents: Contents | None = None

    def as_data(self) -> dict[str, object]:
        """The JSON of it."""
        data = asdict(replace(self, contents=None))
        del data["contents"]
        if self.contents is not None:
            data |= self.contents._asdict()
        return {"format": FORMAT, **data}

    @classmethod
    def read(cls, data: dict[str, Any]) -> Head:
        """The opposite of `as_data`; raises ValueError, KeyError, TypeError for what is none."""
        if data["format"] != FORMAT:
            raise ValueError("another format")
        datetime.fromisoformat(data["made_at"])
        contents = None
        if "cases" in data:
            contents = Contents(*(data[each] for each in Contents._fields))
        return cls(
            str(data["made_at"]),
            str(data["station"]),
            int(data["generation"]),
            data["opened"] is True,
            contents,
        )


@dataclass(frozen=True)
class Backup:
    """One backup file; `until` is the moment of the last act in it (None in an empty folder), `verified` that nothing is wanting in it.

    `cases`, `documents` and `until` are None where nobody looked into it; `missing` names the papers and attachments on record that were
    not in the folder as they were signed or added, when it was made. `size` counts bytes, `acts` what was on record.
    """

    file: str
    sha256: str
    cases: int | None
    documents: int | None
    until: str | None
    made_at: str
    verified: bool
    size: int = 0
    missing: tuple[str, ...] = ()
    acts: int = 0

    def is_fresh(self, today: date) -> bool:
        """Whether it was made within the last week."""
        return (today - datetime.fromisoformat(self.made_at).date()).days <= FRESH_DAYS

    @property
    def opened(self) -> bool:
        """Whether its database was opened and counted."""
        return self.cases is not None


def backup_name(station: str, at: str) -> str:
    """`枫桥备份_逍遥津派出所_20261121-203000`, to which the format gives its ending."""
    stamp = at.replace("-", "").replace(":", "").replace("T", "-")
    return f"{_NAME}{station}_{stamp}"


def is_named_as_ours(path: Path) -> bool:
    """Whether a file bears the name of a backup; what it is only its head can say."""
    return path.name.startswith(_NAME) and path.name.endswith(tuple(ENDINGS))


PACKED: Final = ".tar.zst"
UNPACKED: Final = ".tar"
"""For sealed files, which no packing makes smaller."""
ZIPPED: Final = ".zip"
ENDINGS: Final = (PACKED, UNPACKED, ZIPPED)
