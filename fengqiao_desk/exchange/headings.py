"""Guesses where the columns of an old ledger go, from the fields' labels and the words of resources/column_headings.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from ..cases import CaseKind
from ..fields import Field
from ..values.text import half_width
from .targets import EACH, Target, history_target
from .workbook import Cell

_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_MARKS = re.compile(r"[\s*＊:：、，,。/·]+")


@dataclass(frozen=True)
class RowWords:
    """What the columns of a field of rows are called; the file of words says what each of these is for."""

    main: str
    each: list[str]
    places: list[list[str]]
    fields: dict[str, list[str]]
    fixed: dict[str, str] = field(default_factory=dict)
    says: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class EndWords:
    """What old ledgers call the end of a matter: the columns, and by vocabulary the words for each of its terms."""

    result: list[str]
    maybe: list[str]
    closed_on: list[str]
    words: dict[str, dict[str, list[str]]]


@dataclass(frozen=True)
class HeadingWords:
    """The words of resources/column_headings.toml, by which the columns of old ledgers are known."""

    own: list[str]
    not_records: list[str]
    signed_by: list[str]
    fields: dict[str, list[str]]
    rows: dict[str, RowWords]
    history: EndWords


@cache
def words() -> HeadingWords:
    """The shipped words."""
    text = (resources.files("fengqiao_desk.resources") / "column_headings.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    rows = {name: RowWords(**row) for name, row in tables.pop("rows").items()}
    return HeadingWords(rows=rows, history=EndWords(**tables.pop("history")), **tables)


def plain(heading: Cell) -> str:
    """The form in which headings are compared: `身份证号码（18位）*` → `身份证号码`."""
    text = _MARKS.sub("", half_width(str(heading)))
    return _BRACKETS.sub("", text) or text


def is_own(heading: str) -> bool:
    """Whether it is a column of the sheet itself (序号), not of what it tells."""
    return plain(heading) in words().own


def is_no_record(cell: Cell) -> bool:
    """Whether a row that begins with this is a total or a line of signatures."""
    begins = plain(cell)
    return begins in words().not_records or begins.startswith(tuple(words().signed_by))


def why_no_record(cells: Sequence[Cell]) -> str:
    """Why a line is no record; empty when it is one."""
    first, *others = [cell for cell in cells if cell != "" and cell is not None]
    if not isinstance(first, str):
        return ""
    if is_no_record(first):
        return "合计或签名行"
    # A banner merged over the whole width stands in each of its cells; two alike may be two values.
    if len(others) > 1 and all(cell == first for cell in others):
        return f"标题行“{first[:12]}”"
    return ""


def ending(kind: CaseKind, cell: Cell) -> str | None:
    """The result that a cell of an old ledger means, None when nobody knows: 已调解 → 已办结（结果不详）."""
    assert kind.history is not None
    word = plain(cell)
    known = words().history.words[kind.history.step.fields[0].vocabulary]
    found = next((term for term, meaning in known.items() if word == plain(term) or word in meaning), None)
    is_open = any(word == state.title and not state.closed for state in kind.states)
    return kind.history.unfinished if found is None and is_open else found


def likely_targets(
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
        self._says_the_end = not headings.isdisjoint(words().history.result)
        self._last: tuple[Field, str] | None = None
        self._taken: set[str] = set()
        self._said_by_headings: dict[str, str] = {}

    def target(self, heading: str, cells: Sequence[str] = ()) -> Target | None:
        """The likely target of the next heading, `cells` being some of what stands below it; None where nobody knows."""
        ends = self._of_the_end(heading, cells)
        if not heading or (is_own(heading) and not self._is_label(heading) and not ends):
            return None
        # From the surest to the least sure; what is taken already goes to the next that fits.
        likely: tuple[Callable[[str], Iterable[Target]], ...] = (
            lambda _: ends,
            self._of_rows,
            self._of_labels,
            self._of_the_row_before,
            self._of_other_words,
            self._of_any_row,
        )
        for target in (target for find in likely for target in find(heading)):
            # Several columns may fill one text: 事由 and 处理结果 both tell what happened.
            joined = target.field.kind.key == "text" and not target.rows
            if target.path not in self._taken or joined:
                self._taken.add(target.path)
                # The end of a matter is no row that 电话 behind it could belong to.
                if target.rows and target not in ends:
                    self._last = (self._kind.field(target.rows), target.place)
                return target
        return None

    def fixed(self, found: Sequence[Target | None]) -> dict[str, str]:
        """What the words say for the rows that have a column, those of a heading (申请人) before those of every row."""
        paths = {target.path for target in found if target}
        filled: dict[str, str] = {}
        for target in found:
            if target is not None:
                known = words().rows.get(target.rows)
                for name, value in known.fixed.items() if known else ():
                    filled.setdefault(f"{target.rows}[{target.place}].{name}", value)
        filled.update(self._said_by_headings)
        return {path: value for path, value in filled.items() if path not in paths}

    def _of_the_end(self, heading: str, cells: Sequence[str]) -> list[Target]:
        """Whether the matter is over, and since when."""
        history, known = self._kind.history, words().history
        if history is None or self._is_label(heading):
            return []
        result, closed_on, _ = map(history_target, history.step.fields)
        if heading in known.closed_on:
            return [closed_on]
        sure = heading in known.result or heading == plain(history.step.fields[0].label)
        # 处理结果 beside a column of states is what was done, not whether it is over; alone, only if all its words are known.
        tells = bool(cells) and not self._says_the_end and all(ending(self._kind, cell) for cell in cells)
        return [result] if sure or (heading in known.maybe and tells) else []

    def _is_label(self, heading: str) -> bool:
        return any(plain(own.label) == heading for own in self._kind.fields)

    def _of_labels(self, heading: str) -> Iterator[Target]:
        yield from (Target(f) for f in self._kind.fields if not f.is_rows and plain(f.label) == heading)

    def _of_other_words(self, heading: str) -> Iterator[Target]:
        others = words().fields
        yield from (
            Target(f) for f in self._kind.fields if not f.is_rows and heading in others.get(f.name, ())
        )

    def _of_rows(self, heading: str) -> Iterator[Target]:
        """`甲方`, `甲方电话`, `当事人`."""
        for declared in (own for own in self._kind.fields if own.is_rows):
            known = words().rows.get(declared.name)
            if known is None:
                continue
            main = next(child for child in declared.rows if child.name == known.main)
            if heading in (plain(declared.label), *known.each):
                yield Target(main, declared.name, EACH, declared.label)
            for place, begin in _beginnings(known.places, heading):
                child = _child(declared, heading.removeprefix(begin), main)
                if child is not None:
                    for name, value in known.says.get(begin, {}).items():
                        self._said_by_headings[f"{declared.name}[{place}].{name}"] = value
                    yield Target(child, declared.name, str(place), declared.label)

    def _of_the_row_before(self, heading: str) -> Iterator[Target]:
        """A field of the row that the columns to the left belong to."""
        if self._last is not None:
            declared, place = self._last
            child = _child(declared, heading, None)
            if child is not None:
                yield Target(child, declared.name, place, declared.label)

    def _of_any_row(self, heading: str) -> Iterator[Target]:
        for declared in (own for own in self._kind.fields if own.is_rows):
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
    known = words().rows.get(declared.name)
    for child in declared.rows:
        others = known.fields.get(child.name, []) if known else []
        if heading == plain(child.label) or heading in others:
            return child
    return None
