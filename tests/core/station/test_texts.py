"""The standing wording: shipped, then the station's own from a day on; an old day keeps its words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fengqiao_desk.problems import FaultyEntry, Refused, Unknown
from fengqiao_desk.station.texts import StandingText, fill
from fengqiao_desk.store import audit
from tests.conftest import Desk

KEY = "closure_relay"
DAY, BY = "2026-06-01", "所长戊"


def save(desk: Desk, **parts: str) -> None:
    desk.station.texts.save(KEY, parts, "2026-07-01", desk.act(DAY, BY))


def test_a_new_wording_holds_from_its_day_on(desk: Desk) -> None:
    save(desk, closing="以上决定由{order_organ}作出。{contact}请知悉。")
    assert desk.station.texts.on(KEY, date(2026, 7, 1))["closing"].endswith("请知悉。")


def test_a_day_before_keeps_the_old_wording(desk: Desk) -> None:
    before = desk.station.texts.on(KEY, date(2026, 6, 30))["closing"]
    save(desk, closing="以上决定由{order_organ}作出。{contact}请知悉。")
    assert desk.station.texts.on(KEY, date(2026, 6, 30))["closing"] == before


def test_every_version_is_kept(desk: Desk) -> None:
    save(desk, closing="甲{contact}")
    save(desk, closing="乙{contact}")
    assert [version.parts["closing"] for version in desk.station.texts.versions(KEY)] == [
        "甲{contact}",
        "乙{contact}",
    ]


def test_an_unknown_placeholder_is_told_with_those_that_exist(desk: Desk) -> None:
    with pytest.raises(FaultyEntry) as refused:
        save(desk, closing="请{somebody}知悉。")
    assert "{somebody}" in refused.value.faults[0].message
    assert "{order_organ}" in refused.value.faults[0].message


@pytest.mark.parametrize("text", ["请{知悉", "请}知悉", "{{order_organ}}", ""])
def test_a_text_that_could_not_be_filled_is_refused(desk: Desk, text: str) -> None:
    with pytest.raises(FaultyEntry):
        save(desk, closing=text)
    assert desk.station.texts.versions(KEY) == []


def own(key: str = "防汛提示") -> StandingText:
    return StandingText(key, key, ("contact",), {"closing": "请知悉。{contact}"}, {"needs_order": False})


def test_a_text_of_the_station_is_read_back_as_it_was_made(desk: Desk) -> None:
    desk.station.texts.begin(own(), "2026-07-01", desk.act(DAY, BY))
    desk.station.texts.save("防汛提示", {"closing": "{contact}请转告。"}, "2026-06-15", desk.act(DAY, BY))
    (kept,) = desk.station.texts.own().values()
    assert (kept.placeholders, kept.facts) == (own().placeholders, own().facts)
    assert [version.parts["closing"][:4] for version in desk.station.texts.versions("防汛提示")] == [
        "{con",
        "请知悉。",
    ]


def test_making_a_text_is_put_on_record(desk: Desk) -> None:
    desk.station.texts.begin(own(), "2026-07-01", desk.act(DAY, BY))
    (row,) = audit.history(desk.station.connections, "文字 防汛提示")
    assert (row.verb, row.changes) == ("新建文书文字", '{"closing":"请知悉。{contact}"}')


@pytest.mark.parametrize("key", [KEY, "防汛提示"])
def test_a_key_that_is_taken_makes_no_text(desk: Desk, key: str) -> None:
    desk.station.texts.begin(own(), "2026-07-01", desk.act(DAY, BY))
    with pytest.raises(Refused, match="已经有"):
        desk.station.texts.begin(own(key), "2026-07-01", desk.act(DAY, BY))


def test_an_unknown_text_is_told(desk: Desk) -> None:
    with pytest.raises(Unknown, match="没有“nothing”"):
        desk.station.texts.on("nothing", date(2026, 1, 1))


def test_an_unfilled_placeholder_stops_the_document() -> None:
    with pytest.raises(Refused, match="还缺“scope”"):
        fill("自即日起，{scope}暂停营业。", {"scope": ""})


def test_what_stands_inside_a_fact_is_text() -> None:
    assert fill("{a}", {"a": "{b}", "b": "no"}) == "{b}"


def test_an_issued_document_keeps_its_wording(desk: Desk, dispute: dict[str, Any]) -> None:
    """Reprinting gives the stored pages, not the new words."""
    from fengqiao_desk.documents import register

    case = desk.receive("disputes", dispute)
    issued = desk.issue(case, "intake_form")
    before = register.stored_pdf(desk.station, issued.number)
    desk.station.texts.save("oral_agreement", {"effect": "改了{article}"}, "2026-01-01", desk.act(DAY, BY))
    assert register.printed_pdf(desk.station, issued.number) == before
