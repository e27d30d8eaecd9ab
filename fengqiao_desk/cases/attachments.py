"""Photos, scans and PDFs of a case: kept once by their SHA-256, checked when read, never changed."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import peewee
from PIL import Image, UnidentifiedImageError

from ..fields import PHOTOS, Field, Row
from ..fields.files import is_kept
from ..problems import Fault, FaultyEntry, InTheWay, Problem, Refused, Unknown
from ..station import Act, Changed, Station
from ..station.act import put_on_record
from ..station.rights import Right, require
from ..store.composed import ComposedOnce
from ..store.kept_files import KeptFile, Room
from ..store.sources import read_source
from ..values.text import clean
from .facts.permission import reason_of, require_for
from .heads import AttachmentHead
from .records import Case, refuse_gone

LARGEST_FILE = 20 * 1024 * 1024
MOST_FILES = 100
ADDED, TAKEN_AWAY = "加附件", "撤回附件"
"""The verbs under which the audit keeps that a file came to a case, and that it was taken back."""
_LEAST_OF_A_SUM = 8
ALLOWED = "照片（JPG、PNG）或 PDF，每个不超过 20 MB，每件案件至多 100 个"
# The suffix is that of the content, whatever the file was called.
_IMAGES = {"JPEG": ".jpg", "PNG": ".png"}


@dataclass(frozen=True)
class Attachment:
    """One attached file; `media` is `image` or `pdf`, `size` in bytes, `merged_from` the number of the case that brought it along."""

    sha256: str
    name: str
    title: str
    media: str
    size: int
    added_at: str
    added_by: str
    merged_from: str = ""


@dataclass(frozen=True)
class NewFile:
    """A file that was read and may be kept: a photo or a PDF by its content."""

    content: bytes
    sha256: str
    suffix: str
    media: str
    title: str

    @property
    def name(self) -> str:
        """Its file in the folder of attachments: what is the same twice lies there once."""
        return f"{self.sha256}{self.suffix}"


def read_file(path: Path, title: str = "") -> NewFile:
    """Read a file that is to be kept, called by its name where no title is given.

    Raises FaultyEntry for what is no attachment, Unknown for what cannot be read.
    """
    content = _read(path)
    media, suffix = _media(content)
    shown = clean(title).strip() or clean(path.stem).strip()
    return NewFile(content, hashlib.sha256(content).hexdigest(), suffix, media, shown)


def attach(station: Station, case: Case, path: Path, title: str, act: Act) -> Attachment:
    """Take in a file; the same file is kept once. Raises FaultyEntry for what is not allowed."""
    require(act, Right.RECORD)
    if case.kind.state(case.state).closed:
        raise Refused(f"{case.number} 现为“{case.state}”，不能再加附件")
    found = read_file(path, title)
    with station.writing():
        # Refused here, where somebody adds it by hand; an entry that names a file again simply keeps it (`_EntryFiles`).
        if found.sha256 in _kept(station, case):
            raise FaultyEntry((Fault("attachments", f"“{path.name}”已经在这件案件里"),))
        keep(station, case, [found], act)
        station.tell(Changed(case.kind.key, case.number, act.by.name))
    return next(known for known in attachments_of(station, case) if known.sha256 == found.sha256)


def with_files(
    station: Station, case: Case | None, fields: Sequence[Field], values: Row, about: str = ""
) -> tuple[Row, list[NewFile]]:
    """The values with each path of a PHOTOS field replaced by its file's SHA-256, and the files still to be kept.

    `about` begins their titles (the step they belong to). Raises FaultyEntry with the field of each file that cannot be kept.
    """
    reader = _EntryFiles(frozenset(_kept(station, case)) if case else frozenset(), about)
    read = reader.row(fields, values, "")
    if reader.faults:
        raise FaultyEntry(tuple(reader.faults))
    return read, list(reader.files.values())


def keep(station: Station, case: Case, files: Sequence[NewFile], act: Act) -> None:
    """Keep files with a case in the running transaction; undone with it, also those written before one fails."""
    if not files:
        return
    if len(_own_files(station, case.key)) + len(files) > MOST_FILES:
        raise FaultyEntry((Fault("attachments", f"每件案件至多 {MOST_FILES} 个附件"),))
    for new in files:
        station.files.write(Room.ATTACHMENTS, new.name, new.content)
        _record(station, case, new, act)


def attachments_of(station: Station, case: Case) -> list[Attachment]:
    """The files of a case that stand, in the order they came, then those of the cases folded into it; what two of them hold is given once."""
    found = {own.sha256: own for own in _own_files(station, case.key)}
    for other in case.merged:
        for brought in _own_files(station, other.key):
            found.setdefault(brought.sha256, replace(brought, merged_from=other.number))
    return list(found.values())


def _own_files(station: Station, case: int) -> list[Attachment]:
    return [Attachment(*row) for row in _files_of.rows(station.connections, case)]


@ComposedOnce
def _files_of(case: int) -> peewee.Query:
    """What `Attachment` holds of each file of a case, oldest first."""
    file = AttachmentHead
    shown = file.select(
        file.sha256, file.name, file.title, file.media, file.size, file.added_at, file.added_by
    )
    return shown.where(file.case_key == case, file.withdrawn_at.is_empty()).order_by(file.key)


def withdraw_attachment(station: Station, case: Case, sha256: str, reason: str, act: Act) -> Attachment:
    """Take a file of a case back: it is shown and bound no more, its bytes stay; adding it again brings it back.

    `sha256` may be its first characters, eight at least. Raises Unknown, InTheWay while a field or a step names it, FaultyEntry without a reason.
    """
    require(act, Right.WITHDRAW_OWN)
    why = reason_of(reason)
    with station.writing():
        refuse_gone(case)
        alike = [known for known in _own_files(station, case.key) if known.sha256.startswith(sha256)]
        brought = [known for known in attachments_of(station, case) if known.merged_from]
        if not alike and (others := [known for known in brought if known.sha256.startswith(sha256)]):
            raise Refused(f"这个附件随 {others[0].merged_from} 并入，拆分以后才能撤回")
        if len(sha256) < _LEAST_OF_A_SUM or len(alike) != 1:
            raise Unknown(f"{case.number} 没有附件 {sha256[:12]}，或者已经撤回")
        found = alike[0]
        require_for(station, found.added_by, found.added_at, act)
        _refuse_named(case, found)
        own = (AttachmentHead.case_key == case.key) & (AttachmentHead.sha256 == found.sha256)
        gone = {
            AttachmentHead.withdrawn_at: act.stamp,
            AttachmentHead.withdrawn_by: act.by.name,
            AttachmentHead.withdrawn_why: why,
        }
        station.connections.execute(AttachmentHead.update(gone).where(own))
        changes = {"sha256": [found.sha256, None], "title": [found.title, None], "reason": why}
        put_on_record(station.connections, act, TAKEN_AWAY, case.subject, changes)
        station.tell(Changed(case.kind.key, case.number, act.by.name))
    return found


def _refuse_named(case: Case, found: Attachment) -> None:
    """A file that something on record shows is not taken from under it."""
    if found.sha256 in named_files(case.kind.fields, case.values):
        raise Refused(f"附件“{found.title}”在案件的栏目里，请先在更正里去掉")
    steps = [
        taken
        for taken in case.steps
        if found.sha256 in named_files(case.kind.step(taken.step).fields, taken.entry)
    ]
    if steps:
        named = "、".join(f"第 {taken.position} 步“{taken.title}”" for taken in steps)
        shapes = [{"position": taken.position, "title": taken.title} for taken in steps]
        raise InTheWay(f"附件“{found.title}”是{named}的，请先撤回或者改这一步", shapes)


def content_of(station: Station, attachment: Attachment) -> bytes:
    """The file's bytes; raises DiskProblem when they are gone or were changed."""
    named = f"附件“{attachment.title}”"
    return station.files.read(KeptFile(Room.ATTACHMENTS, attachment.name, attachment.sha256, named, "加入"))


def named_files(fields: Sequence[Field], values: Row) -> Iterator[str]:
    """Every file that the PHOTOS fields of an entry name, rows included."""
    for field in fields:
        if field.is_rows:
            for row in values.get(field.name) or []:
                yield from named_files(field.rows, row)
        elif field.kind is PHOTOS:
            yield from values.get(field.name) or []


@dataclass
class _EntryFiles:
    """Reads the files an entry names; `known` are the sums the case keeps already."""

    known: frozenset[str]
    about: str

    def __post_init__(self) -> None:
        self.files: dict[str, NewFile] = {}
        self.faults: list[Fault] = []

    def row(self, fields: Sequence[Field], values: Row, path: str) -> Row:
        """One row with sums in place of paths; `path` is where it stands, for a fault: `items[2].`."""
        read = dict(values)
        for field in fields:
            given = values.get(field.name)
            if field.is_rows:
                rows = enumerate(given or [], start=1)
                read[field.name] = [self.row(field.rows, row, f"{path}{field.name}[{n}].") for n, row in rows]
            elif field.kind is PHOTOS and given:
                sums = (self._sum(named, path + field.name) for named in given)
                # Two paths may lead to one photo; its place is the first.
                read[field.name] = list(dict.fromkeys(found for found in sums if found))
        return read

    def _sum(self, named: str, field: str) -> str:
        # An entry read from the case names sums. Only its own may be meant: no sum leads to another case's photo.
        if is_kept(named):
            if named not in self.known:
                self.faults.append(Fault(field, f"这件案件里没有附件 {named[:12]}…"))
            return named
        try:
            found = read_file(Path(named), f"{self.about}：{Path(named).stem}" if self.about else "")
        except Problem as problem:
            words = problem.faults[0].message if problem.faults else problem.message
            self.faults.append(Fault(field, f"{Path(named).name}：{words}"))
            return ""
        if found.sha256 not in self.known:
            self.files.setdefault(found.sha256, found)
        return found.sha256


def _kept(station: Station, case: Case) -> set[str]:
    return {known.sha256 for known in attachments_of(station, case)}


def _record(station: Station, case: Case, new: NewFile, act: Act) -> None:
    kept = {
        AttachmentHead.case_key: case.key,
        AttachmentHead.sha256: new.sha256,
        AttachmentHead.name: new.name,
        AttachmentHead.title: new.title,
        AttachmentHead.media: new.media,
        AttachmentHead.size: len(new.content),
        AttachmentHead.added_at: act.stamp,
        AttachmentHead.added_by: act.by.name,
    }
    # The same file was taken back before: its row stands again, now by who added it anew.
    again = {AttachmentHead.withdrawn_at: None, AttachmentHead.withdrawn_by: None}
    own = (AttachmentHead.case_key == case.key) & (AttachmentHead.sha256 == new.sha256)
    if station.connections.rows(AttachmentHead.select(AttachmentHead.key).where(own)):
        changed = {**kept, **again, AttachmentHead.withdrawn_why: None}
        station.connections.execute(AttachmentHead.update(changed).where(own))
    else:
        station.connections.execute(AttachmentHead.insert(kept))
    put_on_record(
        station.connections,
        act,
        ADDED,
        case.subject,
        {"sha256": [None, new.sha256], "title": [None, new.title]},
    )


def _read(path: Path) -> bytes:
    try:
        return read_source(path, LARGEST_FILE)
    except Refused as refused:
        raise FaultyEntry((Fault("attachments", f"{refused.message}。{ALLOWED}"),)) from None
    except (OSError, ValueError):  # ValueError: a path with a zero byte
        raise Unknown(f"读不到附件：{path}") from None


def _media(content: bytes) -> tuple[str, str]:
    """What a file is by its content, not by its name."""
    if content.startswith(b"%PDF-"):
        return "pdf", ".pdf"
    try:
        with Image.open(io.BytesIO(content)) as image:
            # Finds a damaged PNG by its own sums; of a JPEG Pillow checks no more than the head.
            image.verify()
            if image.format in _IMAGES:
                return "image", _IMAGES[image.format]
    # Pillow raises all of these over broken files; SyntaxError over a broken PNG.
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        pass
    raise FaultyEntry((Fault("attachments", f"这个文件不能作附件。{ALLOWED}"),))
