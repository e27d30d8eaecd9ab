"""What is printed can be copied, searched and extracted exactly, whatever was typed."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from fengqiao_desk.documents.typesetting import Paragraph, Sheet, Title, typeset

NAMES = "𬭎𬴂䶮㛃𤧛𫖯喆堃犇燚翀镕赟祎"
Lines = Callable[[bytes], list[list[str]]]
Make = Callable[..., Sheet]

HOSTILE = [
    '<img src="/etc/passwd.png">',
    '<a href="javascript:alert(1)">点此</a>',
    '<font size="1e9">大</font>',
    "a<b 且 c>d",
    "</b></para>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "<![CDATA[x]]>",
    "&amp; &lt; &#65; 甲&乙",
    "金额<500元",
    "[[[ (a) \\ ) ( ]]] % Tj ET",
    "endstream endobj",
    "{{ 7*7 }} ${x} %s %(a)s",
    "[[getattr(pow,Word('__globals__'))]]",
    "'; DROP TABLE 案件; --",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_prints_verbatim(text: str, sheet: Make, lines_of: Lines) -> None:
    *body, _ = lines_of(typeset(sheet(Paragraph(text, 0))).pdf)[0]
    assert "".join(body) == text


def test_rare_names_come_back_from_pypdf(sheet: Make) -> None:
    pdf = typeset(sheet(Paragraph(NAMES))).pdf
    assert pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split()[0] == NAMES


def test_rare_names_come_back_from_pdfium(sheet: Make, lines_of: Lines) -> None:
    assert lines_of(typeset(sheet(Paragraph(NAMES))).pdf)[0][0] == NAMES


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_rare_names_come_back_from_pdftotext(sheet: Make, tmp_path: Path) -> None:
    file = tmp_path / "names.pdf"
    file.write_bytes(typeset(sheet(Paragraph(NAMES))).pdf)
    read = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True, text=True).stdout
    assert read.split()[0] == NAMES


def test_the_stroked_title_can_be_searched(sheet: Make, lines_of: Lines) -> None:
    assert lines_of(typeset(sheet(Title("赟祎告知书"))).pdf)[0][0] == "赟祎告知书"


def test_a_radical_stays_a_radical(sheet: Make, lines_of: Lines) -> None:
    assert lines_of(typeset(sheet(Paragraph("⼀一⼀", 0))).pdf)[0][0] == "⼀一⼀"


def test_a_spread_line_comes_back_without_blanks(sheet: Make) -> None:
    text = "因警1，“察23”—（A）" + "国" * 4 + "W" * 24
    read = pypdf.PdfReader(io.BytesIO(typeset(sheet(Paragraph(text, 0))).pdf)).pages[0].extract_text()
    assert read.splitlines()[0] == text[:-24]


def test_controls_and_direction_marks_are_dropped(sheet: Make, lines_of: Lines) -> None:
    typed = "王\x00\x1b\u202e\u2066\ufe0f\u200b\ufeff喆"
    assert lines_of(typeset(sheet(Paragraph(typed, 0))).pdf)[0][0] == "王喆"


def test_half_of_a_pair_is_dropped(sheet: Make, lines_of: Lines) -> None:
    assert lines_of(typeset(sheet(Paragraph("王\ud842喆", 0))).pdf)[0][0] == "王喆"


def test_every_kind_of_line_end_begins_a_paragraph(sheet: Make, lines_of: Lines) -> None:
    assert lines_of(typeset(sheet(Paragraph("甲\r\n乙\u2028丙\x85丁"))).pdf)[0][:4] == [
        "甲",
        "乙",
        "丙",
        "丁",
    ]
