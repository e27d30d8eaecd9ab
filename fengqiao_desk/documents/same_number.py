"""Two papers of one number: what two computers issued beside each other is found where their papers meet, told, and left as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..station import Station
from ..store.damage import Finding
from ..store.kept_files import Room
from ..store.kept_names import kept_names
from ..values.json_text import from_json
from .facts import Facts, facts_inside
from .heads import DocumentHead

CODE: Final = "same_number"
VOID_TITLE: Final = "空号说明"
"""What the page of a number is called that was used elsewhere (`used_elsewhere`)."""
_SUFFIXES: Final = (".pdf", ".age")
LARGEST: Final = 256 << 20
"""Bytes: a larger stray file is no paper of a station, and would be held in memory."""


@dataclass(frozen=True)
class SameNumber:
    """A number that stands on two different papers; each is told by what it is about and where it lies."""

    number: str
    first: str
    first_at: str
    second: str
    second_at: str

    @property
    def message(self) -> str:
        """Both papers, in words; that a number used elsewhere has its paper after all is no conflict."""
        both = f"{self.first}（{self.first_at}），另一份是{self.second}（{self.second_at}）"
        if VOID_TITLE in both:
            return f"{self.number}在登记簿里是空号，它的原件也在：一份是{both}。两份都没有改动，原件可以附在空号说明之后"
        return f"{self.number}有两份不同的文书：一份是{both}。两份都没有改动，请核对哪一份用别的文号重新制作"

    def as_data(self) -> dict[str, str]:
        """The JSON shape of docs/commands.md."""
        papers = {"first": self.first_at, "second": self.second_at}
        return {"code": CODE, "number": self.number, **papers, "message": self.message}

    @classmethod
    def of(cls, one: Facts, one_at: str, other: Facts, other_at: str) -> SameNumber:
        """Of two papers by the facts they carry."""
        return cls(one.number, in_short(one), one_at, in_short(other), other_at)


def in_short(facts: Facts) -> str:
    """`《纠纷登记表》 张三、李四 2026-11-21`."""
    return f"《{facts.title}》{facts.object} {facts.issued_on}"


def same_numbers(station: Station) -> list[Finding]:
    """The papers in the folder that no row names, and whose own facts tell a number that the register gives to another paper."""
    with station.reading():
        strays = list(station.files.strays(Room.DOCUMENTS, kept_names(station.connections)[Room.DOCUMENTS]))
        found = [double for path in strays for double in _doubles(station, path)]
    return [Finding(CODE, double.second_at, double.message) for double in found]


def _doubles(station: Station, path: Path) -> Iterator[SameNumber]:
    for facts in _facts_of(station, path):
        for source, file in _rows_of(station, facts):
            # A stamped copy and a copy made by hand carry the facts of the row itself.
            if source != facts:
                yield SameNumber.of(source, file, facts, str(path))


def _rows_of(station: Station, facts: Facts) -> list[tuple[Facts, str]]:
    """The row of a number with the facts it was made from: one, or none."""
    head = DocumentHead
    number = (head.number == facts.number) | (
        (head.organ == facts.organ)
        & (head.unit == facts.unit)
        & (head.word == facts.word)
        & (head.year == facts.year)
        & (head.sequence == facts.sequence)
    )
    rows = station.connections.rows(head.select(head.source, head.file).where(number))
    return [(Facts.read(from_json(source)), str(file)) for source, file in rows]


def _facts_of(station: Station, path: Path) -> Sequence[Facts]:
    """What a file tells of itself, sealed by this station's master (a twin's is the same) or laid in in the clear."""
    with suppress(OSError):
        if path.suffix.lower() in _SUFFIXES and path.stat().st_size <= LARGEST:
            content = station.files.content_at(path) or path.read_bytes()
            return [each.facts for each in facts_inside(content)]
    return []
