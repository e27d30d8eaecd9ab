"""Every character a citizen's name may lawfully have prints and comes back exactly."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pypdf
import pytest

from fengqiao_desk.documents.typesetting import (
    MissingCharacters,
    Paragraph,
    Sheet,
    missing_characters,
    typeset,
)
from fengqiao_desk.documents.typesetting.fonts.coverage import general_standard

Lines = Callable[[bytes], list[list[str]]]
Make = Callable[..., Sheet]

COMPATIBILITY = "\uf92c\uf979\uf995\uf9e7\uf9f1\ufa0c\ufa0d\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa18\ufa1f\ufa20\ufa21\ufa23\ufa24\ufa27\ufa28\ufa29"
"""The 21 compatibility ideographs of GB 18030."""


@cache
def level_2() -> str:
    """GB 18030-2022, implementation level 2: level 1 and 通用规范汉字表 (docs/typesetting.md §1)."""
    level_1 = [*map(chr, range(0x4E00, 0x9FF0)), *map(chr, range(0x3400, 0x4DB6)), *COMPATIBILITY]
    return "".join(dict.fromkeys([*level_1, *general_standard()]))


@pytest.fixture(scope="module")
def whole_standard() -> bytes:
    """The 8,105 characters as one document."""
    from datetime import date

    text = "".join(general_standard())
    return typeset(Sheet("通用规范汉字表", "测试", date(2026, 1, 1), (Paragraph(text, 0),))).pdf


def text_of(lines: list[str]) -> str:
    """The lines without the page numbers."""
    return "".join(line for line in lines if not re.fullmatch(r"— ?\d+ ?—", line))


def test_the_general_standard_holds_8105_different_characters() -> None:
    assert len(set(general_standard())) == len(general_standard()) == 8105


def test_the_general_standard_has_3500_common_characters_first() -> None:
    assert general_standard()[3499:3501] == ("矗", "乂")


def test_pdfium_reads_the_whole_general_standard_back(whole_standard: bytes, lines_of: Lines) -> None:
    lines = [line for page in lines_of(whole_standard) for line in page]
    assert text_of(lines) == "".join(general_standard())


def test_pypdf_reads_the_whole_general_standard_back(whole_standard: bytes) -> None:
    pages = pypdf.PdfReader(io.BytesIO(whole_standard)).pages
    lines = [line for page in pages for line in page.extract_text().splitlines()]
    assert text_of(lines) == "".join(general_standard())


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_pdftotext_reads_the_whole_general_standard_back(whole_standard: bytes, tmp_path: Path) -> None:
    file = tmp_path / "standard.pdf"
    file.write_bytes(whole_standard)
    read = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True, text=True).stdout
    assert text_of(read.replace("\f", "\n").splitlines()) == "".join(general_standard())


def test_no_character_of_level_2_lacks_a_font() -> None:
    assert len(level_2()) == 27_775
    assert missing_characters(level_2()) == []


def test_level_2_is_read_back_whole(sheet: Make, lines_of: Lines, soak: int) -> None:
    text = level_2()[:: 1 if soak > 1 else 20]
    lines = [line for page in lines_of(typeset(sheet(Paragraph(text, 0))).pdf) for line in page]
    assert text_of(lines) == text


def test_a_character_younger_than_this_python_stops_the_print_instead_of_vanishing(sheet: Make) -> None:
    with pytest.raises(MissingCharacters, match=r"U\+31350"):
        typeset(sheet(Paragraph("王\U00031350")))


def test_codes_that_are_no_characters_are_dropped(sheet: Make, lines_of: Lines) -> None:
    assert lines_of(typeset(sheet(Paragraph("王\ufffe\ufdd0\U0001ffff喆", 0))).pdf)[0][0] == "王喆"
