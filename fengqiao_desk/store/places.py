"""Where the pages of a document lie: a file of its own, or pages of the one file of a round (`2026/….pdf#page=3`); names safe everywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = "#page="
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_LONGEST_OBJECT = 40


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


def file_name(number: str, subject: str, day: str) -> str:
    """`2026/文号_对象_日期.pdf`, relative to the folder of documents and safe on Windows."""
    parts = (number, subject[:_LONGEST_OBJECT], day)
    # Windows drops blanks and dots at the end of a name: two documents would fall into one file.
    name = "_".join(_UNSAFE.sub("", part).strip(" .") for part in parts)
    return f"{day[:4]}/{name}.pdf"


def void_file_name(file: str) -> str:
    """The name of the stamped copy of a void document, from the document's own."""
    return file.removesuffix(".pdf") + "_作废.pdf"
