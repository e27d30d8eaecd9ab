"""The names of all files that the rows of a database say are kept: whatever else lies in their rooms belongs to nobody."""

from __future__ import annotations

from collections.abc import Iterator

from .contents import StoredAttachment, StoredClosing, StoredDocument
from .database import Connections
from .kept_files import KeptFile, Room
from .places import StoredPlace, file_name, void_file_name


def kept_names(connections: Connections) -> dict[Room, set[str]]:
    """For each room the names as the database keeps them, the stamped copies of void documents among them."""
    closings = connections.rows(StoredClosing.select(StoredClosing.file))
    attachments = connections.rows(StoredAttachment.select(StoredAttachment.name))
    papers = {name for (name,) in closings}
    columns = (StoredDocument.file, StoredDocument.state, StoredDocument.number, StoredDocument.object)
    for file, state, number, about, day in connections.rows(
        StoredDocument.select(*columns, StoredDocument.issued_on)
    ):
        place = StoredPlace.read(file)
        papers.add(place.path)
        if state == "void":
            # As `IssuedDocument.own_name`: a page of a round has a copy of its own.
            own = place.path if place.first_page is None else file_name(number, about, day)
            papers.add(void_file_name(own))
    return {Room.DOCUMENTS: papers, Room.ATTACHMENTS: {name for (name,) in attachments}}


def kept_files(connections: Connections) -> Iterator[KeptFile]:
    """Every file of which a row keeps the sum; that of a round comes once for each of its papers."""
    papers = StoredDocument.select(StoredDocument.file, StoredDocument.sha256, StoredDocument.number)
    for file, sha256, number in connections.rows(papers):
        yield KeptFile(Room.DOCUMENTS, StoredPlace.read(file).path, sha256, number, "签发")
    closings = StoredClosing.select(StoredClosing.file, StoredClosing.pdf_sha256)
    for file, sha256 in connections.rows(closings):
        yield KeptFile(Room.DOCUMENTS, file, sha256, file, "封账")
    added = StoredAttachment.select(StoredAttachment.name, StoredAttachment.sha256, StoredAttachment.title)
    for name, sha256, title in connections.rows(added):
        yield KeptFile(Room.ATTACHMENTS, name, sha256, title, "加入")
