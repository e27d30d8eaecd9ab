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


def check_entry(fields: tuple[Field, ...], raw: Any, context: EntryContext, path: str = "") -> Checked:
    """Check a whole entry, or one row of it when `path` is such as `parties[1].`."""
    if not isinstance(raw, dict):
        return Checked({}, (Fault(path.rstrip("."), "应填一组栏目（JSON 对象）"),))
    known = {field.name for field in fields}
    unknown = [clean(str(name)) for name in raw if name not in known]
    faults = [Fault(path + name, f"没有“{name}”这个栏目") for name in unknown]
    values: Row = {}
    for field in fields:
        given = raw.get(field.name)
        if field.is_rows:
            values[field.name] = _rows(field, given, context, path, faults)
        else:
            values[field.name] = _one(field, given, raw, context, path, faults)
    faults.extend(_missing(fields, values, path, {fault.field for fault in faults}))
    return Checked(values, tuple(faults))


def is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def _one(field: Field, given: Any, raw: Row, context: EntryContext, path: str, faults: list[Fault]) -> Any:
    if is_empty(given) or (isinstance(given, str) and not given.strip()):
        return None
    try:
        value = field.kind.read(given, field, raw, context)
    except NotValid as error:
        faults.append(Fault(path + field.name, str(error)))
        return None
    return None if is_empty(value) else value


def _rows(field: Field, given: Any, context: EntryContext, path: str, faults: list[Fault]) -> list[Row]:
    if is_empty(given):
        return []
    if not isinstance(given, list):
        faults.append(Fault(path + field.name, f"“{field.label}”应是若干行"))
        return []
    rows = []
    for position, raw in enumerate(given, start=1):
        at = f"{path}{field.name}[{position}]."
        checked = check_entry(field.rows, raw, context, at)
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
