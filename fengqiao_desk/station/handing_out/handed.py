"""The one verb by which anything leaves the folder: who handed out what, when, to which kind of place and what for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from ...problems import CannotBeRecorded
from ..act import Act, put_on_record
from ..rights import Right, require
from ..station import Station
from .outgoing import Outgoing


class Outlet(StrEnum):
    """The kind of place; the place itself is not put on record, for its name may be a party's."""

    PRINTER = "打印机"
    FILE = "文件"


class HandedAs(StrEnum):
    """How something leaves: the verb of its row in the audit."""

    PRINT = "打印"
    SAVE = "另存"
    EXPORT = "导出表格"
    CALENDAR = "导出日历"
    PICTURE = "存画面"


RIGHT_OF: Final[Mapping[HandedAs, Right]] = {
    HandedAs.PRINT: Right.PRINT,
    HandedAs.SAVE: Right.PRINT,
    HandedAs.EXPORT: Right.EXPORT,
    HandedAs.CALENDAR: Right.PRINT,
    HandedAs.PICTURE: Right.EXPORT,
}
"""A calendar carries numbers and days as a printed list does."""


@dataclass(frozen=True)
class Handed:
    """What leaves: `subject` as the audit names it (`文书 …`, `disputes JF2026-0001`), `facts` of the act but never of its content.

    `as_file` is how a file of it is called on record; on a printer everything is a print.
    """

    subject: str
    facts: Mapping[str, object] = field(default_factory=dict)
    as_file: HandedAs = HandedAs.SAVE

    def verb(self, to: Outlet) -> HandedAs:
        """The verb of its row."""
        return HandedAs.PRINT if to is Outlet.PRINTER else self.as_file


def must_be_recordable(station: Station, act: Act, what: Handed, to: Outlet) -> None:
    """Asked before something is sent that cannot be called back, as to a printer; raises NotPermitted, CannotBeRecorded."""
    require(act, RIGHT_OF[what.verb(to)])
    # Looking goes on there, and is enough until somebody takes over; what left a stick or a copy unseen could never be told.
    if station.only_looked_at:
        raise CannotBeRecorded(station.only_looked_at)


def hand_out(station: Station, act: Act, what: Handed, to: Outlet, purpose: str = "") -> None:
    """The row of one handing out, in the transaction that is running or one of its own. Raises NotPermitted, CannotBeRecorded."""
    _record(station, act, what, to, _stated(purpose))


def hand_out_file(
    station: Station, act: Act, what: Handed, out: Outgoing, content: bytes, purpose: str = ""
) -> Path:
    """The row and the file together: neither is there without the other. Gives the place; raises NotPermitted, CannotBeRecorded, DiskProblem."""
    must_be_recordable(station, act, what, Outlet.FILE)
    with station.writing():
        how = {**_stated(purpose), **({"closed": True} if out.is_closed else {})}
        _record(station, act, what, Outlet.FILE, how)
        path = out.target.write_unrecorded(out.ready(content))
        # Only a full disk may say at the commit that the row cannot be kept, and that may be the commit of a transaction around
        # this one. Where an older file was replaced, that one was given up before.
        station.connections.if_undone(out.take_back)
    return path


def _record(station: Station, act: Act, what: Handed, to: Outlet, how: Mapping[str, object]) -> None:
    must_be_recordable(station, act, what, to)
    changes = {"to": to.value, **how, **what.facts}
    with station.writing():
        put_on_record(station.connections, act, what.verb(to).value, what.subject, changes)


def _stated(purpose: str) -> dict[str, object]:
    return {"purpose": purpose.strip()} if purpose.strip() else {}
