"""Charts on paper: told apart without colour, figures beside the bars, written out in full."""

from __future__ import annotations

import io
from datetime import date

import pdfplumber
import pytest

from fengqiao_desk.documents.typesetting import Chart, Sheet, typeset


def page_of(chart: Chart) -> pdfplumber.page.Page:
    pdf = typeset(Sheet("图", "所", date(2026, 11, 21), (chart,))).pdf
    return pdfplumber.open(io.BytesIO(pdf)).pages[0]


def shade(colour: float | tuple[float, ...]) -> float:
    return float(colour if isinstance(colour, float | int) else colour[0])


@pytest.fixture
def trend() -> Chart:
    return Chart("近3个月", ("9月", "10月", "11月"), (4, 8, 6), "起", highlighted=2, compared=0)


def test_this_month_is_dark_the_others_grey_and_last_years_hatched(trend: Chart) -> None:
    page = page_of(trend)
    greys = sorted({shade(rect["non_stroking_color"]) for rect in page.rects if rect["fill"]})
    strokes = [line for line in page.lines if line["height"] > 0 and line["width"] > 0]
    assert greys == [0.15, 0.8]
    assert len(strokes) > 5


def test_no_stroke_of_the_hatching_leaves_its_bar(trend: Chart) -> None:
    page = page_of(trend)
    bar = min((rect for rect in page.rects if rect["stroke"]), key=lambda rect: rect["x0"])
    strokes = [line for line in page.lines if line["height"] > 0 and line["width"] > 0]
    assert all(
        bar["x0"] - 0.1 <= line["x0"]
        and line["x1"] <= bar["x1"] + 0.1
        and bar["top"] - 0.1 <= line["top"]
        and line["bottom"] <= bar["bottom"] + 0.1
        for line in strokes
    )


def test_lying_bars_have_long_labels_and_shares() -> None:
    labels = ("拖欠农民工工资", "邻里")
    words = page_of(Chart("类型", labels, (3, 1), "起", lying=True)).extract_text()
    assert [label in words for label in (*labels, "3（75.0%）", "1（25.0%）")] == [True] * 4


def test_a_lying_bar_is_as_long_as_its_figure() -> None:
    page = page_of(Chart("类型", ("甲", "乙"), (4, 1), "起", lying=True))
    lengths = sorted(rect["width"] for rect in page.rects if rect["fill"])
    assert lengths[1] == pytest.approx(4 * lengths[0])


def test_large_figures_are_written_out() -> None:
    words = page_of(Chart("大数", ("1月", "2月"), (1234567, 0.5))).extract_text()
    assert ["1234567" in words, "0.5" in words, "e+" in words] == [True, True, False]
