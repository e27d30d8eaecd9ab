"""Another organ's order: passed on with organ, number and hour, carried out on the register, lifted again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.notices import batch, board, carrying_out
from fengqiao_desk.problems import FaultyEntry
from tests.core.notices.walk import (
    ORDER,
    issue,
    serve,
)

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]


@pytest.mark.parametrize("field", ["organ", "number", "effective_at", "scope"])
@pytest.mark.parametrize("template", ["closure_relay", "reopening"])
def test_passing_on_an_order_needs_organ_number_hour_and_scope(town: Desk, template: str, field: str) -> None:
    order = batch.Order(**{**vars(ORDER), field: ""})
    with pytest.raises(FaultyEntry, match="请填写"):
        issue(town, template=template, order=order)


def test_the_hour_of_an_order_is_an_hour(town: Desk) -> None:
    order = batch.Order(**{**vars(ORDER), "effective_at": "今晚"})
    with pytest.raises(FaultyEntry, match="应写成"):
        issue(town, template="closure_relay", order=order)


def test_an_order_carried_out_suspends_and_reopening_withdraws(town: Desk) -> None:
    chosen = batch.select(town.station, "网吧", town.act().day)
    issue(town, "网吧", "closure_relay", ORDER)
    (closed,) = carrying_out.carry_out(town.station, "closure_relay", chosen, ORDER, town.act())
    assert closed.state == "暂停"
    again = batch.Order("市疫情防控指挥部", "第12号通告", "2026-11-21T20:00", "全市网吧")
    (resumed,) = carrying_out.carry_out(town.station, "reopening", [closed], again, town.act())
    assert (resumed.state, resumed.steps[-1].entry["order_number"]) == ("营业", "第12号通告")
    totals = board.board(town.station).totals
    assert (totals.withdrawn, totals.outstanding) == (1, 0)


def test_who_was_reached_stays_reached_after_a_withdrawal(town: Desk, service: Entry) -> None:
    number = issue(town, "网吧", "closure_relay", ORDER).numbers[0]
    case = serve(town, number, service)
    order = {"at": "2026-11-21T08:50", "decided_by": "指挥部", "order_number": "第12号"}
    assert town.step(case, "withdraw", order).state == "已签收"
