"""Where a column of a sheet may go: a field of the kind, or a field of one of its rows (`parties[1].name`, `parties[*].name`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..cases import CaseKind
from ..cases.history import HISTORY, History
from ..fields import Field
from ..problems import Unknown

EACH = "*"
"""The place of a column that holds the values of several rows in one cell, separated by 、."""
MOST_PLACES = 3
"""So many rows side by side are offered; a mapping file may name more."""
_PATH = re.compile(r"(\w+)(?:\[(\d{1,2}|\*)\]\.(\w+))?")


@dataclass(frozen=True)
class Target:
    """`rows` is the field of rows it lies in and `place` which row it is (`1`, `2`, … or EACH), both empty for a field of the kind."""

    field: Field
    rows: str = ""
    place: str = ""
    rows_label: str = ""

    @property
    def path(self) -> str:
        """As a mapping file names it: `received_on`, `parties[1].name`."""
        return self.beside(self.field.name)

    def beside(self, name: str) -> str:
        """The path of another field of the same row."""
        return f"{self.rows}[{self.place}].{name}" if self.rows else name

    @property
    def label(self) -> str:
        """`当事人1 姓名`, `当事人（一格几人）姓名`, `受理日期`."""
        if not self.rows:
            return self.field.label
        if self.rows == HISTORY:
            return f"{self.rows_label} {self.field.label}"
        place = "（一格几个）" if self.place == EACH else f"{self.place} "
        return f"{self.rows_label}{place}{self.field.label}"


def target_of(kind: CaseKind, path: str) -> Target:
    """The target of a path; raises Unknown for what the kind has not got."""
    found = _PATH.fullmatch(path)
    if found is None:
        raise Unknown(f"“{path}”不是“{kind.title}”的栏目")
    if found[1] == HISTORY and kind.history is not None:
        return _of_history(kind.history, path, found[3])
    declared = kind.field(found[1])
    # Places are counted as people count them, from 1.
    if declared.is_rows != bool(found[3]) or found[2] == "0":
        raise Unknown(f"“{path}”不是“{kind.title}”的栏目；若干行的栏目写成 {declared.name}[1].栏目")
    if not declared.is_rows:
        return Target(declared)
    child = next((field for field in declared.rows if field.name == found[3]), None)
    # Rows within rows have no column: a path names one field of one row.
    if child is None or child.is_rows:
        raise Unknown(f"“{declared.label}”没有“{found[3]}”这个栏目")
    return Target(child, declared.name, found[2], declared.label)


def history_target(field: Field) -> Target:
    """Of what a kind keeps of a matter that was over before: `history[1].result`."""
    return Target(field, HISTORY, "1", "旧案")


def _of_history(history: History, path: str, name: str) -> Target:
    for field in history.step.fields:
        target = history_target(field)
        if target.field.name == name and target.path == path:
            return target
    raise Unknown(f"“{path}”不是旧案的栏目")


def targets_of(kind: CaseKind) -> Iterator[Target]:
    """Every target that is offered: the kind's fields, then its rows place by place."""
    for field in kind.fields:
        if not field.is_rows:
            yield Target(field)
    for field in kind.history.step.fields if kind.history else ():
        yield history_target(field)
    for declared in kind.fields:
        for place in (*map(str, range(1, MOST_PLACES + 1)), EACH):
            for child in declared.rows:
                if not child.is_rows:
                    yield Target(child, declared.name, place, declared.label)
