"""送达: each try is a row, kept by the rules of service, and the receipt printed of it."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from fengqiao_desk import cases
from fengqiao_desk.cases import Case
from fengqiao_desk.documents.register import stored_pdf
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.notices import batch, board
from fengqiao_desk.notices.notice_records import Service
from fengqiao_desk.problems import FaultyEntry, Refused
from tests.core.notices.walk import (
    post,
    serve,
    words_of,
)

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]


@pytest.mark.parametrize(
    ("more", "after"),
    [
        ({}, "已签收"),
        ({"outcome": "代收", "method": "单位代收", "reason": "负责人外出"}, "已签收"),
        ({"outcome": "拒收", "witness": "王某", "reason": "拒绝"}, "已留置"),
        (
            {"method": "留置送达（录音录像）", "outcome": "留置", "recording_no": "LX-1", "reason": "拒绝"},
            "已留置",
        ),
        ({"outcome": "无人", "receiver": None, "receiver_identity": None}, "已签发"),
    ],
)
def test_a_try_at_service_ends_in_its_state(
    town: Desk, number: str, service: Entry, more: Entry, after: str
) -> None:
    assert serve(town, number, {**service, **more}).state == after


def test_the_next_thing_to_do_leads_from_issue_to_the_receipt(
    town: Desk, number: str, service: Entry
) -> None:
    """Serve, then the receipt that proves it; a voided receipt is asked for again."""

    def next_step(case: Case) -> str | None:
        assert case.kind.next_step is not None
        return case.kind.next_step(case, town.station, date(2026, 11, 21))

    issued = cases.load(town.station, kind_of("notices"), number)
    offered = [next_step(issued)]
    served = serve(town, number, service)
    offered.append(next_step(served))
    receipt = town.issue(served, "service_receipt")
    offered.append(next_step(cases.load(town.station, kind_of("notices"), number)))
    cases.void_document(town.station, KINDS, receipt.number, "填错", town.act(officer="所长戊"))
    offered.append(next_step(cases.load(town.station, kind_of("notices"), number)))
    assert offered == ["serve", "service_receipt", None, "service_receipt"]


def test_who_was_not_in_is_tried_again(town: Desk, number: str, service: Entry) -> None:
    serve(town, number, {**service, "outcome": "无人"})
    assert len(serve(town, number, service).taken("serve")) == 2


@pytest.mark.parametrize(
    ("more", "words", "field"),
    [
        ({"officers": ["民警甲"], "recording_no": None}, "^由一名民警送达的.*第52条", "recording_no"),
        ({"officers": ["民警甲", "辅警丙"], "recording_no": None}, "^一名民警带领辅警", "recording_no"),
        ({"officers": ["辅警丙"]}, "第52条", "officers"),
        ({"outcome": "留置", "reason": "拒绝"}, "第36条", "witness"),
        ({"tried_at": "2026-11-20T15:00"}, "不能早于签发", "tried_at"),
        ({"outcome": "拒收", "reason": "拒绝", "witness": "民警甲"}, "不能是本所人员", "witness"),
        ({"outcome": "拒收", "reason": "拒绝", "witness": "李四"}, "签收人自己", "witness"),
    ],
)
def test_a_try_against_the_rules_is_refused(
    town: Desk, number: str, service: Entry, more: Entry, words: str, field: str
) -> None:
    with pytest.raises(Refused, match=words) as caught:
        serve(town, number, {**service, **more})
    assert caught.value.faults[0].field == field


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"receiver": None}, "receiver"),
        ({"outcome": "拒收", "witness": "王某"}, "reason"),
        ({"method": "抛投"}, "method"),
    ],
)
def test_a_try_not_filled_in_is_told(
    town: Desk, number: str, service: Entry, more: Entry, field: str
) -> None:
    with pytest.raises(FaultyEntry) as caught:
        serve(town, number, {**service, **more})
    assert [fault.field for fault in caught.value.faults] == [field]


def test_what_was_signed_for_is_not_served_again(town: Desk, number: str, service: Entry) -> None:
    serve(town, number, service)
    with pytest.raises(Refused, match="“已签收”时不能登记送达"):
        serve(town, number, service)


@pytest.mark.parametrize(
    ("more", "words", "field"),
    [
        (
            {"method": "留置送达（见证人）", "outcome": "留置", "reason": "拒", "recording_no": "L1"},
            "见证人",
            "witness",
        ),
        (
            {"method": "留置送达（录音录像）", "outcome": "留置", "reason": "拒", "witness": "王某"},
            "录音录像",
            "recording_no",
        ),
        ({"method": "单位代收"}, "代收", "outcome"),
        ({"method": "公告送达", "outcome": "公告", "reason": "下落不明"}, "先直接送达", "method"),
        ({"method": "直接送达", "outcome": "公告"}, "公告", "outcome"),
        ({"outcome": "留置", "witness": "王某", "reason": "拒"}, "第36条", "method"),
        ({"method": "单位代收", "outcome": "留置", "witness": "王某", "reason": "拒"}, "第36条", "method"),
    ],
)
def test_method_and_outcome_agree(
    town: Desk, number: str, service: Entry, more: Entry, words: str, field: str
) -> None:
    entry = {**service, "receiver": None, "receiver_identity": None, **more}
    if more.get("method") == "单位代收":
        entry |= {"receiver": "李四", "receiver_identity": "负责人"}
    with pytest.raises(Refused, match=words) as caught:
        serve(town, number, entry)
    assert caught.value.faults[0].field == field


@pytest.mark.parametrize("identity", ["受委托人", "其他"])
def test_a_proxy_shows_who_he_is(town: Desk, number: str, service: Entry, identity: str) -> None:
    with pytest.raises(FaultyEntry) as caught:
        serve(town, number, {**service, "receiver_identity": identity})
    assert [fault.field for fault in caught.value.faults] == ["receiver_document"]


@pytest.mark.parametrize("method", ["委托送达", "邮寄送达", "电子送达"])
def test_another_way_than_by_hand_is_explained(town: Desk, number: str, service: Entry, method: str) -> None:
    with pytest.raises(FaultyEntry) as caught:
        serve(town, number, {**service, "method": method})
    assert [fault.field for fault in caught.value.faults] == ["reason"]


def test_a_posting_serves_after_sixty_days(town: Desk, number: str, service: Entry) -> None:
    serve(town, number, {**service, "outcome": "无人", "receiver": None, "receiver_identity": None})
    posted = post(town, number, service, "2026-11-22", "公告")
    assert [(due.code, due.plain_on) for due in posted.deadlines] == [("GG", date(2027, 1, 21))]
    with pytest.raises(Refused, match="不少于 60 日"):
        post(town, number, service, "2027-01-21", "公告期满")
    assert post(town, number, service, "2027-01-22", "公告期满").state == "已公告"


@pytest.fixture
def own_town(town: Desk) -> Desk:
    """The same town in a folder that is no practice, where the clock is the clock."""
    town.station.profiles.change({"practice": False}, "2026-11-01", town.act("2026-11-01", "所长戊"))
    return town


@pytest.mark.parametrize(
    ("tried_at", "words"),
    [("2026-11-21T08:59", "不能早于签发时间 2026年11月21日9时"), ("2026-11-21T10:01", "还没有到")],
)
def test_the_hour_of_a_try_lies_between_issue_and_entry(
    own_town: Desk, number: str, service: Entry, tried_at: str, words: str
) -> None:
    with pytest.raises(Refused, match=words) as caught:
        batch.serve(own_town.station, number, {**service, "tried_at": tried_at}, own_town.act(hour=10))
    assert caught.value.faults[0].field == "tried_at"


def test_a_try_of_this_very_minute_is_taken(own_town: Desk, number: str, service: Entry) -> None:
    entry = {**service, "tried_at": "2026-11-21T10:00"}
    assert batch.serve(own_town.station, number, entry, own_town.act(hour=10)).state == "已签收"


ASKED = {"receiver", "receiver_identity", "receiver_document", "witness", "reason"}


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({}, {"receiver", "receiver_identity"}),
        ({"outcome": "签收", "receiver_identity": "负责人"}, {"receiver", "receiver_identity"}),
        (
            {"outcome": "签收", "receiver_identity": "受委托人"},
            {"receiver", "receiver_identity", "receiver_document"},
        ),
        ({"outcome": "代收"}, {"receiver", "receiver_identity", "reason"}),
        ({"outcome": "拒收"}, {"witness", "reason"}),
        ({"method": "留置送达（见证人）", "outcome": "留置"}, {"witness", "reason"}),
        ({"outcome": "无人"}, set()),
        ({"outcome": "无人", "witness": "王某"}, {"witness"}),
        ({"method": "邮寄送达", "outcome": "签收"}, {"receiver", "receiver_identity", "reason"}),
    ],
)
def test_a_form_asks_for_what_method_and_outcome_need(values: Entry, asked: set[str]) -> None:
    shown = {field.name for field in Service.fields() if field.is_asked(values)}
    assert shown & ASKED == asked


def test_the_receipt_of_service_is_printed_with_the_try(town: Desk, number: str, service: Entry) -> None:
    case = serve(town, number, service)
    issued = town.issue(case, "service_receipt")
    text = "".join(
        PdfReader(io.BytesIO(stored_pdf(town.station, issued.number))).pages[0].extract_text().split()
    )
    assert all(words in text for words in (number, "李四", "直接送达", "示例路8号"))


def test_a_receipt_of_service_is_no_second_notice(town: Desk, number: str, service: Entry) -> None:
    town.issue(serve(town, number, service), "service_receipt")
    found = board.board(town.station).totals
    assert (found.sent, found.signed) == (1, 1)


def test_what_was_refused_and_left_is_printed_as_left(town: Desk, number: str, service: Entry) -> None:
    left = {
        "outcome": "拒收",
        "witness": "王某",
        "reason": "拒绝",
        "receiver": None,
        "receiver_identity": None,
    }
    issued = town.issue(serve(town, number, {**service, **left}), "service_receipt")
    assert "直接送达，拒收后留置" in words_of(stored_pdf(town.station, issued.number))
