"""What a round of notices and its service refuse at the outer door: in words, beside the field, with nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.station import open_station
from tests.conftest import act_on

if TYPE_CHECKING:
    from tests.core.commands.conftest import Answer, CommandLine

Entry = dict[str, Any]
Add = Callable[[str, Any], str]
NOBODY: Entry = {"outcome": "无人", "receiver": None, "receiver_identity": None}
ORDER = {
    "--order-organ": "市疫情防控指挥部",
    "--order-number": "第5号通告",
    "--effective-at": "2026-11-21T18:00",
    "--scope": "全市网吧、KTV、棋牌室",
}


@pytest.fixture
def issue(line: CommandLine, tmp_path: Path) -> Callable[..., Answer]:
    """Issues a template to all venues, with the options given; each turn to a file of its own."""
    turns = count(1)

    def issued(template: str = "compliance", options: dict[str, str] | None = None) -> Answer:
        words = [word for option in (options or {}).items() for word in option]
        to = tmp_path / f"round {next(turns)}.pdf"
        return line("notices", "issue", "--template", template, "--venues", "all", "--to", to, *words)

    return issued


@pytest.fixture
def number(add: Add, venue: Entry, issue: Callable[..., Answer]) -> str:
    """The number of a notice issued on the day of the tests."""
    add("venues", venue)
    return str(issue().data["numbers"][0])


@pytest.fixture
def serve(line: CommandLine, number: str, service: Entry) -> Callable[..., Answer]:
    """A try at service that differs from the one of the contract."""
    return lambda **more: line("notices", "serve", number, "--entry", line.entry({**service, **more}))


def entries(line: CommandLine) -> int:
    """How many acts are on record."""
    return int(line("audit", "verify").data["entries"])


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"tried_at": "2026-11-20T15:00"}, "tried_at", "不能早于签发"),
        ({"tried_at": "2026-11-22T09:00"}, "tried_at", "还没有到"),
        ({"tried_at": "明天"}, "tried_at", "应写成"),
        ({"receiver_identity": None}, "receiver_identity", "请填写“签收人身份”"),
        ({"receiver": None}, "receiver", "请填写“签收人”"),
        ({"receiver_identity": "受委托人"}, "receiver_document", "请填写“证件、委托书”"),
        ({"officers": ["辅警丙"]}, "officers", "辅警不能单独送达"),
        ({"officers": ["辅警丙"], "recording_no": "LX-1"}, "officers", "辅警不能单独送达"),
        ({"officers": ["民警甲", "辅警丙"]}, "recording_no", "全程录音录像"),
        ({"officers": ["民警甲", "民警甲"]}, "recording_no", "全程录音录像"),
        ({"outcome": "留置", "reason": "拒绝签收"}, "witness", "见证人或者录音录像"),
        ({"outcome": "拒收", "reason": "拒绝签收"}, "witness", "见证人或者录音录像"),
        ({"outcome": "留置", "witness": "王某"}, "reason", "请填写“事由”"),
        ({"method": "留置送达（见证人）", "witness": "王某"}, "outcome", "结果应为拒收或留置"),
        ({"method": "公告送达", "outcome": "公告", "reason": "下落不明"}, "method", "应先直接送达"),
        ({"method": "单位代收"}, "outcome", "结果应为代收"),
    ],
)
def test_a_try_against_the_rules_is_refused_beside_its_field(
    line: CommandLine, serve: Callable[..., Answer], more: Entry, field: str, words: str
) -> None:
    before = entries(line)
    answer = serve(**more)
    faults = {fault["field"]: fault["message"] for fault in answer.data["faults"]}
    assert (answer.status, list(faults)) == (1, [field])
    assert words in faults[field]
    assert entries(line) == before


def test_a_draft_is_not_served(
    line: CommandLine, add: Add, serve: Callable[..., Answer], service: Entry
) -> None:
    shown = line("show", "notices", "GZ2026-0001").data["fields"]
    kept = ("template", "venue", "venue_name", "category", "law", "address")
    draft = add(
        "notices", {**{name: shown[name] for name in kept}, "drafted_on": "2026-11-21", "batch": "另一批"}
    )
    answer = line("step", "notices", draft, "serve", "--entry", line.entry(service))
    assert (answer.status, answer.data["message"]) == (1, "“草稿”时不能登记送达")


def test_a_second_notice_of_the_round_is_refused_and_takes_no_number(
    line: CommandLine, number: str, issue: Callable[..., Answer]
) -> None:
    answer = issue()
    assert (answer.status, "已有告知书" in answer.data["message"]) == (1, True)
    assert [found["number"] for found in line("register").data["documents"]] == [number]


@pytest.mark.parametrize("left_out", sorted(ORDER))
def test_a_closure_without_its_source_is_refused_and_takes_no_number(
    line: CommandLine, add: Add, venue: Entry, issue: Callable[..., Answer], left_out: str
) -> None:
    add("venues", venue)
    answer = issue("closure_relay", {name: value for name, value in ORDER.items() if name != left_out})
    assert (answer.status, line("register").data["documents"]) == (1, [])


@pytest.mark.parametrize("hour", ["2026-11-21", "今晚六点", "2026-11-21T25:00"])
def test_an_order_has_an_hour(add: Add, venue: Entry, issue: Callable[..., Answer], hour: str) -> None:
    add("venues", venue)
    answer = issue("closure_relay", {**ORDER, "--effective-at": hour})
    assert (answer.status, [fault["field"] for fault in answer.data["faults"]]) == (1, ["effective_at"])


@pytest.mark.parametrize(
    "words", ["责令停业整顿3个月", "责\u3000令\u3000停\u3000业", "責令停業", "罚 款 5000元", "一律关停"]
)
def test_a_station_s_own_wording_orders_nothing(
    line: CommandLine, station_folder: Path, add: Add, venue: Entry, issue: Callable[..., Answer], words: str
) -> None:
    add("venues", venue)
    station = open_station(station_folder, "2026-11-21T08:00:00", "测试")
    station.texts.save(
        "compliance",
        {"closing": f"现{words}。{{contact}}"},
        "2026-11-01",
        act_on(station, "2026-11-01", "所长戊", 8),
    )
    station.close()
    answer = issue()
    assert (answer.status, "有权机关" in answer.data["message"]) == (1, True)
    assert line("register").data["documents"] == []


def test_nobody_met_leaves_the_notice_outstanding_with_a_try(
    line: CommandLine, serve: Callable[..., Answer]
) -> None:
    assert serve(**NOBODY).status == 0
    (missing,) = line("notices", "board").data["venues_outstanding"]
    assert missing["tries"] == 1


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--order-organ", "逍遥津派出所", "派出所只能转告"),
        ("--order-organ", "x", "不像机关的名称"),
        ("--order-number", "1号", "不像文号"),
    ],
)
def test_a_closure_of_nobody_s_is_refused_beside_its_option(
    line: CommandLine,
    add: Add,
    venue: Entry,
    issue: Callable[..., Answer],
    option: str,
    value: str,
    words: str,
) -> None:
    add("venues", venue)
    answer = issue("closure_relay", {**ORDER, option: value})
    assert (answer.status, words in answer.data["message"]) == (1, True)
    assert [fault["field"] for fault in answer.data["faults"]] == [option[2:].replace("-", "_")]
    assert line("register").data["documents"] == []
