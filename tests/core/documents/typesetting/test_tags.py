"""Tags: a program that reads aloud is told headings, text and figures in order, and ornaments are marked as such."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
import pytest

from fengqiao_desk.documents.typesetting import (
    Addressee,
    Heading,
    Paragraph,
    QRCode,
    Sheet,
    Style,
    Table,
    Title,
    typeset,
    typeset_many,
)

Make = Callable[..., Sheet]
SHOWS = {"Tj", "TJ"}


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    """The elements of the document in the order they are read."""
    return list(pdf.Root.StructTreeRoot.K.K)


def roles(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for element in elements(pdf)]


def pieces(pdf: pikepdf.Pdf) -> Iterator[tuple[int, int | None]]:
    """For every text shown: its page and the number of the piece it belongs to, None for an ornament."""
    for number, page in enumerate(pdf.pages):
        inside: list[int | None] = []
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator == "BDC":
                inside.append(int(instruction.operands[1].MCID))
            elif operator == "BMC":
                inside.append(None)
            elif operator == "EMC":
                inside.pop()
            elif operator in SHOWS:
                yield number, inside[-1]


@pytest.fixture
def tagged(sheet: Make) -> pikepdf.Pdf:
    """Two pages: a title, an addressee, a heading, text over both pages, a table and a figure, with a watermark."""
    return opened(
        typeset(
            sheet(
                Title("情况汇报"),
                Addressee("分局"),
                Heading("一、甲"),
                Paragraph("国" * 28 * 20),
                Table(("项目",), (("纠纷",), ("活动",))),
                QRCode("合公", "核对"),
                watermark="练习",
            )
        ).pdf
    )


def test_blocks_are_told_in_their_order(tagged: pikepdf.Pdf) -> None:
    assert roles(tagged) == ["/H1", "/P", "/H2", "/P", "/P", "/P", "/P", "/Figure"]


def test_text_over_two_pages_is_one_part(tagged: pikepdf.Pdf) -> None:
    text = elements(tagged)[3]
    assert any(isinstance(piece, pikepdf.Dictionary) for piece in text.K)


def test_a_figure_is_told_in_words(tagged: pikepdf.Pdf) -> None:
    assert str(elements(tagged)[-1].Alt) == "核对"


def test_every_text_belongs_to_a_part_or_is_an_ornament(tagged: pikepdf.Pdf) -> None:
    parents = {n: list(tagged.Root.StructTreeRoot.ParentTree.Nums)[2 * n + 1] for n in range(2)}
    shown = list(pieces(tagged))
    assert {(0, None), (1, None)} < set(shown)
    assert all(number < len(parents[page]) for page, number in shown if number is not None)


def test_a_repeated_head_is_an_ornament(sheet: Make) -> None:
    pdf = opened(typeset(sheet(Table(("序号",), tuple((str(n),) for n in range(100))))).pdf)
    assert len(pdf.pages) > 1
    assert len(elements(pdf)) == 101


@pytest.mark.parametrize("style", list(Style))
def test_the_file_says_that_it_is_tagged(style: Style, sheet: Make) -> None:
    assert opened(typeset(sheet(Paragraph("国"), style=style)).pdf).Root.MarkInfo.Marked


def test_a_batch_is_not_tagged(sheet: Make) -> None:
    assert "/StructTreeRoot" not in opened(typeset_many([sheet(Paragraph("国"))] * 2).pdf).Root
