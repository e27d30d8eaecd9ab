"""The whole file of a dispute (卷宗) as one PDF: stored papers, attachments and its own pages, numbered through."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace

import pikepdf
from PIL import Image, ImageOps

from ..documents import register, typesetting
from ..documents.fonts import font_choice
from ..documents.register import IssuedDocument
from ..documents.typesetting import NumberLine, Sheet
from ..documents.typesetting.sizes import (
    LEADING,
    MARGIN_LEFT,
    MARGIN_TOP,
    MILLIMETRE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_HEIGHT,
    TEXT_WIDTH,
)
from ..station import Act, Station
from ..station.act import put_on_record
from ..station.rights import Right, require
from ..values.days import parse_day, show_day
from . import binding_pages
from .attachments import Attachment, attachments_of, content_of
from .binding_pages import PHOTO_LINES, Bound, IndexLine
from .facts.changes_sheet import changes_sheet
from .kind import CaseFile
from .records import Case

NUMBER_RISE = 22 * MILLIMETRE
"""How far above the type area a page's number stands, at the upper right as archives want it."""
EDGE = 10 * MILLIMETRE
"""White edge around the pages of attached PDFs."""
BOUND = "卷宗"
"""What the whole file of a case is called."""
MOST_PIXELS = 1800
"""The longer side of a photo in the file; the attachment itself stays as it was."""


@dataclass(frozen=True)
class FilePlan:
    """How a kind binds its files: the order of papers by their keys, what a case lacks, its 卷名, who keeps it, its cover."""

    order: Callable[[Case], tuple[str, ...]]
    missing: Callable[[Station, Case], list[str]]
    name: Callable[[Case], str]
    organ: Callable[[Station, Case, Act], str]
    cover: Callable[[Bound], Sheet]


@dataclass(frozen=True)
class _Piece:
    """A paper or an attachment as pages."""

    title: str
    number: str
    pdf: bytes
    pages: int
    remark: str = ""


def bind(station: Station, case: Case, act: Act, plan: FilePlan, *, with_changes: bool = False) -> CaseFile:
    """Put the file together and log that it was; raises DiskProblem when a stored paper or attachment was changed.

    `with_changes` lays 更改记录 behind the attachments.

    Papers and attachments are numbered through from 1 at the upper right; cover, index, statement and back page have no number.
    """
    require(act, Right.BIND)
    missing = plan.missing(station, case)
    # Lines come after the parts: photo pages are set to be counted, and they need what is bound already.
    bound = Bound(station, case, act, (), tuple(missing), plan.name(case), plan.organ(station, case, act))
    parts = [*_papers(station, case, plan), *_photos(bound), *_attached_pdfs(bound)]
    if with_changes:
        parts.append(_changes(bound))
    bound = replace(bound, lines=_lines(parts))
    with pikepdf.new() as file:
        _join(file, bound, parts, plan.cover(bound))
        _describe(file, bound)
        pages, target = len(file.pages), io.BytesIO()
        # The same case binds to the same bytes: the ID of a PDF would otherwise come from the clock.
        file.save(target, min_version="1.7", deterministic_id=True)
    with station.recording():
        put_on_record(station.connections, act, "整卷", case.subject, {"pages": pages, "missing": missing})
    return CaseFile(target.getvalue(), pages, missing)


def papers_in_order(case: Case, order: tuple[str, ...]) -> list[IssuedDocument]:
    """The papers in force, void and replaced ones left out, as they lie in the file."""
    issued = [found for found in case.documents if found.state == "issued"]
    # A paper whose place nobody declared lies behind the others, in the order of issue: sorting is stable.
    return sorted(
        issued, key=lambda found: order.index(found.document) if found.document in order else len(order)
    )


def _papers(station: Station, case: Case, plan: FilePlan) -> list[_Piece]:
    return [
        _Piece(found.title, found.number, register.stored_pdf(station, found.number), found.pages)
        for found in papers_in_order(case, plan.order(case))
    ]


def _lines(parts: list[_Piece]) -> tuple[IndexLine, ...]:
    lines, first = [], 1
    for part in parts:
        lines.append(IndexLine(part.title, part.number, first, first + part.pages - 1, part.remark))
        first += part.pages
    return tuple(lines)


def _photos(bound: Bound) -> list[_Piece]:
    """Photos two a page, a part for each page."""
    found = [each for each in attachments_of(bound.station, bound.case) if each.media == "image"]
    pairs = [(found[n], found[n + 1] if n + 1 < len(found) else None) for n in range(0, len(found), 2)]
    return [_photo_page(bound, upper, lower) for upper, lower in pairs]


def _photo_page(bound: Bound, upper: Attachment, lower: Attachment | None) -> _Piece:
    height = PHOTO_LINES * LEADING
    top = PAGE_HEIGHT - MARGIN_TOP
    titles = [upper.title, *([lower.title] if lower else [])]
    with pikepdf.open(io.BytesIO(_own(bound, binding_pages.photos(bound, upper, lower)))) as page:
        for photo, ceiling in ((upper, top), (lower, top - TEXT_HEIGHT + height)):
            if photo is not None:
                place = pikepdf.Rectangle(MARGIN_LEFT, ceiling - height, MARGIN_LEFT + TEXT_WIDTH, ceiling)
                with pikepdf.open(io.BytesIO(_as_pdf(content_of(bound.station, photo)))) as picture:
                    page.pages[0].add_overlay(picture.pages[0], place)
        pdf = _saved(page)
    return _Piece("照片：" + "；".join(titles), "", pdf, 1, f"{len(titles)}张")


def _as_pdf(content: bytes) -> bytes:
    """A photo as a page, upright as it was taken, on white."""
    target = io.BytesIO()
    with Image.open(io.BytesIO(content)) as image:
        # Phones store a photo as the sensor lay and say beside it how to turn it.
        upright = ImageOps.exif_transpose(image).convert("RGBA")
    upright.thumbnail((MOST_PIXELS, MOST_PIXELS))
    # A PNG may be transparent, and a page has no background: it would print black.
    white = Image.new("RGB", upright.size, "white")
    white.paste(upright, mask=upright.getchannel("A"))
    white.save(target, "PDF", quality=85)
    return target.getvalue()


def _changes(bound: Bound) -> _Piece:
    sheet = changes_sheet(bound.station, bound.case, bound.act)
    made = typesetting.typeset(sheet, font_choice(bound.station.profile(bound.act.day)))
    return _Piece(sheet.title, "", made.pdf, made.pages)


def _attached_pdfs(bound: Bound) -> list[_Piece]:
    found = [each for each in attachments_of(bound.station, bound.case) if each.media == "pdf"]
    return [_attached(bound, each) for each in found]


def _attached(bound: Bound, attachment: Attachment) -> _Piece:
    """Each page of an attached PDF on an A4 page; one sentence when it cannot be opened."""
    added = f"{show_day(parse_day(attachment.added_at[:10]))}，{attachment.added_by}"
    try:
        with (
            pikepdf.open(io.BytesIO(content_of(bound.station, attachment))) as source,
            pikepdf.new() as pages,
        ):
            place = pikepdf.Rectangle(EDGE, EDGE, PAGE_WIDTH - EDGE, PAGE_HEIGHT - EDGE)
            # Laid upon a blank A4: scans come in any size, and the number at the upper right needs its place.
            for page in source.pages:
                pages.add_blank_page(page_size=(PAGE_WIDTH, PAGE_HEIGHT))
                pages.pages[-1].add_overlay(page, place)
            if len(pages.pages):
                return _Piece(attachment.title, "", _saved(pages), len(pages.pages), added)
    # One locked PDF must not keep the whole file from being bound; its page says what is missing.
    except (pikepdf.PdfError, pikepdf.PasswordError):
        pass
    return _Piece(
        attachment.title, "", _own(bound, binding_pages.unreadable(bound, attachment)), 1, "另附原件"
    )


def _join(file: pikepdf.Pdf, bound: Bound, parts: list[_Piece], cover: Sheet) -> None:
    """All pages in their order, numbers stamped, the outline written."""
    with file.open_outline() as outline:

        def add(title: str, pdf: bytes) -> None:
            """Its pages at the end, and a line of the outline that leads there."""
            outline.root.append(pikepdf.OutlineItem(title, len(file.pages)))
            with pikepdf.open(io.BytesIO(pdf)) as source:
                file.pages.extend(source.pages)

        add("封面", _own(bound, cover))
        add("卷内目录", _own(bound, binding_pages.index(bound)))
        # Cover and index have no number; the first paper is page 1.
        first = len(file.pages)
        for part in parts:
            add(f"{part.title} {part.number}".strip(), part.pdf)
        _stamp(file, bound, first)
        add("卷宗情况说明", _own(bound, binding_pages.statement(bound)))
        add("封底", _own(bound, binding_pages.back(bound)))


def _stamp(file: pikepdf.Pdf, bound: Bound, first: int) -> None:
    """1, 2, 3 … at the upper right of every page from `first` (counted from 0) on."""
    # Nothing was issued or attached: there is no page to number.
    if not bound.pages:
        return
    sheets = [
        Sheet(str(number), "", bound.act.day, (NumberLine(str(number)),), style=typesetting.Style.FORM)
        for number in range(1, bound.pages + 1)
    ]
    stamps = typesetting.typeset_many(sheets, font_choice(bound.station.profile(bound.act.day))).pdf
    place = pikepdf.Rectangle(0, NUMBER_RISE, PAGE_WIDTH, PAGE_HEIGHT + NUMBER_RISE)
    with pikepdf.open(io.BytesIO(stamps)) as numbers:
        for offset, number in enumerate(numbers.pages):
            file.pages[first + offset].add_overlay(number, place)


def _describe(file: pikepdf.Pdf, bound: Bound) -> None:
    profile = bound.station.profile(bound.act.day)
    file.docinfo["/Title"] = f"{bound.case.number}卷宗"
    file.docinfo["/Author"] = profile.full_name
    file.Root.Lang = pikepdf.String("zh-CN")
    for page in file.pages:
        # It points into the structure tree of the paper the page came from, which stays behind: a reader would stumble over it.
        if "/StructParents" in page.obj:
            del page.obj["/StructParents"]


def _own(bound: Bound, sheet: Sheet) -> bytes:
    return typesetting.typeset(sheet, font_choice(bound.station.profile(bound.act.day))).pdf


def _saved(pdf: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()
