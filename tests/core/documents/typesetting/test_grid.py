"""The page measured with a ruler: grid, margins, page numbers, signature, the lines of a letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import groupby, pairwise
from typing import Any

import pytest

from fengqiao_desk.documents.typesetting import NumberLine, Paragraph, Signature, Spacer, Style, Title

MILLIMETRE = 72 / 25.4
PITCH, LEADING = 156 * MILLIMETRE / 28, 225 * MILLIMETRE / 22
TOLERANCE = 0.3 * MILLIMETRE
DAY = date(2026, 11, 21)
Pages = Callable[..., list[Any]]


def near(length: float) -> Any:
    return pytest.approx(length, abs=TOLERANCE)


def rows(page: Any) -> list[list[Any]]:
    """The page's characters by line, the upper line first."""
    ordered = sorted(page.chars, key=lambda c: (round(c["matrix"][5]), c["x0"]))
    grouped = [list(group) for _, group in groupby(ordered, key=lambda c: round(c["matrix"][5]))]
    return grouped[::-1]


def text(row: list[Any]) -> str:
    return "".join(c["text"] for c in row)


def row_of(page: Any, words: str) -> list[Any]:
    return next(row for row in rows(page) if words in text(row))


@pytest.fixture
def full_page(pages_of: Pages) -> Any:
    return pages_of(Paragraph("国" * 28 * 30, indent=0))[0]


def test_a_page_holds_twenty_two_lines_of_twenty_eight_characters(full_page: Any) -> None:
    assert [len(row) for row in rows(full_page)[:-1]] == [28] * 22


def test_the_text_begins_28_mm_from_the_left(full_page: Any) -> None:
    assert all(row[0]["x0"] == near(28 * MILLIMETRE) for row in rows(full_page)[:-1])


def test_a_full_line_ends_26_mm_from_the_right(full_page: Any) -> None:
    assert all(row[-1]["x0"] + PITCH == near(184 * MILLIMETRE) for row in rows(full_page)[:-1])


def test_characters_stand_on_the_pitch_of_the_grid(full_page: Any) -> None:
    first = rows(full_page)[0]
    assert all(right["x0"] - left["x0"] == pytest.approx(PITCH, abs=0.01) for left, right in pairwise(first))


def test_base_lines_stand_on_the_leading_of_the_grid(full_page: Any) -> None:
    levels = [row[0]["matrix"][5] for row in rows(full_page)[:-1]]
    assert all(upper - lower == pytest.approx(LEADING, abs=0.01) for upper, lower in pairwise(levels))


def test_the_first_line_stands_in_the_first_cell_under_37_mm(full_page: Any) -> None:
    base = 37 * MILLIMETRE + (LEADING - 16) / 2 + 16 * 0.88
    assert 297 * MILLIMETRE - rows(full_page)[0][0]["matrix"][5] == near(base)


def test_a_paragraph_begins_two_characters_in(pages_of: Pages) -> None:
    first = rows(pages_of(Paragraph("国" * 40))[0])[0]
    assert first[0]["x0"] == near(28 * MILLIMETRE + 2 * PITCH)


def test_an_odd_page_is_numbered_one_character_from_the_right(pages_of: Pages) -> None:
    number = row_of(pages_of(Paragraph("国"))[0], "— 1 —")
    assert number[-1]["x0"] + 14 == pytest.approx(184 * MILLIMETRE - 14, abs=1.5)


def test_an_even_page_is_numbered_one_character_from_the_left(pages_of: Pages) -> None:
    number = row_of(pages_of(Paragraph("国" * 28 * 23))[1], "— 2 —")
    assert number[0]["x0"] == pytest.approx(28 * MILLIMETRE + 14, abs=1.5)


def test_the_page_number_stands_7_mm_under_the_text(pages_of: Pages) -> None:
    number = row_of(pages_of(Paragraph("国"))[0], "— 1 —")
    dash_level = number[0]["matrix"][5] + 0.38 * 14
    assert 297 * MILLIMETRE - dash_level == near((37 + 225 + 7) * MILLIMETRE)


def test_the_first_page_of_a_letter_has_no_number(pages_of: Pages) -> None:
    pages = pages_of(Paragraph("国" * 28 * 23), style=Style.LETTER, header_organ="逍遥津派出所")
    assert ["—" in page.extract_text() for page in pages] == [False, True]


def test_the_rules_of_a_letter_are_170_mm_long_and_centred(pages_of: Pages) -> None:
    page = pages_of(Paragraph("国"), style=Style.LETTER, header_organ="逍遥津派出所")[0]
    assert [(line["x0"], line["x1"]) for line in page.lines] == [
        (near(20 * MILLIMETRE), near(190 * MILLIMETRE))
    ] * 4


def test_the_lowest_rule_of_a_letter_is_20_mm_from_the_edge(pages_of: Pages) -> None:
    page = pages_of(Paragraph("国"), style=Style.LETTER, header_organ="逍遥津派出所")[0]
    assert max(line["top"] for line in page.lines) == near(277 * MILLIMETRE)


def test_the_number_of_a_letter_stands_at_the_right_under_the_rules(pages_of: Pages) -> None:
    page = pages_of(NumberLine("合公逍函〔2026〕3号"), style=Style.LETTER, header_organ="逍遥津派出所")[0]
    assert row_of(page, "合公逍函")[-1]["x0"] + PITCH == near(184 * MILLIMETRE)


def test_a_sealed_date_ends_four_characters_from_the_right(pages_of: Pages) -> None:
    day = row_of(pages_of(Signature("逍遥津派出所", DAY))[0], "2026年11月21日")
    assert day[-1]["x0"] + PITCH == near(184 * MILLIMETRE - 4 * PITCH)


def test_a_sealed_organ_is_centred_over_its_date(pages_of: Pages) -> None:
    page = pages_of(Signature("合肥市公安局逍遥津派出所", DAY))[0]
    organ, day = row_of(page, "派出所"), row_of(page, "2026年")
    assert sum((organ[0]["x0"], organ[-1]["x0"])) == near(sum((day[0]["x0"], day[-1]["x0"])))


def test_an_unsealed_organ_ends_two_characters_from_the_right(pages_of: Pages) -> None:
    organ = row_of(pages_of(Signature("合肥市公安局逍遥津派出所", DAY, sealed=False))[0], "派出所")
    assert organ[-1]["x0"] + PITCH == near(184 * MILLIMETRE - 2 * PITCH)


def test_an_unsealed_date_begins_two_characters_behind_its_organ(pages_of: Pages) -> None:
    page = pages_of(Signature("合肥市公安局逍遥津派出所", DAY, sealed=False))[0]
    organ, day = row_of(page, "派出所"), row_of(page, "2026年")
    assert day[0]["x0"] - organ[0]["x0"] == near(2 * PITCH)


def test_a_date_prints_without_leading_zeros(pages_of: Pages) -> None:
    assert "2026年1月5日" in pages_of(Signature("逍遥津派出所", date(2026, 1, 5)))[0].extract_text()


def test_a_signature_never_stands_on_a_page_of_its_own(pages_of: Pages) -> None:
    pages = pages_of(Paragraph("国" * 28 * 22, indent=0), Signature("逍遥津派出所", DAY))
    assert text(rows(pages[1])[0]) == "国" * 28


@pytest.mark.parametrize("lines", range(12, 23))
def test_a_signature_after_empty_lines_is_never_lost(lines: int, pages_of: Pages) -> None:
    pages = pages_of(Paragraph("国" * 28 * lines, 0), Spacer(1), Spacer(1), Signature("逍遥津派出所", DAY))
    assert "".join(page.extract_text() for page in pages).count("逍遥津派出所") == 1


def test_a_long_number_is_broken_inside_the_text_area(pages_of: Pages) -> None:
    page = pages_of(NumberLine("合公（逍）告字" * 6 + "〔2026〕3号"))[0]
    assert min(c["x0"] for c in page.chars) >= 28 * MILLIMETRE - 0.5


def test_a_long_title_is_broken_into_lines_of_nearly_equal_length(pages_of: Pages) -> None:
    title = "合肥市公安局逍遥津派出所关于进一步加强辖区娱乐场所治安管理工作的情况汇报"
    lengths = [len(row) for row in rows(pages_of(Title(title), Spacer(1))[0])[:-1]]
    assert len(lengths) == 2
    assert 0 <= lengths[0] - lengths[1] <= 2
