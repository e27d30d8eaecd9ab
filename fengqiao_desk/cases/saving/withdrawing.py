"""Takes cases back that came in by mistake: their numbers stay used, their content is put aside, nothing counts or finds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_

import peewee

from ...fields import LINE, Column, Exists, Predicate, Record, RowRecord
from ...fields.column import KeyColumn
from ...station import Act, Changed, Station
from ...station.rights import Right, require
from ...store.database import Connections
from ..heads import CaseHead, DeadlineHead, StepHead
from ..history import HISTORY
from ..kind import CaseKind
from ..timeline import TAKEN_BACK, WITHDRAWN
from .checking import Tell

# Between two of them the work can be stopped and tells how far it is.
_AT_ONCE = 500
_KEYS = ("row_key", "key", "owner_key")
"""What a row is known by, the first that it has."""


class _Aside(peewee.Model):
    """The rows of cases that were taken back."""

    import_key = KeyColumn()
    table_name = Column("表", LINE, required=True)
    row_key = KeyColumn()
    row = Column("内容", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "withdrawn_rows"


class _SearchRow(peewee.Model):
    """What search finds a case by."""

    kind = Column("类", LINE, required=True)
    number = Column("编号", LINE, required=True)

    class Meta:
        primary_key = False
        table_name = "search_rows"


def _has(table: str, *keys: str) -> Predicate:
    """That a table of ours has a row of the case."""
    row = peewee.Table(table)
    tests = [getattr(row.c, key) == CaseHead.key for key in keys]
    return Exists(row.select(peewee.SQL("1")).where(reduce(or_, tests)))


_TOUCHED = (
    (CaseHead.version > 1, "已经更正或者办理"),
    (
        # An import itself brings the step by which an old ledger tells the end.
        Exists(StepHead.select().where(StepHead.case_key == CaseHead.key, StepHead.step != HISTORY)),
        "已经办理",
    ),
    (_has("documents", "case_key"), "已经出具文书"),
    (_has("document_drafts", "case_key"), "已经拟了文书"),
    (_has("attachments", "case_key"), "已经有附件"),
    (_has("case_links", "case_key", "other_key"), "已经关联"),
)


def touched(
    station: Station, kinds: Sequence[CaseKind], kind: CaseKind, first: int, last: int
) -> dict[str, str]:
    """Number and reason of each case of the keys that was worked on since it was received."""
    tests = [*_TOUCHED, *_referred_to(kinds, kind)]
    # What was taken back by itself already is in nobody's way.
    standing = CaseHead.state != TAKEN_BACK
    these = CaseHead.select(CaseHead.number).where(CaseHead.key >= first, CaseHead.key <= last, standing)
    found: dict[str, str] = {}
    with station.reading():
        for test, why in tests:
            for (number,) in station.connections.rows(these.where(test).order_by(CaseHead.key)):
                found.setdefault(number, why)
    return found


def _referred_to(kinds: Sequence[CaseKind], kind: CaseKind) -> Iterator[tuple[Predicate, str]]:
    """That a case of another kind belongs to this one."""
    for other in kinds:
        if other.belongs_to and other.belongs_to[1] == kind.key:
            column = other.belongs_to[0]
            yield CaseHead.number.in_(other.record.select(column)), f"已经有{other.title}"


def withdraw(
    station: Station,
    kind: CaseKind,
    import_key: int,
    keys: tuple[int, int],
    act: Act,
    tell: Tell | None = None,
) -> None:
    """Put the rows of the cases of these keys aside under an import, inside the caller's transaction; `tell` may stop it."""
    require(act, Right.UNDO_IMPORT)
    first, last = keys
    with station.writing():
        for begin in range(first, last + 1, _AT_ONCE):
            if tell is not None:
                tell(begin - first, last - first + 1)
            _withdraw(station, kind, import_key, begin, min(begin + _AT_ONCE - 1, last))
        station.tell(Changed(kind.key, "", act.by.name))


def _withdraw(station: Station, kind: CaseKind, import_key: int, first: int, last: int) -> None:
    connections = station.connections
    of_cases = (StepHead.case_key >= first) & (StepHead.case_key <= last)
    own = (kind.record.owner_key >= first) & (kind.record.owner_key <= last)
    aside = list(_owned(kind.record, own))
    if kind.history is not None:
        ended = kind.history.step.record
        steps = StepHead.select(StepHead.key).where(of_cases)
        aside = [*aside, (StepHead, of_cases), *_owned(ended, ended.owner_key.in_(steps))]
    # Rows before their records, steps before their case: foreign keys are on.
    for model, owned in reversed(aside):
        _put_aside(connections, import_key, model, owned)
    due, these = DeadlineHead, (CaseHead.key >= first) & (CaseHead.key <= last)
    connections.execute(due.delete().where(due.case_key >= first, due.case_key <= last))
    numbers = CaseHead.select(CaseHead.number).where(these)
    found = (_SearchRow.kind == kind.key) & _SearchRow.number.in_(numbers)
    connections.execute(_SearchRow.delete().where(found))
    # The head stays and keeps its number; triggers of `cases` would refuse to delete it.
    withdrawn = {CaseHead.state: WITHDRAWN, CaseHead.version: CaseHead.version + 1}
    connections.execute(CaseHead.update(withdrawn).where(these))


def _put_aside(
    connections: Connections, import_key: int, model: type[peewee.Model], owned: Predicate
) -> None:
    """Keep the rows of a table as JSON under the import, its key first, and delete them."""
    columns = model._meta.sorted_fields
    by_name = {column.column_name: column for column in columns}
    key = next(by_name[name] for name in _KEYS if name in by_name)
    named = (part for column in columns for part in (peewee.Value(column.column_name), column))
    row = peewee.fn.json_object(*named)
    rows = model.select(peewee.Value(import_key), peewee.Value(model._meta.table_name), key, row).where(owned)
    connections.execute(
        _Aside.insert_from(rows, [_Aside.import_key, _Aside.table_name, _Aside.row_key, _Aside.row])
    )
    connections.execute(peewee.ModelDelete(model).where(owned))


def _owned(record: type[Record], owned: Predicate) -> Iterator[tuple[type[peewee.Model], Predicate]]:
    """Every table of the cases with the condition of their rows in it, parents before children."""
    yield record, owned
    key = record.row_key if issubclass(record, RowRecord) else record.owner_key
    for rows in record.rows_below():
        below = rows.record
        yield from _owned(below, below.owner_key.in_(record.select(key).where(owned)))
