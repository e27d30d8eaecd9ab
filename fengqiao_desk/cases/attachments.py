"""Photos, scans and PDFs of a case: kept once by their SHA-256, checked when read, never changed."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from ..documents.files import write_whole
from ..problems import DiskProblem, Fault, FaultyEntry, Refused, Unknown
from ..station import Act, Changed, Station
from ..station.officers import Permission
from ..store import audit
from ..store.failures import told
from ..values.text import clean
from .records import Case

LARGEST_FILE = 20 * 1024 * 1024
MOST_FILES = 100
ALLOWED = "照片（JPG、PNG）或 PDF，每个不超过 20 MB，每件案件至多 100 个"
_IMAGES = {"JPEG": ".jpg", "PNG": ".png"}


@dataclass(frozen=True)
class Attachment:
    """One attached file; `media` is `image` or `pdf`, `size` in bytes."""

    sha256: str
    name: str
    title: str
    media: str
    size: int
    added_at: str
    added_by: str


def attach(station: Station, case: Case, path: Path, title: str, act: Act) -> Attachment:
    """Take in a file; the same file is kept once. Raises FaultyEntry for what is not allowed."""
    act.by.require(Permission.RECORD)
    if case.kind.state(case.state).closed:
        raise Refused(f"{case.number} 已经{case.state}，不能再加附件")
    content = _read(path)
    media, suffix = _media(content)
    sha256 = hashlib.sha256(content).hexdigest()
    shown = clean(title).strip() or path.stem
    with station.writing():
        if len(attachments_of(station, case)) >= MOST_FILES:
            raise FaultyEntry((Fault("attachments", f"每件案件至多 {MOST_FILES} 个附件"),))
        if any(known.sha256 == sha256 for known in attachments_of(station, case)):
            raise FaultyEntry((Fault("attachments", f"“{path.name}”已经在这件案件里"),))
        with told(station.layout.root):
            write_whole(_place(station, sha256, suffix), content)
        station.connections.table("attachments").insert(
            **{"case_key": case.key, "sha256": sha256, "name": f"{sha256}{suffix}", "title": shown},
            **{"media": media, "size": len(content), "added_at": act.stamp, "added_by": act.by.name},
        ).execute()
        audit.record(
            station.connections,
            **{"at": act.stamp, "by": act.by.name, "verb": "加附件", "subject": case.subject},
            changes={"sha256": [None, sha256], "title": [None, shown]},
        )
        station.tell(Changed(case.kind.key, case.number, act.by.name))
    return next(found for found in attachments_of(station, case) if found.sha256 == sha256)


def attachments_of(station: Station, case: Case) -> list[Attachment]:
    """The files of a case in the order they came."""
    rows = station.connections.run(
        "SELECT sha256, name, title, media, size, added_at, added_by FROM attachments WHERE case_key = ? ORDER BY key",
        case.key,
    )
    return [Attachment(*row) for row in rows]


def content_of(station: Station, attachment: Attachment) -> bytes:
    """The file's bytes; raises DiskProblem when they are gone or were changed."""
    path = station.layout.attachments / attachment.name[:2] / attachment.name
    with told(station.layout.root):
        if not path.is_file():
            raise DiskProblem(f"附件“{attachment.title}”的文件不见了：{path}。可从备份取回。")
        content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != attachment.sha256:
        raise DiskProblem(f"附件“{attachment.title}”的文件与加入时不一致（SHA-256）：{path}")
    return content


def _place(station: Station, sha256: str, suffix: str) -> Path:
    return station.layout.attachments / sha256[:2] / f"{sha256}{suffix}"


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise FaultyEntry((Fault("attachments", f"“{path.name}”太大。{ALLOWED}"),))
        return path.read_bytes()
    except OSError:
        raise Unknown(f"读不到附件：{path}") from None


def _media(content: bytes) -> tuple[str, str]:
    """What a file is by its content, not by its name."""
    if content.startswith(b"%PDF-"):
        return "pdf", ".pdf"
    try:
        with Image.open(io.BytesIO(content)) as image:
            image.verify()
            if image.format in _IMAGES:
                return "image", _IMAGES[image.format]
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        pass
    raise FaultyEntry((Fault("attachments", f"这个文件不能作附件。{ALLOWED}"),))
