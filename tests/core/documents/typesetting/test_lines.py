"""Where lines may end: nothing forbidden at either end, nothing whole is cut, and the time grows with the text only."""

from __future__ import annotations

import json
import random
import time
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from fengqiao_desk.documents.typesetting import Entry, FillLines, NumberLine, Paragraph, Sheet, Table, typeset

ROOT = Path(__file__).parents[4]

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


def soup(seed: int, length: int) -> str:
    """Words between marks in any order, with stray blanks: up to five marks in a row, as no author writes them."""
    dice = random.Random(seed)
    marks = [*sorted(NO_START | NO_END), "——", "……", " ", "　", "／", "·"]
    words = ["的", "是在", "有和人", "340102198503122419", "KTV", "¥12.50", "〔2026〕1号", "买买提·艾"]
    return (
        "".join(
            dice.choice(words) + "".join(dice.choices(marks, k=dice.choice([0, 0, 1, 1, 2, 5])))
            for _ in range(length)
        )
        + "完"
    )


def lines_of_paragraphs(texts: list[str]) -> list[str]:
    """The lines of paragraphs of one document as PDFium reads them."""
    pdf = typeset(Sheet("生成文本", "测试", date(2026, 1, 1), tuple(map(Paragraph, texts)))).pdf
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded().replace("\r", "").split("\n") for page in document]
    document.close()
    return body_lines(pages)


def forbidden(lines: list[str]) -> list[str]:
    """Lines that begin or end with what may not stand there."""
    return [line for line in lines if line[0] in NO_START or line[-1] in NO_END]


@pytest.fixture(scope="module")
def texts(soak: int) -> list[str]:
    return [generated(seed, 1500) for seed in range(92 * soak)]


@pytest.fixture(scope="module")
def many_lines(texts: list[str]) -> list[str]:
    """Over 20,000 lines, or 100,000 and more in `make soak`, of generated text."""
    return lines_of_paragraphs(texts)


def test_no_generated_line_begins_or_ends_with_what_is_forbidden(many_lines: list[str], soak: int) -> None:
    assert len(many_lines) > 20_000 * soak
    assert forbidden(many_lines) == []


def test_generated_lines_lose_and_gain_no_character(many_lines: list[str], texts: list[str]) -> None:
    assert "".join(many_lines) == "".join(texts)


def test_no_line_of_a_soup_of_marks_begins_or_ends_with_what_is_forbidden(soak: int) -> None:
    lines = lines_of_paragraphs([soup(seed, 1000) for seed in range(20 * soak)])
    assert len(lines) > 3_500 * soak
    assert forbidden([line.strip() for line in lines]) == []


def strings(data: object) -> Iterator[str]:
    """Every text in nested data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for part in data.values() if isinstance(data, dict) else data:
            yield from strings(part)


def real_texts() -> list[str]:
    """Every Chinese text of the resources and of the tests' own data that ends like a sentence or a word."""
    found: list[str] = []
    for file in sorted([*(ROOT / "resources").rglob("*.*"), *(ROOT / "tests").rglob("*.json")]):
        if file.suffix in (".toml", ".json"):
            text = file.read_text(encoding="utf-8")
            found += strings(tomllib.loads(text) if file.suffix == ".toml" else json.loads(text))
    lines = (line.strip() for text in found for line in text.split("\n"))
    return [
        line for line in dict.fromkeys(lines) if line and line[0] not in NO_START and line[-1] not in NO_END
    ]


def test_no_line_of_a_real_text_begins_or_ends_with_what_is_forbidden() -> None:
    texts = real_texts()
    assert sum(map(len, texts)) > 4_000
    assert forbidden(lines_of_paragraphs(texts)) == []


def test_no_line_of_a_real_text_in_a_table_begins_or_ends_with_what_is_forbidden(
    sheet: Make, lines_of: Lines
) -> None:
    table = Table(("内容",), tuple((text,) for text in real_texts()), (1,), size=10.5)
    assert forbidden(body_lines(lines_of(typeset(sheet(table)).pdf))) == []


@pytest.mark.parametrize(
    "kept", ["国 ，", "（ 国", "《　国", "国/家", "国／（家）", "A·买", "国！！！！！！！！！！！！！！"]
)
def test_marks_hold_to_their_words_over_blanks(kept: str, sheet: Make, lines_of: Lines) -> None:
    text = "\n".join("中" * length + kept + "华" * 28 for length in range(14, 29))
    assert sum(kept in line for line in body_lines(lines_of(typeset(sheet(Paragraph(text, 0))).pdf))) == 15


def test_a_word_too_long_for_a_column_is_cut_where_nothing_forbidden_is_left(
    sheet: Make, lines_of: Lines
) -> None:
    rows = (("编号（二〇二六）甲" + "乙，" * 9 + "https://a.cn/b,c(d),e(f),g;h" * 3,),)
    pages = lines_of(typeset(sheet(Table(("", "", ""), ((rows[0][0], "", ""),), (1, 3, 3)))).pdf)
    assert forbidden(body_lines(pages)) == []


def test_a_line_break_where_only_one_line_can_stand_becomes_a_blank(sheet: Make, lines_of: Lines) -> None:
    assert lines_of(typeset(sheet(NumberLine("合公字\n〔2026〕1号"))).pdf)[0][0] == "合公字 〔2026〕1号"


def test_a_number_that_fits_no_short_first_line_begins_on_the_next(sheet: Make, lines_of: Lines) -> None:
    entry = Entry("国" * 22 + "：", "340102198503122419")
    assert "340102198503122419" in lines_of(typeset(sheet(FillLines(((entry,),)))).pdf)[0]


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


@pytest.mark.usefixtures("no_garbage_collection")
@pytest.mark.parametrize("hard", ["，", "（", "—", "A", "1,", "·", "　", "（ ", " ，", "／（", " "])
def test_time_grows_with_the_text_only(hard: str, sheet: Make) -> None:
    def spent(length: int) -> float:
        start = time.process_time()
        typeset(sheet(Paragraph(hard * length)))
        return time.process_time() - start

    spent(100)
    assert spent(40_000) < 40 * max(spent(2_000), 0.005)
