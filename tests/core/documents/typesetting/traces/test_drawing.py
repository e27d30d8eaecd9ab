"""A trace drawn from left to right: nothing is lost, nothing runs off the page, every arrow says what and how much."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from fengqiao_desk.documents.typesetting import MissingCharacters, Sheet, Trace, TraceEdge, TraceNode, typeset

MILLIMETRE = 72 / 25.4
Pages = Callable[..., list[Any]]
Lines = Callable[[bytes], list[list[str]]]
Make = Callable[..., Sheet]


def chain(length: int) -> Trace:
    """Places one after the other."""
    nodes = tuple(TraceNode(str(n), f"第{n}处") for n in range(length))
    edges = tuple(TraceEdge(str(n), str(n + 1), "口罩", f"{n + 1}箱") for n in range(length - 1))
    return Trace(nodes, edges)


def fan(width: int) -> Trace:
    """One store and the many it sold to."""
    nodes = (TraceNode("store", "仓库"), *(TraceNode(str(n), f"第{n}店") for n in range(width)))
    return Trace(nodes, tuple(TraceEdge("store", str(n), "口罩", f"{n}个") for n in range(width)))


def arrow_heads(page: Any) -> list[bool]:
    """The arrow heads of a page, filled shapes of three corners: whether each points to the right."""
    shapes = [curve["pts"] for curve in page.curves if curve["fill"] and len(curve["pts"]) == 3]
    return [tip[0] > back[0] for tip, back, _ in shapes]


def left_of(page: Any, words: str) -> float:
    return float(page.search(words)[0]["x0"])


def test_goods_go_from_left_to_right(pages_of: Pages) -> None:
    page = pages_of(chain(4))[0]
    places = [left_of(page, f"第{n}处") for n in range(4)]
    assert all(left < right for left, right in pairwise(places))


def test_the_source_stands_left_even_when_it_is_named_last(pages_of: Pages) -> None:
    nodes = (TraceNode("b", "药店"), TraceNode("a", "窝点"))
    page = pages_of(Trace(nodes, (TraceEdge("a", "b"),)))[0]
    assert left_of(page, "窝点") < left_of(page, "药店")


def test_an_arrow_says_what_above_and_how_much_below(pages_of: Pages) -> None:
    page = pages_of(chain(2))[0]
    assert page.search("口罩")[0]["bottom"] < page.search("1箱")[0]["top"] + 3


def test_every_arrow_has_one_head(pages_of: Pages) -> None:
    assert arrow_heads(pages_of(fan(7))[0]) == [True] * 7


def test_a_box_names_its_kind_over_its_name(pages_of: Pages) -> None:
    page = pages_of(Trace((TraceNode("a", "康民大药房", "药店"),), ()))[0]
    assert page.search("药店")[0]["top"] < page.search("康民")[0]["top"]


def test_what_came_back_is_drawn_with_its_arrow_pointing_left(pages_of: Pages) -> None:
    nodes = (TraceNode("a", "仓库"), TraceNode("b", "药店"))
    page = pages_of(Trace(nodes, (TraceEdge("a", "b", "口罩"), TraceEdge("b", "a", "退货"))))[0]
    assert sorted(arrow_heads(page)) == [False, True]


def test_what_stayed_in_a_place_is_told_in_its_box(pages_of: Pages) -> None:
    page = pages_of(Trace((TraceNode("a", "仓库"),), (TraceEdge("a", "a", "分装", "300个"),)))[0]
    assert "（内部：分装 300个）" in page.extract_text()


def test_a_long_chain_goes_on_in_further_drawings(pages_of: Pages) -> None:
    text = pages_of(chain(8))[0].extract_text()
    assert [text.count(f"第{n}处") for n in range(8)] == [1, 1, 1, 2, 1, 1, 2, 1]
    assert all(f"{n}箱" in text for n in range(1, 8))


def test_a_broad_fan_is_split_over_pages_without_loss(sheet: Make, lines_of: Lines) -> None:
    pages = lines_of(typeset(sheet(fan(60))).pdf)
    words = [word for page in pages for line in page for word in line.split()]
    assert len(pages) > 2
    assert sorted(word for word in words if word.endswith("店")) == sorted(f"第{n}店" for n in range(60))


@pytest.mark.parametrize("drawing", [fan(60), chain(30), fan(3)])
def test_a_drawing_stays_inside_the_text_area(drawing: Trace, pages_of: Pages) -> None:
    for page in pages_of(drawing):
        shapes = [*page.lines, *page.rects, *page.curves]
        assert min(shape["x0"] for shape in shapes) >= 28 * MILLIMETRE - 0.5
        assert max(shape["x1"] for shape in shapes) <= 184 * MILLIMETRE + 0.5
        assert max(shape["bottom"] for shape in shapes) <= (37 + 225) * MILLIMETRE + 0.5


def test_an_arrow_past_a_column_keeps_clear_of_its_boxes(pages_of: Pages) -> None:
    nodes = tuple(TraceNode(key, key * 2, "场所") for key in "甲乙丙")
    edges = (TraceEdge("甲", "乙"), TraceEdge("乙", "丙"), TraceEdge("甲", "丙", "零售"))
    page = pages_of(Trace(nodes, edges))[0]
    box = page.search("乙乙")[0]
    inside = [
        line
        for line in page.lines
        if line["x0"] < box["x0"] < line["x1"] and box["top"] - 12 < line["top"] < box["bottom"] + 3
    ]
    assert inside == []


def test_a_name_without_a_font_stops_the_print(sheet: Make) -> None:
    with pytest.raises(MissingCharacters):
        typeset(sheet(Trace((TraceNode("a", "😀"),), ())))


def test_an_empty_trace_prints_nothing(sheet: Make) -> None:
    assert typeset(sheet(Trace((), ()))).pages == 1


def test_a_hundred_places_in_circles_are_drawn(sheet: Make) -> None:
    nodes = tuple(TraceNode(str(n), f"第{n}处") for n in range(100))
    edges = tuple(TraceEdge(str(n), str(n * 7 % 100), "口罩", "1箱") for n in range(100))
    assert typeset(sheet(Trace(nodes, edges, "环形"))).pages > 1
