"""Rows of fields: parties are checked row by row, and a fault says in which row and field it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.cases.parties import Party, complete_party
from fengqiao_desk.fields import ROWS, EntryContext, Field, check_entry
from fengqiao_desk.station.station import EntryChoices

if TYPE_CHECKING:
    from tests.conftest import Desk


@pytest.fixture
def context(desk: Desk) -> EntryContext:
    """What the practice station lets one choose today."""
    return EntryChoices(desk.station, desk.act())


PARTIES = (Field("parties", "当事人", ROWS, required=True, rows=Party.fields(), complete=complete_party),)


def party(**more: Any) -> dict[str, Any]:
    return {"role": "当事人", "name": "张三", **more}


def test_a_fault_in_a_row_is_addressed_by_row_and_field(context: EntryContext) -> None:
    raw = {"parties": [party(), party(id_number="110105194912310021")]}
    (fault,) = check_entry(PARTIES, raw, context).faults
    assert (fault.field, fault.row) == ("parties[2].id_number", 2)


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        (None, "parties"),
        ([], "parties"),
        ("张三", "parties"),
        ({"name": "张三"}, "parties"),
        (["张三"], "parties[1]"),
        ([None], "parties[1]"),
        ([[party()]], "parties[1]"),
        ([party(foo=1)], "parties[1].foo"),
        ([party(name=["张三"])], "parties[1].name"),
    ],
)
def test_rows_that_are_no_rows_are_told(context: EntryContext, raw: Any, field: str) -> None:
    assert field in [fault.field for fault in check_entry(PARTIES, {"parties": raw}, context).faults]


def test_a_resident_card_gives_sex_and_birth_date(context: EntryContext) -> None:
    raw = {"parties": [party(id_number="11010519491231002X")]}
    (row,) = check_entry(PARTIES, raw, context).valid()["parties"]
    assert (row["sex"], row["birth_date"]) == ("女", "1949-12-31")


def test_a_birth_date_against_the_card_is_told(context: EntryContext) -> None:
    raw = {"parties": [party(id_number="11010519491231002X", birth_date="1950-01-01")]}
    (fault,) = check_entry(PARTIES, raw, context).faults
    assert fault.field == "parties[1].birth_date"


def test_a_written_reason_keeps_a_number_with_a_wrong_check_character(context: EntryContext) -> None:
    raw = {"parties": [party(id_number="110105194912310021", id_override_reason="旧册如此")]}
    (row,) = check_entry(PARTIES, raw, context).valid()["parties"]
    assert row["id_number"] == "110105194912310021"


def test_a_passport_is_not_checked_as_a_resident_card(context: EntryContext) -> None:
    raw = {"parties": [party(id_kind="护照", id_number="E12345678")]}
    (row,) = check_entry(PARTIES, raw, context).valid()["parties"]
    assert row["id_number"] == "E12345678"


def test_a_passport_number_has_a_length(context: EntryContext) -> None:
    raw = {"parties": [party(id_kind="护照", id_number="E" * 201)]}
    (fault,) = check_entry(PARTIES, raw, context).faults
    assert "最多 200 字" in fault.message
