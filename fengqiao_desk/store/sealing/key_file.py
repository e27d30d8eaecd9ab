"""The file of the keys beside a sealed folder: names and wraps, the generation that counts, and masters of before under the present one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from ...problems import FolderDamaged
from ...values.json_text import from_json, to_json
from ..whole_files import write_whole
from .master import Master, opened_by, sealed_to
from .recovery import Recovery
from .wraps import Wrap, wait_as_long

_FORMAT: Final = 1


@dataclass(frozen=True)
class KeyFile:
    """`station` is the station's name, `people` the wraps by officer's name, `earlier` the masters of before by generation, sealed to the present one.

    Nothing of it opens without a password or the recovery code; it is written whole or not at all, and a backup takes it along.
    """

    generation: int
    station: str
    people: Mapping[str, Wrap]
    recovery: Wrap
    earlier: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, master: Master, station: str, recovery: Recovery) -> KeyFile:
        """The keys of a folder that is just being sealed: as yet the recovery code alone opens it."""
        return cls(master.generation, station, {}, Wrap.of(master, recovery.code, recovery.identity))

    @classmethod
    def read(cls, path: Path) -> KeyFile:
        """The keys of a file; raises FolderDamaged for what is none, OSError when it cannot be read."""
        try:
            data = from_json(path.read_text(encoding="utf-8"))
            people = {str(name): Wrap.read(wrap) for name, wrap in data["people"].items()}
            if data["format"] != _FORMAT:
                raise ValueError("another format")
            return cls(
                int(data["generation"]),
                str(data["station"]),
                people,
                Wrap.read(data["recovery"]),
                dict(data["earlier"]),
            )
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise FolderDamaged(
                f"钥匙文件已损坏，或者由更新的版本写成：{path}。没有它数据打不开，请从备份取回这个文件。"
            ) from error

    def write(self, *places: Path) -> None:
        """At each place, whole; the first of them counts, the others are copies. Raises OSError."""
        data: dict[str, Any] = {
            "format": _FORMAT,
            "generation": self.generation,
            "station": self.station,
            "people": {name: wrap.as_data() for name, wrap in self.people.items()},
            "recovery": self.recovery.as_data(),
            "earlier": dict(self.earlier),
        }
        # What counts first: copies without it would be taken for what is left of another day.
        for place in places:
            write_whole(place, to_json(data).encode())

    def opened(self, name: str, password: str) -> Master | None:
        """The master, when the password is that of the officer; None otherwise, after as long a time."""
        wrap = self.people.get(name)
        if wrap is None:
            wait_as_long(password)
            return None
        return wrap.opened(password)

    def admitting(self, name: str, password: str, master: Master) -> KeyFile:
        """With a wrap for this officer, in place of the one he had; his pair stays only in what is already written."""
        return replace(self, people={**self.people, name: Wrap.of(master, password)})

    def borrowing(self, name: str, stored: str, master: Master) -> KeyFile:
        """With a wrap for this officer from the hash of his password."""
        return replace(self, people={**self.people, name: Wrap.borrowing(master, stored)})

    def without(self, name: str) -> KeyFile:
        """Without the officer's wrap: his password opens nothing any more, but what was copied before."""
        return replace(self, people={known: wrap for known, wrap in self.people.items() if known != name})

    def renamed(self, old: str, new: str) -> KeyFile:
        """The wrap of `old` under the officer's new name."""
        return replace(
            self, people={new if known == old else known: wrap for known, wrap in self.people.items()}
        )

    def called(self, station: str) -> KeyFile:
        """Under the station's new name."""
        return replace(self, station=station)

    def recovered_by(self, recovery: Recovery, master: Master) -> KeyFile:
        """With a new recovery sheet; the code of the old one opens nothing any more."""
        return replace(self, recovery=Wrap.of(master, recovery.code, recovery.identity))

    def about(self, new: Master, old: Master) -> KeyFile:
        """All wraps about a new master without anybody's password; the old ones stay readable for old backups."""
        masters = {**self.masters(old), str(old.generation): old}
        return replace(
            self,
            generation=new.generation,
            people={name: wrap.around(new) for name, wrap in self.people.items()},
            recovery=self.recovery.around(new),
            earlier={
                number: sealed_to(new.recipient, kept.text.encode(), armored=True).decode("ascii")
                for number, kept in masters.items()
            },
        )

    def masters(self, present: Master) -> dict[str, Master]:
        """The masters of before by their generation, as the present one opens them."""
        opened = {
            number: opened_by(present.identity, sealed.encode()) for number, sealed in self.earlier.items()
        }
        return {number: Master.read(text.decode()) for number, text in opened.items() if text is not None}
