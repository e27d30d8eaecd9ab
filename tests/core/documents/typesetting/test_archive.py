"""The file for the archive: PDF/A, equal bytes, language, title, attached data, one file for many documents."""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

import page as validator
import pypdf
import pytest

from fengqiao_desk.documents.typesetting import (
    Addressee,
    AttachmentMark,
    AttachmentNote,
    Block,
    Cell,
    Chart,
    Colophon,
    Entry,
    FillLines,
    FormTable,
    Heading,
    Note,
    NumberLine,
    OrganName,
    PageBreak,
    Paragraph,
    QRCode,
    Sheet,
    Signature,
    SignatureLines,
    Spacer,
    Style,
    Subtitle,
    Table,
    TearOff,
    Title,
    Trace,
    TraceEdge,
    TraceNode,
    typeset,
    typeset_many,
)

Make = Callable[..., Sheet]
Lines = Callable[[bytes], list[list[str]]]


ALL_BLOCKS: tuple[Block, ...] = (
    OrganName("合肥市公安局"),
    Title("情况汇报"),
    Subtitle("（逍遥津派出所）"),
    NumberLine("合公（逍）告字〔2026〕1号"),
    Addressee("分局"),
    Heading("一、总体情况"),
    Paragraph("“国”，𬭎——"),
    Table(("项目", "数量"), (("纠纷", "1"),), caption="纠纷"),
    FormTable(((Cell("姓名", label=True, rows=2), Cell("王喆")), (Cell("女"),)), (1, 3)),
    FillLines(((Entry("地址", "逍遥津"), Entry("电话")),)),
    Chart("纠纷", ("1月", "2月"), (1, None)),
    Trace(
        (TraceNode("a", "甲", "窝点"), TraceNode("b", "乙")), (TraceEdge("a", "b", "口罩", "1箱"),), "来源"
    ),
    QRCode("合公（逍）告字〔2026〕1号", "核对"),
    Spacer(),
    AttachmentNote(("清单", "照片")),
    Signature("逍遥津派出所", date(2026, 11, 21)),
    Note("此件公开"),
    SignatureLines(("当事人",)),
    Colophon("分局法制大队", "逍遥津派出所", date(2026, 11, 21)),
    PageBreak(),
    Table(("项目", "数量"), (("纠纷", "1"),), turned=True),
    AttachmentMark("附件1"),
    Paragraph("清单"),
    TearOff("回　执", "000137", (FillLines(((Entry("签收人"),),)),)),
)
"""A block of every kind."""


@pytest.fixture
def rich(sheet: Make) -> Sheet:
    """A document with a block of every kind."""
    return sheet(*ALL_BLOCKS, watermark="练习")


def test_the_rich_document_has_a_block_of_every_kind() -> None:
    assert {type(block) for block in ALL_BLOCKS} == set(get_args(Block))


@pytest.mark.parametrize("style", list(Style))
def test_a_document_is_pdf_a_2u(style: Style, rich: Sheet) -> None:
    pdf = typeset(replace(rich, style=style, header_organ="逍遥津派出所")).pdf
    assert validator.validate_pdf_bytes(pdf, profile="2u").failures == []


def test_a_document_with_data_is_pdf_a_3u(rich: Sheet) -> None:
    pdf = typeset(replace(rich, attached_json=b"{}")).pdf
    assert validator.validate_pdf_bytes(pdf, profile="3u").failures == []


def test_attached_data_comes_back_byte_for_byte(rich: Sheet) -> None:
    data = json.dumps({"姓名": "王喆"}, ensure_ascii=False).encode()
    reader = pypdf.PdfReader(io.BytesIO(typeset(replace(rich, attached_json=data)).pdf))
    assert reader.attachments["data.json"] == [data]


def test_equal_sheets_give_equal_bytes(rich: Sheet) -> None:
    assert typeset(rich).pdf == typeset(rich).pdf


def test_another_process_gives_equal_bytes(rich: Sheet, tmp_path: Path) -> None:
    (tmp_path / "sheet").write_bytes(pickle.dumps(rich))
    code = (
        "import sys, hashlib, pickle, pathlib\n"
        "from fengqiao_desk.documents.typesetting import typeset\n"
        "sheet = pickle.loads(pathlib.Path(sys.argv[1]).read_bytes())\n"
        "sys.stdout.write(hashlib.sha256(typeset(sheet).pdf).hexdigest())"
    )
    for seed in ("1", "2"):
        digest = subprocess.run(
            [sys.executable, "-c", code, tmp_path / "sheet"],
            capture_output=True,
            check=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        assert digest == hashlib.sha256(typeset(rich).pdf).hexdigest()


def test_no_stream_ends_with_a_carriage_return(sheet: Make) -> None:
    for number in range(100):
        pdf = typeset(sheet(Paragraph(f"第{number}号"), attached_json=b'{"n": %d}' % number)).pdf
        assert b"\r\nendstream" not in pdf


def test_another_day_gives_another_file(rich: Sheet) -> None:
    assert typeset(rich).pdf != typeset(replace(rich, day=date(2026, 11, 22))).pdf


def test_the_file_says_its_language(rich: Sheet) -> None:
    assert str(pypdf.PdfReader(io.BytesIO(typeset(rich).pdf)).root_object["/Lang"]) == "zh-CN"


def test_the_file_says_title_and_author(rich: Sheet) -> None:
    information = pypdf.PdfReader(io.BytesIO(typeset(rich).pdf)).metadata
    assert information is not None
    assert (information.title, information.author) == ("测试文书", "合肥市公安局逍遥津派出所")


def test_the_file_is_dated_with_the_sheets_day(rich: Sheet) -> None:
    information = pypdf.PdfReader(io.BytesIO(typeset(rich).pdf)).metadata
    assert information is not None
    assert information.creation_date_raw == "D:20261121000000+08'00'"


def test_page_numbers_begin_anew_with_each_document(sheet: Make, lines_of: Lines) -> None:
    pages = lines_of(typeset_many([sheet(Paragraph("国" * 28 * 23)), sheet(Paragraph("家"))]).pdf)
    assert [page[-1] for page in pages] == ["— 1 —", "— 2 —", "— 1 —"]


def test_a_form_says_how_many_pages_it_has(sheet: Make, lines_of: Lines) -> None:
    pages = lines_of(typeset(sheet(Paragraph("国" * 28 * 23), style=Style.FORM)).pdf)
    assert [page[-1] for page in pages] == ["第1页　共2页", "第2页　共2页"]


def test_a_form_of_one_page_is_not_numbered(sheet: Make, lines_of: Lines) -> None:
    assert lines_of(typeset(sheet(Paragraph("国"), style=Style.FORM)).pdf) == [["国"]]


def test_a_batch_lists_its_documents_in_the_outline(sheet: Make) -> None:
    batch = typeset_many([replace(sheet(Paragraph("国")), title=f"告知书{n}") for n in (1, 2)])
    outline = pypdf.PdfReader(io.BytesIO(batch.pdf)).outline
    assert [entry.title for entry in outline] == ["告知书1", "告知书2"]  # type: ignore[union-attr]


def test_a_long_document_lists_its_headings_in_the_outline(sheet: Make) -> None:
    long = Paragraph("国" * 28 * 22)
    made = sheet(Heading("一、甲"), long, Heading("（一）乙", 2), long, Heading("二、丙"), long, long)
    reader = pypdf.PdfReader(io.BytesIO(typeset(made).pdf))
    found = [(entry.title, reader.get_destination_page_number(entry)) for entry in reader.outline]  # type: ignore[arg-type, union-attr]
    assert found == [("一、甲", 0), ("二、丙", 2)]


def test_a_short_document_has_no_outline(sheet: Make) -> None:
    assert pypdf.PdfReader(io.BytesIO(typeset(sheet(Heading("一、甲"))).pdf)).outline == []


def test_five_hundred_notices_fit_one_file(sheet: Make) -> None:
    batch = typeset_many([sheet(Title("告知书"), Paragraph(f"第{n}号")) for n in range(500)])
    assert batch.pages == 500
    assert len(batch.pdf) < 600_000
