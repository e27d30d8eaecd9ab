"""The content of stored documents: pages of a round, and the hash by which the register knows a file."""

from __future__ import annotations

import hashlib
import io

import pikepdf


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
