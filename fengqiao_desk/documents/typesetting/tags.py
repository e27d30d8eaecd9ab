"""Tags that tell a reader for the blind what is heading, text, figure or ornament (ISO 32000-1 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf


@dataclass(frozen=True, eq=False)
class TaggedPart:
    """An element of the document's structure, `role` as in ISO 32000-1 14.8.4; a figure is told by its `alternative`."""

    role: str
    alternative: str = ""


class Tags:
    """Which piece of which page belongs to which part, written down while pages are drawn."""

    def __init__(self) -> None:
        self._pieces: dict[TaggedPart, list[tuple[int, int]]] = {}
        self._page = 0
        self._count = 0

    def next_page(self) -> None:
        """Go on with the next page."""
        self._page += 1
        self._count = 0

    def close(self, operators: list[str], begun: int, part: TaggedPart | None) -> None:
        """Enclose what was written behind `begun` as a piece of a part; what is of no part is ornament."""
        if len(operators) == begun:
            # Nothing was drawn: an empty piece would stand in the structure for nothing.
            return
        if part is None:
            operators.insert(begun, "/Artifact BMC")
        else:
            operators.insert(begun, f"/{part.role} <</MCID {self._count}>> BDC")
            self._pieces.setdefault(part, []).append((self._page, self._count))
            self._count += 1
        operators.append("EMC")

    def write(self, pdf: pikepdf.Pdf) -> None:
        """Write the parts into the file as one document, in the order they were drawn."""
        pages = [page.obj for page in pdf.pages]
        root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        document = _element(pdf, root, "Document")
        owners: list[list[pikepdf.Object]] = [[] for _ in pages]
        for part, pieces in self._pieces.items():
            element = _element(pdf, document, part.role)
            if part.alternative:
                element.Alt = pikepdf.String(part.alternative)
            # Its page is that of its first piece; pieces on other pages name their own.
            element.Pg = pages[pieces[0][0]]
            element.K = pikepdf.Array([_piece(pages, pieces[0][0], *piece) for piece in pieces])
            document.K.append(element)
            for place, _ in pieces:
                owners[place].append(element)
        for number, page in enumerate(pages):
            # The way back, from the pieces of a page to their elements (ISO 32000-1 14.7.4.4).
            page.StructParents = number
            page.Tabs = pikepdf.Name.S
        numbered = [entry for number, found in enumerate(owners) for entry in (number, pikepdf.Array(found))]
        root.K = document
        root.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(numbered)))
        root.ParentTreeNextKey = len(pages)
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)


def _element(pdf: pikepdf.Pdf, parent: pikepdf.Object, role: str) -> pikepdf.Object:
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.StructElem, S=pikepdf.Name(f"/{role}"), P=parent, K=pikepdf.Array()
        )
    )


def _piece(pages: Sequence[pikepdf.Object], home: int, page: int, number: int) -> pikepdf.Object | int:
    """A piece by its number, with its page when that is not the element's own."""
    if page == home:
        return number
    return pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=pages[page], MCID=number)
