"""Opening a case looks its rows up: what it costs does not grow with the station."""

from __future__ import annotations

import re

import pytest

from fengqiao_desk.cases import CaseKind, load
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.station import Station

pytestmark = pytest.mark.xdist_group("generated")
ALL_OF_IT = re.compile(r"SCAN (?!CONSTANT)")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_no_query_of_a_loading_looks_through_a_whole_table(generated: Station, kind: CaseKind) -> None:
    asked: list[str] = []
    with generated.reading():
        run = generated.connections.run
        ((number,),) = run("SELECT number FROM cases WHERE kind = ? ORDER BY key LIMIT 1", kind.key)
        connection = generated.connections.database.connection()  # type: ignore[no-untyped-call]
        connection.set_trace_callback(asked.append)
        load(generated, kind, number)
        connection.set_trace_callback(None)
        plans = {query: [row[3] for row in run(f"EXPLAIN QUERY PLAN {query}")] for query in asked}
    assert [query for query, plan in plans.items() if any(map(ALL_OF_IT.match, plan))] == []
    assert len(plans) > 5
