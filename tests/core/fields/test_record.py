"""Records: what code reads of stored values, and the traps on the way."""

from __future__ import annotations

import copy
from datetime import date, datetime
from typing import Any

import peewee
import pytest
from hypothesis import given
from hypothesis import strategies as some

from fengqiao_desk.fields import (
    AMOUNT,
    CHECKLIST,
    CHOICE,
    COUNT,
    DAY,
    FLAG,
    LINE,
    MOMENT,
    NAMES,
    PHOTOS,
    QUANTITY,
    Column,
    NotThere,
    Predicate,
    Record,
    RowRecord,
    Rows,
)
from fengqiao_desk.values.quantities import Quantity


class Mark(RowRecord):
    mark = Column("记号", LINE, required=True)

    class Meta:
        table_name = "finds_things_marks"


class Thing(RowRecord):
    name = Column("名称", LINE, required=True)
    quantity = Column("数量", QUANTITY)
    marks = Rows(Mark, "记号")

    class Meta:
        table_name = "finds_things"


class Find(Record):
    """One column of every sort."""

    found_on = Column("拾得日期", DAY, required=True)
    at = Column("时刻", MOMENT)
    from_ = Column("来自", LINE, name="from")
    value = Column("价值", AMOUNT)
    pieces = Column("件数", COUNT)
    kept = Column("保管", FLAG)
    sort = Column("种类", CHOICE, vocabulary="find_sort")
    helpers = Column("协助", NAMES)
    photos = Column("照片", PHOTOS)
    points = Column("检查", CHECKLIST)
    things = Rows(Thing, "内有")

    class Meta:
        table_name = "finds"


def _or_none(of: some.SearchStrategy[Any]) -> some.SearchStrategy[Any]:
    return some.none() | of


WORD = some.text(min_size=1, max_size=8)
FEN = some.integers(0, 10**14 - 1).map(lambda fen: f"{fen // 100}.{fen % 100:02}")
NUMBER = some.integers(1, 10**9) | some.integers(1, 10**9).map(lambda whole: whole + 0.5)
DAYS = some.dates().map(date.isoformat)
MOMENTS = some.datetimes().map(lambda moment: moment.isoformat(timespec="minutes"))
NAME_LISTS = some.lists(WORD, min_size=1, unique=True)
MARKS = some.fixed_dictionaries({"mark": WORD})
THINGS = some.fixed_dictionaries({"name": WORD, "quantity": _or_none(NUMBER), "marks": some.lists(MARKS)})
ENTRIES = some.fixed_dictionaries(
    {
        "found_on": DAYS,
        "at": _or_none(MOMENTS),
        "from": _or_none(WORD),
        "value": _or_none(FEN),
        "pieces": _or_none(some.integers(0, 10**12)),
        "kept": _or_none(some.booleans()),
        "sort": _or_none(WORD),
        "helpers": _or_none(NAME_LISTS),
        "photos": _or_none(NAME_LISTS),
        "points": _or_none(some.dictionaries(WORD, some.booleans(), min_size=1)),
        "things": some.lists(THINGS, max_size=3),
    }
)
FILLED = {
    "found_on": "2026-11-20",
    "at": "2026-11-20T09:30",
    "from": "广场",
    "value": "1200.50",
    "pieces": 3,
    "kept": False,
    "sort": "证件",
    "helpers": ["张三"],
    "photos": None,
    "points": None,
    "things": [{"name": "包", "quantity": 1.5, "marks": []}],
}


@given(ENTRIES)
def test_a_record_gives_back_the_entry_it_was_made_of(entry: dict[str, Any]) -> None:
    again = Find.of(entry).plain()
    assert again == entry
    assert list(again) == [field.name for field in Find.fields()]


def test_values_are_what_code_reads() -> None:
    found = Find.of(FILLED)
    assert (found.found_on, found.at) == (date(2026, 11, 20), datetime(2026, 11, 20, 9, 30))
    assert (found.value, found.kept, found.from_) == (120050, False, "广场")
    assert [(thing.name, thing.quantity) for thing in found.things] == [("包", Quantity(1500))]


def test_several_things_are_never_none() -> None:
    found = Find.of({**FILLED, "helpers": None})
    assert (found.helpers, found.photos, found.points) == ((), (), {})


def test_what_a_half_filled_form_has_not_told_is_not_there() -> None:
    half: Any = Find.of({"found_on": None, "pieces": 2})
    for name in ("found_on", "value", "things"):
        with pytest.raises(NotThere, match=name):
            getattr(half, name)
    assert half.pieces == 2


def test_records_of_the_same_values_are_the_same() -> None:
    assert Find.of(FILLED) == Find.of(dict(FILLED))
    assert Find.of(FILLED) != Find.of({**FILLED, "pieces": 4})


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(TypeError, match="Find has no colour"):
        Find(colour="red")


def test_a_condition_has_no_truth() -> None:
    sure: tuple[Predicate, ...] = (
        Find.sort == "证件",
        Find.found_on >= date(2026, 1, 1),
        Find.sort.in_(["证件"]),
        ~(Find.sort == "证件"),
        (Find.sort == "证件") & (Find.pieces > 1),
        Find.value.is_empty(),
    )
    for condition in sure:
        with pytest.raises(TypeError, match="no truth"):
            bool(condition)


def test_membership_is_asked_by_in_() -> None:
    with pytest.raises(TypeError, match="no truth"):
        _ = Find.sort in ("证件", "手机")


def test_values_in_a_condition_are_bound_as_they_are_stored() -> None:
    query = Find.select(Find.from_).where(
        (Find.found_on < date(2026, 1, 2)) & ~Find.value.is_empty() & Find.kept.in_([False])
    )
    context = peewee.SqliteDatabase(None).get_sql_context()
    sql, values = context.sql(query).query()  # type: ignore[no-untyped-call]
    assert 'SELECT "t1"."from" FROM "finds" AS "t1"' in sql
    assert 'NOT ("t1"."value" IS NULL)' in sql
    assert values == ["2026-01-02", 0]


@pytest.mark.parametrize("name", ["save", "select", "of", "plain", "fields", "owner_key"])
def test_no_column_is_called_like_what_every_record_has(name: str) -> None:
    with pytest.raises(TypeError, match="hides"):
        type("Bad", (Record,), {name: Column("坏", LINE)})


def test_no_two_columns_have_one_name() -> None:
    with pytest.raises(TypeError, match="one name"):
        type("Bad", (Record,), {"a": Column("甲", LINE), "b": Column("乙", LINE, name="a")})


def test_a_column_names_columns_that_are_there() -> None:
    with pytest.raises(TypeError, match="unit_field names unit"):
        type("Bad", (Record,), {"quantity": Column("数量", QUANTITY, unit_field="unit")})


class Lost(Find):
    sort = Column("丢失的种类", CHOICE, required=True, vocabulary="lost_sort")
    note = Column("备注", LINE)

    class Meta:
        table_name = "losses"


def test_a_class_inherits_columns_in_their_order_and_may_declare_one_anew() -> None:
    names = [field.name for field in Lost.fields()]
    assert names == [*(field.name for field in Find.fields()), "note"]
    assert Lost.fields()[names.index("sort")].vocabulary == "lost_sort"


def test_inherited_columns_belong_to_the_class_that_inherits() -> None:
    assert Lost.found_on.model is Lost
    assert Find.found_on.model is Find
    assert Lost.found_on.kind is Find.found_on.kind is DAY


def test_there_is_one_of_each_kind_of_field() -> None:
    assert copy.deepcopy(DAY) is DAY


def test_a_value_that_a_column_becomes_stands_as_in_an_entry() -> None:
    becomes = [Find.found_on.becomes(date(2026, 1, 2)), Find.helpers.becomes(()), Find.value.becomes(None)]
    assert [(each.name, each.plain) for each in becomes] == [
        ("found_on", "2026-01-02"),
        ("helpers", None),
        ("value", None),
    ]
