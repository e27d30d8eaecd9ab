"""The imports of a station: put on record, listed, undone as a whole; and the column mappings it has used before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..cases import CaseKind
from ..cases.saving.checking import Tell
from ..cases.saving.new_rows import ReceivedMany
from ..cases.saving.withdrawing import touched, withdraw
from ..kinds import KINDS, kind_of
from ..problems import Fault, FaultyEntry, Refused, Unknown
from ..station import Act, Station
from ..station.act import put_on_record
from ..station.rights import Right, require
from ..summaries import closings
from ..values.json_text import from_json, to_json
from .mapping import ColumnMapping
from .workbook import TableFile

_MOST_TOLD = 5
_SELECT = (
    "SELECT i.key, i.kind, i.file, i.sha256, i.cases, i.first_key, i.last_key, i.imported_at, i.imported_by, "
    "(SELECT number FROM cases WHERE key = i.first_key), (SELECT number FROM cases WHERE key = i.last_key), "
    "i.undone_at, i.undone_by, i.undone_why FROM imports i "
)


@dataclass(frozen=True)
class Import:
    """One import; `undone_at` is None while it stands. The keys of its cases run from `first_key` to `last_key`."""

    key: int
    kind: str
    file: str
    sha256: str
    cases: int
    first_key: int
    last_key: int
    imported_at: str
    imported_by: str
    first_number: str
    last_number: str
    undone_at: str | None
    undone_by: str | None
    undone_why: str | None

    def as_data(self) -> dict[str, Any]:
        return {
            "import": self.key,
            "kind": self.kind,
            "file": self.file,
            "sha256": self.sha256,
            "cases": self.cases,
            "first": self.first_number,
            "last": self.last_number,
            "at": self.imported_at,
            "by": self.imported_by,
            "undone_at": self.undone_at,
            "undone_by": self.undone_by,
            "reason": self.undone_why,
        }


def imports(station: Station) -> list[Import]:
    """Every import, the newest first."""
    with station.reading():
        return [Import(*row) for row in station.connections.run(_SELECT + "ORDER BY i.key DESC")]


def same_file(station: Station, file: TableFile) -> list[Import]:
    """The imports of a file of the same bytes that still stand."""
    with station.reading():
        rows = station.connections.run(_SELECT + "WHERE i.sha256 = ? AND i.undone_at IS NULL", file.sha256)
    return [Import(*row) for row in rows]


def enter(station: Station, kind: CaseKind, file: TableFile, received: ReceivedMany, act: Act) -> int:
    """One row and one audit row for the whole import, with the hash over its records; gives the import's number."""
    key = station.connections.insert(
        "imports",
        {
            "kind": kind.key,
            "file": file.name,
            "sha256": file.sha256,
            "cases": len(received.numbers),
            "first_key": received.first_key,
            "last_key": received.last_key,
            "content_sha256": received.sha256,
            "imported_at": act.stamp,
            "imported_by": act.by.name,
        },
    )
    changes = {
        "file": file.name,
        "sha256": file.sha256,
        "content_sha256": received.sha256,
        "cases": len(received.numbers),
        "numbers": [received.numbers[0], received.numbers[-1]],
    }
    _log(station, act, "导入", key, kind.key, changes)
    return key


def undo_import(station: Station, key: int, reason: str, act: Act, tell: Tell | None = None) -> Import:
    """Take a whole import back: its numbers stay used, its records leave lists, search and figures and are kept aside.

    Raises Unknown, FaultyEntry without a reason, and Refused when one of its records was worked on since or counted in a closed period.
    """
    require(act, Right.UNDO_IMPORT)
    if not reason.strip():
        raise FaultyEntry((Fault("reason", "请写明撤销的原因"),))
    with station.writing():
        found = _import(station, key)
        if found.undone_at is not None:
            raise Refused(f"第{key}次导入已经撤销")
        kind = kind_of(found.kind)
        _refuse_when_touched(station, kind, found)
        withdraw(station, kind, key, (found.first_key, found.last_key), act, tell)
        station.connections.run(
            "UPDATE imports SET undone_at = ?, undone_by = ?, undone_why = ? WHERE key = ?",
            act.stamp,
            act.by.name,
            reason.strip(),
            key,
        )
        _log(station, act, "撤销导入", key, kind.key, {"reason": reason.strip(), "cases": found.cases})
    return _import(station, key)


def remembered(station: Station, kind: CaseKind, heading_set: str) -> dict[str, Any] | None:
    """The mapping last used for this kind and these headings, as the data of a mapping file."""
    with station.reading():
        rows = station.connections.run(
            "SELECT mapping FROM column_mappings WHERE kind = ? AND headings = ?", kind.key, heading_set
        )
    return from_json(rows[0][0]) if rows else None


def remember(station: Station, kind: CaseKind, heading_set: str, mapping: ColumnMapping, act: Act) -> None:
    """Keep a mapping for the next file with these headings, inside the caller's transaction."""
    require(act, Right.IMPORT)
    station.connections.run(
        "INSERT INTO column_mappings (kind, headings, mapping, saved_at, saved_by) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (kind, headings) DO UPDATE SET mapping = excluded.mapping, saved_at = excluded.saved_at, "
        "saved_by = excluded.saved_by",
        kind.key,
        heading_set,
        to_json(mapping.as_data()),
        act.stamp,
        act.by.name,
    )


def _import(station: Station, key: int) -> Import:
    rows = station.connections.run(_SELECT + "WHERE i.key = ?", key)
    if not rows:
        raise Unknown(f"没有第{key}次导入，可用 imports 查看")
    return Import(*rows[0])


def _refuse_when_touched(station: Station, kind: CaseKind, found: Import) -> None:
    since = touched(station, KINDS, kind, found.first_key, found.last_key)
    for number, period in _frozen(station, found).items():
        since.setdefault(number, f"已经计入封账的 {period}")
    if since:
        told = "；".join(f"{number} {why}" for number, why in list(since.items())[:_MOST_TOLD])
        more = f"等 {len(since)} 件" if len(since) > _MOST_TOLD else ""
        raise Refused(f"这次导入不能整批撤销：{told}{more}。请逐件更正")


def _frozen(station: Station, found: Import) -> dict[str, str]:
    """The numbers of an import that a period closed after it has counted."""
    rows = station.connections.run(
        "SELECT number FROM cases WHERE key BETWEEN ? AND ?", found.first_key, found.last_key
    )
    own = {number for (number,) in rows}
    counted: dict[str, str] = {}
    for closing in closings(station):
        if closing.closed_at >= found.imported_at:
            for records in closing.records.values():
                for record in records:
                    if record[0] in own:
                        counted[record[0]] = f"{closing.period.first} 至 {closing.period.last}"
    return counted


def _log(station: Station, act: Act, verb: str, key: int, kind: str, changes: dict[str, Any]) -> None:
    put_on_record(station.connections, act, verb, f"导入 {key}", {"kind": kind, **changes})
