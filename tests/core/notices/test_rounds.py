"""A round of notices: one numbered notice for each venue, all or none, in the order of the walk."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from fengqiao_desk import cases
from fengqiao_desk.documents.typesetting import TearOff
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.notices import batch
from fengqiao_desk.notices.templates import shipped_templates
from fengqiao_desk.problems import Problem, Refused, Unknown
from fengqiao_desk.station.term_facts import change_word
from fengqiao_desk.store import audit, search
from fengqiao_desk.store.check import check
from tests.core.notices.walk import (
    ORDER,
    files,
    issue,
    serve,
    state,
)

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ("all", {"示例网吧", "示例KTV", "示例棋牌室"}),
        ("网吧", {"示例网吧"}),
        ("示例网吧,示例KTV", {"示例网吧", "示例KTV"}),
        ("示例网吧， 棋牌室", {"示例网吧", "示例棋牌室"}),
        ("小区", {"示例小区"}),
    ],
)
def test_venues_are_chosen_by_all_category_or_name(town: Desk, where: str, names: set[str]) -> None:
    assert {venue.values["name"] for venue in batch.select(town.station, where, town.act().day)} == names


@pytest.mark.parametrize("where", ["月球", "示例网吧,月球", "", ",", "' OR 1=1 --"])
def test_a_venue_that_is_not_there_is_told(town: Desk, where: str) -> None:
    with pytest.raises(Unknown, match="场所里没有"):
        batch.select(town.station, where, town.act().day)


def test_each_venue_gets_the_next_number(town: Desk) -> None:
    assert issue(town).numbers == tuple(f"合公（逍）告字〔2026〕{place}号" for place in (1, 2, 3))


def test_each_venue_is_told_its_own_law(town: Desk) -> None:
    issue(town)
    laws = town.station.connections.run("SELECT category, law FROM notices")
    assert dict(laws)["网吧"] == "互联网上网服务营业场所管理条例"
    assert dict(laws)["棋牌室"] == "治安管理处罚法"


def test_a_law_of_later_is_not_told_before_its_day(town: Desk) -> None:
    facts = {**town.station.vocabularies.facts("venue_category", "网吧"), "law": "治安管理处罚法"}
    chief = town.act(officer="所长戊")
    change_word(town.station, "venue_category", "网吧", "2026-12-01", facts, chief)
    issue(town, "网吧")
    issue(town, "网吧", day="2026-12-01")
    laws = town.station.connections.run("SELECT law FROM notices ORDER BY drafted_on")
    assert laws == [("互联网上网服务营业场所管理条例",), ("治安管理处罚法",)]


def test_a_heading_of_later_is_not_used_before_its_day(town: Desk) -> None:
    facts = {**town.station.vocabularies.facts("venue_category", "网吧"), "addressed_as": "上网场所"}
    chief = town.act(officer="所长戊")
    change_word(town.station, "venue_category", "网吧", "2026-12-01", facts, chief)
    issue(town, "网吧")
    issue(town, "网吧", day="2026-12-01")
    named = town.station.connections.run("SELECT addressed_as FROM notices ORDER BY drafted_on")
    assert named == [("互联网上网服务营业场所",), ("上网场所",)]


@pytest.mark.parametrize(("day", "there"), [("2026-11-30", True), ("2026-12-01", False)])
def test_a_category_that_ended_is_in_no_round_of_all(town: Desk, day: str, there: bool) -> None:
    town.station.vocabularies.end("venue_category", "网吧", "2026-12-01", town.act("2026-11-21", "所长戊"))
    chosen = batch.select(town.station, "all", town.act(day).day)
    assert ("示例网吧" in {venue.values["name"] for venue in chosen}) is there
    assert ("示例网吧" in batch.passed_over(town.station, town.act(day).day)) is not there


def test_an_aborted_round_leaves_nothing(town: Desk) -> None:
    before = state(town)

    def abort(done: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        issue(town, progress=abort)
    assert (state(town), files(town)) == (before, [])
    assert issue(town).numbers[0] == "合公（逍）告字〔2026〕1号"


def test_a_notice_of_a_round_is_written_once(town: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the number of venues, each gets one row and one search row, and none is read back."""
    asked: list[str] = []
    indexed: list[str] = []
    put = search.put

    def watch_the_index(connections: Any, kind: str, *row: Any) -> None:
        indexed.append(kind)
        put(connections, kind, *row)

    chosen = batch.select(town.station, "all", town.act().day)
    monkeypatch.setattr(search, "put", watch_the_index)
    connection: Any = town.station.connections.database.connection()  # type: ignore[no-untyped-call]
    connection.set_trace_callback(asked.append)
    batch.issue(town.station, "compliance", chosen, batch.Order(), town.act())
    connection.set_trace_callback(None)
    assert indexed.count("notices") == len(chosen)
    assert sum(sql.startswith('DELETE FROM "deadlines"') for sql in asked) == len(chosen)
    assert not [sql for sql in asked if sql.startswith("SELECT") and "from_state" in sql]


def test_the_notices_of_a_round_stand_as_if_each_was_issued_alone(town: Desk) -> None:
    number = issue(town).numbers[0]
    case = cases.load(town.station, kind_of("notices"), number)
    assert (case.state, case.version, [taken.step for taken in case.steps]) == ("已签发", 2, ["issue"])
    verbs = [row.verb for row in audit.history(town.station.connections, case.subject)]
    assert verbs == ["拟稿", "签发"]
    hits = search.find(town.station.connections, case.title, 5).hits
    assert case.number in [hit.number for hit in hits]


def test_two_notices_of_a_round_to_one_venue_are_refused(town: Desk) -> None:
    (venue,) = batch.select(town.station, "网吧", town.act().day)
    before = state(town)
    with pytest.raises(Refused, match="已有告知书"):
        batch.issue(town.station, "compliance", [venue, venue], batch.Order(), town.act())
    assert state(town) == before


def test_a_notice_that_cannot_be_printed_stops_the_round(town: Desk, venue: Entry) -> None:
    town.receive("venues", {**venue, "name": "示例\U000f0000馆", "trading_name": None, "category": "KTV"})
    before = state(town)
    with pytest.raises(Problem, match="U\\+F0000"):
        issue(town)
    assert (state(town), files(town)) == (before, [])


def test_no_venue_gets_two_notices_of_a_round(town: Desk) -> None:
    issue(town, "网吧")
    with pytest.raises(Refused, match="已有告知书"):
        issue(town)


def test_another_day_is_another_round(town: Desk) -> None:
    issue(town, day="2026-11-20")
    assert len(issue(town).numbers) == 3


def test_an_auxiliary_issues_no_notice(town: Desk) -> None:
    with pytest.raises(Problem, match="不能签发文书"):
        issue(town, officer="辅警丙")


@pytest.mark.parametrize("template", sorted(shipped_templates()))
def test_every_template_that_ships_is_printed(town: Desk, template: str) -> None:
    assert len(issue(town, template=template, order=ORDER).sheets) == 3


def test_a_law_without_a_text_is_told(town: Desk) -> None:
    notice = {
        **{"drafted_on": "2026-11-21", "template": "compliance", "venue": "CS2026-0001", "batch": "x"},
        **{"venue_name": "示例网吧", "category": "网吧", "address": "示例路8号", "law": "月球法"},
    }
    case = town.receive("notices", notice)
    with pytest.raises(Problem, match="月球法"):
        town.issue(case, "notice")


def test_a_category_whose_law_is_not_set_is_told(town: Desk, venue: Entry) -> None:
    town.station.vocabularies.add(
        "venue_category", "密室", "2026-11-01", {}, town.act("2026-11-01", "管理员己")
    )
    town.receive("venues", {**venue, "name": "示例密室", "category": "密室"})
    with pytest.raises(Problem, match="密室"):
        issue(town, "密室")


def test_the_folder_is_sound_after_a_round(town: Desk, number: str, service: Entry) -> None:
    serve(town, number, service)
    assert check(town.station.connections, town.station.files) == []


def test_house_numbers_are_walked_as_numbers() -> None:
    places = [("甲社区", "示例路10号"), ("甲社区", "示例路2号"), ("乙社区", "示例路9号")]
    assert sorted(places, key=lambda place: batch.route_place(*place)) == [places[2], places[1], places[0]]


def test_the_file_of_a_round_ends_with_the_table_of_receipts(town: Desk) -> None:
    issued = issue(town)
    pdf = PdfReader(io.BytesIO(issued.pdf))
    text = "".join(pdf.pages[-1].extract_text().split())
    assert all(number in text for number in issued.numbers)


def test_the_slip_carries_a_code_that_a_scanner_can_type(town: Desk) -> None:
    (sheet,) = issue(town, "KTV").sheets
    slip = sheet.blocks[-1]
    assert isinstance(slip, TearOff)
    assert slip.code == "GZ2026-0001"


def test_a_notice_is_not_issued_without_a_number(town: Desk, number: str) -> None:
    values = cases.load(town.station, kind_of("notices"), "GZ2026-0001").values
    draft = town.receive("notices", {**values, "batch": "另一批"})
    with pytest.raises(Refused, match="要用文书办理"):
        town.step(draft, "issue", {})


def test_a_notice_is_not_voided_while_its_number_stands(town: Desk, number: str) -> None:
    case = cases.load(town.station, kind_of("notices"), "GZ2026-0001")
    with pytest.raises(Refused, match="要用文书办理"):
        town.step(case, "void", {})


def test_the_template_is_shown_by_its_use() -> None:
    assert kind_of("notices").field("template").kind.show("closure_relay") == "转告上级机关的决定"
