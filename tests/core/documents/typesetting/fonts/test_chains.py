"""Nothing is ever a box or a gap: chains of fonts, whole names in one font, refusal with the list of characters."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
import reportlab
from fontTools.ttLib import TTCollection, TTFont

from fengqiao_desk.documents.typesetting import (
    FontChoice,
    FontProblem,
    MissingCharacters,
    Paragraph,
    Sheet,
    Table,
    missing_characters,
    typeset,
)

VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
"""A quadratic font without any Chinese character, as a stand-in for a station's font that lacks some."""
Make = Callable[..., Sheet]


def fonts_of(pdf: bytes, words: str) -> set[str]:
    """The fonts the characters of some words are set in."""
    page = pdfplumber.open(io.BytesIO(pdf)).pages[0]
    start = "".join(c["text"] for c in page.chars).index(words)
    return {c["fontname"].split("+")[1] for c in page.chars[start : start + len(words)]}


def test_every_character_of_gbk_has_a_font() -> None:
    pairs = (bytes([high, low]) for high in range(0x81, 0xFE) for low in range(0x40, 0xFF) if low != 0x7F)
    assert (
        missing_characters(
            "".join(c for c in (p.decode("gbk", "ignore") for p in pairs) if c >= "㐀" and c <= "鿿")
        )
        == []
    )


def test_a_character_without_a_font_is_named_once() -> None:
    assert missing_characters("王😀😀小") == ["😀"]


def test_a_character_without_a_font_stops_the_print(sheet: Make) -> None:
    with pytest.raises(MissingCharacters, match=r"U\+1F600，见“王😀小”"):
        typeset(sheet(Paragraph("王😀小")))


def test_a_character_without_a_font_in_a_table_stops_the_print(sheet: Make) -> None:
    with pytest.raises(MissingCharacters):
        typeset(sheet(Table(("姓名",), (("😀",),))))


def test_a_watermark_without_a_font_stops_the_print(sheet: Make) -> None:
    with pytest.raises(MissingCharacters):
        typeset(sheet(Paragraph("国"), watermark="😀"))


def test_a_missing_character_is_taken_from_the_next_font(sheet: Make) -> None:
    pdf = typeset(sheet(Paragraph("AB国")), FontChoice(body=VERA)).pdf
    assert fonts_of(pdf, "AB国") == {"BitstreamVeraSans-Roman", "NotoSerifSC-Regular"}


def test_a_name_is_set_in_one_font(sheet: Make) -> None:
    pdf = typeset(sheet(Paragraph("当事人AB国到场"), names=("AB国",)), FontChoice(body=VERA)).pdf
    assert fonts_of(pdf, "AB国") == {"NotoSerifSC-Regular"}


def test_a_broken_font_file_is_told(sheet: Make, tmp_path: Path) -> None:
    broken = tmp_path / "坏字体.ttf"
    broken.write_bytes(b"\0\1\0\0 no font")
    with pytest.raises(FontProblem, match="字体文件无法使用"):
        typeset(sheet(Paragraph("国")), FontChoice(body=broken))


def test_a_missing_font_file_is_told(sheet: Make, tmp_path: Path) -> None:
    with pytest.raises(FontProblem):
        typeset(sheet(Paragraph("国")), FontChoice(body=tmp_path / "没有.ttf"))


def test_digits_can_be_set_in_a_font_of_their_own(sheet: Make) -> None:
    pdf = typeset(sheet(Paragraph("第12国")), FontChoice(latin=VERA)).pdf
    assert fonts_of(pdf, "12") == {"BitstreamVeraSans-Roman"}


def test_of_a_collection_the_simplified_chinese_font_is_taken(sheet: Make, tmp_path: Path) -> None:
    collection = TTCollection()
    for file, name in (("Vera.ttf", "TestJP-Regular"), ("VeraBd.ttf", "TestSC-Regular")):
        font = TTFont(VERA.with_name(file))
        font["name"].setName(name, 6, 3, 1, 0x409)
        font["name"].setName(name, 6, 1, 0, 0)
        collection.fonts.append(font)
    collection.save(tmp_path / "字体.ttc")
    pdf = typeset(sheet(Paragraph("AB")), FontChoice(body=tmp_path / "字体.ttc")).pdf
    assert fonts_of(pdf, "AB") == {"TestSC-Regular"}


def test_a_composed_letter_of_a_font_is_embedded_whole(sheet: Make) -> None:
    pdf = pikepdf.open(io.BytesIO(typeset(sheet(Paragraph("é")), FontChoice(body=VERA)).pdf))
    files = [o.FontFile2 for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontFile2" in o]
    contours = [
        TTFont(io.BytesIO(file.read_bytes()))["glyf"]["glyph00001"].numberOfContours for file in files
    ]
    assert 3 in contours  # the e has two, its accent one


def test_threads_do_not_disturb_each_other(sheet: Make) -> None:
    sheets = [sheet(Paragraph(f"第{number}号" + "国家" * 40)) for number in range(12)]
    alone = [typeset(each).pdf for each in sheets]
    with ThreadPoolExecutor(4) as pool:
        assert [made.pdf for made in pool.map(typeset, sheets)] == alone
