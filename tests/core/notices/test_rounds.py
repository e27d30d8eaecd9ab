"""A round of notices: one numbered notice for each venue, all or none, served under the rules, counted on the board."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from fengqiao_desk import cases
from fengqiao_desk.cases import Case
from fengqiao_desk.documents.register import stored_pdf
from fengqiao_desk.documents.typesetting import TearOff
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.notices import batch, board, orders
from fengqiao_desk.notices.templates import templates
from fengqiao_desk.problems import FaultyEntry, Problem, Refused, Unknown
from fengqiao_desk.store.check import check

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]
ORDER = batch.Order("市疫情防控指挥部", "第5号通告", "2026-11-21T18:00", "全市网吧、KTV、棋牌室")
VENUES = (("示例网吧", "网吧"), ("示例KTV", "KTV"), ("示例棋牌室", "棋牌室"), ("示例小区", "小区"))


@pytest.fixture
def town(desk: Desk, venue: Entry) -> Desk:
    """Four venues, the last of them a residential quarter that no round reaches."""
    for name, category in VENUES:
        desk.receive("venues", {**venue, "name": name, "trading_name": None, "category": category})
    return desk


def issue(
    desk: Desk,
    where: str = "all",
    template: str = "compliance",
    order: batch.Order | None = None,
    **more: Any,
) -> batch.Batch:
    chosen = batch.select(desk.station, where)
    act = desk.act(more.pop("day", "2026-11-21"), more.pop("officer", "民警甲"))
    return batch.issue(desk.station, template, chosen, order or batch.Order(), act, **more)


def serve(desk: Desk, number: str, entry: Entry) -> Case:
    return batch.serve(desk.station, number, entry, desk.act())


def state(desk: Desk) -> tuple[int, ...]:
    return tuple(desk.count(table) for table in ("cases", "documents", "audit", "search_rows"))


def files(desk: Desk) -> list[str]:
    return sorted(path.name for path in desk.station.layout.documents.rglob("*") if path.is_file())


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
    assert {venue.values["name"] for venue in batch.select(town.station, where)} == names


@pytest.mark.parametrize("where", ["月球", "示例网吧,月球", "", ",", "' OR 1=1 --"])
def test_a_venue_that_is_not_there_is_told(town: Desk, where: str) -> None:
    with pytest.raises(Unknown, match="场所里没有"):
        batch.select(town.station, where)


def test_each_venue_gets_the_next_number(town: Desk) -> None:
    assert issue(town).numbers == tuple(f"合公（逍）告字〔2026〕{place}号" for place in (1, 2, 3))


def test_each_venue_is_told_its_own_law(town: Desk) -> None:
    issue(town)
    laws = town.station.connections.run("SELECT category, law FROM notices")
    assert dict(laws)["网吧"] == "互联网上网服务营业场所管理条例"
    assert dict(laws)["棋牌室"] == "治安管理处罚法"


def test_an_aborted_round_leaves_nothing(town: Desk) -> None:
    before = state(town)

    def abort(done: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        issue(town, progress=abort)
    assert (state(town), files(town)) == (before, [])
    assert issue(town).numbers[0] == "合公（逍）告字〔2026〕1号"


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


@pytest.mark.parametrize("template", sorted(templates()))
def test_every_template_that_ships_is_printed(town: Desk, template: str) -> None:
    assert len(issue(town, template=template, order=ORDER).sheets) == 3


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
        "venue_category", "密室", "2026-11-01", {}, "2026-11-01T09:00:00", "管理员己"
    )
    town.receive("venues", {**venue, "name": "示例密室", "category": "密室"})
    with pytest.raises(Problem, match="密室"):
        issue(town, "密室")


@pytest.fixture
def number(town: Desk) -> str:
    """The number of one notice, issued in the morning of the day."""
    return issue(town, "棋牌室").numbers[0]


@pytest.mark.parametrize(
    ("more", "after"),
    [
        ({}, "已签收"),
        ({"outcome": "代收", "method": "单位代收", "reason": "负责人外出"}, "已签收"),
        ({"outcome": "拒收", "witness": "王某", "reason": "拒绝"}, "已留置"),
        ({"outcome": "留置", "recording_no": "LX-1", "reason": "拒绝"}, "已留置"),
        ({"outcome": "无人", "receiver": None, "receiver_identity": None}, "已签发"),
    ],
)
def test_a_try_at_service_ends_in_its_state(
    town: Desk, number: str, service: Entry, more: Entry, after: str
) -> None:
    assert serve(town, number, {**service, **more}).state == after


def test_who_was_not_in_is_tried_again(town: Desk, number: str, service: Entry) -> None:
    serve(town, number, {**service, "outcome": "无人"})
    assert len(serve(town, number, service).taken("serve")) == 2


@pytest.mark.parametrize(
    ("more", "words", "field"),
    [
        ({"officers": ["民警甲"], "recording_no": None}, "第52条", "recording_no"),
        ({"officers": ["辅警丙"]}, "第52条", "officers"),
        ({"outcome": "留置", "reason": "拒绝"}, "第36条", "witness"),
        ({"tried_at": "2026-11-20T15:00"}, "不能早于签发", "tried_at"),
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


def test_the_board_counts_every_notice_once(town: Desk, service: Entry) -> None:
    numbers = issue(town).numbers
    serve(town, numbers[0], service)
    serve(town, numbers[1], {**service, "outcome": "留置", "witness": "王某", "reason": "拒绝"})
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


def test_the_folder_is_sound_after_a_round(town: Desk, number: str, service: Entry) -> None:
    serve(town, number, service)
    assert check(town.station.connections, town.station.layout) == []


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


def post(desk: Desk, number: str, service: Entry, day: str, outcome: str) -> Case:
    entry = {**service, "tried_at": f"{day}T08:30", "method": "公告送达", "outcome": outcome}
    entry |= {"reason": "下落不明", "receiver": None, "receiver_identity": None}
    return batch.serve(desk.station, number, entry, desk.act(day))


def test_a_posting_serves_after_sixty_days(town: Desk, number: str, service: Entry) -> None:
    serve(town, number, {**service, "outcome": "无人", "receiver": None, "receiver_identity": None})
    posted = post(town, number, service, "2026-11-22", "公告")
    assert [(due.code, due.plain_on) for due in posted.deadlines] == [("GG", date(2027, 1, 21))]
    with pytest.raises(Refused, match="不少于 60 日"):
        post(town, number, service, "2027-01-21", "公告期满")
    assert post(town, number, service, "2027-01-22", "公告期满").state == "已公告"


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


def test_an_order_carried_out_suspends_and_reopening_withdraws(town: Desk) -> None:
    chosen = batch.select(town.station, "网吧")
    issue(town, "网吧", "closure_relay", ORDER)
    (closed,) = orders.carry_out(town.station, "closure_relay", chosen, ORDER, town.act())
    assert closed.state == "暂停"
    again = batch.Order("市疫情防控指挥部", "第12号通告", "2026-11-21T20:00", "全市网吧")
    (resumed,) = orders.carry_out(town.station, "reopening", [closed], again, town.act())
    assert (resumed.state, resumed.steps[-1].entry["order_number"]) == ("营业", "第12号通告")
    totals = board.board(town.station).totals
    assert (totals.withdrawn, totals.outstanding) == (1, 0)


def test_who_was_reached_stays_reached_after_a_withdrawal(town: Desk, service: Entry) -> None:
    number = issue(town, "网吧", "closure_relay", ORDER).numbers[0]
    case = serve(town, number, service)
    order = {"at": "2026-11-21T08:50", "decided_by": "指挥部", "order_number": "第12号"}
    assert town.step(case, "withdraw", order).state == "已签收"
