"""The standing wording of documents: shipped texts, the station's own dated versions over them, and texts of its own; nothing is ever lost."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import peewee

from ..problems import Fault, FaultyEntry, Refused, Unknown
from ..store.composed import ComposedOnce
from ..store.database import Connections
from ..values.json_text import from_json, to_json
from ..values.text import clean
from .act import Act, put_on_record
from .rights import Right, require
from .tables import TextVersionRow

_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_BRACE = re.compile(r"[{}]")


@dataclass(frozen=True)
class StandingText:
    """One text as it is shipped or was made: `parts` by name; `placeholders` may stand in them as `{name}`; `facts` are its other properties."""

    key: str
    use: str
    placeholders: tuple[str, ...]
    parts: Mapping[str, str]
    facts: Mapping[str, object]


@dataclass(frozen=True)
class RefusedWords:
    """Words of a part that could not be issued, and why; `part` is empty for what stands across the parts."""

    part: str
    words: str
    why: str


@dataclass(frozen=True)
class TextVersion:
    """The station's own wording from a day on."""

    valid_from: str
    parts: Mapping[str, str]
    saved_at: str
    saved_by: str


@cache
def shipped_texts() -> dict[str, StandingText]:
    """Every text of resources/texts, by key."""
    found = {}
    for entry in resources.files("fengqiao_desk.resources").joinpath("texts").iterdir():
        if entry.name.endswith(".toml"):
            for key, data in tomllib.loads(entry.read_text(encoding="utf-8")).items():
                facts = {
                    name: value for name, value in data.items() if name not in ("text", "placeholders", "use")
                }
                found[key] = StandingText(key, data["use"], tuple(data["placeholders"]), data["text"], facts)
    return found


def shipped_text(key: str) -> StandingText:
    """The text of this key; raises Unknown."""
    if key not in shipped_texts():
        raise Unknown(f"没有“{key}”这段固定文字，可用：{'、'.join(sorted(shipped_texts()))}")
    return shipped_texts()[key]


def fill(text: str, facts: Mapping[str, str]) -> str:
    """Replace each `{name}` once; what stands inside a fact is text, never a placeholder. An empty one refuses."""

    def value(match: re.Match[str]) -> str:
        found = facts.get(match.group(1), "")
        if not found:
            raise Refused(f"还缺“{match.group(1)}”，不能制作文书")
        return found

    return _PLACEHOLDER.sub(value, text)


@ComposedOnce
def _versions_of(key: str) -> peewee.Query:
    """Asked for every part of every paper, so it is composed once. Of two versions from the same day the one saved later holds."""
    row = TextVersionRow
    query = row.select(row.valid_from, row.body, row.saved_at, row.saved_by).where(row.text == key)
    return query.order_by(row.valid_from, row.key)


class Texts:
    """The wording that holds on a day: the station's newest version that has begun, part by part over the first one."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of(self, key: str) -> StandingText:
        """The text of this key, shipped or the station's own; raises Unknown."""
        if key in shipped_texts():
            return shipped_texts()[key]
        own = self.own()
        if key not in own:
            known = "、".join((*sorted(shipped_texts()), *own))
            raise Unknown(f"没有“{key}”这段固定文字，可用：{known}")
        return own[key]

    def own(self, day: date | None = None) -> dict[str, StandingText]:
        """The texts that no release shipped, by key, oldest first; only those that have begun on `day` where one is given."""
        row = TextVersionRow
        query = row.select(row.text, row.body, row.valid_from).order_by(row.valid_from, row.key)
        rows = self._connections.rows(query)
        own: dict[str, StandingText] = {}
        for key, body, begins in rows:
            if key not in shipped_texts() and (day is None or begins <= day.isoformat()):
                own.setdefault(key, _own_text(key, from_json(body)))
        return own

    def on(self, key: str, day: date) -> dict[str, str]:
        """Every part of a text as it holds on `day`; of one of the station's own before its first day as it will begin."""
        # Oldest first, so the last that has begun is the one in force.
        begun = [version for version in self.versions(key) if version.valid_from <= day.isoformat()]
        return {**self.of(key).parts, **(begun[-1].parts if begun else {})}

    def versions(self, key: str) -> list[TextVersion]:
        """The station's own versions, oldest first."""
        rows = _versions_of.rows(self._connections, key)
        return [TextVersion(begins, _parts_of(from_json(body)), at, by) for begins, body, at, by in rows]

    def save(self, key: str, parts: Mapping[str, str], valid_from: str, act: Act) -> None:
        """Keep a new version; raises FaultyEntry for an unknown part or placeholder, a stray brace, an empty part.

        What the kinds that print it would not issue is refused one floor up: `cases.wording.save_wording` is the door of officers.
        """
        require(act, Right.CHANGE_TEXTS)
        text = self.of(key)
        cleaned = {name: cleaned_part(words) for name, words in parts.items()}
        refuse(ill_formed(text, cleaned))
        before = self.on(key, date.fromisoformat(valid_from))
        changes = {name: [before[name], words] for name, words in cleaned.items() if before[name] != words}
        with self._connections.writing():
            self._keep(text, {**before, **cleaned}, valid_from, act)
            put_on_record(self._connections, act, "更改文书文字", f"文字 {key}", changes)

    def begin(self, text: StandingText, valid_from: str, act: Act) -> None:
        """Keep a text of the station's own under a key that nothing has yet; raises as `save`, and Refused for a key that is taken.

        As of `save`, the door of officers is one floor up: `cases.wording.begin_wording`.
        """
        require(act, Right.CHANGE_TEXTS)
        parts = {name: cleaned_part(words) for name, words in text.parts.items()}
        refuse(ill_formed(text, parts))
        with self._connections.writing():
            if text.key in shipped_texts() or self.versions(text.key):
                raise Refused(f"已经有“{text.key}”这段固定文字")
            self._keep(text, parts, valid_from, act)
            put_on_record(self._connections, act, "新建文书文字", f"文字 {text.key}", parts)

    def _keep(self, text: StandingText, parts: Mapping[str, str], valid_from: str, act: Act) -> None:
        row = {
            TextVersionRow.text: text.key,
            TextVersionRow.body: to_json(_body_of(text, parts)),
            TextVersionRow.valid_from: valid_from,
            TextVersionRow.saved_at: act.stamp,
            TextVersionRow.saved_by: act.by.name,
        }
        self._connections.execute(TextVersionRow.insert(row))


def _body_of(text: StandingText, parts: Mapping[str, str]) -> Mapping[str, object]:
    """A version as it is stored: of a shipped text its parts, of one of the station's own also what a release would say of it."""
    if text.key in shipped_texts():
        return parts
    return {"parts": dict(parts), "placeholders": list(text.placeholders), "facts": dict(text.facts)}


def _parts_of(body: Mapping[str, Any]) -> Mapping[str, str]:
    parts = body.get("parts")
    return parts if isinstance(parts, dict) else body


def _own_text(key: str, body: Mapping[str, Any]) -> StandingText:
    """A text of the station's own: it is called by its key, for who made it gave it that name."""
    return StandingText(key, key, tuple(body["placeholders"]), body["parts"], body["facts"])


def cleaned_part(text: str) -> str:
    """A part as it is kept."""
    return clean(text).strip()


def refuse(refused: Sequence[RefusedWords]) -> None:
    """Raises FaultyEntry with a fault beside each part; nothing when nothing is refused."""
    if refused:
        raise FaultyEntry(tuple(Fault(found.part, found.why) for found in refused))


def ill_formed(text: StandingText, parts: Mapping[str, str]) -> list[RefusedWords]:
    """The parts that could never be filled: unknown ones, empty ones, unknown placeholders, stray braces."""
    return [found for name, words in parts.items() if (found := _ill_formed(text, name, words))]


def _ill_formed(text: StandingText, name: str, words: str) -> RefusedWords | None:
    if name not in text.parts:
        known = "、".join(text.parts)
        return RefusedWords(name, words, f"没有“{name}”这一段，可用：{known}")
    if not words:
        return RefusedWords(name, words, "这一段不能空着")
    unknown = [found for found in _PLACEHOLDER.findall(words) if found not in text.placeholders]
    if unknown:
        known = "、".join("{" + found + "}" for found in text.placeholders) or "无"
        return RefusedWords(name, f"{{{unknown[0]}}}", f"不认识“{{{unknown[0]}}}”，可以用：{known}")
    if brace := _BRACE.search(_PLACEHOLDER.sub("", words)):
        return RefusedWords(name, brace.group(), "花括号要成对，里面写栏目名")
    return None
