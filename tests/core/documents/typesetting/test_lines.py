"""Where lines may end: nothing forbidden at either end, nothing whole is cut, and the time grows with the text only."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from fengqiao_desk.documents.typesetting import Paragraph, Sheet, typeset

NO_START = set("、。，：；！？”’」』）〕】］》〉–～·／％‰℃,.;:!?)]}%")
NO_END = set("“‘「『（〔【［《〈￥№([{")
Lines = Callable[[bytes], list[list[str]]]
Make = Callable[..., Sheet]


def generated(seed: int, length: int) -> str:
    """A text of words, numbers and marks as they follow each other in notices, opening marks closed again."""
    dice = random.Random(seed)
    marks = ["，", "。", "；", "：", "、", "！", "？", "——", "……", "～"]
    whole = [
        "2026年11月21日",
        "〔2026〕1号",
        "12,345.67元",
        "340102198503122419",
        "阿依古丽·买买提",
        "KTV",
        "95%",
    ]
    pairs = ["“{}”", "（{}）", "《{}》", "‘{}’", "【{}】", "〔{}〕", "“（{}）。”", "《{}（{}）》"]
    parts: list[str] = []
    for _ in range(length):
        word = "".join(dice.choices("的一是在不了有和人这中大为上个国我以要他时来用们", k=dice.randint(1, 9)))
        chosen = dice.choice([word, word, dice.choice(whole), dice.choice(pairs).format(word, word[:3])])
        parts.append(chosen + (dice.choice(marks) if dice.random() < 0.6 else ""))
    return "".join(parts)


def body_lines(pages: list[list[str]]) -> list[str]:
    return [line for page in pages for line in page if line and not line.startswith("— ")]


@pytest.fixture(scope="module")
def many_lines() -> list[str]:
    """Over 20,000 lines as PDFium reads them back."""
    from datetime import date

    import pypdfium2

    blocks = tuple(Paragraph(generated(seed, 1500)) for seed in range(92))
    pdf = typeset(Sheet("生成文本", "测试", date(2026, 1, 1), blocks)).pdf
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded().replace("\r", "").split("\n") for page in document]
    document.close()
    return body_lines(pages)


def test_twenty_thousand_lines_begin_with_nothing_forbidden(many_lines: list[str]) -> None:
    assert len(many_lines) > 20_000
    assert [line for line in many_lines if line[0] in NO_START] == []


def test_twenty_thousand_lines_end_with_nothing_forbidden(many_lines: list[str]) -> None:
    assert [line for line in many_lines if line[-1] in NO_END] == []


def test_twenty_thousand_lines_lose_and_gain_no_character(many_lines: list[str]) -> None:
    assert "".join(many_lines) == "".join(generated(seed, 1500) for seed in range(92))


@pytest.mark.parametrize(
    "whole",
    [
        "——",
        "……",
        "〔2026〕12号",
        "340102198503122419",
        "12,345.67元",
        "丽·买",
        "13800138000",
        "KTV",
        "No.12",
        "95.5%",
    ],
)
def test_what_is_whole_stays_on_one_line(whole: str, sheet: Make, lines_of: Lines) -> None:
    text = "\n".join("国" * length + whole + "国" * 28 for length in range(14, 29))
    assert sum(whole in line for line in body_lines(lines_of(typeset(sheet(Paragraph(text, 0))).pdf))) == 15


def test_marks_are_squeezed_before_a_word_is_pushed_out(sheet: Make, lines_of: Lines) -> None:
    text = "一，二，" + "三" * 23 + "四，五六"
    assert lines_of(typeset(sheet(Paragraph(text, 0))).pdf)[0][0] == text[:29]


def test_a_word_longer_than_a_line_is_cut_and_kept(sheet: Make, lines_of: Lines) -> None:
    word = "A1" * 300
    assert "".join(body_lines(lines_of(typeset(sheet(Paragraph(word))).pdf))) == word


def test_an_inner_full_width_blank_is_kept(sheet: Make, lines_of: Lines) -> None:
    assert "联系人：张　三" in lines_of(typeset(sheet(Paragraph("联系人：张　三"))).pdf)[0][0]


@pytest.mark.parametrize("hard", ["，", "（", "—", "A", "1,", "·", "　"])
def test_time_grows_with_the_text_only(hard: str, sheet: Make) -> None:
    def spent(length: int) -> float:
        start = time.perf_counter()
        typeset(sheet(Paragraph(hard * length)))
        return time.perf_counter() - start

    spent(100)
    assert spent(40_000) < 40 * max(spent(2_000), 0.005)
