"""A notice passes on the decision of an organ that may make it, by the number of its paper: never the station's own, at no door."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk import cases
from fengqiao_desk.cases import Case
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.notices import batch
from fengqiao_desk.notices.decisions import refuse_decision
from fengqiao_desk.notices.notice_records import Notice
from fengqiao_desk.problems import Problem, Refused
from tests.core.notices.walk import ORDER, issue

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]
DAY = date(2026, 11, 21)
FIELDS = (Notice.order_organ, Notice.order_number)
OWN = (
    *("合肥市公安局逍遥津派出所", "逍遥津派出所", "逍遥津所", "本所", "我所", "本派出所", "派出所"),
    *(
        "逍遥津 派出所",
        "合肥市公安局　逍遥津派出所",
        "“逍遥津派出所”",
        "合肥市公安局庐阳分局逍遥津派出所",
        "逍遙津派出所",
    ),
    *("杏花村派出所", "逍遥津派出所社区警务室", "逍遥津派出所疫情防控领导小组", "逍遥津所指挥部"),
    *("逍遥津派出所、合肥市公安局", "合肥市公安局和逍遥津派出所", "杏花村派出所治安管理工作专班"),
)


def said_of(desk: Desk, organ: str, number: str) -> Refused | None:
    return refuse_decision(desk.station.profile(DAY), (organ, number), DAY, FIELDS)


@pytest.mark.parametrize("organ", OWN)
def test_no_police_station_has_decided_a_closure(desk: Desk, organ: str) -> None:
    refused = said_of(desk, organ, "第5号通告")
    assert refused is not None and "派出所只能转告" in refused.message
    assert [fault.field for fault in refused.faults] == ["order_organ"]


@pytest.mark.parametrize(
    "organ",
    [
        *(
            "合肥市人民政府",
            "市疫情防控指挥部",
            "区指挥部",
            "市委应对疫情工作领导小组办公室",
            "庐阳区文化和旅游局",
        ),
        *(
            "合肥市公安局庐阳分局",
            "合肥市公安局",
            "逍遥津街道办事处",
            "市文化局、市公安局",
            "省卫生健康委员会（省卫健委）",
        ),
        *(
            "市公安局派出所工作支队",
            "市局",
            "文化市场综合执法支队",
            "联防联控机制",
            "国务院",
            "示例市应急指挥部",
            "××市人民政府",
        ),
    ],
)
def test_an_organ_is_taken_by_its_name(desk: Desk, organ: str) -> None:
    assert said_of(desk, organ, "第5号通告") is None


@pytest.mark.parametrize(
    "organ", ["x", "X局", "本局", "某局", "1", "上级", "领导", "张三", "有关部门要求", "……"]
)
def test_what_is_no_name_of_an_organ_is_asked_again(desk: Desk, organ: str) -> None:
    refused = said_of(desk, organ, "第5号通告")
    assert refused is not None and "不像机关的名称" in refused.message


@pytest.mark.parametrize(
    "number",
    [
        *(
            "合政〔2020〕1号",
            "〔2020〕1号",
            "[2020]1号",
            "【2020】1号",
            "（2020）1号",
            "合政办秘〔2026〕 12 号",
            "〔2020〕第1号",
        ),
        *(
            "第5号通告",
            "第５号通告",
            "通告第5号",
            "第五号通告",
            "第5号",
            "2021年第3号",
            "2021年8号令",
            "第5号通告（示例）",
        ),
        *("通告（第5号）", "5号通告", "沪市监浦投调〔2026〕072301号", "指挥部令第12号"),
        "《关于暂停营业的通告》（2021年8月18日）",
    ],
)
def test_a_number_is_taken_as_stations_write_it(desk: Desk, number: str) -> None:
    assert said_of(desk, "合肥市人民政府", number) is None


@pytest.mark.parametrize(
    "number", ["x", "1", "1号", "号", "第号", "〔2020〕号", "通告", "口头通知", "2020-1"]
)
def test_what_is_no_number_of_a_paper_is_asked_again(desk: Desk, number: str) -> None:
    refused = said_of(desk, "合肥市人民政府", number)
    assert refused is not None and "不像文号" in refused.message and "第5号通告" in refused.message
    assert [fault.field for fault in refused.faults] == ["order_number"]


@pytest.mark.parametrize("template", ["closure_relay", "reopening"])
@pytest.mark.parametrize(("name", "value"), [("organ", "逍遥津派出所"), ("organ", "x"), ("number", "x")])
def test_a_round_of_it_is_refused_and_takes_no_number(
    town: Desk, template: str, name: str, value: str
) -> None:
    chosen = batch.select(town.station, "all", DAY)
    with pytest.raises(Refused) as refused:
        batch.issue(town.station, template, chosen, replace(ORDER, **{name: value}), town.act())
    assert [fault.field for fault in refused.value.faults] == [f"order_{name}"]
    assert town.count("documents") == 0


def test_another_organ_s_closure_of_all_is_passed_on_in_its_words(town: Desk) -> None:
    assert issue(town, "all", "closure_relay", replace(ORDER, scope="网吧一律关停，")).numbers


def test_a_notice_of_duties_repeats_nobody_s_order(town: Desk) -> None:
    words = f"{ORDER.organ}{ORDER.number}，自2026年11月21日18时00分起责令停业。"
    parts = town.station.texts.on("compliance", DAY)
    town.station.texts.save(
        "compliance", {**parts, "opening": words}, "2026-11-21", town.act("2026-11-21", "所长戊", 8)
    )
    with pytest.raises(Refused, match="有权机关"):
        issue(town, "all", "compliance", ORDER)


@pytest.mark.parametrize("step", ["suspend", "resume"])
@pytest.mark.parametrize(("field", "value"), [("decided_by", "逍遥津派出所"), ("order_number", "x")])
def test_a_venue_is_closed_and_opened_by_an_organ_alone(
    desk: Desk, room: Case, venue_steps: Entry, step: str, field: str, value: str
) -> None:
    if step == "resume":
        desk.step(room, "suspend", venue_steps["suspend"])
    with pytest.raises(Problem) as refused:
        desk.step(room, step, {**venue_steps[step], field: value})
    assert [fault.field for fault in refused.value.faults] == [field]


def test_a_closure_is_withdrawn_by_an_organ_alone(town: Desk) -> None:
    number = issue(town, "棋牌室", "closure_relay", ORDER).numbers[0]
    notice = cases.load(town.station, kind_of("notices"), number)
    entry = {"at": "2026-11-21T10:00", "decided_by": "本所", "order_number": "第12号通告"}
    with pytest.raises(Refused, match="派出所只能转告"):
        town.step(notice, "withdraw", entry)


def test_a_draft_of_before_that_names_the_station_gets_no_paper(town: Desk) -> None:
    """A folder of an older version may hold one."""
    issue(town, "棋牌室", "closure_relay", ORDER)
    town.station.connections.run("UPDATE notices SET order_organ = '逍遥津派出所'")
    (number,) = (found[0] for found in town.station.connections.run("SELECT number FROM documents"))
    with pytest.raises(Refused, match="派出所只能转告"):
        cases.replace_document(town.station, (kind_of("notices"),), number, town.act())


@pytest.mark.parametrize("day", [date(2013, 1, 1), date(2020, 1, 26), date(2099, 12, 31)])
def test_the_words_are_known_for_every_day_of_the_ledgers(desk: Desk, day: date) -> None:
    profile = desk.station.profile(day)
    assert refuse_decision(profile, ("合肥市人民政府", "第5号通告"), day, FIELDS) is None
    assert refuse_decision(profile, ("逍遥津派出所", "第5号通告"), day, FIELDS) is not None
