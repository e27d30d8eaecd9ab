"""A query composed once is asked for what is given each time, and never for the stand-ins it was composed of."""

from __future__ import annotations

import peewee
import pytest

from fengqiao_desk.cases.heads import CaseHead
from fengqiao_desk.store.composed import ComposedOnce
from tests.conftest import Desk, Entry


@ComposedOnce
def of_year(kind: str, year: int, sequence: int) -> peewee.Query:
    """Two keys of one sort beside a text."""
    wanted = (CaseHead.kind == kind, CaseHead.year == year, CaseHead.sequence == sequence)
    return CaseHead.select(CaseHead.number).where(*wanted)


@ComposedOnce
def trimmed(number: str) -> peewee.Query:
    """A query that is composed of something else than what it is given."""
    return CaseHead.select(CaseHead.number).where(CaseHead.number == number.strip())


def test_each_given_value_stands_at_its_own_place(desk: Desk, dispute: Entry) -> None:
    first, second = (desk.receive("disputes", dispute) for _ in range(2))
    connections = desk.station.connections
    numbers = [of_year.rows(connections, "disputes", int(first.day[:4]), place) for place in (1, 2)]
    assert numbers == [[(first.number,)], [(second.number,)]]


def test_a_query_that_would_not_bind_what_is_given_is_refused(desk: Desk) -> None:
    with pytest.raises(TypeError, match="trimmed does not bind"):
        trimmed.rows(desk.station.connections, "JF2026-0001")
