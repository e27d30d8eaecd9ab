"""What a folder that was sealed still holds in plain: copies of the time before, which go once a sealed backup lies beside them."""

from __future__ import annotations

from typing import Final

from ..failures import in_words
from ..layout import FolderLayout
from .finding import backups_in

_PLAIN_DATABASE: Final = b"SQLite format 3\0"


def clear_plain_copies(layout: FolderLayout) -> None:
    """Take away the plain backups and copies of the database in the folder's own room; nothing while it is plain or without a sealed backup.

    Else the encryption would protect from nobody who has the folder. What lies elsewhere, such as on a stick, is its owner's to destroy.
    """
    held = backups_in(layout.backups) if layout.is_sealed else []
    if not any(each.head.opened and each.head.generation == layout.generation for each in held):
        return
    plain = [each.path for each in held if each.head.generation == 0]
    for path in layout.backups.glob("*.db"):
        with in_words(path), path.open("rb") as file:
            if file.read(len(_PLAIN_DATABASE)) == _PLAIN_DATABASE:
                plain.append(path)
    for path in plain:
        with in_words(path):
            path.unlink(missing_ok=True)
