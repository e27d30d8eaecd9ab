"""Lists of cases: filtered by declared fields, days and deadlines, in one of three orders, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..fields import OFFICER, OFFICERS, Field, Row
from ..fields.kinds import NamesKind
from ..problems import Unknown
from ..station import Station
from . import tables
from .kind import CaseKind
from .records import WITHDRAWN

# The largest integer a column holds.
_LARGEST = 2**63 - 1
_OWN = ("number", "title", "state")
_WITHOUT_FIELDS = (*_OWN, "day", "due", "open")
_BETWEEN = ".."
NOT_DUE = "无"
_SOONEST = "(SELECT min(d.due_on) FROM deadlines d WHERE d.case_key = c.key)"
ORDERS = {
    "day": "c.day DESC, c.key DESC",
    "due": f"{_SOONEST} IS NULL, {_SOONEST}, c.day DESC, c.key DESC",
    "number": "c.year DESC, c.sequence DESC",
}
"""What a list can be ordered by: newest day first, soonest deadline first, newest number first."""


@dataclass(frozen=True)
class Condition:
    """`field` is a declared field, `number`, `state` or `day`; `open` with 是 or 否 asks for cases not yet over.

    `day` takes one day or days `2026-11-01..2026-11-30`, either end may be left out. `due` asks for cases with a deadline on such
    days, or with 无 for those without any.
    """

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
    station: Station,
    kind: CaseKind,
    where: tuple[Condition, ...] = (),
    offset: int = 0,
    limit: int = 100,
    order: str = "day",
) -> Page:
    """A page of the cases that fit all conditions, in one of ORDERS; raises Unknown for a field or order that is not there."""
    if order not in ORDERS:
        raise Unknown(f"没有“{order}”这种排序，可用：{'、'.join(ORDERS)}")
    clauses, values = _clauses(station, kind, where)
    of_fields = any(condition.field not in _WITHOUT_FIELDS for condition in where)
    joined = f" JOIN {kind.key} f ON f.owner_key = c.key" if of_fields else ""
    source = f"FROM cases c{joined} WHERE c.kind = ?{clauses}"
    with station.reading():
        source += _but_withdrawn(station, kind)
        total = station.connections.run(f"SELECT count(*) {source}", kind.key, *values)[0][0]
        keys = station.connections.run(
            f"SELECT c.key, c.number, c.title, c.state, c.day {source} ORDER BY {ORDERS[order]} LIMIT ? OFFSET ?",
            *(kind.key, *values, limit, offset),
        )
        rows = []
        for key, *own in keys:
            fields = tables.read(station.connections, tables.case_table(kind), key)
            rows.append(
                CaseRow(own[0], own[1], kind.make_subtitle(kind.record.of(fields)), own[2], own[3], fields)
            )
    return Page(int(total), tuple(rows))


def _but_withdrawn(station: Station, kind: CaseKind) -> str:
    """Nothing where no import was ever undone, for the index of days counts faster without a state."""
    found = station.connections.run(
        "SELECT 1 FROM cases WHERE kind = ? AND state = ? LIMIT 1", kind.key, WITHDRAWN
    )
    return f" AND c.state <> '{WITHDRAWN}'" if found else ""


def count_open(station: Station, kind: CaseKind) -> int:
    """How many cases of a kind are not over."""
    open_states = [state.title for state in kind.states if not state.is_over]
    marks = ", ".join("?" for _ in open_states)
    return int(
        station.connections.run(
            f"SELECT count(*) FROM cases WHERE kind = ? AND state IN ({marks})",  # noqa: S608 - only question marks
            *(kind.key, *open_states),
        )[0][0]
    )


def _clauses(station: Station, kind: CaseKind, where: tuple[Condition, ...]) -> tuple[str, list[Any]]:
    text: str = ""
    values: list[Any] = []
    for condition in where:
        if condition.field == "open":
            if condition.value not in ("是", "否"):
                raise Unknown(f"open 只能是“是”或“否”，不能是“{condition.value}”")
            states = [s.title for s in kind.states if s.is_over == (condition.value == "否")]
            text += f" AND c.state IN ({', '.join('?' for _ in states)})"
            values.extend(states)
        elif condition.field == "day":
            text += _between("c.day", condition.value, values)
        elif condition.field == "due":
            text += _due(condition.value, values)
        elif condition.field in _OWN:
            text += f" AND c.{condition.field} = ?"
            values.append(condition.value)
        else:
            field = kind.field(condition.field)
            wanted = _wanted(station, field, condition.value)
            text += _holds(field, len(wanted))
            values.extend(wanted)
    return text, values


def _between(column: str, wanted: str, values: list[Any]) -> str:
    """Days from and until, both included; a single day is both."""
    first, between, last = wanted.partition(_BETWEEN)
    ends = [(">=", first), ("<=", last if between else first)]
    if not any(day for _, day in ends):
        raise Unknown(f"“{wanted}”不是日期，应写成 2026-11-01 或 2026-11-01..2026-11-30")
    values.extend(day for _, day in ends if day)
    return "".join(f" AND {column} {sign} ?" for sign, day in ends if day)


def _due(wanted: str, values: list[Any]) -> str:
    if wanted == NOT_DUE:
        return " AND NOT EXISTS (SELECT 1 FROM deadlines d WHERE d.case_key = c.key)"
    days = _between("d.due_on", wanted, values)
    return f" AND EXISTS (SELECT 1 FROM deadlines d WHERE d.case_key = c.key{days})"  # noqa: S608 - marks only


def _wanted(station: Station, field: Field, typed: str) -> tuple[Any, ...]:
    """What the column may hold: an officer is found by each name he has had."""
    if field.kind in (OFFICER, OFFICERS):
        return station.officers.names_of(typed)
    return (_column_value(field, typed),)


def _holds(field: Field, values: int) -> str:
    """A list of names is asked for one of them."""
    marks = ", ".join("?" * values)
    if isinstance(field.kind, NamesKind):
        return f' AND EXISTS (SELECT 1 FROM json_each(f."{field.name}") WHERE value IN ({marks}))'  # noqa: S608 - a declared name
    return f' AND f."{field.name}" IN ({marks})'


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
