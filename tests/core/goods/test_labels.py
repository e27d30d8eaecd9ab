"""Labels for the bags: a code a scanner reads, of the size told, on A4."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from reportlab.graphics.barcode import qrencoder

from fengqiao_desk.cases import Case
from fengqiao_desk.cases.search.finding import find
from fengqiao_desk.documents import register
from fengqiao_desk.kinds import KINDS

if TYPE_CHECKING:
    from tests.conftest import Desk

DOTS = 300 / 72
"""Pixels a point in the picture that is looked at."""
MILLIMETRE = 72 / 25.4
LEFT_MARGIN = 28 * MILLIMETRE


@pytest.fixture
def two_batches(desk: Desk, goods_case: dict[str, Any], take: Callable[..., Case]) -> Case:
    batch = goods_case["goods"][0]
    loose = {
        **batch,
        "specification": "散装",
        "quantity": 800,
        "unit": "只",
        "pieces": None,
        "pieces_unit": None,
    }
    entry = {**goods_case, "seizing_agency": "本所", "goods": [batch, {**loose, "batch": None}]}
    case = take(desk.receive("goods_cases", entry), "seize")
    return take(case, "custody")


@pytest.fixture
def labels(desk: Desk, two_batches: Case) -> pypdfium2.PdfDocument:
    issued = desk.issue(two_batches, "goods_labels", "2026-12-31")
    return pypdfium2.PdfDocument(io.BytesIO(register.stored_pdf(desk.station, issued.number)))


def cells_of(content: str) -> list[list[bool]]:
    """The code as reportlab encodes it: no decoder is among our libraries."""
    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(qrencoder.QR8bitByte(content.encode("utf-8")))
    code.make()
    count = code.getModuleCount()
    return [[bool(code.isDark(row, column)) for column in range(count)] for row in range(count)]


@dataclass(frozen=True)
class Page:
    """A page as a scanner sees it: dark or light, dot by dot."""

    width: int
    grey: bytes

    def is_dark(self, left: float, top: float) -> bool:
        return self.grey[int(top) * self.width + int(left)] < 100

    def first_dark(self, left: float, below: float) -> float:
        """The upper edge of the first dark patch under a height; thinner than it is a line of the frame."""
        rows = range(int(below), len(self.grey) // self.width)
        thick = range(8)
        return float(next(row for row in rows if all(self.is_dark(left, row + more) for more in thick)))

    def cells(self, left: float, top: float, side: float, count: int) -> list[list[bool]]:
        """What stands in the middle of each cell of a code at this place."""
        middles = [(place + 0.5) * side / count for place in range(count)]
        return [[self.is_dark(left + across, top + down) for across in middles] for down in middles]


def test_each_batch_has_a_code_of_24_millimetres_that_names_it(labels: pypdfium2.PdfDocument) -> None:
    picture = labels[0].render(scale=DOTS).to_pil().convert("L")
    page = Page(picture.width, picture.tobytes())
    side, below = 24 * MILLIMETRE * DOTS, 0.0
    for content in ("WL2020-0001#1", "WL2020-0001#2"):
        cells = cells_of(content)
        light = 4 * side / len(cells)
        left = LEFT_MARGIN * DOTS + light
        top = page.first_dark(left + 2, below)
        assert page.cells(left, top, side, len(cells)) == cells
        below = top + side + light


def test_a_label_tells_goods_quantity_and_where_it_lies(labels: pypdfium2.PdfDocument) -> None:
    text = "".join(labels[0].get_textpage().get_text_range().split())
    expected = ("第1项（共2项）", "46盒，计2300余只", "800余只", "存放处涉案财物室A-01", "存放处/")
    assert [words for words in expected if words not in text] == []


def test_the_sheet_is_a4(labels: pypdfium2.PdfDocument) -> None:
    assert [round(length / MILLIMETRE) for length in labels[0].get_size()] == [210, 297]


def test_what_a_scanner_reads_from_a_label_finds_the_case(desk: Desk, two_batches: Case) -> None:
    found = find(desk.station, KINDS, f"{two_batches.number}#2", 10)
    assert [hit.number for hit in found.hits] == [two_batches.number]
