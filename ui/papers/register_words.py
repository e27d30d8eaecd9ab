"""What 文书登记 says of a number beside its paper, what was issued together, and the year's book."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import pikepdf
from PySide6.QtWidgets import QWidget

from fengqiao_desk.documents import register, typesetting
from fengqiao_desk.documents.fonts import font_choice
from fengqiao_desk.documents.register import IssuedDocument
from fengqiao_desk.documents.register_book import book_of, register_book
from fengqiao_desk.station import Station
from fengqiao_desk.values.days import day_words, show_day

from ..background import Progress
from ..context import WindowContext
from .pdf_window import PdfWindow, Shown
from .words import BASIS_SENTENCE, SELF_APPROVED_SENTENCE, fate_of, hands_of, prints_words, replacements


def facts_of(
    station: Station, document: IssuedDocument, everything: list[IssuedDocument], today: date
) -> list[tuple[str, str]]:
    """Whose hands it went through, what became of it, how often it was printed."""
    fate = fate_of(document, replacements(everything).get(document.number, ""))
    changed = BASIS_SENTENCE if document.basis_changed else ""
    alone = SELF_APPROVED_SENTENCE if document.self_approved else ""
    rows = [
        ("文号", document.number),
        ("文书", f"{document.title}，{document.pages} 页 · {document.standing_word}"),
        ("对象", document.object),
        ("经手", f"{hands_of(document)} {day_words(document.issued_on, today)}"),
        ("说明", "；".join(filter(None, (fate, changed, alone)))),
        ("打印", prints_words(register.prints_of(station, document.number), today)),
    ]
    return [row for row in rows if row[1]]


def issued_with(chosen: IssuedDocument | None, everything: Sequence[IssuedDocument]) -> list[IssuedDocument]:
    """What one officer issued of one document on one day and still holds: a round of notices; empty without a chosen one."""
    if chosen is None:
        return []
    # The register has no name of a round; these three are what its papers share.
    same = (chosen.document, chosen.issued_on, chosen.issued_by)
    return [
        found
        for found in everything
        if (found.document, found.issued_on, found.issued_by) == same and found.state == "issued"
    ]


def upright(pdf: bytes) -> bytes:
    """Turned pages shown so that they are read without turning the head; nothing on them changes."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            page.rotate(90, relative=True)
        # The same book is the same bytes.
        document.save(target, deterministic_id=True)
    return target.getvalue()


def show_register_book(context: WindowContext, year: int, page: QWidget) -> None:
    """Typesets the 文书登记簿 on the worker and opens it to be looked at and printed."""
    station, act = context.station, context.act()

    def work(_: Progress) -> bytes:
        """On the worker's thread."""
        with station.reading():
            sheet = register_book(station, year, act)
            return upright(typesetting.typeset(sheet, font_choice(station.profile(act.day))).pdf)

    def shown(pdf: bytes) -> None:
        """On the window's thread."""
        words = f"至 {show_day(act.day)} 的全部文号"
        PdfWindow(f"{year}年文书登记簿", words, Shown(pdf, book_of(year)), context, page).open()

    context.background.run(page, work, shown, context.messages.problem)
