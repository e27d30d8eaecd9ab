"""Lists of cases: filtered by declared fields, newest first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..fields import Field, Row
from ..fields.kinds import NamesKind
from ..problems import Unknown
from ..station import Station
from . import tables
from .kind import CaseKind

# The largest integer a column holds.
_LARGEST = 2**63 - 1
_OWN = ("number", "title", "state", "day")


@dataclass(frozen=True)
class Condition:
    """`field` is a declared field, `number`, `state` or `day`; `open` with 是 or 否 asks for cases not yet closed."""

    field: str
    value: str


@dataclass(frozen=True)
class CaseRow:
    """One line of a list; `values` holds the listed fields."""

    number: str
    title: str
    subtitle: str
    state: str
    day: str
    values: Row

    def as_data(self, kind: CaseKind) -> dict[str, Any]:
        shown = {field.name: self.values.get(field.name) for field in kind.fields if field.listed}
        return {
            **shown,
            "number": self.number,
            "title": self.title,
            "state": self.state,
            "day": self.day,
        }


@dataclass(frozen=True)
class Page:
    """`rows` of the page and the `total` of all that match."""

    total: int
    rows: tuple[CaseRow, ...]


def page(
    station: Station, kind: CaseKind, where: tuple[Condition, ...] = (), offset: int = 0, limit: int = 100
) -> Page:
    """A page of the cases that fit all conditions, newest day first; raises Unknown for a field that is not there."""
    clauses, values = _clauses(kind, where)
    source = f"FROM cases c JOIN {kind.key} f ON f.owner_key = c.key WHERE c.kind = ?{clauses}"
    with station.reading():
        total = station.connections.run(f"SELECT count(*) {source}", kind.key, *values)[0][0]
        keys = station.connections.run(
            f"SELECT c.key, c.number, c.title, c.state, c.day {source} ORDER BY c.day DESC, c.key DESC LIMIT ? OFFSET ?",
            *(kind.key, *values, limit, offset),
        )
        rows = []
        for key, *own in keys:
            fields = tables.read(station.connections, tables.case_table(kind), key)
            rows.append(CaseRow(own[0], own[1], kind.make_subtitle(fields), own[2], own[3], fields))
    return Page(int(total), tuple(rows))


def count_open(station: Station, kind: CaseKind) -> int:
    """How many cases of a kind are not closed."""
    open_states = [state.title for state in kind.states if not state.closed]
    marks = ", ".join("?" for _ in open_states)
    return int(
        station.connections.run(
            f"SELECT count(*) FROM cases WHERE kind = ? AND state IN ({marks})",  # noqa: S608 - only question marks
            *(kind.key, *open_states),
        )[0][0]
    )


def _clauses(kind: CaseKind, where: tuple[Condition, ...]) -> tuple[str, list[Any]]:
    text, values = "", []
    for condition in where:
        if condition.field == "open":
            if condition.value not in ("是", "否"):
                raise Unknown(f"open 只能是“是”或“否”，不能是“{condition.value}”")
            wanted = [s.title for s in kind.states if s.closed == (condition.value == "否")]
            text += f" AND c.state IN ({', '.join('?' for _ in wanted)})"
            values.extend(wanted)
        elif condition.field in _OWN:
            text += f" AND c.{condition.field} = ?"
            values.append(condition.value)
        else:
            field = kind.field(condition.field)
            text += _holds(field)
            values.append(_column_value(field, condition.value))
    return text, values


def _holds(field: Field) -> str:
    """A list of names is asked for one of them."""
    if isinstance(field.kind, NamesKind):
        return f' AND EXISTS (SELECT 1 FROM json_each(f."{field.name}") WHERE value = ?)'  # noqa: S608 - a declared name
    return f' AND f."{field.name}" = ?'


def _column_value(field: Field, typed: str) -> Any:
    if field.is_rows:
        raise Unknown(f"不能按“{field.label}”筛选")
    if field.kind.column != "INTEGER":
        return typed
    words = {"是": True, "否": False, "true": True, "false": False}
    try:
        value = int(field.kind.to_column(words.get(typed, typed)))
    except (ValueError, ArithmeticError):
        value = _LARGEST + 1
    if abs(value) > _LARGEST:
        raise Unknown(f"“{field.label}”不能按“{typed}”筛选")
    return value
