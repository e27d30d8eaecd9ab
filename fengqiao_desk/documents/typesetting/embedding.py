"""A face inside one PDF: the characters used get two-byte codes, and copying, searching and extraction give them back.

reportlab's own TrueType support writes a wrong text map above U+FFFF, refuses cubic outlines and prints missing characters
as nothing (typesetting.md §0), so only its document objects are used here.
"""

from __future__ import annotations

import hashlib
from typing import Any

from reportlab.pdfbase import pdfdoc

from fengqiao_desk.documents.typesetting.faces import Face, font_file


class EmbeddedFont:
    """The part of a face one document uses; reportlab calls `addObjects` when the document is finished."""

    def __init__(self, face: Face, document: Any, number: int) -> None:
        self.face = face
        self.tag = f"F{number}"
        self._codes: dict[str, str] = {}
        document.delayedFonts.append(self)

    def code(self, character: str) -> str:
        """The character's code in page streams, as four hexadecimal digits."""
        known = self._codes.get(character)
        if known is None:
            known = self._codes[character] = f"{len(self._codes) + 1:04X}"
        return known

    def addObjects(self, document: Any) -> None:  # noqa: N802 - reportlab's name
        """Write the font's objects: a Type 0 font over a TrueType subset."""
        names = [self.face.glyph_name(character) for character in self._codes]
        letters = "".join(self._codes)
        tag = (
            hashlib.sha256(letters.encode())
            .hexdigest()[:6]
            .upper()
            .translate(str.maketrans("0123456789", "GHIJKLMNOP"))
        )
        full_name = f"{tag}+{self.face.name}"
        described = document.Reference(self._descriptor(document, full_name, font_file(self.face, names)))
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": f"/{full_name}",
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": described,
                "DW": 1000,
                "W": self._widths(),
                "CIDToGIDMap": "/Identity",
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"/{full_name}",
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                "ToUnicode": document.Reference(_stream(text_map(letters).encode("ascii"))),
            }
        )
        document.idToObject["BasicFonts"].dict[self.tag] = document.Reference(font)

    def _widths(self) -> Any:
        """The /W array: only characters that are not one em wide."""
        parts: list[object] = []
        for number, character in enumerate(self._codes, start=1):
            width = self.face.advance(character)
            if width != 1000:
                parts += [number, pdfdoc.PDFArray([round(width, 2)])]
        return pdfdoc.PDFArray(parts)

    def _descriptor(self, document: Any, full_name: str, file: bytes) -> Any:
        ascent, descent = self.face.vertical()
        stream = _stream(file)
        stream.dictionary["Length1"] = len(file)
        return pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": f"/{full_name}",
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray(list(self.face.box)),
                "ItalicAngle": 0,
                "Ascent": ascent,
                "Descent": descent,
                "CapHeight": 700,
                "StemV": 80,
                "FontFile2": document.Reference(stream),
            }
        )


def text_map(letters: str) -> str:
    """The ToUnicode map of codes 1, 2, 3 … to these characters, in UTF-16BE as the standard asks (ISO 32000 9.10.3)."""
    lines = [
        f"<{number:04X}> <{letter.encode('utf-16-be').hex().upper()}>"
        for number, letter in enumerate(letters, start=1)
    ]
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
