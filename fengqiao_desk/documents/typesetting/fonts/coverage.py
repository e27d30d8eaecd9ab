"""What the chosen fonts are, for a settings page: family, file, licence and how much of 通用规范汉字表 each one draws."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from fengqiao_desk.documents.typesetting.fonts.chains import DEFAULT, LOCK, FontChoice, FontRole, font_set
from fengqiao_desk.documents.typesetting.fonts.names import read_names


@dataclass(frozen=True)
class FontUse:
    """One font of a role's chain: `place` counts from 1 in the order asked, `covered` of `standard` characters."""

    role: FontRole
    place: int
    origin: str
    family: str
    path: Path
    licence: str
    covered: int
    standard: int


@cache
def general_standard() -> tuple[str, ...]:
    """The 8,105 characters of 通用规范汉字表 (2013) in its order; the file names its source."""
    listed = files("fengqiao_desk.resources") / "characters" / "general_standard.txt"
    lines = listed.read_text(encoding="utf-8").splitlines()
    return tuple("".join(line for line in lines if not line.startswith("#")))


def describe(fonts: FontChoice = DEFAULT) -> tuple[FontUse, ...]:
    """Every font of every role in the order it is asked; raises FontProblem when a chosen file is of no use."""
    characters = general_standard()
    found = []
    with LOCK:
        for role in FontRole:
            for place, (origin, face) in enumerate(font_set(fonts).links(role), start=1):
                # None for a variable font: it is never taken from the system, but a station may choose one.
                names = read_names(face.path)
                family, licence = (names.family, names.licence) if names else (face.name, "")
                covered = sum(map(face.has, characters))
                found.append(
                    FontUse(role, place, origin.value, family, face.path, licence, covered, len(characters))
                )
    return tuple(found)
