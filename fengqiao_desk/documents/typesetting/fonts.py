"""Which font draws which character: a chain of faces for each role, whole names in one face, and nothing ever missing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache, partial
from pathlib import Path

from fengqiao_desk.documents.typesetting.characters import clean
from fengqiao_desk.documents.typesetting.faces import Face, face_of, packaged_sans, packaged_serif
from fengqiao_desk.problems import Problem


class Role(Enum):
    """What a type is for (typesetting.md §8)."""

    BODY = "仿宋"
    TITLE = "小标宋"
    HEADING = "黑体"
    KAI = "楷体"
    NUMERAL = "宋体"


@dataclass(frozen=True)
class FontChoice:
    """The station's own font files for each role; None takes the packaged font.

    `latin` draws digits and Latin letters in running text (Times New Roman in legal forms, domain.md §3.0); `rare` are
    further files for rare characters.
    """

    body: Path | None = None
    title: Path | None = None
    heading: Path | None = None
    kai: Path | None = None
    latin: Path | None = None
    rare: tuple[Path, ...] = ()


class MissingCharacters(Problem):
    """The print is stopped: no font has these characters; `places` holds each with the text around it."""

    code = "missing_characters"

    def __init__(self, places: Iterable[tuple[str, str]]) -> None:
        self.places = tuple(places)
        shown = "；".join(f"“{c}”（U+{ord(c):04X}，见“{text}”）" for c, text in self.places[:5])
        more = f" 等 {len(self.places)} 个" if len(self.places) > 5 else ""
        super().__init__(f"所有字体都缺少以下字符，已停止打印：{shown}{more}。可留空手写，或安装含该字的字体")


Source = Callable[[], Face]
"""Gives a face when it is needed."""
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
            first = (self._latin,) if self._latin and character < LATIN_ENDS else ()
            faces = (source() for source in (*first, *self._sources))
            self._known[character] = next((face for face in faces if face.has(character)), None)
        return self._known[character]

    def face_for_name(self, name: str) -> Face | None:
        """The face a whole name must be set in, when its characters would otherwise come from several faces."""
        if len({self.face(character) for character in name}) < 2:
            return None
        faces = (source() for source in self._sources)
        return next((face for face in faces if all(face.has(character) for character in name)), None)


class FontSet:
    """The chains of all roles for one choice of fonts."""

    def __init__(self, choice: FontChoice) -> None:
        self._choice = choice
        self._chains: dict[Role, Chain] = {}

    def chain(self, role: Role) -> Chain:
        """The chain of a role; font files are read when the first character asks for them."""
        if role not in self._chains:
            latin = self._choice.latin if role in (Role.BODY, Role.KAI) else None
            self._chains[role] = Chain(self._sources(role), partial(face_of, latin) if latin else None)
        return self._chains[role]

    def is_stroked(self, role: Role) -> bool:
        """Whether the role's weight must be drawn with a stroke: the packaged 宋体 stands in for 小标宋."""
        return role is Role.TITLE and self._choice.title is None

    def _sources(self, role: Role) -> tuple[Source, ...]:
        """The role's own file, the packaged fonts, files for rare characters, and last the files of other roles."""
        choice = self._choice
        files = {
            Role.BODY: choice.body,
            Role.TITLE: choice.title,
            Role.HEADING: choice.heading,
            Role.KAI: choice.kai,
        }
        own = files.pop(role, None)
        packaged = [packaged_serif, packaged_sans]
        if role is Role.HEADING:
            packaged.reverse()
        paths = [own, *choice.rare, *files.values()]
        found: list[Source] = [partial(face_of, path) for path in paths if path]
        at = 1 if own else 0
        return tuple(found[:at] + packaged + found[at:])


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
        chain = font_set(fonts).chain(Role.BODY)
        return [c for c in dict.fromkeys(clean(text)) if c not in "\n" and chain.face(c) is None]
