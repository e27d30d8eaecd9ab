"""A face inside one PDF: its characters get two-byte codes that copying, searching and extraction turn back.

reportlab's own TrueType support writes a wrong text map above U+FFFF, refuses cubic outlines and prints missing
characters as nothing (docs/typesetting.md §0), so only its document objects are used here.
"""

from __future__ import annotations

import hashlib
from typing import Any, Protocol

from reportlab.pdfbase import pdfdoc

from fengqiao_desk.documents.typesetting.fonts.faces import Face
from fengqiao_desk.documents.typesetting.fonts.files import Form, font_file


class PdfDocument(Protocol):
    """A document of reportlab as far as fonts need it: what is written at its end, and its objects."""

    delayedFonts: list[object]  # noqa: N815 - reportlab's name
    idToObject: dict[str, Any]  # noqa: N815 - reportlab's name

    def Reference(self, part: object) -> object:  # noqa: N802 - reportlab's name
        """A reference to a part, which becomes an object of its own in the file."""


class EmbeddedFont:
    """The part of a face one document uses; reportlab calls `addObjects` when the document is finished."""

    def __init__(self, face: Face, document: PdfDocument, number: int) -> None:
        self.face = face
        self.tag = f"F{number}"
        self._codes: dict[Form, str] = {}
        # Only when all pages are written is it known which characters the subset holds.
        document.delayedFonts.append(self)

    def code(self, form: Form) -> str:
        """The form's code in page streams, as four hexadecimal digits."""
        known = self._codes.get(form)
        if known is None:
            # From 1: a code is the number of its glyph (Identity), and glyph 0 is .notdef.
            known = self._codes[form] = f"{len(self._codes) + 1:04X}"
        return known

    def addObjects(self, document: PdfDocument) -> None:  # noqa: N802 - reportlab's name
        """Write the font's objects: a Type 0 font over a TrueType subset."""
        letters = "".join(form.character for form in self._codes)
        name = f"/{_tag(letters)}+{self.face.name}"
        # Adobe-Identity: the codes are glyph numbers of this very subset and mean nothing outside it.
        registry = {
            "Registry": pdfdoc.PDFString("Adobe"),
            "Ordering": pdfdoc.PDFString("Identity"),
            "Supplement": 0,
        }
        descendant = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": pdfdoc.PDFDictionary(registry),
            "FontDescriptor": document.Reference(self._descriptor(document, name)),
            "DW": 1000,
            "W": self._widths(),
            "CIDToGIDMap": "/Identity",
        }
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name,
            "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([document.Reference(pdfdoc.PDFDictionary(descendant))]),
            "ToUnicode": document.Reference(_stream(text_map(letters).encode("ascii"))),
        }
        fonts = document.idToObject["BasicFonts"].dict
        fonts[self.tag] = document.Reference(pdfdoc.PDFDictionary(font))

    def _widths(self) -> object:
        """The /W array: only forms that are not one em wide."""
        parts: list[object] = []
        for number, form in enumerate(self._codes, start=1):
            # One em is the default width (DW), and nearly all of Chinese text has it.
            if form.width != 1000:
                parts += [number, pdfdoc.PDFArray([round(form.width, 2)])]
        return pdfdoc.PDFArray(parts)

    def _descriptor(self, document: PdfDocument, name: str) -> object:
        ascent, descent = self.face.vertical()
        file = font_file(self.face, self._codes)
        stream = _stream(file)
        stream.dictionary["Length1"] = len(file)
        return pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": name,
                "Flags": 4,  # symbolic: its characters are none of the standard Latin set
                "FontBBox": pdfdoc.PDFArray(list(self.face.box)),
                "ItalicAngle": 0,
                "Ascent": ascent,
                "Descent": descent,
                "CapHeight": 700,
                "StemV": 80,
                "FontFile2": document.Reference(stream),
            }
        )


def _tag(letters: str) -> str:
    """Six capital letters that name this subset; equal text gives equal letters."""
    digest = hashlib.sha256(letters.encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def text_map(letters: str) -> str:
    """The ToUnicode map of codes 1, 2, 3 … to these characters, in UTF-16BE (ISO 32000 9.10.3)."""
    codes = (letter.encode("utf-16-be").hex().upper() for letter in letters)
    lines = [f"<{number:04X}> <{code}>" for number, code in enumerate(codes, start=1)]
    # At most 100 entries a block: so the format of CMap files asks (Adobe note 5014).
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join("\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"]) for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )


def _stream(content: bytes) -> Any:
    return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])
