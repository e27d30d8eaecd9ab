"""A void copy says 作废 and can still be read, word for word: its marks lie behind the text, each at a place of its own."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import page as validator
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from fengqiao_desk import cases
from fengqiao_desk.documents import register
from fengqiao_desk.documents.typesetting import (
    Addressee,
    Cell,
    FormTable,
    NumberLine,
    OrganName,
    Paragraph,
    Sheet,
    Signature,
    Style,
    TearOff,
    Title,
    stamped,
    typeset,
)
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.notices import batch

if TYPE_CHECKING:
    from tests.conftest import Desk

VOID = "作废"
DAY = date(2026, 11, 21)
TABLE = FormTable(
    tuple((Cell(f"栏目{row}", label=True), Cell("内容" * 12)) for row in range(12)), (2.0, 8.0), size=12
)
RECEIPT = FormTable(
    ((Cell("签收人", label=True), Cell("")), (Cell("签收时间", label=True), Cell("　　年　月　日　时　分"))),
    (2.0, 8.0),
)
TEXT = Paragraph("请对照自查自纠，如有违反，将由有权机关依法处理。" * 12)
SHEETS = {
    "one page": (
        Style.OFFICIAL,
        (Title("告知书"), Addressee("示例负责人"), TEXT, Signature("示例派出所", DAY)),
    ),
    "two pages": (Style.OFFICIAL, (Title("告知书"), *((TEXT,) * 6), Signature("示例派出所", DAY))),
    "with a receipt": (
        Style.OFFICIAL,
        (Title("告知书"), TEXT, Signature("示例派出所", DAY), TearOff("回执", "1号", (RECEIPT,), "X")),
    ),
    "a form": (Style.FORM, (OrganName("示例派出所"), Title("登记表"), TABLE)),
    "a form of two pages": (Style.FORM, (Title("登记表"), TABLE, TABLE, TABLE, TABLE)),
    "a letter": (
        Style.LETTER,
        (NumberLine("示〔2026〕1号"), Title("函"), TEXT, Signature("示例派出所", DAY)),
    ),
}


@pytest.fixture(params=list(SHEETS))
def paper(request: pytest.FixtureRequest) -> Sheet:
    style, blocks = SHEETS[request.param]
    return Sheet("测试文书", "示例派出所", DAY, blocks, style=style, header_organ="示例派出所")


def practised(paper: Sheet) -> Sheet:
    return Sheet(
        *(paper.title, paper.author, paper.day, paper.blocks, paper.style),
        header_organ=paper.header_organ,
        watermark="练习",
    )


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def pictures(pdf: bytes) -> list[Image.Image]:
    return [page.render(scale=1.5).to_pil().convert("RGB") for page in PdfDocument(pdf)]


def ink(picture: Image.Image, below: int) -> Image.Image:
    """White where a picture is darker than this grey, black elsewhere."""
    return picture.convert("L").point([255 if grey < below else 0 for grey in range(256)])


def test_the_text_is_that_of_the_paper_and_the_mark_alone(paper: Sheet) -> None:
    pdf = typeset(paper).pdf
    copies = texts(stamped(pdf, VOID))
    assert all(VOID in copy for copy in copies)
    assert [copy.replace(VOID, "").split() for copy in copies] == [text.split() for text in texts(pdf)]


def test_all_that_is_printed_stays_as_dark_as_it_was(paper: Sheet) -> None:
    pdf = typeset(paper).pdf
    for before, after in zip(pictures(pdf), pictures(stamped(pdf, VOID)), strict=True):
        lost = ImageChops.subtract(ink(before, 96), ink(after, 112))
        assert lost.getbbox() is None


def test_every_page_shows_that_it_is_void(paper: Sheet) -> None:
    pdf = typeset(paper).pdf
    for before, after in zip(pictures(pdf), pictures(stamped(pdf, VOID)), strict=True):
        assert ImageChops.difference(before, after).getbbox() is not None


def test_the_mark_and_that_of_a_practice_folder_stand_apart(paper: Sheet) -> None:
    plain, practice = typeset(paper).pdf, typeset(practised(paper)).pdf
    for bare, practised_page, void in zip(
        pictures(plain), pictures(practice), pictures(stamped(plain, VOID)), strict=True
    ):
        of_practice = ink(ImageChops.invert(ImageChops.difference(bare, practised_page)), 250)
        of_void = ink(ImageChops.invert(ImageChops.difference(bare, void)), 250)
        assert of_practice.getbbox() is not None and of_void.getbbox() is not None
        assert ImageChops.multiply(of_practice, of_void).getbbox() is None


def test_a_void_copy_is_still_pdf_a(paper: Sheet) -> None:
    copy = stamped(typeset(paper).pdf, VOID)
    assert validator.validate_pdf_bytes(copy, profile="2u").failures == []


def test_a_void_notice_of_a_round_keeps_its_one_page_number(desk: Desk, venue: dict[str, object]) -> None:
    for place in range(1, 3):
        desk.receive("venues", {**venue, "name": f"示例{place}棋牌室", "address": f"示例路{place}号"})
    chosen = batch.select(desk.station, "all", DAY)
    numbers = batch.issue(desk.station, "compliance", chosen, batch.Order(), desk.act()).numbers
    before = texts(register.stored_pdf(desk.station, numbers[1]))
    cases.void_document(desk.station, KINDS, numbers[1], "地址有误", desk.act())
    after = texts(register.printed_pdf(desk.station, numbers[1]))
    assert [text.replace(VOID, "").split() for text in after] == [text.split() for text in before]


def test_a_copy_made_twice_is_the_same_file() -> None:
    """Chance names nothing in it, so that a folder made anew from the same data is the same folder."""
    pdf = typeset(Sheet("告知书", "示例派出所", DAY, (Title("告知书"), Paragraph("内容。")))).pdf
    assert stamped(pdf, VOID) == stamped(pdf, VOID)
