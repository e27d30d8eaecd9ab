"""Typesetting of official documents: a sheet of plain blocks becomes a PDF that passes a clerk's ruler (GB/T 9704)."""

from importlib import import_module
from typing import TYPE_CHECKING

from fengqiao_desk.documents.typesetting.blocks import (
    Addressee,
    Align,
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
    Typeset,
)

if TYPE_CHECKING:
    from fengqiao_desk.documents.typesetting.fonts.chains import (
        FontChoice,
        MissingCharacters,
        SystemFonts,
        missing_characters,
    )
    from fengqiao_desk.documents.typesetting.fonts.coverage import FontUse, describe
    from fengqiao_desk.documents.typesetting.fonts.faces import FontProblem
    from fengqiao_desk.documents.typesetting.fonts.on_computer import system_fonts
    from fengqiao_desk.documents.typesetting.stamps import stamped
    from fengqiao_desk.documents.typesetting.typesetter import typeset, typeset_many

# What needs reportlab is loaded at its first use: a command or a window that prints nothing starts 0.2 s sooner.
_HOMES = {
    "FontProblem": "fonts.faces",
    "FontUse": "fonts.coverage",
    "describe": "fonts.coverage",
    "FontChoice": "fonts.chains",
    "MissingCharacters": "fonts.chains",
    "SystemFonts": "fonts.chains",
    "system_fonts": "fonts.on_computer",
    "missing_characters": "fonts.chains",
    "stamped": "stamps",
    "typeset": "typesetter",
    "typeset_many": "typesetter",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


__all__ = [
    "Addressee",
    "Align",
    "AttachmentMark",
    "AttachmentNote",
    "Block",
    "Cell",
    "Chart",
    "Colophon",
    "Entry",
    "FillLines",
    "FontChoice",
    "FontProblem",
    "FontUse",
    "FormTable",
    "Heading",
    "MissingCharacters",
    "Note",
    "NumberLine",
    "OrganName",
    "PageBreak",
    "Paragraph",
    "QRCode",
    "Sheet",
    "Signature",
    "SignatureLines",
    "Spacer",
    "Style",
    "Subtitle",
    "SystemFonts",
    "Table",
    "TearOff",
    "Title",
    "Trace",
    "TraceEdge",
    "TraceNode",
    "Typeset",
    "describe",
    "missing_characters",
    "stamped",
    "system_fonts",
    "typeset",
    "typeset_many",
]
