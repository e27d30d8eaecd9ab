"""封账: what is closed never changes; what changed since is told as 更正."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import peewee
import pytest

from fengqiao_desk import summaries
from fengqiao_desk.cases import Case, FigureRow
from fengqiao_desk.cases.facts.whole_cases import withdraw_case
from fengqiao_desk.documents.typesetting import Heading
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.problems import DiskProblem, FaultyEntry, NotPermitted, Refused
from fengqiao_desk.summaries import (
    Count,
    FigureValue,
    close,
    closing_of,
    corrections,
    figures_of,
    stored_summary,
)
from fengqiao_desk.values.days import Period
from fengqiao_desk.values.json_text import to_json
from fengqiao_desk.values.quantities import Quantity
from tests.conftest import Desk

SEPTEMBER = Period(date(2026, 9, 1), date(2026, 9, 30))
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
CHIEF = "所长戊"


@pytest.fixture
def month(desk: Desk, dispute: dict[str, Any], example: Any) -> Desk:
    """September with one dispute and thirty counted persons."""
    desk.receive("disputes", dispute)
    desk.receive("activities", {**example("activity"), "day": "2026-09-15"})
    return desk


def closed(desk: Desk, period: Period = SEPTEMBER) -> summaries.Closing:
    return close(desk.station, period, desk.act(officer=CHIEF))


def received(figures: Any) -> str:
    return next(str(figure.shown) for figure in figures if figure.key == "disputes.received")


def test_only_the_chief_closes_a_month(month: Desk) -> None:
    with pytest.raises(NotPermitted, match="月度封账"):
        close(month.station, SEPTEMBER, month.act())


def test_a_month_that_is_not_over_is_not_closed(month: Desk) -> None:
    with pytest.raises(Refused, match="还没有过完"):
        close(month.station, Period(date(2026, 11, 1), date(2026, 11, 30)), month.act(officer=CHIEF))


def test_a_month_is_not_closed_on_its_own_last_day(month: Desk) -> None:
    with pytest.raises(Refused, match="还没有过完"):
        close(month.station, SEPTEMBER, month.act("2026-09-30", CHIEF))


def test_a_month_is_closed_on_the_day_after_it(month: Desk) -> None:
    assert close(month.station, SEPTEMBER, month.act("2026-10-01", CHIEF)).period == SEPTEMBER


def test_a_month_is_closed_once(month: Desk) -> None:
    closed(month)
    with pytest.raises(Refused, match="已经封账"):
        closed(month)


def test_a_period_that_overlaps_a_closed_one_is_refused(month: Desk) -> None:
    closed(month)
    with pytest.raises(Refused, match="已经封账"):
        closed(month, Period(date(2026, 9, 26), date(2026, 10, 25)))


@pytest.mark.parametrize(
    ("first", "last"), [(date(2026, 9, 30), date(2026, 10, 15)), (date(2026, 8, 15), date(2026, 9, 1))]
)
def test_one_day_that_is_closed_already_is_enough_to_refuse(month: Desk, first: date, last: date) -> None:
    closed(month)
    with pytest.raises(Refused, match="已经封账"):
        closed(month, Period(first, last))


@pytest.mark.parametrize(
    ("first", "last"), [(date(2026, 10, 1), date(2026, 10, 15)), (date(2026, 8, 15), date(2026, 8, 31))]
)
def test_the_days_beside_a_closed_month_may_be_closed(month: Desk, first: date, last: date) -> None:
    closed(month)
    assert closed(month, Period(first, last)).period == Period(first, last)


@pytest.mark.parametrize(
    "other", [Period(date(2026, 9, 1), date(2026, 10, 31)), Period(date(2026, 7, 1), date(2026, 9, 30))]
)
def test_a_longer_period_with_a_closed_month_at_its_edge_is_counted_anew(
    month: Desk, dispute: dict[str, Any], other: Period
) -> None:
    closed(month)
    month.receive("disputes", dispute)
    assert closing_of(month.station, other) is None
    assert received(figures_of(Count(month.station, other))) == "2起"


def test_a_closed_figure_stays_when_a_record_comes_later(month: Desk, dispute: dict[str, Any]) -> None:
    closed(month)
    month.receive("disputes", dispute)
    assert received(figures_of(Count(month.station, SEPTEMBER))) == "1起"
    assert received(Count(month.station, SEPTEMBER).figures()) == "2起"


def test_a_figure_declared_later_is_counted_for_a_closed_month(month: Desk) -> None:
    closed(month)
    disputes = kind_of("disputes")
    later = replace(disputes.figures[0], key="disputes.declared_later")
    months = Count(
        month.station,
        Period(date(2026, 9, 15), date(2026, 9, 15)),
        kinds=(replace(disputes, figures=(later,)),),
    ).monthly(later.key, 1)
    assert months == [("2026-09", Quantity(1000))]


def test_a_month_closed_before_a_figure_was_declared_is_compared_by_what_is_counted_now(month: Desk) -> None:
    closed(month)
    disputes = kind_of("disputes")
    later = replace(disputes.figures[0], key="disputes.declared_later")
    (figure,) = Count(month.station, OCTOBER, kinds=(replace(disputes, figures=(later,)),)).figures()
    assert figure.previous == Quantity(1000)


def test_the_next_summary_tells_the_correction_with_its_record(month: Desk, dispute: dict[str, Any]) -> None:
    closed(month)
    late = month.receive("disputes", dispute)
    sentences = [found.sentence for found in corrections(month.station, OCTOBER)]
    assert f"2026年9月1日至30日受理纠纷原为1起，现为2起（增加{late.number}）。" in sentences


def test_an_unchanged_month_has_no_correction(month: Desk) -> None:
    closed(month)
    assert corrections(month.station, OCTOBER) == []


def test_the_month_after_is_compared_with_what_was_frozen(month: Desk, dispute: dict[str, Any]) -> None:
    closed(month)
    month.receive("disputes", dispute)
    figure = next(
        found for found in Count(month.station, OCTOBER).figures() if found.key == "disputes.received"
    )
    assert figure.previous is not None
    assert figure.previous.show("起") == "1起"


def test_printing_again_gives_the_same_bytes(month: Desk, dispute: dict[str, Any]) -> None:
    found = closed(month)
    before = stored_summary(month.station, found)
    month.receive("disputes", dispute)
    again = closing_of(month.station, SEPTEMBER)
    assert again is not None
    assert stored_summary(month.station, again) == before


def test_a_changed_summary_file_is_noticed(month: Desk) -> None:
    found = closed(month)
    (month.station.layout.documents / found.file).write_bytes(b"changed")
    with pytest.raises(DiskProblem, match="不一致"):
        stored_summary(month.station, found)


def test_the_database_refuses_to_change_a_closing(month: Desk) -> None:
    closed(month)
    with pytest.raises(peewee.IntegrityError, match="never changes"):
        month.station.connections.run("UPDATE closings SET figures = '[]'")


def test_the_records_behind_a_closed_figure_are_kept(month: Desk) -> None:
    (kept,) = closed(month).records["disputes.received"]
    assert kept == FigureRow("JF2026-0001", "2026-09-28", 1000, False, "受理纠纷", "起")


def test_what_the_officer_wrote_is_kept_and_stops_changing_when_closed(month: Desk) -> None:
    summaries.write_notes(month.station, SEPTEMBER, {"存在问题": "夜间噪声警情偏多。"}, month.act())
    assert summaries.notes_of(month.station, SEPTEMBER)["存在问题"] == "夜间噪声警情偏多。"
    closed(month)
    with pytest.raises(Refused, match="已经封账"):
        summaries.write_notes(month.station, SEPTEMBER, {"存在问题": "改"}, month.act())


@pytest.mark.parametrize(
    "other", [Period(date(2026, 9, 1), date(2026, 9, 15)), Period(date(2026, 9, 15), date(2026, 9, 30))]
)
def test_what_was_written_of_a_month_is_not_in_the_summary_of_its_half(month: Desk, other: Period) -> None:
    summaries.write_notes(month.station, SEPTEMBER, {"存在问题": "夜间噪声警情偏多。"}, month.act())
    assert summaries.notes_of(month.station, other)["存在问题"] == ""


def test_a_failed_print_closes_nothing(month: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DiskProblem):
        closed(month)
    assert closing_of(month.station, SEPTEMBER) is None


def test_a_first_record_of_a_closed_month_is_told_too(desk: Desk, dispute: dict[str, Any]) -> None:
    closed(desk)
    late = desk.receive("disputes", dispute)
    sentences = [found.sentence for found in corrections(desk.station, OCTOBER)]
    assert f"2026年9月1日至30日受理纠纷原为0起，现为1起（增加{late.number}）。" in sentences


def test_a_word_that_was_not_counted_before_is_told_too(month: Desk, example: Any) -> None:
    closed(month)
    month.receive(
        "activities", {**example("activity"), "day": "2026-09-16", "activity": "社区走访", "unit": "户"}
    )
    assert "社区走访" in [found.label for found in corrections(month.station, OCTOBER)]


def test_the_records_of_a_closed_figure_are_those_it_was_closed_with(
    month: Desk, dispute: dict[str, Any]
) -> None:
    closed(month)
    month.receive("disputes", dispute)
    rows = summaries.records_of(summaries.Count(month.station, SEPTEMBER), "disputes.received")
    assert [row.number for row in rows] == ["JF2026-0001"]


def test_the_frozen_records_of_a_named_part_are_its_own(month: Desk) -> None:
    closed(month)
    part = [
        len(summaries.records_of(summaries.Count(month.station, SEPTEMBER), "activities", name))
        for name in ("", "没有的")
    ]
    assert part == [1, 0]


def test_words_that_are_already_so_leave_no_trace(month: Desk) -> None:
    for _ in range(2):
        summaries.write_notes(month.station, SEPTEMBER, {"存在问题": "人手不足。"}, month.act())
    assert month.station.connections.run("SELECT count(*) FROM audit WHERE verb = '写汇报'") == [(1,)]


def test_what_is_written_by_hand_is_numbered_on_from_the_parts_before(month: Desk) -> None:
    summaries.write_notes(month.station, SEPTEMBER, {"存在问题": "人手不足。"}, month.act())
    sheet = summaries.summary_sheet(month.station, SEPTEMBER, month.act())
    heads = [block.text[:2] for block in sheet.blocks if isinstance(block, Heading)]
    assert heads == [f"{numeral}、" for numeral in "一二三四五六七"[: len(heads)]]
    assert len(heads) > 1


def test_a_correction_is_told_by_the_next_closed_summary_only(month: Desk, dispute: dict[str, Any]) -> None:
    closed(month)
    month.receive("disputes", dispute)
    assert corrections(month.station, OCTOBER)
    closed(month, OCTOBER)
    november = Period(date(2026, 11, 1), date(2026, 11, 30))
    assert corrections(month.station, november) == []


def test_a_period_that_begins_within_a_closed_month_tells_no_correction_of_it(
    month: Desk, dispute: dict[str, Any]
) -> None:
    closed(month)
    month.receive("disputes", dispute)
    assert corrections(month.station, Period(date(2026, 9, 30), date(2026, 10, 6))) == []


def test_the_corrections_of_the_newest_month_come_first(month: Desk, dispute: dict[str, Any]) -> None:
    closed(month)
    closed(month, OCTOBER)
    for day in ("2026-09-28", "2026-10-08"):
        month.receive("disputes", {**dispute, "received_on": day, "occurred_at": None})
    found = corrections(month.station, Period(date(2026, 11, 1), date(2026, 11, 30)))
    assert list(dict.fromkeys(each.period for each in found)) == [OCTOBER, SEPTEMBER]


def test_a_correction_that_grows_is_told_from_what_was_last_told(
    month: Desk, dispute: dict[str, Any]
) -> None:
    closed(month)
    month.receive("disputes", dispute)
    closed(month, OCTOBER)
    second = month.receive("disputes", dispute)
    november = Period(date(2026, 11, 1), date(2026, 11, 30))
    sentences = [found.sentence for found in corrections(month.station, november)]
    assert f"2026年9月1日至30日受理纠纷原为2起，现为3起（增加{second.number}）。" in sentences


def test_an_amended_record_is_named_in_the_correction(month: Desk, dispute: dict[str, Any]) -> None:
    late = month.receive("disputes", {**dispute, "amount": "800.00"})
    closed(month)
    month.amend(late, {"amount": "12000.00"})
    sentences = [found.sentence for found in corrections(month.station, OCTOBER)]
    assert any(f"现为1.32万元（改动{late.number}）" in sentence for sentence in sentences)


def test_what_a_closed_month_left_out_stays_when_a_record_comes_later(
    month: Desk, dispute: dict[str, Any]
) -> None:
    month.receive("disputes", {**dispute, "received_on": "2026-09-02", "amount": None})
    before = summaries.Count(month.station, SEPTEMBER).left_out("disputes.amount")
    closed(month)
    month.receive("disputes", {**dispute, "received_on": "2026-09-03", "amount": None})
    assert len(before) == 1
    assert summaries.left_out_of(summaries.Count(month.station, SEPTEMBER), "disputes.amount") == before


def forget_all_but_the_words(desk: Desk) -> None:
    """The corrections that were told, kept as a version before 0.3 kept them."""
    connections = desk.station.connections
    connections.run("DROP TRIGGER a_closed_period_never_changes")
    for key, text in connections.run("SELECT key, corrections FROM closings"):
        words = [each["sentence"] for each in json.loads(text)]
        connections.run("UPDATE closings SET corrections = ? WHERE key = ?", to_json(words), key)


@pytest.fixture
def told_before(month: Desk, dispute: dict[str, Any]) -> Case:
    """A late dispute of September that October told, closed by a version before 0.3."""
    closed(month)
    late = month.receive("disputes", {**dispute, "amount": "12345.67"})
    closed(month, OCTOBER)
    forget_all_but_the_words(month)
    return late


NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


def sentences_of_september(desk: Desk, label: str) -> list[str]:
    return [
        each.sentence
        for each in corrections(desk.station, NOVEMBER)
        if each.period == SEPTEMBER and each.label == label
    ]


def test_what_an_older_version_told_is_not_told_again(month: Desk, told_before: Case) -> None:
    assert corrections(month.station, NOVEMBER) == []


def test_a_change_after_what_an_older_version_told_begins_there(
    month: Desk, told_before: Case, dispute: dict[str, Any]
) -> None:
    second = month.receive("disputes", dispute)
    assert sentences_of_september(month, "受理纠纷") == [
        f"2026年9月1日至30日受理纠纷原为2起，现为3起（增加{second.number}）。"
    ]


def test_what_an_older_version_told_and_is_undone_is_told(month: Desk, told_before: Case) -> None:
    withdraw_case(month.station, KINDS, told_before.kind, told_before.number, "重复", month.act())
    assert sentences_of_september(month, "受理纠纷") == [
        f"2026年9月1日至30日受理纠纷原为2起，现为1起（减少{told_before.number}）。"
    ]
    (amount,) = sentences_of_september(month, "涉及金额")
    assert amount.endswith(f"（减少{told_before.number}）。")


@pytest.fixture
def closed_by_the_first_version(month: Desk) -> Desk:
    """September as the first version closed it: it knew fewer figures and kept no list of them."""
    closed(month)
    connections = month.station.connections
    connections.run("DROP TRIGGER a_closed_period_never_changes")
    (text,) = connections.run("SELECT figures FROM closings")[0]
    known = [figure for figure in json.loads(text) if not figure["key"].startswith("disputes.by_area")]
    connections.run(
        "UPDATE closings SET figures = ?, declared = NULL, left_out = NULL, corrections = NULL",
        json.dumps(known),
    )
    return month


def test_a_figure_of_a_later_version_is_no_correction(closed_by_the_first_version: Desk) -> None:
    assert corrections(closed_by_the_first_version.station, OCTOBER) == []


def test_a_figure_of_a_later_version_is_compared_with_the_records(closed_by_the_first_version: Desk) -> None:
    found = {figure.key: figure for figure in Count(closed_by_the_first_version.station, OCTOBER).figures()}
    before = found["disputes.parties"].previous
    assert before is not None
    assert before.show("人次") == "2人次"


def test_the_trend_shows_a_closed_month_as_it_was_frozen(month: Desk, dispute: dict[str, Any]) -> None:
    closed(month)
    month.receive("disputes", dispute)
    months = dict(
        summaries.Count(month.station, Period(date(2026, 11, 21), date(2026, 11, 21))).monthly(
            "disputes.received"
        )
    )
    september = months["2026-09"]
    assert september is not None
    assert september.show("起") == "1起"


def test_a_corrected_part_says_what_it_divides_by(month: Desk, dispute: dict[str, Any]) -> None:
    closed(month)
    month.receive("disputes", dispute)
    sentences = [found.sentence for found in corrections(month.station, OCTOBER)]
    assert any(f"来源“{dispute['source']}”原为1起，现为2起" in sentence for sentence in sentences)


def test_a_month_whose_parts_do_not_add_up_is_not_closed(
    month: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    truly = Count.figures

    def miscounted(count: Count) -> list[FigureValue]:
        found = truly(count)
        return [
            replace(figure, value=Quantity(2000)) if figure.key.startswith("disputes.by_source") else figure
            for figure in found
        ]

    monkeypatch.setattr(Count, "figures", miscounted)
    with pytest.raises(Refused, match="矛盾纠纷排查化解·来源"):
        closed(month)
    assert closing_of(month.station, SEPTEMBER) is None


def test_the_months_of_what_is_closed_are_not_divided_anew(desk: Desk) -> None:
    closed(desk, OCTOBER)
    change = desk.station.profiles.change
    with pytest.raises(FaultyEntry, match="2026-10-31 以前的已经封账"):
        change({"month_begins": 26}, "2026-10-26", desk.act("2026-11-21", "管理员己"))
    change({"month_begins": 26}, "2026-11-01", desk.act("2026-11-21", "管理员己"))
