"""What a declared field says of a value in its row."""

from __future__ import annotations

from typing import Any

import pytest

from fengqiao_desk.fields import LINE, QUANTITY, Field

QUANTITY_OF_GOODS = Field("quantity", "数量", QUANTITY, unit_field="unit", remainder_field="approximate")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"quantity": 800, "unit": "只", "approximate": True}, "800余只"),
        ({"quantity": 1.5, "unit": "公斤", "approximate": False}, "1.5公斤"),
        ({"quantity": 30, "unit": None, "approximate": None}, "30"),
    ],
)
def test_a_quantity_is_said_with_its_unit_and_its_remainder(row: dict[str, Any], said: str) -> None:
    assert QUANTITY_OF_GOODS.in_words(row) == said


@pytest.mark.parametrize(
    ("row", "asked"),
    [({"route": "人民调解"}, False), ({"route": "治安调解"}, True), ({"conduct": "殴打他人"}, True)],
)
def test_a_field_is_asked_where_it_matters_or_where_something_stands(
    row: dict[str, Any], asked: bool
) -> None:
    field = Field("conduct", "行为", LINE, asked_when=lambda values: values.get("route") == "治安调解")
    assert field.is_asked(row) is asked
