"""The files of documents: names safe everywhere, pages of a round."""

from __future__ import annotations

import hashlib
import io
import re

import pikepdf

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_LONGEST_OBJECT = 40


def file_name(number: str, subject: str, day: str) -> str:
    """`2026/文号_对象_日期.pdf`, relative to the folder of documents and safe on Windows."""
    parts = (number, subject[:_LONGEST_OBJECT], day)
    # Windows drops blanks and dots at the end of a name: two documents would fall into one file.
    name = "_".join(_UNSAFE.sub("", part).strip(" .") for part in parts)
    return f"{day[:4]}/{name}.pdf"


def void_file_name(file: str) -> str:
    """The name of the stamped copy of a void document, from the document's own."""
    return file.removesuffix(".pdf") + "_作废.pdf"


def pages_of(source: pikepdf.Pdf, first: int, count: int) -> bytes:
    """Pages of a round as a file of their own; the same pages give the same bytes."""
    with pikepdf.new() as part:
        part.pages.extend(source.pages[first - 1 : first - 1 + count])
        # What makes the whole file PDF/A; only indirect objects can be copied from one file into another.
        for entry in ("/Lang", "/Metadata", "/OutputIntents"):
            part.Root[entry] = part.copy_foreign(source.make_indirect(source.Root[entry]))
        target = io.BytesIO()
        part.save(target, deterministic_id=True, min_version="1.7")
    return target.getvalue()


def sha256_of(content: bytes) -> str:
    """The hash by which the register knows a file: 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
