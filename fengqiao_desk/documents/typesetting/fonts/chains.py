"""Which font draws which character: a chain of faces for each role, whole names in one face, and nothing ever missing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property, partial
from pathlib import Path

from fengqiao_desk.documents.typesetting.characters import clean
from fengqiao_desk.documents.typesetting.fonts.faces import (
    Face,
    face_of,
    packaged_sans,
    packaged_serif,
    sound_face,
)
from fengqiao_desk.problems import Problem


class FontRole(Enum):
    """What a type is for (docs/typesetting.md §8)."""

    BODY = "仿宋"
    TITLE = "小标宋"
    HEADING = "黑体"
    KAI = "楷体"
    NUMERAL = "宋体"


class Origin(Enum):
    """Where a font comes from, in the order of a chain."""

    STATION = "本所选定"
    SYSTEM = "本机系统"
    PACKAGED = "随程序安装"
    RARE = "生僻字补充"
    OTHER_ROLE = "其他用途的字体"


@dataclass(frozen=True)
class SystemFonts:
    """Font files found on this computer; one that proves damaged is passed over."""

    body: Path | None = None
    title: Path | None = None
    heading: Path | None = None
    kai: Path | None = None
    rare: tuple[Path, ...] = ()


@dataclass(frozen=True)
class FontChoice:
    """The station's own font files for each role; None takes the system's when `system` names one, else the packaged font.

    `latin` draws digits and Latin letters in running text (Times New Roman in legal forms, docs/law.md §3.0); `rare` are
    further files for rare characters. `FontChoice()` prints the same bytes on every computer.
    """

    body: Path | None = None
    title: Path | None = None
    heading: Path | None = None
    kai: Path | None = None
    latin: Path | None = None
    rare: tuple[Path, ...] = ()
    system: SystemFonts = SystemFonts()


class MissingCharacters(Problem):
    """The print is stopped: no font has these characters; `places` holds each with the text around it."""

    code = "missing_characters"

    def __init__(self, places: Iterable[tuple[str, str]]) -> None:
        self.places = tuple(places)
        shown = "；".join(f"“{c}”（U+{ord(c):04X}，见“{text}”）" for c, text in self.places[:5])
        more = f" 等 {len(self.places)} 个" if len(self.places) > 5 else ""
        super().__init__(f"所有字体都缺少以下字符，已停止打印：{shown}{more}。可留空手写，或安装含该字的字体")


Source = Callable[[], Face | None]
"""Gives a face when it is needed; a font of the system that proves damaged gives None."""
LATIN_ENDS = "\u0250"
"""The first character behind the Latin letters."""


class Chain:
    """The faces tried in turn for one role; a font file is read when a character first asks for it."""

    def __init__(self, sources: tuple[Source, ...], latin: Source | None = None) -> None:
        self._sources = sources
        self._latin = latin
        self._known: dict[str, Face | None] = {}

    def face(self, character: str) -> Face | None:
        """The first face that has the character, or None."""
        if character not in self._known:
            # Asked before the others: every Chinese font has letters and digits of its own.
            first = (self._latin,) if self._latin and character < LATIN_ENDS else ()
            faces = (source() for source in (*first, *self._sources))
            self._known[character] = next((face for face in faces if face and face.has(character)), None)
        return self._known[character]

    def face_for_name(self, name: str) -> Face | None:
        """The face a whole name must be set in, when its characters would otherwise come from several faces."""
        # GB2312 fonts lack 喆 堃 犇, which are given names: a name in two faces is seen at once
        # (docs/typesetting.md §8).
        if len({self.face(character) for character in name}) < 2:
            return None
        faces = (source() for source in self._sources)
        return next((face for face in faces if face and all(map(face.has, name))), None)


class FontSet:
    """The chains of all roles for one choice of fonts."""

    def __init__(self, choice: FontChoice) -> None:
        self._choice = choice
        self._chains: dict[FontRole, Chain] = {}

    def chain(self, role: FontRole) -> Chain:
        """The chain of a role; font files are read when the first character asks for them."""
        if role not in self._chains:
            sources = tuple(source for _, source in self._sources(role))
            latin = self._choice.latin if role in (FontRole.BODY, FontRole.KAI) else None
            self._chains[role] = Chain(sources, partial(face_of, latin) if latin else None)
        return self._chains[role]

    def links(self, role: FontRole) -> list[tuple[Origin, Face]]:
        """The faces of a role's chain in the order they are asked, each with where it comes from."""
        faces = [(origin, source()) for origin, source in self._sources(role)]
        return [(origin, face) for origin, face in faces if face is not None]

    def is_stroked(self, role: FontRole) -> bool:
        """Whether the role's weight must be drawn with a stroke: the packaged 宋体 stands in for 小标宋."""
        return role is FontRole.TITLE and self._stands_in

    @cached_property
    def _stands_in(self) -> bool:
        faces = (source() for _, source in self._sources(FontRole.TITLE))
        return next(filter(None, faces)) is packaged_serif()

    def _sources(self, role: FontRole) -> list[tuple[Origin, Source]]:
        """The role's own files, the packaged fonts, files for rare characters, and last the files of other roles."""
        station, system = self._choice, self._choice.system
        chosen, found = _files(station), _files(system)
        packaged = [packaged_serif, packaged_sans]
        if role is FontRole.HEADING:
            # 黑体 falls back to the sans face, everything else to the serif one.
            packaged.reverse()
        links: list[tuple[Origin, Source]] = [(Origin.PACKAGED, source) for source in packaged]
        if path := found.pop(role, None):
            links.insert(0, (Origin.SYSTEM, partial(sound_face, path)))
        if path := chosen.pop(role, None):
            links.insert(0, (Origin.STATION, partial(face_of, path)))
        # `face_of` raises for a damaged file, `sound_face` passes it over: what the station chose is told, what was
        # merely found on the computer is not (docs/typesetting.md, Fonts).
        links += [(Origin.RARE, partial(face_of, path)) for path in station.rare]
        links += [(Origin.RARE, partial(sound_face, path)) for path in system.rare]
        links += [(Origin.OTHER_ROLE, partial(face_of, path)) for path in chosen.values()]
        return links + [(Origin.OTHER_ROLE, partial(sound_face, path)) for path in found.values()]


def _files(fonts: FontChoice | SystemFonts) -> dict[FontRole, Path]:
    """The files chosen or found for roles."""
    files = {
        FontRole.BODY: fonts.body,
        FontRole.TITLE: fonts.title,
        FontRole.HEADING: fonts.heading,
        FontRole.KAI: fonts.kai,
    }
    return {role: path for role, path in files.items() if path}


@cache
def font_set(choice: FontChoice) -> FontSet:
    """The fonts of a choice, kept for the life of the process."""
    return FontSet(choice)


LOCK = threading.RLock()
"""Font files are shared by all documents of the process: one document is typeset at a time."""

DEFAULT = FontChoice()


def missing_characters(text: str, fonts: FontChoice = DEFAULT) -> list[str]:
    """The characters of `text` that no font can print, each once, in the order they occur."""
    with LOCK:
        chain = font_set(fonts).chain(FontRole.BODY)
        return [c for c in dict.fromkeys(clean(text)) if c not in "\n" and chain.face(c) is None]
