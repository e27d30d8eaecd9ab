"""The sort of field that holds photos and scans: paths while they are entered, SHA-256 sums once the case keeps them."""

from __future__ import annotations

import re

from ..values import NotValid
from ..values.json_text import from_json, to_json
from .declaration import EntryContext, Field, Row, SeveralKind, Stored

_SHA256 = re.compile(r"[0-9a-f]{64}")


def is_kept(named: str) -> bool:
    """Whether this names a file the case already keeps, and no path."""
    return _SHA256.fullmatch(named) is not None


class PhotosKind(SeveralKind[tuple[str, ...], list[str]]):
    """Photos or PDFs of the record, each once: paths (relative ones to the working folder) or the SHA-256 of attachments.

    Reading looks at no file; `cases.attachments` takes the files in when the record is saved and leaves their sums here.
    """

    key = "photos"
    rule = "{0} IS NULL OR json_valid({0})"

    def nothing(self) -> tuple[str, ...]:
        """No file."""
        return ()

    def typed(self, plain: list[str]) -> tuple[str, ...]:
        """A tuple, which no guard can change by mistake."""
        return tuple(plain)

    def plain(self, value: tuple[str, ...]) -> list[str]:
        """A list, as JSON has it."""
        return list(value)

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> list[str]:
        """A list of paths or sums, each once and none blank; raises NotValid for anything else."""
        if not isinstance(raw, list) or not all(isinstance(named, str) for named in raw):
            raise NotValid(f"“{field.label}”应填一个或几个文件的路径")
        return list(dict.fromkeys(named for named in raw if named.strip()))

    def to_column(self, value: list[str] | None) -> Stored:
        """A JSON list."""
        return None if value is None else to_json(value)

    def from_column(self, stored: Stored) -> list[str] | None:
        """The list that the column holds as JSON."""
        return None if stored is None else from_json(str(stored))

    def show(self, value: list[str] | None) -> str:
        """`2 个文件`: a sum says nothing to an officer."""
        return f"{len(value)} 个文件" if value else ""

    def searched_texts(self, value: list[str] | None) -> list[str]:
        """None: nobody looks for the sum of a file."""
        return []


PHOTOS = PhotosKind()
