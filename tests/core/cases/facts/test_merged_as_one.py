"""A venue registered twice and merged is, up to numbering, the venue on which all of it was entered from the beginning."""

from __future__ import annotations

import os
import random
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.cases import take_step
from fengqiao_desk.cases.facts.merging import merge
from fengqiao_desk.cases.facts.withdrawing import withdraw_step
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Act
from tests.core.cases.facts.test_random_withdrawals import ENTRIES
from tests.core.cases.facts.whole_station import picture, without_numbers

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]
# A soak tries two hundred pairs of stations.
SEEDS = 200 if "FENGQIAO_SOAK" in os.environ else 5
VENUES = kind_of("venues")
HAPPENINGS = ("inspect", "recheck", "visit", "incident", "day_sheet")


def happened(desk: Desk, number: str, minute: int, step: str, entry: Entry) -> int:
    act = Act(desk.station.officers.named("民警甲"), datetime(2026, 11, 20, 8) + timedelta(minutes=minute))
    return take_step(desk.station, VENUES, number, step, entry, act).next_position - 1


@pytest.mark.parametrize("seed", range(SEEDS))
def test_what_happened_at_a_double_counts_as_if_entered_on_the_other(
    two_desks: tuple[Desk, Desk], venue: Entry, seed: int
) -> None:
    doubled, single = two_desks
    chance = random.Random(seed)
    venues = [{**venue, "name": name, "trading_name": None} for name in ("示例棋牌室", "示例棋牌社")]
    first, second = (doubled.receive("venues", entry) for entry in venues)
    one = single.receive("venues", venues[0])
    entered: dict[tuple[str, str], tuple[str, Entry]] = {}
    for minute in range(16):
        number, step = chance.choice((first, second)).number, chance.choice(HAPPENINGS)
        entry = ENTRIES["venues"][step](chance)
        moment = (step, entry.get("at") or entry["day"])
        before, same = entered.get(moment, ("", entry))
        if before == number:
            continue
        with suppress(Problem):  # a recheck of nothing
            position = happened(doubled, number, minute, step, same)
            if before:  # told of both, it is one happening
                continue
            try:
                happened(single, one.number, minute, step, entry)
                entered[moment] = (number, entry)
            except Problem:  # a recheck of what was inspected later at the other of the two
                withdraw_step(doubled.station, VENUES, number, position, "错", doubled.act())
    merge(doubled.station, KINDS, VENUES, second.number, first.number, "同一家", doubled.act())
    sides = [(doubled, first.number), (single, one.number)]
    merged, at_once = (picture(desk, {0: ("venues", number)}, {number: "<0>"}) for desk, number in sides)
    for key, value in merged.items():
        assert in_any_order(value, first.number) == in_any_order(at_once[key], one.number), key


def in_any_order(value: object, number: str) -> object:
    """What came along stands at the end of the timeline: its order there is no fact."""
    if isinstance(value, tuple):
        *head, steps, deadlines = value
        return without_numbers((head, sorted(map(repr, steps)), deadlines), {number: "<0>"})
    return without_numbers(value, {number: "<0>"})
