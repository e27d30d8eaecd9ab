"""Checks an entry against declared fields: normalised values, and one sentence for each fault beside its field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..problems import Fault, FaultyEntry
from ..values import NotValid
from ..values.text import clean
from .declaration import EntryContext, Field, Row


@dataclass(frozen=True)
class Checked:
    """`values` has every declared field (None when empty); usable only when `faults` is empty."""

    values: Row
    faults: tuple[Fault, ...]

    def valid(self) -> Row:
        """The values; raises FaultyEntry when there are faults."""
        if self.faults:
            raise FaultyEntry(self.faults)
        return self.values


Memory = dict[Any, Any]
"""What was read before of the same field and words, or the NotValid it raised: thousands of entries repeat a few hundred words."""


def check_entry(
    fields: tuple[Field, ...], raw: Any, context: EntryContext, path: str = "", memory: Memory | None = None
) -> Checked:
    """Check a whole entry, or one row of it when `path` is such as `parties[1].`; `memory` is kept by who checks many on one day."""
    if not isinstance(raw, dict):
        return Checked({}, (Fault(path.rstrip("."), "应填一组栏目（JSON 对象）"),))
    known = {field.name for field in fields}
    unknown = [clean(str(name)) for name in raw if name not in known]
    faults = [Fault(path + name, f"没有“{name}”这个栏目") for name in unknown]
    values: Row = {}
    for field in fields:
        given = raw.get(field.name)
        if field.is_rows:
            values[field.name] = _rows(field, given, context, path, faults, memory)
        else:
            values[field.name] = _one(field, given, raw, context, path, faults, memory)
    faults.extend(_missing(fields, values, path, {fault.field for fault in faults}))
    return Checked(values, tuple(faults))


def is_empty(value: Any) -> bool:
    return value is None or (not value and value in ("", [], {}))


def _one(
    field: Field,
    given: Any,
    raw: Row,
    context: EntryContext,
    path: str,
    faults: list[Fault],
    memory: Memory | None,
) -> Any:
    if is_empty(given) or (isinstance(given, str) and not given.strip()):
        return None
    value = _read(field, given, raw, context, memory)
    if isinstance(value, NotValid):
        faults.append(Fault(path + field.name, str(value)))
        return None
    return None if is_empty(value) else value


def _read(field: Field, given: Any, raw: Row, context: EntryContext, memory: Memory | None) -> Any:
    """The value, or the NotValid it is refused with; from memory where the same words were read before."""
    at = None
    if memory is not None and not field.kind.reads_row and isinstance(given, str | int | list):
        at = (field, tuple(given) if isinstance(given, list) else given, type(given))
        if at in memory:
            return memory[at]
    value: Any
    try:
        value = field.kind.read(given, field, raw, context)
    except NotValid as error:
        value = error
    if at is not None and memory is not None:
        memory[at] = value
    return value


def _rows(
    field: Field, given: Any, context: EntryContext, path: str, faults: list[Fault], memory: Memory | None
) -> list[Row]:
    if is_empty(given):
        return []
    if not isinstance(given, list):
        faults.append(Fault(path + field.name, f"“{field.label}”应是若干行"))
        return []
    rows = []
    for position, raw in enumerate(given, start=1):
        at = f"{path}{field.name}[{position}]."
        checked = check_entry(field.rows, raw, context, at, memory)
        found = list(checked.faults)
        if field.complete is not None and not found:
            found = [
                Fault(at + fault.field, fault.message) for fault in field.complete(checked.values, context)
            ]
        faults.extend(Fault(fault.field, fault.message, position) for fault in found)
        rows.append(checked.values)
    return rows


def _missing(fields: tuple[Field, ...], values: Row, path: str, faulty: set[str]) -> list[Fault]:
    found = []
    for field in fields:
        needed = field.required or (field.required_when is not None and field.required_when(values))
        excused = bool(field.missing_reason and values.get(field.missing_reason))
        at = path + field.name
        if needed and is_empty(values.get(field.name)) and not excused and at not in faulty:
            found.append(Fault(at, f"请填写“{field.label}”"))
    return found
