"""Every record class of every kind: what is stored, audited and printed is what the entry said."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from random import Random
from typing import Any

import pytest

from fengqiao_desk.fields import Field, Record
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.values.json_text import to_json

SEEDS = range(30)
LETTERS = "张三李四䶮𠮷A1 \n\"'\\·～"


def word(chance: Random) -> str:
    return "".join(chance.choices(LETTERS, k=chance.randint(1, 6)))


def words(chance: Random) -> list[str]:
    return list(dict.fromkeys(word(chance) for _ in range(chance.randint(1, 3))))


BY_KIND: dict[str, Callable[[Random], Any]] = {
    "day": lambda chance: date.fromordinal(chance.randint(1, 3_652_059)).isoformat(),
    "moment": lambda chance: (
        f"20{chance.randint(10, 99)}-02-2{chance.randint(0, 8)}T0{chance.randint(0, 9)}:59"
    ),
    "amount": lambda chance: f"{chance.randint(0, 10**12)}.{chance.randint(0, 99):02}",
    "quantity": lambda chance: chance.choice((1, 30, 2300, 0.5, 1.5, 0.001, 999_999_999.999)),
    "count": lambda chance: chance.choice((0, 1, 10**12)),
    "flag": lambda chance: chance.random() < 0.5,
    "names": words,
    "officers": words,
    "photos": words,
    "checklist": lambda chance: dict.fromkeys(words(chance), chance.random() < 0.5),
}


def entry(fields: tuple[Field, ...], chance: Random) -> dict[str, Any]:
    """Checked values as `check_entry` gives them, the empty ones None."""
    return {field.name: _value(field, chance) for field in fields}


def _value(field: Field, chance: Random) -> Any:
    if field.is_rows:
        return [entry(field.rows, chance) for _ in range(chance.randint(0, 2))]
    if not field.required and chance.random() < 0.5:
        return None
    return BY_KIND.get(field.kind.key, word)(chance)


def records() -> Iterator[type[Record]]:
    for kind in KINDS:
        yield kind.record
        yield from (step.record for step in kind.recorded_steps)


@pytest.mark.parametrize("record", list(records()), ids=lambda record: str(record.table_name()))
def test_a_record_says_byte_for_byte_what_its_entry_said(record: type[Record]) -> None:
    for seed in SEEDS:
        values = entry(record.fields(), Random(seed))
        again = record.of(values).plain()
        assert to_json(again) == to_json(values)
        assert json.dumps(again) == json.dumps(values)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.key))
def test_rows_stand_in_a_table_below_that_of_their_record(kind: Any) -> None:
    above = [kind.record, *(step.record for step in kind.recorded_steps)]
    while above:
        record = above.pop()
        for rows in record.rows_below():
            assert rows.record.table_name() == f"{record.table_name()}_{rows.name}"
            above.append(rows.record)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.key))
def test_a_step_belongs_to_the_kind_that_has_it(kind: Any) -> None:
    for step in kind.recorded_steps:
        assert step.of is kind.record
        assert step.record.table_name() == f"{kind.key}_step_{step.key}"
