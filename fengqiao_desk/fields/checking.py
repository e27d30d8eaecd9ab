"""Checks an entry against declared fields: normalised values, and one sentence for each fault beside its field."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

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

    @property
    def sound(self) -> Row:
        """The values that can be reckoned with while an entry is typed: rows with a fault are left out, so places may have moved up."""
        faulty = {(fault.field.split("[")[0], fault.row) for fault in self.faults}
        return {
            name: [row for place, row in enumerate(value, start=1) if (name, place) not in faulty]
            if isinstance(value, list)
            else value
            for name, value in self.values.items()
        }


_Words = tuple[Field, str | tuple[str, ...]]
Memory = dict[_Words, object]
"""What was read before of the same field and words: thousands of entries repeat a few hundred words. What was refused is read again."""

# Numbers are not remembered: as keys `1` and `true` are the same, and one of them would be let in as the other.
_REMEMBERED = (str, list)


@dataclass(frozen=True)
class _Plan:
    """What checking needs of a declaration: its fields by name in their order, which are rows, which may be missed, an empty entry."""

    fields: dict[str, Field]
    names: frozenset[str]
    rows: tuple[str, ...]
    needed: tuple[Field, ...]
    empty: Row


@lru_cache(maxsize=256)
def _plan(fields: tuple[Field, ...]) -> _Plan:
    return _Plan(
        {field.name: field for field in fields},
        frozenset(field.name for field in fields),
        tuple(field.name for field in fields if field.is_rows),
        tuple(field for field in fields if field.required or field.required_when is not None),
        dict.fromkeys(field.name for field in fields),
    )


def check_entry(
    fields: tuple[Field, ...],
    raw: object,
    context: EntryContext,
    path: str = "",
    memory: Memory | None = None,
) -> Checked:
    """Check a whole entry, or one row of it when `path` is such as `parties[1].`; `memory` is kept by who checks many on one day."""
    if not isinstance(raw, dict):
        return Checked({}, (Fault(path.rstrip("."), "应填一组栏目（JSON 对象）"),))
    plan = _plan(fields)
    faults: list[Fault] = []
    if not plan.names.issuperset(raw):
        unknown = [clean(str(name)) for name in raw if name not in plan.names]
        faults = [Fault(path + name, f"没有“{name}”这个栏目") for name in unknown]
    values = {**plan.empty, **{name: [] for name in plan.rows}}
    for name in [name for name in plan.fields if name in raw]:
        field, given = plan.fields[name], raw[name]
        if name in plan.rows:
            values[name] = _rows(field, given, context, path, faults, memory)
        elif given is not None:
            values[name] = _one(field, given, raw, context, path, faults, memory)
    missing = _missing(plan.needed, values, path, faults)
    return Checked(values, (*faults, *missing) if missing else tuple(faults))


def is_empty(value: object) -> bool:
    """Whether an entry says nothing here: no value, an empty text, list or object; `0` and `false` say something."""
    return value is None or (not value and value in ("", [], {}))


def _one(
    field: Field,
    given: object,
    raw: Row,
    context: EntryContext,
    path: str,
    faults: list[Fault],
    memory: Memory | None,
) -> object:
    at: _Words | None = None
    if memory is not None and isinstance(given, _REMEMBERED) and not field.kind.reads_row:
        at = (field, given if isinstance(given, str) else tuple(map(str, given)))
        # A kind that reads its row may take the same words otherwise beside other values, so it never comes here.
        if at in memory:
            return memory[at]
    if is_empty(given) or (isinstance(given, str) and not given.strip()):
        return None
    try:
        value = field.kind.read(given, field, raw, context)
    except NotValid as error:
        faults.append(Fault(path + field.name, str(error)))
        return None
    value = None if is_empty(value) else value
    if at is not None and memory is not None:
        memory[at] = value
    return value


def _rows(
    field: Field, given: object, context: EntryContext, path: str, faults: list[Fault], memory: Memory | None
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


def _missing(needed: tuple[Field, ...], values: Row, path: str, faults: list[Fault]) -> list[Fault]:
    found = []
    for field in needed:
        if not is_empty(values.get(field.name)):
            continue
        # What is missing is asked once all values are read: whether one is needed may hang on the others of its row.
        wanted = field.required or (field.required_when is not None and field.required_when(values))
        excused = bool(field.missing_reason and values.get(field.missing_reason))
        at = path + field.name
        # A value that was refused is missing too; one sentence beside a field is enough.
        if wanted and not excused and all(fault.field != at for fault in faults):
            found.append(Fault(at, f"请填写“{field.label}”"))
    return found
