"""What is kept of the backups that were made and of the one that failed: on record in the audit, and in the folder for who cannot open it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from ...problems import DiskProblem, Problem
from ...values.json_text import from_json, to_json
from .. import audit
from ..contents import AuditRow, rows_in
from ..copies.standing import SUBJECT
from ..database import Connections
from ..failures import in_words
from ..layout import FolderLayout
from ..whole_files import write_whole
from .facts import Backup

BACKUP_VERB: Final = "备份"
_LAST: Final = "last-backup.json"
_FAILED: Final = "failed-backup.json"


@dataclass(frozen=True)
class FailedBackup:
    """The backup that failed and was followed by none that did not: when, where it was to go, and why in words."""

    at: str
    folder: str
    words: str


def record_backup(connections: Connections, made: Backup, by: str) -> None:
    """Put what was made on record, where anything may be; `by` is the officer whose act it is."""
    if connections.only_looked_at:
        return
    with in_words(Path(connections.database.database)), connections.writing():
        audit.record(
            connections, at=made.made_at, by=by, verb=BACKUP_VERB, subject=SUBJECT, changes=asdict(made)
        )


def backups_on_record(connections: Connections) -> list[Backup]:
    """Every backup on record, the newest first, whether or not its file is still there."""
    row = AuditRow
    query = row.select(row.changes).where(row.subject == SUBJECT, row.verb == BACKUP_VERB)
    found = [_read(text) for (text,) in connections.rows(query.order_by(row.key.desc()))]
    return [each for each in found if each is not None]


def has_changed_since(connections: Connections, made: Backup) -> bool:
    """Whether anything but backups came on record after this one was made."""
    later = rows_in(AuditRow).where(AuditRow.key > made.acts, AuditRow.verb != BACKUP_VERB)
    return bool(connections.rows(later)[0][0])


def note_last(layout: FolderLayout, made: Backup) -> None:
    """Keep what was made and that nothing stands failed any more. Of a sealed folder no number stands in the clear. Raises DiskProblem."""
    shown = made
    if layout.is_sealed:
        shown = replace(made, cases=None, documents=None, until=None, acts=0, missing=())
    with in_words(layout.root):
        write_whole(layout.backups / _LAST, to_json(asdict(shown)).encode())
        (layout.backups / _FAILED).unlink(missing_ok=True)


def note_failure(layout: FolderLayout, folder: Path, problem: Problem, at: str) -> None:
    """Keep that a backup failed, until one does not; a disk that takes not even this has said so already."""
    failed = FailedBackup(at, str(folder), problem.message)
    with suppress(DiskProblem, OSError), in_words(layout.root):
        write_whole(layout.backups / _FAILED, to_json(asdict(failed)).encode())


def failed_backup(layout: FolderLayout) -> FailedBackup | None:
    """The backup that failed, None when the last one did not."""
    try:
        return FailedBackup(**from_json((layout.backups / _FAILED).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def last_backup(connections: Connections, layout: FolderLayout) -> Backup | None:
    """The last backup that was made, by whomever; None when there is none."""
    on_record = backups_on_record(connections)[:1]
    try:
        noted = _read((layout.backups / _LAST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        noted = None
    known = [*on_record, *([noted] if noted is not None else [])]
    # Of the same file the one on record knows more.
    return max(known, key=lambda each: each.made_at, default=None)


def _read(text: str) -> Backup | None:
    """What was kept, None for what makes no sense."""
    try:
        data: Mapping[str, Any] = from_json(text)
        # JSON has no tuples.
        return replace(Backup(**data), missing=tuple(data.get("missing", ())))
    except (ValueError, TypeError, AttributeError):
        return None
