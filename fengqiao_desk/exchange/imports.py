"""The imports of a station: put on record, listed, undone as a whole; and the column mappings it has used before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import peewee

from ..cases import CaseKind
from ..cases.heads import CaseHead
from ..cases.saving.checking import Tell
from ..cases.saving.new_rows import ReceivedMany
from ..cases.saving.withdrawing import touched, withdraw
from ..fields import COUNT, LINE, Column, Predicate
from ..fields.column import KeyColumn
from ..kinds import KINDS, kind_of
from ..problems import Fault, FaultyEntry, Refused, Unknown
from ..station import Act, Station
from ..station.act import put_on_record
from ..station.rights import Right, require
from ..summaries import closings
from ..values.json_text import from_json, to_json
from .mapping import ColumnMapping, MappingData
from .workbook import TableFile

_MOST_NAMED = 5
"""So many cases stand in the sentence of a refusal; an import may have fifty thousand."""


class _ImportRow(peewee.Model):
    """An import as it stands in its table; a trigger refuses to delete one."""

    key = KeyColumn()
    kind = Column("类", LINE, required=True)
    file = Column("文件", LINE, required=True)
    sha256 = Column("文件的 SHA-256", LINE, required=True)
    cases = Column("件数", COUNT, required=True)
    first_key = KeyColumn()
    last_key = KeyColumn()
    content_sha256 = Column("内容的 SHA-256", LINE, required=True)
    imported_at = Column("导入时间", LINE, required=True)
    imported_by = Column("导入人", LINE, required=True)
    undone_at = Column("撤销时间", LINE)
    undone_by = Column("撤销人", LINE)
    undone_why = Column("撤销原因", LINE)

    class Meta:
        primary_key = False
        table_name = "imports"


class _MappingRow(peewee.Model):
    """How the columns under a set of headings were assigned the last time."""

    kind = Column("类", LINE, required=True)
    headings = Column("表头", LINE, required=True)
    mapping = Column("对应", LINE, required=True)
    saved_at = Column("保存时间", LINE, required=True)
    saved_by = Column("保存人", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "column_mappings"


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

    def as_data(self) -> dict[str, object]:
        """The JSON of `imports` and `undo-import`."""
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
    return list(_asked(station))


def same_file(station: Station, file: TableFile) -> list[Import]:
    """The imports of a file of the same bytes that still stand."""
    return list(_asked(station, _ImportRow.sha256 == file.sha256, _ImportRow.undone_at.is_empty()))


def _asked(station: Station, *which: Predicate) -> Iterator[Import]:
    """The imports for which all of it holds, the newest first, with the numbers of their first and last case."""
    first, last = CaseHead.alias("first"), CaseHead.alias("last")
    query = (
        _ImportRow.select(
            _ImportRow.key,
            _ImportRow.kind,
            _ImportRow.file,
            _ImportRow.sha256,
            _ImportRow.cases,
            _ImportRow.first_key,
            _ImportRow.last_key,
            _ImportRow.imported_at,
            _ImportRow.imported_by,
            first.number,
            last.number,
            _ImportRow.undone_at,
            _ImportRow.undone_by,
            _ImportRow.undone_why,
        )
        # From outside: of a damaged folder the import is listed though its cases cannot be read.
        .join(first, peewee.JOIN.LEFT_OUTER, on=first.key == _ImportRow.first_key)
        .switch(_ImportRow)
        .join(last, peewee.JOIN.LEFT_OUTER, on=last.key == _ImportRow.last_key)
        .order_by(_ImportRow.key.desc())
    )
    for row in station.connections.rows(query.where(*which) if which else query):
        yield Import(*row)


def enter(station: Station, kind: CaseKind, file: TableFile, received: ReceivedMany, act: Act) -> int:
    """One row and one audit row for the whole import, with the hash over its records; gives the import's number."""
    # The hash over the rows as they were stored: one audit row stands for fifty thousand, and shows if one of them was changed.
    row: dict[peewee.Field, object] = {
        _ImportRow.kind: kind.key,
        _ImportRow.file: file.name,
        _ImportRow.sha256: file.sha256,
        _ImportRow.cases: len(received.numbers),
        _ImportRow.first_key: received.first_key,
        _ImportRow.last_key: received.last_key,
        _ImportRow.content_sha256: received.sha256,
        _ImportRow.imported_at: act.stamp,
        _ImportRow.imported_by: act.by.name,
    }
    key = station.connections.add(row)
    changes: dict[str, object] = {
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
        undone = {
            _ImportRow.undone_at: act.stamp,
            _ImportRow.undone_by: act.by.name,
            _ImportRow.undone_why: reason.strip(),
        }
        station.connections.execute(_ImportRow.update(undone).where(_ImportRow.key == key))
        _log(station, act, "撤销导入", key, kind.key, {"reason": reason.strip(), "cases": found.cases})
    return _import(station, key)


def remembered(station: Station, kind: CaseKind, heading_set: str) -> MappingData | None:
    """The mapping last used for this kind and these headings, as the data of a mapping file; None for headings never seen."""
    query = _MappingRow.select(_MappingRow.mapping)
    rows = station.connections.rows(
        query.where(_MappingRow.kind == kind.key, _MappingRow.headings == heading_set)
    )
    return from_json(rows[0][0]) if rows else None


def remember(station: Station, kind: CaseKind, heading_set: str, mapping: ColumnMapping, act: Act) -> None:
    """Keep a mapping for the next file with these headings, inside the caller's transaction."""
    require(act, Right.IMPORT)
    row = {
        _MappingRow.kind: kind.key,
        _MappingRow.headings: heading_set,
        _MappingRow.mapping: to_json(mapping.as_data()),
        _MappingRow.saved_at: act.stamp,
        _MappingRow.saved_by: act.by.name,
    }
    station.connections.execute(
        _MappingRow.insert(row).on_conflict(
            conflict_target=[_MappingRow.kind, _MappingRow.headings],
            preserve=[_MappingRow.mapping, _MappingRow.saved_at, _MappingRow.saved_by],
        )
    )


def _import(station: Station, key: int) -> Import:
    found = next(_asked(station, _ImportRow.key == key), None)
    if found is None:
        raise Unknown(f"没有第{key}次导入，可用 imports 查看")
    return found


def _refuse_when_touched(station: Station, kind: CaseKind, found: Import) -> None:
    # One case that was worked on is enough: an import is undone as a whole or not at all.
    since = touched(station, KINDS, kind, found.first_key, found.last_key)
    for number, period in _counted_since(station, found).items():
        since.setdefault(number, f"已经计入封账的 {period}")
    if since:
        named = "；".join(f"{number} {why}" for number, why in list(since.items())[:_MOST_NAMED])
        more = f"等 {len(since)} 件" if len(since) > _MOST_NAMED else ""
        raise Refused(f"这次导入不能整批撤销：{named}{more}。请逐件更正")


def _counted_since(station: Station, found: Import) -> dict[str, str]:
    """The numbers of an import that a period closed after it has counted."""
    query = CaseHead.select(CaseHead.number)
    own = query.where(CaseHead.key >= found.first_key, CaseHead.key <= found.last_key)
    numbers = {number for (number,) in station.connections.rows(own)}
    counted: dict[str, str] = {}
    for closing in closings(station):
        # A period closed before the import cannot have counted its cases, though their days may lie in it.
        if closing.closed_at >= found.imported_at:
            for records in closing.records.values():
                for record in records:
                    if record.number in numbers:
                        counted[record.number] = f"{closing.period.first} 至 {closing.period.last}"
    return counted


def _log(station: Station, act: Act, verb: str, key: int, kind: str, changes: dict[str, object]) -> None:
    put_on_record(station.connections, act, verb, f"导入 {key}", {"kind": kind, **changes})
