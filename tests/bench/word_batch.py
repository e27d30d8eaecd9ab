"""The same notices as Word files turned into PDF by LibreOffice, as a mail merge does it."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from tests.bench.round_of_notices import DAY, ORGAN, TITLE, Notice

TYPES = """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>"""
MOST_FILES = 200
"""Files in one call: LibreOffice 7.4 stops without a word after some 247."""
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PAGE = """<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:bottom="1984" w:left="1587" w:right="1474"/>
</w:sectPr>"""


def converter() -> str | None:
    """LibreOffice's command, or None when it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def write_word_files(notices: list[Notice], folder: Path) -> list[Path]:
    """One Word file a notice: A4 with our margins, lines of 28.95 pt."""
    folder.mkdir()
    files = []
    for place, notice in enumerate(notices):
        file = folder / f"{place:03}.docx"
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", TYPES)
            archive.writestr("_rels/.rels", RELATIONS)
            archive.writestr("word/document.xml", _document(notice))
        files.append(file)
    return files


def convert(command: str, files: list[Path], folder: Path) -> None:
    """Turn Word files into PDFs in `folder`, as few calls as LibreOffice bears, with a profile of its own."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    order = [command, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    for start in range(0, len(files), MOST_FILES):
        batch = map(str, files[start : start + MOST_FILES])
        subprocess.run([*order, *batch], check=True, capture_output=True)


def _document(notice: Notice) -> str:
    day = f"{DAY.year}年{DAY.month}月{DAY.day}日"
    parts = [
        _paragraph(TITLE, 44, "center", 0),
        _paragraph(notice.number, 32, "right", 0),
        _paragraph("", 32, "left", 0),
        _paragraph(notice.addressee + "：", 32, "left", 0),
        *(_paragraph(text, 32, "both", 200) for text in notice.paragraphs),
        _paragraph("", 32, "left", 0),
        _paragraph(ORGAN, 32, "right", 0),
        _paragraph(day, 32, "right", 0),
    ]
    return f'<w:document xmlns:w="{NAMESPACE}"><w:body>{"".join(parts)}{PAGE}</w:body></w:document>'


def _paragraph(text: str, half_points: int, side: str, indent: int) -> str:
    """A paragraph; `indent` of its first line in hundredths of a character."""
    font = (
        '<w:rFonts w:ascii="Noto Serif CJK SC" w:hAnsi="Noto Serif CJK SC" w:eastAsia="Noto Serif CJK SC"/>'
    )
    return (
        f'<w:p><w:pPr><w:spacing w:line="579" w:lineRule="exact"/><w:ind w:firstLineChars="{indent}"/>'
        f'<w:jc w:val="{side}"/></w:pPr><w:r><w:rPr>{font}<w:sz w:val="{half_points}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )
