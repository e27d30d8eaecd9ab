"""The board: every notice counted once, divided, and the venues behind each figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk import cases
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.notices import board
from tests.core.notices.walk import (
    issue,
    serve,
)

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]


def test_the_board_counts_every_notice_once(town: Desk, service: Entry) -> None:
    numbers = issue(town).numbers
    serve(town, numbers[0], service)
    serve(town, numbers[1], {**service, "outcome": "拒收", "witness": "王某", "reason": "拒绝"})
    found = board.board(town.station)
    totals = found.totals
    assert (totals.sent, totals.signed, totals.refused, totals.outstanding) == (3, 1, 1, 1)
    assert [venue.document for venue in found.outstanding] == [numbers[2]]


def test_a_void_notice_leaves_the_board_and_the_venue_can_have_another(town: Desk, number: str) -> None:
    cases.void_document(town.station, KINDS, number, "写错", town.act())
    assert board.board(town.station).totals.sent == 0
    assert issue(town, "棋牌室").numbers == ("合公（逍）告字〔2026〕2号",)


def test_a_replaced_notice_is_one_notice_still(town: Desk, number: str) -> None:
    anew = cases.replace_document(town.station, KINDS, number, town.act()).number
    found = board.board(town.station)
    assert (found.totals.sent, [venue.document for venue in found.outstanding]) == (1, [anew])


def test_a_closed_shop_is_counted_as_such_and_can_be_served_later(
    town: Desk, number: str, service: Entry
) -> None:
    serve(town, number, {**service, "outcome": "关门歇业", "receiver": None, "receiver_identity": None})
    totals = board.board(town.station).totals
    assert (totals.closed_shop, totals.outstanding) == (1, 0)
    assert serve(town, number, service).state == "已签收"


@pytest.mark.parametrize(("by", "parts"), [("category", {"KTV", "棋牌室", "网吧"}), ("officer", {"民警甲"})])
def test_a_round_is_divided(town: Desk, by: str, parts: set[str]) -> None:
    issue(town)
    found = board.breakdown(town.station, by, "提示法定义务 2026-11-21")
    assert ({part.batch for part in found}, sum(part.sent for part in found)) == (parts, 3)


def test_a_figure_of_the_board_gives_its_venues_outstanding_first(town: Desk, service: Entry) -> None:
    numbers = issue(town).numbers
    serve(town, numbers[0], service)
    total, rows = board.behind(town.station, "sent")
    assert (total, rows[-1].document) == (3, numbers[0])
    assert board.behind(town.station, "signed")[0] == 1


def test_outstanding_tells_tries_and_the_working_day_to_serve_by(
    town: Desk, number: str, service: Entry
) -> None:
    serve(town, number, {**service, "outcome": "无人", "receiver": None, "receiver_identity": None})
    (missing,) = board.board(town.station).outstanding
    assert (missing.tries, missing.serve_by) == (1, "2026-11-30")


@pytest.mark.parametrize("typed", ["1", "1号", "GZ2026-0001", "合公（逍）告字〔2026〕1号"])
def test_a_notice_is_known_by_its_number_or_the_last_of_it(town: Desk, number: str, typed: str) -> None:
    found = board.known(town.station, typed, 2026)
    assert found is not None
    assert found.document == number


def test_the_last_of_a_number_is_of_its_year(town: Desk, number: str) -> None:
    assert board.known(town.station, "1", 2025) is None


@pytest.mark.parametrize("typed", ["2", "%", "合公%", "_号", ""])
def test_what_is_typed_for_a_number_is_no_pattern(town: Desk, number: str, typed: str) -> None:
    assert board.known(town.station, typed, 2026) is None
