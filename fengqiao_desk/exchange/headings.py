"""Guesses where the columns of an old ledger go, from the fields' labels and the words of resources/column_headings.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Any

from ..cases import CaseKind
from ..fields import Field
from ..values.text import half_width
from .targets import EACH, Target, history_target

_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_MARKS = re.compile(r"[\s*＊:：、，,。/·]+")


@cache
def words() -> dict[str, Any]:
    """The shipped words."""
    text = (resources.files("fengqiao_desk.resources") / "column_headings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def plain(heading: Any) -> str:
    """The form in which headings are compared: `身份证号码（18位）*` → `身份证号码`."""
    text = _MARKS.sub("", half_width(str(heading)))
    return _BRACKETS.sub("", text) or text


def is_own(heading: str) -> bool:
    """Whether it is a column of the sheet itself (序号), not of what it tells."""
    return plain(heading) in words()["own"]


def is_no_record(cell: Any) -> bool:
    """Whether a row that begins with this is a total or a line of signatures."""
    begins = plain(cell)
    return begins in words()["not_records"] or begins.startswith(tuple(words()["signed_by"]))


def why_no_record(cells: Sequence[Any]) -> str:
    """Why a line is no record; empty when it is one."""
    filled = [cell for cell in cells if cell != "" and cell is not None]
    if not isinstance(filled[0], str):
        return ""
    if is_no_record(filled[0]):
        return "合计或签名行"
    if len(filled) > 2 and all(cell == filled[0] for cell in filled):
        return f"标题行“{filled[0][:12]}”"
    return ""


def ending(kind: CaseKind, cell: Any) -> str | None:
    """The result that a cell of an old ledger means, None when nobody knows: 已调解 → 已办结（结果不详）."""
    assert kind.history is not None
    word = plain(cell)
    known = words()["history"]["words"][kind.history.step.fields[0].vocabulary]
    found = next((term for term, said in known.items() if word == plain(term) or word in said), None)
    is_open = any(word == state.title and not state.closed for state in kind.states)
    return kind.history.unfinished if found is None and is_open else found


def guess(
    kind: CaseKind, headings: Sequence[str], contents: Sequence[Sequence[str]] = ()
) -> tuple[list[Target | None], dict[str, str]]:
    """For each heading its likely target, None where nobody knows; and what rows get that have no column for it, by path.

    `contents` has some of what stands below each heading: 处理结果 tells the end of a matter when every word of it is known.
    """
    guesser = _Guesser(kind, {plain(heading) for heading in headings})
    below = [*contents, *[()] * (len(headings) - len(contents))]
    found = [guesser.target(plain(heading), cells) for heading, cells in zip(headings, below, strict=True)]
    return found, guesser.fixed(found)


class _Guesser:
    """Goes through the headings from left to right: 电话 beside 乙方 is that of 乙方."""

    def __init__(self, kind: CaseKind, headings: set[str]) -> None:
        self._kind = kind
        self._says_the_end = not headings.isdisjoint(words()["history"]["result"])
        self._last: tuple[Field, str] | None = None
        self._taken: set[str] = set()
        self._said: dict[str, str] = {}

    def target(self, heading: str, cells: Sequence[str] = ()) -> Target | None:
        ends = self._of_the_end(heading, cells)
        if not heading or (is_own(heading) and not self._is_label(heading) and not ends):
            return None
        likely: tuple[Callable[[str], Iterable[Target]], ...] = (
            lambda _: ends,
            self._of_rows,
            self._of_labels,
            self._of_the_row_before,
            self._of_other_words,
            self._of_any_row,
        )
        for target in (target for find in likely for target in find(heading)):
            joined = target.field.kind.key == "text" and not target.rows
            if target.path not in self._taken or joined:
                self._taken.add(target.path)
                if target.rows and target not in ends:
                    self._last = (self._kind.field(target.rows), target.place)
                return target
        return None

    def fixed(self, found: Sequence[Target | None]) -> dict[str, str]:
        """What `fixed` and `as` of the words say for the rows that have a column."""
        paths = {target.path for target in found if target}
        filled: dict[str, str] = {}
        for target in found:
            if target is not None:
                for name, value in words()["rows"].get(target.rows, {}).get("fixed", {}).items():
                    filled.setdefault(f"{target.rows}[{target.place}].{name}", value)
        return {path: value for path, value in {**filled, **self._said}.items() if path not in paths}

    def _of_the_end(self, heading: str, cells: Sequence[str]) -> list[Target]:
        """Whether the matter is over, and since when."""
        history, known = self._kind.history, words()["history"]
        if history is None or self._is_label(heading):
            return []
        result, closed_on, _ = map(history_target, history.step.fields)
        if heading in known["closed_on"]:
            return [closed_on]
        sure = heading in known["result"] or heading == plain(history.step.fields[0].label)
        told = bool(cells) and not self._says_the_end and all(ending(self._kind, cell) for cell in cells)
        return [result] if sure or (heading in known["maybe"] and told) else []

    def _is_label(self, heading: str) -> bool:
        return any(plain(field.label) == heading for field in self._kind.fields)

    def _of_labels(self, heading: str) -> Iterator[Target]:
        yield from (Target(f) for f in self._kind.fields if not f.is_rows and plain(f.label) == heading)

    def _of_other_words(self, heading: str) -> Iterator[Target]:
        others = words()["fields"]
        yield from (
            Target(f) for f in self._kind.fields if not f.is_rows and heading in others.get(f.name, ())
        )

    def _of_rows(self, heading: str) -> Iterator[Target]:
        """`甲方`, `甲方电话`, `当事人`."""
        for declared in (field for field in self._kind.fields if field.is_rows):
            known = words()["rows"].get(declared.name)
            if known is None:
                continue
            main = next(field for field in declared.rows if field.name == known["main"])
            if heading in (plain(declared.label), *known["each"]):
                yield Target(main, declared.name, EACH, declared.label)
            for place, begin in _beginnings(known["places"], heading):
                child = _child(declared, heading.removeprefix(begin), main)
                if child is not None:
                    for name, value in known.get("as", {}).get(begin, {}).items():
                        self._said[f"{declared.name}[{place}].{name}"] = value
                    yield Target(child, declared.name, str(place), declared.label)

    def _of_the_row_before(self, heading: str) -> Iterator[Target]:
        """A field of the row that the columns to the left belong to."""
        if self._last is not None:
            declared, place = self._last
            child = _child(declared, heading, None)
            if child is not None:
                yield Target(child, declared.name, place, declared.label)

    def _of_any_row(self, heading: str) -> Iterator[Target]:
        for declared in (field for field in self._kind.fields if field.is_rows):
            child = _child(declared, heading, None)
            if child is not None:
                yield Target(child, declared.name, "1", declared.label)


def _beginnings(places: list[list[str]], heading: str) -> list[tuple[int, str]]:
    """The places whose heading it begins with, the longest first: `当事人一电话` is of `当事人一`."""
    found = [
        (place, begin)
        for place, headings in enumerate(places, start=1)
        for begin in headings
        if heading.startswith(begin)
    ]
    return sorted(found, key=lambda each: -len(each[1]))


def _child(declared: Field, heading: str, main: Field | None) -> Field | None:
    """The field of a row that is meant; `main` when nothing follows the place."""
    if not heading:
        return main
    others = words()["rows"].get(declared.name, {}).get("fields", {})
    for field in declared.rows:
        if heading == plain(field.label) or heading in others.get(field.name, ()):
            return field
    return None
