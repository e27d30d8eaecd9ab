"""Takes cases back that came in by mistake: their numbers stay used, their content is put aside, nothing counts or finds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..station import Act, Changed, Station
from ..station.rights import Right, require
from .checking import Tell
from .history import HISTORY
from .kind import CaseKind
from .records import WITHDRAWN
from .tables import FieldTable, case_table, step_table

_AT_ONCE = 500
_STEP = ("key", "case_key", "position", "step", "from_state", "to_state", "day", "recorded_at", "recorded_by")
_TOUCHED = (
    ("version > 1", "已经更正或者办理"),
    (f"EXISTS (SELECT 1 FROM steps t WHERE t.case_key = c.key AND t.step <> '{HISTORY}')", "已经办理"),  # noqa: S608 - our own word
    ("EXISTS (SELECT 1 FROM documents t WHERE t.case_key = c.key)", "已经出具文书"),
    ("EXISTS (SELECT 1 FROM document_drafts t WHERE t.case_key = c.key)", "已经拟了文书"),
    ("EXISTS (SELECT 1 FROM attachments t WHERE t.case_key = c.key)", "已经有附件"),
    ("c.key IN (SELECT case_key FROM case_links UNION SELECT other_key FROM case_links)", "已经关联"),
)


def touched(
    station: Station, kinds: Sequence[CaseKind], kind: CaseKind, first: int, last: int
) -> dict[str, str]:
    """Number and reason of each case of the keys that was worked on since it was received."""
    tests = [*_TOUCHED]
    for other in kinds:
        if other.belongs_to and other.belongs_to[1] == kind.key:
            field = other.belongs_to[0].column_name
            tests.append((f'c.number IN (SELECT t."{field}" FROM {other.key} t)', f"已经有{other.title}"))  # noqa: S608 - declared names
    found: dict[str, str] = {}
    with station.reading():
        for test, why in tests:
            numbers = station.connections.run(
                f"SELECT c.number FROM cases c WHERE c.key BETWEEN ? AND ? AND {test} ORDER BY c.key",  # noqa: S608 - our own tests
                *(first, last),
            )
            for (number,) in numbers:
                found.setdefault(number, why)
    return found


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
    connections, keys = station.connections, (first, last)
    for table, owned in reversed(list(_owned(case_table(kind), "owner_key BETWEEN ? AND ?"))):
        _put_aside(station, import_key, table.name, _columns(table), owned, keys)
    if kind.history is not None:
        steps = "SELECT key FROM steps WHERE case_key BETWEEN ? AND ?"
        for table, owned in reversed(list(_owned(step_table(kind, HISTORY), f"owner_key IN ({steps})"))):
            _put_aside(station, import_key, table.name, _columns(table), owned, keys)
        _put_aside(station, import_key, "steps", _STEP, "case_key BETWEEN ? AND ?", keys)
    connections.run("DELETE FROM deadlines WHERE case_key BETWEEN ? AND ?", *keys)
    connections.run(
        "DELETE FROM search_rows WHERE kind = ? AND number IN (SELECT number FROM cases WHERE key BETWEEN ? AND ?)",
        *(kind.key, *keys),
    )
    connections.run(
        "UPDATE cases SET state = ?, version = version + 1 WHERE key BETWEEN ? AND ?", WITHDRAWN, *keys
    )


def _columns(table: FieldTable) -> list[str]:
    """Its columns, the key first."""
    own = ["row_key", "owner_key", "row_position"] if table.repeated else ["owner_key"]
    return [*own, *(field.name for field in table.columns)]


def _put_aside(
    station: Station, import_key: int, table: str, columns: Sequence[str], owned: str, keys: tuple[int, int]
) -> None:
    """Keep the rows of a table as JSON under the import, and delete them."""
    row = ", ".join(f"'{name}', \"{name}\"" for name in columns)
    station.connections.run(
        f"INSERT INTO withdrawn_rows (import_key, table_name, row_key, row) "  # noqa: S608 - declared names
        f"SELECT ?, '{table}', {columns[0]}, json_object({row}) FROM {table} WHERE {owned}",
        *(import_key, *keys),
    )
    station.connections.run(f"DELETE FROM {table} WHERE {owned}", *keys)  # noqa: S608 - declared names


def _owned(table: FieldTable, condition: str) -> Iterator[tuple[FieldTable, str]]:
    """Every table of the cases with the condition of their rows in it, parents before children."""
    yield table, condition
    key = "row_key" if table.repeated else "owner_key"
    for _, child in table.children:
        yield from _owned(child, f"owner_key IN (SELECT {key} FROM {table.name} WHERE {condition})")  # noqa: S608
