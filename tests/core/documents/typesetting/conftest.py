"""Sheets to typeset and readers that say what a page shows."""

from __future__ import annotations

import gc
import io
import os
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pdfplumber
import pypdfium2
import pytest

from fengqiao_desk.documents.typesetting import Block, Sheet, Style, typeset

DAY = date(2026, 11, 21)


@pytest.fixture(scope="session")
def soak() -> int:
    """How many times the usual amount of generated material is tried: 1, or what `make soak` says."""
    return int(os.environ.get("FENGQIAO_SOAK", "1"))


@pytest.fixture
def no_garbage_collection() -> Iterator[None]:
    """Keeps the collector, whose time depends on what other tests left behind, out of what a test times."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def sheet() -> Callable[..., Sheet]:
    """Makes a sheet of blocks in a style."""

    def make(*blocks: Block, style: Style = Style.OFFICIAL, **more: Any) -> Sheet:
        return Sheet("测试文书", "合肥市公安局逍遥津派出所", DAY, blocks, style=style, **more)

    return make


@pytest.fixture
def pages_of(sheet: Callable[..., Sheet]) -> Callable[..., list[Any]]:
    """Typesets blocks and gives the pages as pdfplumber measures them."""

    def measure(*blocks: Block, **more: Any) -> list[Any]:
        return pdfplumber.open(io.BytesIO(typeset(sheet(*blocks, **more)).pdf)).pages

    return measure


@pytest.fixture
def lines_of() -> Callable[[bytes], list[list[str]]]:
    """The lines of each page of a file, as PDFium reads them."""

    def read(pdf: bytes) -> list[list[str]]:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [page.get_textpage().get_text_bounded().replace("\r", "").split("\n") for page in document]
        finally:
            document.close()

    return read
