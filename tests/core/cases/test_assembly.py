"""A kind that does not fit together is told before anybody uses it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from fengqiao_desk.cases import CaseKind, Step
from fengqiao_desk.cases.assembly import WrongDeclaration, faults_of, put_together
from fengqiao_desk.fields import DAY, LINE, Column, Record, RowRecord, Rows


class Thing(RowRecord):
    name = Column("名称", LINE, required=True)

    class Meta:
        table_name = "wrong_things"


class Find(Record):
    found_on = Column("拾得日期", DAY, required=True)
    things = Rows(Thing, "物品")

    class Meta:
        table_name = "built_finds"


class Claim(Record):
    on = Column("认领日期", DAY, required=True)

    class Meta:
        table_name = "built_finds_step_claim"


class Elsewhere(Record):
    class Meta:
        table_name = "other_step_claim"


KIND: CaseKind[Any] = CaseKind(
    record=Claim,
    title="物品",
    noun="物品",
    number_prefix="SW",
    states=(),
    first_state=lambda row: "",
    day=Claim.on,
    make_title=lambda row: "",
    make_subtitle=lambda row: "",
)


def test_rows_in_another_table_are_told() -> None:
    (wrong,) = faults_of(replace(KIND, record=Find, day=Find.found_on))
    assert wrong == "Thing: its table is wrong_things, not built_finds_things"


def test_a_step_of_another_kind_is_told() -> None:
    steps: Any = (Step(Find, Elsewhere, "认领"),)
    assert len(list(faults_of(replace(KIND, steps=steps)))) == 2


def test_a_day_of_another_record_is_told() -> None:
    with pytest.raises(WrongDeclaration, match="not its own"):
        put_together(replace(KIND, day=Find.found_on))


def test_what_fits_together_is_what_was_given() -> None:
    assert put_together(KIND) == (KIND,)
