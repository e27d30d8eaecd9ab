"""Tells in words what two entries say differently: field by field, row by row, quantities with unit and 余, masked as elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ...fields import Field, Row
from ..records import Case
from .row_words import row_details, row_name

_SAME_WORDS = "（已改）"
"""Behind a value that reads as before, as it is masked: a number of which other digits were typed."""


class Difference(NamedTuple):
    """What a field said and says, in words; `field` is its path (`parties[2].phone`), empty words are nothing."""

    field: str
    label: str
    old: str
    new: str


def differing(case: Case, fields: Sequence[Field], old: Row, new: Row) -> Iterator[Difference]:
    """Every field that says something else, in the order of the declaration; a row that is new or gone is one difference."""
    beside = {name for field in fields for name in field.said_with}
    for field in fields:
        # Unit and 余 are told with their quantity.
        if field.name in beside or _says_the_same(field, old, new):
            continue
        if field.is_rows:
            yield from _rows(case, field, old.get(field.name) or [], new.get(field.name) or [])
        else:
            yield _worded(field.name, field.label, case.shown(field, old), case.shown(field, new))


def row_in_words(case: Case, field: Field, row: Row) -> str:
    """`张三，当事人，电话 138****0001`."""
    name, badge = row_name(field, row, case)
    rest = (f"{label} {value}".strip() for label, value in row_details(field, row, case))
    return "，".join(part for part in (name, badge, *rest) if part)


def _says_the_same(field: Field, old: Row, new: Row) -> bool:
    return all(plain(old.get(name)) == plain(new.get(name)) for name in (field.name, *field.said_with))


def plain(value: object) -> object:
    """Nothing is nothing, however it is written; an older version knew fewer fields."""
    return None if value in (None, "", False, [], {}) else value


def _worded(path: str, label: str, old: str, new: str) -> Difference:
    return Difference(path, label, old, new + _SAME_WORDS if old == new else new)


def _rows(case: Case, field: Field, old: Sequence[Row], new: Sequence[Row]) -> Iterator[Difference]:
    pairs = paired(case, field, old, new)
    for place, row in enumerate(new):
        if place not in pairs:
            name = f"{field.label}“{row_name(field, row, case)[0]}”"
            yield Difference(f"{field.name}[{place + 1}]", name, "", row_in_words(case, field, row))
            continue
        before = old[pairs[place]]
        # By the name it had: who looks for it knows it by that.
        name = f"{field.label}“{row_name(field, before, case)[0]}”"
        for each in differing(case, field.rows, before, row):
            path = f"{field.name}[{place + 1}].{each.field}"
            yield Difference(path, f"{name}的{each.label}", each.old, each.new)
    for place, row in enumerate(old):
        if place not in pairs.values():
            name = f"{field.label}“{row_name(field, row, case)[0]}”"
            yield Difference(f"{field.name}[{place + 1}]", name, row_in_words(case, field, row), "")
    kept = [pairs[place] for place in sorted(pairs)]
    if kept != sorted(kept):
        yield Difference(
            field.name, f"{field.label}的顺序", _names(case, field, old), _names(case, field, new)
        )


def _names(case: Case, field: Field, rows: Iterable[Row]) -> str:
    return "、".join(row_name(field, row, case)[0] for row in rows)


def paired(case: Case, field: Field, old: Sequence[Row], new: Sequence[Row]) -> dict[int, int]:
    """Which new row is which old one, by place: the very same, else of the same name, else the one most like it by half its values."""
    pairs: dict[int, int] = {}
    for alike, least in ((_is_equal, 1.0), (_has_the_name, 1.0), (_likeness, 0.5)):
        for place, row in enumerate(new):
            left = [other for other in range(len(old)) if other not in pairs.values()]
            if place in pairs or not left:
                continue
            # The nearest place among those alike, so that two of one name are not told as changed for each other.
            best = max(left, key=lambda other: (alike(case, field, old[other], row), -abs(other - place)))
            if alike(case, field, old[best], row) >= least:
                pairs[place] = best
    return pairs


def _is_equal(case: Case, field: Field, old: Row, new: Row) -> float:
    return float(old == new)


def _has_the_name(case: Case, field: Field, old: Row, new: Row) -> float:
    return float(row_name(field, old, case)[0] == row_name(field, new, case)[0])


def _likeness(case: Case, field: Field, old: Row, new: Row) -> float:
    """The share of what either row says that both say."""
    filled = [each.name for each in field.rows if plain(old.get(each.name)) or plain(new.get(each.name))]
    return sum(old.get(name) == new.get(name) for name in filled) / len(filled) if filled else 0.0
