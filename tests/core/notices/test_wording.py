"""The wording of a notice: its heading and law by the sort of venue, and no order of the station's own in any spelling."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.documents.typesetting import Title
from fengqiao_desk.notices import batch
from fengqiao_desk.notices.decisions import refuse_orders
from fengqiao_desk.problems import Refused

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]
DAY = date(2026, 11, 21)
ORDER = batch.Order("市疫情防控指挥部", "第5号通告", "2026-11-21T18:00", "全市网吧、KTV、棋牌室")
SHOWN = ("市疫情防控指挥部", "第5号通告", "2026年11月21日18时00分")


def heading(desk: Desk, venue: Entry, category: str, template: str = "compliance") -> str:
    """The heading of the notice to one venue of a category."""
    desk.receive("venues", {**venue, "category": category})
    order = batch.Order() if template == "compliance" else ORDER
    (sheet,) = batch.issue(
        desk.station, template, batch.select(desk.station, category, desk.act().day), order, desk.act()
    ).sheets
    block = sheet.blocks[0]
    assert isinstance(block, Title)
    return block.text


@pytest.mark.parametrize(
    ("category", "words"),
    [
        ("KTV", "致辖区娱乐经营场所告知书"),
        ("网吧", "致辖区互联网上网服务营业场所告知书"),
        ("棋牌室", "致辖区棋牌室告知书"),
        ("旅馆业", "致辖区旅馆告知书"),
        ("小区", "致辖区居民小区告知书"),
    ],
)
def test_only_a_place_of_entertainment_is_called_one(
    desk: Desk, venue: Entry, category: str, words: str
) -> None:
    assert heading(desk, venue, category) == words


@pytest.mark.parametrize(
    ("template", "words"),
    [("closure_relay", "致辖区棋牌室告知书"), ("reopening", "致辖区棋牌室恢复营业告知书")],
)
def test_what_passes_on_an_order_is_headed_by_the_sort_of_venue(
    desk: Desk, venue: Entry, template: str, words: str
) -> None:
    assert heading(desk, venue, "棋牌室", template) == words


def test_a_category_that_has_no_name_for_headings_goes_by_its_own(desk: Desk, venue: Entry) -> None:
    facts = {"law": "治安管理处罚法", "register": "重点场所", "measure": "家"}
    desk.station.vocabularies.add(
        "venue_category", "密室", "2026-11-01", facts, desk.act("2026-11-01", "管理员己")
    )
    assert heading(desk, venue, "密室") == "致辖区密室告知书"


@pytest.mark.parametrize(
    "words",
    [
        *("责令停业", "停业整顿三个月", "一律关停", "罚款500元", "罚款５００元", "吊销许可证", "没收工具"),
        *("责 令 停 业", "责\u3000令\u3000停\u3000业", "责\u200b令停业", "责·令·停·业", "责-令-停-业"),
        *(
            "責令停業",
            "停業整頓",
            "查\n封",
            "責令立即停業",
            "罚款 人民币 五百元",
            "勒令停业",
            "责令立即关闭",
            "责令停产停业",
            "责令停止营业",
            "取 締",
        ),
        *("停业整治", "一律予以关停", "一律先行关停", "一律暂停营业", "立即关停", "要求你单位停止营业"),
        *("命令停业", "强制关停", "处500元罚款", "处５００元以下的罚款"),
        *(
            "勒令关门",
            "关闭场所",
            "关闭你单位经营场所",
            "强制关闭",
            "強制關閉",
            "即日起停止营业",
            "即 日 起，暂停营业",
        ),
        *(
            "自2026年11月21日18时起停业",
            "明日起一律不得营业",
            "限三日内关门",
            "停业整改",
            "关停整顿",
            "必须停业",
            "立即关门",
        ),
        *("责令你经营场所停业", "勒令示例棋牌室三日内关门", "强行关闭", "强制闭店", "一律闭店", "三日内关闭"),
        *("停止一切经营活动", "即日起停止对外营业", "自即日起暂停一切营业活动", "即时起停业"),
        *("从今天开始停止营业", "11月22日18:00起停止营业", "自接到通知之时起停止营业", "罚500元"),
        *("勒令歇业", "要求立即停止经营", "暂扣许可证", "关停网吧"),
    ],
)
def test_no_spelling_hides_an_order(words: str) -> None:
    with pytest.raises(Refused, match="有权机关"):
        refuse_orders(f"现决定{words}。", ("", "", ""), DAY)


@pytest.mark.parametrize(
    "words",
    [
        *("检查封堵情况", "没收到通知的，请来电", "按规定缴纳罚款，5日内告知", "暂停营业"),
        *("发生火灾立即停止营业，疏散顾客", "立即关闭电源", "缴费500元，罚款另行通知"),
        *(
            "每日22时起关闭音响",
            "要求关闭电源",
            "要求每日打烊前关闭门窗",
            "每日2时起不得营业",
            "离开时关闭场所内的电源",
        ),
        *("责令改正的3日内报告", "每天18:00起不得营业", "三日内关闭电源隐患", "强行闯入的请报警"),
        *("超过营业时限关门的请来电", "立即关门窗", "封闭场所注意通风"),
    ],
)
def test_words_that_only_look_like_an_order_are_no_order(words: str) -> None:
    refuse_orders(f"请{words}。", ("", "", ""), DAY)


@pytest.mark.parametrize("words", ["责令停业", "停业整顿三个月", "一律关停"])
def test_an_order_is_passed_on_with_organ_number_and_hour(words: str) -> None:
    refuse_orders(f"{SHOWN[0]}{SHOWN[1]}，自{SHOWN[2]}起，{words}。", SHOWN, DAY)


@pytest.mark.parametrize("left_out", SHOWN)
def test_an_order_whose_source_does_not_stand_in_the_text_is_not_passed_on(left_out: str) -> None:
    text = "，".join(part for part in SHOWN if part != left_out)
    with pytest.raises(Refused, match="文中要有"):
        refuse_orders(f"{text}，责令停业。", SHOWN, DAY)


def test_an_order_in_the_scope_of_a_notice_of_duties_is_refused(desk: Desk, venue: Entry) -> None:
    """Organ, number and hour were told, but the text of duties does not print them."""
    desk.receive("venues", venue)
    parts = desk.station.texts.on("compliance", DAY)
    edited = {**parts, "opening": "现决定责令停业。" + parts["opening"]}
    desk.station.texts.save("compliance", edited, "2026-11-21", desk.act("2026-11-21", "所长戊", 8))
    with pytest.raises(Refused, match="责令停业"):
        batch.issue(
            desk.station, "compliance", batch.select(desk.station, "all", desk.act().day), ORDER, desk.act()
        )


def test_an_order_in_the_heading_is_refused(desk: Desk, venue: Entry) -> None:
    desk.receive("venues", venue)
    parts = desk.station.texts.on("compliance", DAY)
    desk.station.texts.save(
        "compliance", {**parts, "title": "责令停业告知书"}, "2026-11-21", desk.act("2026-11-21", "所长戊", 8)
    )
    with pytest.raises(Refused, match="责令停业"):
        batch.issue(
            desk.station,
            "compliance",
            batch.select(desk.station, "all", desk.act().day),
            batch.Order(),
            desk.act(),
        )


def test_a_long_heading_is_broken_after_what_the_venues_are_called(desk: Desk, venue: Entry) -> None:
    lines = heading(desk, venue, "网吧", "reopening").split("\n")
    assert lines == ["致辖区互联网上网服务营业场所", "恢复营业告知书"]
