"""The timeline of a goods case: in the order things happened, goods counted with their 余, batches not numbered twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fengqiao_desk.ui.cases.detail.case_detail import CaseDetail
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.widgets import TimelineView
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from fengqiao_desk.kinds import kind_of

KIND = "goods_cases"


@pytest.fixture
def detail(
    context: WindowContext,
    show: Callable[[QWidget], Any],
    desk: Any,
    goods_case: dict[str, Any],
    example: Any,
) -> CaseDetail:
    steps, batch = example("goods_case_steps"), goods_case["goods"][0]
    loose = {
        **batch,
        "specification": "散装",
        "quantity": 800,
        "unit": "只",
        "pieces": None,
        "pieces_unit": None,
    }
    items = [{"goods": 1, "quantity": 46}, {"goods": 2, "quantity": 800}]
    case = desk.receive(KIND, {**goods_case, "goods": [batch, loose]})
    case = desk.step(case, "custody", {**steps["custody"], "at": "2026-11-21T09:00", "items": items})
    case = desk.step(case, "transfer", {**steps["transfer"], "on": "2026-11-21", "items": items})
    made: CaseDetail = show(CaseDetail(context, kind_of(KIND)))
    made.show_case(case.number)
    QTest.qWait(20)
    return made


def lines_of(detail: CaseDetail) -> list[str]:
    (timeline,) = detail.findChildren(TimelineView)
    return [found.accessibleName() for found in timeline.findChildren(QLabel) if found.accessibleName()]


def test_what_knows_its_minute_stands_before_what_knows_only_its_day(detail: CaseDetail) -> None:
    first, second = (
        next(n for n, words in enumerate(lines_of(detail)) if word in words) for word in ("入库", "移送")
    )
    assert first < second


def test_goods_are_told_with_their_rest(detail: CaseDetail) -> None:
    assert any("46盒，计2300余只；一次性使用医用口罩(标称) 800余只" in words for words in lines_of(detail))


def test_several_batches_are_told_together_in_the_head(detail: CaseDetail) -> None:
    assert detail.case is not None
    subtitle = detail.case.kind.make_subtitle(detail.case.record)
    assert subtitle == "一次性使用医用口罩(标称) 3100余只（2批）· 示例药房"
