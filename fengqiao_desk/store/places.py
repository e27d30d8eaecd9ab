"""Where the pages of a document lie: a file of its own, or pages of the one file of a round (`2026/….pdf#page=3`)."""

from __future__ import annotations

from dataclasses import dataclass

_MARK = "#page="


@dataclass(frozen=True)
class StoredPlace:
    """`path` is relative to the folder of documents; `first_page` counts from 1, None when the whole file is the document.

    As text it is a path with the fragment of RFC 8118; no file name of ours holds its mark.
    """

    path: str
    first_page: int | None = None

    @classmethod
    def read(cls, text: str) -> StoredPlace:
        """The place of its text; the opposite of `text`."""
        path, mark, page = text.partition(_MARK)
        return cls(path, int(page) if mark else None)

    @property
    def text(self) -> str:
        """`2026/….pdf`, or with the page `2026/….pdf#page=3`."""
        return self.path if self.first_page is None else f"{self.path}{_MARK}{self.first_page}"
