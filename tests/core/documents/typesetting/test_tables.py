"""Tables and forms over pages: repeated heads, split rows, spans, entries on rules, receipts."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from fengqiao_desk.documents.typesetting import (
    Align,
    Block,
    Cell,
    Entry,
    FillLines,
    FormTable,
    Paragraph,
    Sheet,
    SignatureLines,
    Style,
    Table,
    TearOff,
    typeset,
)

MILLIMETRE = 72 / 25.4
Pages = Callable[..., list[Any]]
Lines = Callable[[bytes], list[list[str]]]
Make = Callable[..., Sheet]


def level(page: Any, words: str) -> float:
    """How far the words stand from the page's top."""
    return float(page.search(words)[0]["top"])


def test_a_tables_head_is_repeated_on_every_page(sheet: Make, lines_of: Lines) -> None:
    pages = lines_of(typeset(sheet(Table(("序号", "事由"), tuple((str(n), "纠纷") for n in range(100))))).pdf)
    assert len(pages) > 2
    assert [page[0] for page in pages] == ["序号 事由"] * len(pages)


def test_every_row_of_a_long_table_is_printed_once(sheet: Make, lines_of: Lines) -> None:
    pages = lines_of(
        typeset(sheet(Table(("序号", "事由"), tuple((f"第{n}行", "纠纷") for n in range(100))))).pdf
    )
    found = [line.split()[0] for page in pages for line in page if line.startswith("第")]
    assert found == [f"第{n}行" for n in range(100)]


def test_a_row_taller_than_a_page_loses_nothing(sheet: Make, lines_of: Lines) -> None:
    long = "".join(f"第{n}件纠纷已化解。" for n in range(600))
    pages = lines_of(typeset(sheet(Table(("情况",), ((long,),)))).pdf)
    body = [line for page in pages for line in page if line != "情况" and not line.startswith("— ")]
    assert len(pages) > 2
    assert "".join(body) == long


def test_a_table_stays_inside_the_text_area(pages_of: Pages) -> None:
    for page in pages_of(Table(("甲", "乙"), (("国" * 900, "家" * 2000),) * 3, (1, 4))):
        assert max(rect["bottom"] for rect in page.rects) <= (37 + 225) * MILLIMETRE + 0.3


def test_figures_can_stand_at_the_right(pages_of: Pages) -> None:
    page = pages_of(Table(("数",), (("7",),), alignments=(Align.RIGHT,)))[0]
    assert page.search("7")[0]["x1"] == pytest.approx(184 * MILLIMETRE - 4, abs=0.5)


def test_a_spanning_cells_text_stands_in_the_middle_of_its_rows(pages_of: Pages) -> None:
    rows = ((Cell("违法行为人", rows=2, label=True), Cell("姓名")), (Cell("住址"),))
    page = pages_of(FormTable(rows, (1, 3)))[0]
    label = page.search("违法行为人")[0]
    border = page.search("姓名")[0]["bottom"] + page.search("住址")[0]["top"]
    assert label["top"] + label["bottom"] == pytest.approx(border, abs=1)


def test_a_form_row_taller_than_a_page_loses_nothing(sheet: Make, lines_of: Lines) -> None:
    long = "".join(f"第{n}项，" for n in range(900))
    rows = ((Cell("甲", rows=2, label=True), Cell("乙")), (Cell(long),))
    pages = lines_of(typeset(sheet(FormTable(rows, (1, 9)), style=Style.FORM)).pdf)
    body = "".join(line for page in pages for line in page if "页　共" not in line)
    assert len(pages) > 1
    assert long in body


@pytest.fixture
def spanning_pages(pages_of: Pages) -> list[Any]:
    """A form with a cell over two rows whose text is taller than two pages."""
    long = "".join(f"第{n}项，" for n in range(900))
    rows = ((Cell("事实", rows=2, label=True), Cell(long, rows=2), Cell("甲")), (Cell("乙"),))
    return pages_of(FormTable(rows, (1, 6, 3)), style=Style.FORM)


def test_a_spanning_cell_taller_than_a_page_loses_nothing(sheet: Make, lines_of: Lines) -> None:
    long = "".join(f"第{n}项，" for n in range(900))
    rows = ((Cell(long, rows=2), Cell("甲")), (Cell("乙"),))
    pages = lines_of(typeset(sheet(FormTable(rows, (8, 2)), style=Style.FORM)).pdf)
    body = "".join(line for page in pages for line in page if "页　共" not in line)
    assert body.translate(dict.fromkeys(map(ord, "甲乙 "))) == long


def test_a_spanning_cell_taller_than_a_page_stays_inside_the_text_area(spanning_pages: list[Any]) -> None:
    assert len(spanning_pages) > 2
    foot = (37 + 225) * MILLIMETRE + 0.3
    body = [
        c for page in spanning_pages for c in page.chars if c["text"] not in "第页　共" and c["size"] > 11
    ]
    assert max(c["bottom"] for c in body) <= foot
    assert max(rect["bottom"] for page in spanning_pages for rect in page.rects) <= foot


@pytest.mark.usefixtures("no_garbage_collection")
@pytest.mark.parametrize(
    "rows_of",
    [
        lambda n: Table(("序号", "事由"), tuple((str(k), "纠纷") for k in range(n))),
        lambda n: FormTable(tuple((Cell(str(k)), Cell("纠纷")) for k in range(n)), (1, 3)),
        lambda n: FillLines(tuple((Entry(str(k)), Entry("事由", "纠纷")) for k in range(n))),
    ],
)
def test_time_grows_with_the_rows_only(rows_of: Callable[[int], Block], sheet: Make) -> None:
    def spent(rows: int) -> float:
        start = time.process_time()
        typeset(sheet(rows_of(rows)))
        return time.process_time() - start

    spent(10)
    assert spent(3_000) < 30 * max(spent(200), 0.01)


def test_a_cell_spanning_rows_that_are_not_there_ends_with_the_form(pages_of: Pages) -> None:
    page = pages_of(FormTable(((Cell("甲", rows=9), Cell("乙")),), (1, 1)))[0]
    assert "甲" in page.extract_text()


def test_a_cell_can_be_given_room_to_write(pages_of: Pages) -> None:
    rects = pages_of(FormTable(((Cell("说明", lines=5),),), (1,), size=12))[0].rects
    assert rects[0]["height"] > 5 * 12


def test_a_long_entry_runs_on_over_ruled_lines(pages_of: Pages) -> None:
    page = pages_of(FillLines(((Entry("主要事实：", "国" * 60),),)))[0]
    assert len(page.lines) == 3


def test_entries_too_long_to_stand_beside_each_other_stand_below(pages_of: Pages) -> None:
    page = pages_of(FillLines(((Entry("姓名", "王" * 9), Entry("住址", "家" * 200)),)))[0]
    assert level(page, "姓名") < level(page, "住址")
    assert max(c["x1"] for c in page.chars if c["text"] in "王家") <= 184 * MILLIMETRE + 0.5


def test_a_caption_longer_than_its_table_is_broken(pages_of: Pages) -> None:
    page = pages_of(Table(("甲",), (("乙",),), caption="矛盾纠纷排查化解情况" * 6))[0]
    assert min(c["x0"] for c in page.chars) >= 28 * MILLIMETRE - 0.5


def test_a_receipt_taller_than_a_page_goes_on_over_pages(sheet: Make, lines_of: Lines) -> None:
    receipt = TearOff("回　执", "1", (FillLines(tuple((Entry(f"栏目{n}"),) for n in range(40))),))
    pages = lines_of(typeset(sheet(receipt)).pdf)
    assert sum("栏目" in line for page in pages for line in page) == 40


def test_places_to_sign_with_long_names_stand_below_each_other(pages_of: Pages) -> None:
    page = pages_of(SignatureLines(("治安管理责任人（签名）：" * 2, "见证人")))[0]
    assert level(page, "见证人") > level(page, "责任人") + 20


def test_an_empty_entry_keeps_its_rule(pages_of: Pages) -> None:
    assert len(pages_of(FillLines(((Entry("见证人"), Entry("住址")),)))[0].lines) == 2


def test_each_signer_gets_a_rule_and_a_date(pages_of: Pages) -> None:
    page = pages_of(SignatureLines(("主持人（签名）", "见证人（签名）", "当事人（签名）")))[0]
    assert (len(page.lines), page.extract_text().count("日")) == (3, 3)


@pytest.mark.parametrize("lines", range(14, 24))
def test_no_page_bears_places_to_sign_alone(sheet: Make, lines_of: Lines, lines: int) -> None:
    text = [Paragraph("国" * 20) for _ in range(lines)]
    places = SignatureLines(("提交人（签名）", "保管人（签名）", "民警（签名）", "见证人（签名）"))
    for page in lines_of(typeset(sheet(*text, places)).pdf):
        assert any("国" in line for line in page)


def test_a_narrow_cell_does_not_tear_its_characters_apart(pages_of: Pages) -> None:
    table = Table(("特征",) * 3, (("品牌示例；批号N20200115；生产日期2026年1月15日", "甲", "乙"),), size=10.5)
    first, second = (pages_of(table)[0].search(word, regex=False)[0] for word in ("品牌", "示例"))
    assert second["x0"] - first["x1"] < 2


def test_a_receipt_stands_at_the_foot_of_the_page(pages_of: Pages) -> None:
    receipt = TearOff("回　执", "000137", (FillLines(((Entry("签收人"),),)),))
    page = pages_of(Paragraph("国"), receipt)[0]
    assert page.lines[-1]["top"] == pytest.approx((297 - 12) * MILLIMETRE, abs=3 * MILLIMETRE)


def test_the_page_number_stands_over_the_perforation(pages_of: Pages) -> None:
    page = pages_of(Paragraph("国"), TearOff("回　执", "1", (FillLines(((Entry("签收人"),),)),)))[0]
    assert page.search("— 1 —")[0]["bottom"] < page.lines[0]["top"] + 3


def test_a_receipt_stays_over_the_lower_rules_of_a_letter(pages_of: Pages) -> None:
    receipt = TearOff("回　执", "1", (FillLines(((Entry("签收人"),),)),))
    page = pages_of(Paragraph("国"), receipt, style=Style.LETTER, header_organ="派出所")[0]
    assert page.search("签收人")[0]["bottom"] < 275 * MILLIMETRE


def test_a_turned_table_is_read_from_the_left_edge(pages_of: Pages) -> None:
    page = pages_of(Table(("序号", "事由"), (("1", "纠纷"),), turned=True))[0]
    head = [c for c in page.chars if c["text"] in "序号"]
    assert not any(c["upright"] for c in head)
    assert 28 * MILLIMETRE <= head[0]["x0"] <= 40 * MILLIMETRE


def test_a_turned_table_stands_on_pages_of_its_own(sheet: Make) -> None:
    table = Table(("序号",), (("1",),), turned=True)
    assert typeset(sheet(Paragraph("国"), table, Paragraph("家"))).pages == 3


def test_a_receipts_number_stands_across_the_perforation(pages_of: Pages) -> None:
    page = pages_of(Paragraph("国"), TearOff("回　执", "000137", (FillLines(((Entry("签收人"),),)),)))[0]
    number, perforation = page.search("000137")[0], page.lines[0]
    assert number["top"] < perforation["top"] < number["bottom"]


def test_a_receipt_without_room_stands_at_the_foot_of_the_next_page(pages_of: Pages) -> None:
    receipt = TearOff("回　执", "1", (FillLines(((Entry("签收人"),),)),))
    page = pages_of(Paragraph("国" * 28 * 22, 0), receipt)[1]
    assert page.lines[-1]["top"] == pytest.approx((297 - 12) * MILLIMETRE, abs=3 * MILLIMETRE)


def test_a_receipt_is_never_broken(pages_of: Pages) -> None:
    receipt = TearOff("回　执", "1", (FillLines(tuple((Entry(f"栏目{n}"),) for n in range(6))),))
    pages = pages_of(Paragraph("国" * 28 * 18), receipt)
    assert [page.extract_text().count("栏目") for page in pages] == [0, 6]
