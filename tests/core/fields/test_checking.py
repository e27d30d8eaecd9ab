"""Checking entries: each kind's good and bad input, faults beside their fields, and hostile text kept or told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from fengqiao_desk.fields import (
    AMOUNT,
    AREA,
    CHECKLIST,
    CHOICE,
    COUNT,
    CREDIT_CODE,
    DAY,
    FLAG,
    IDENTITY,
    LINE,
    MOMENT,
    NAMES,
    OFFICER,
    OFFICERS,
    PERSON,
    PHONE,
    QUANTITY,
    TEXT,
    Field,
    FieldKind,
    check_entry,
)
from fengqiao_desk.problems import Fault, FaultyEntry


@dataclass
class Context:
    """A station of two officers on one day."""

    day: date = date(2026, 11, 21)
    signed_in: str = "民警甲"

    def terms(self, vocabulary: str) -> Sequence[str]:
        return ("邻里", "合同")

    def officer_names(self, roles: tuple[str, ...]) -> Sequence[str]:
        return ("辅警丙",) if roles == ("辅警",) else ("民警甲", "辅警丙")

    def areas(self) -> Sequence[str]:
        return ("示例社区",)

    def text_blocks(self, key: str) -> dict[str, str]:
        return {}

    def wordings(self, fact: str) -> dict[str, str]:
        return {}

    def offered(self, field: Field) -> tuple[()]:
        return ()


def read(kind: FieldKind[Any, Any], raw: Any, **declared: Any) -> Any:
    """What a field of this kind makes of `raw`."""
    field = Field("f", "栏目", kind, **declared)
    return check_entry((field,), {"f": raw}, Context()).valid()["f"]


def fault(kind: FieldKind[Any, Any], raw: Any, **declared: Any) -> str:
    """The one sentence told about `raw`."""
    field = Field("f", "栏目", kind, **declared)
    (found,) = check_entry((field,), {"f": raw}, Context()).faults
    assert found.field == "f"
    return found.message


GOOD = [
    (LINE, "  一行  ", "一行"),
    (LINE, "两\n行", "两 行"),
    (LINE, "字" * 200, "字" * 200),
    (TEXT, "两\r\n行", "两\n行"),
    (PERSON, "阿依古丽•买买提", "阿依古丽·买买提"),
    (PERSON, "𠮷", "𠮷"),
    (PERSON, "O'Brien", "O'Brien"),
    (DAY, "2026-11-21", "2026-11-21"),
    (DAY, "2024-02-29", "2024-02-29"),
    (MOMENT, "2026-11-21T23:59", "2026-11-21T23:59"),
    (AMOUNT, "1200.50", "1200.50"),
    (AMOUNT, "1,200.5", "1200.50"),
    (AMOUNT, 12, "12.00"),
    (AMOUNT, "0", "0.00"),
    (QUANTITY, 46, 46),
    (QUANTITY, 1.5, 1.5),
    (QUANTITY, "2300", 2300),
    (QUANTITY, 0.001, 0.001),
    (COUNT, 0, 0),
    (COUNT, "12", 12),
    (FLAG, True, True),
    (FLAG, False, False),
    (AREA, "示例社区", "示例社区"),
    (OFFICER, "民警甲", "民警甲"),
    (OFFICERS, ["民警甲", "民警甲"], ["民警甲"]),
    (NAMES, [" 街道 ", "", "物业"], ["街道", "物业"]),
    (CHECKLIST, {"出口畅通": True, "录像": False}, {"出口畅通": True, "录像": False}),
    (IDENTITY, "11010519491231002x", "11010519491231002X"),
    (CREDIT_CODE, "91350100M000100Y43", "91350100M000100Y43"),
    (PHONE, "0551-60000000", "0551-60000000"),
]


@pytest.mark.parametrize(("kind", "raw", "value"), GOOD)
def test_good_input_is_taken_in_its_normal_form(kind: FieldKind[Any, Any], raw: Any, value: Any) -> None:
    assert read(kind, raw) == value


@pytest.mark.parametrize(("kind", "raw", "value"), GOOD)
def test_a_normal_form_survives_the_database(kind: FieldKind[Any, Any], raw: Any, value: Any) -> None:
    assert kind.from_column(kind.to_column(value)) == value


BAD = [
    (LINE, "字" * 201, "最多 200 字，现有 201 字"),
    (LINE, ["列表"], "应填文字"),
    (LINE, {"a": 1}, "应填文字"),
    (LINE, 5, "应填文字"),
    (LINE, True, "应填文字"),
    (TEXT, "字" * 20_001, "最多 20000 字"),
    (PERSON, 3, "应填文字"),
    (PERSON, "名" * 201, "最多 200 字"),
    (DAY, "2026-02-30", "2026年没有2月30日"),
    (DAY, "2026/01/05", "应写成 2026-11-21 的样子"),
    (DAY, "2026-11-22", "还没有到"),
    (DAY, "0000-01-01", "年份0不合理"),
    (DAY, 20260105, "应填文字"),
    (MOMENT, "2026-11-21", "应写成 2026-11-21T15:30"),
    (MOMENT, "2026-11-21T24:00", "没有24时0分"),
    (MOMENT, "2026-11-22T00:00", "还没有到"),
    (AMOUNT, "-1", "不能是负数"),
    (AMOUNT, "1.005", "最多写到分"),
    (AMOUNT, "十元", "应写成 1200.50"),
    (AMOUNT, 1.5, "应写成 1200.50"),
    (AMOUNT, True, "应写成 1200.50"),
    (AMOUNT, "9" * 5000, "金额过大"),
    (QUANTITY, 0, "应大于0"),
    (QUANTITY, -1, "不能是负数"),
    (QUANTITY, "-0.5", "不能是负数"),
    (QUANTITY, float("nan"), "应写成"),
    (QUANTITY, float("inf"), "应写成"),
    (QUANTITY, 1e300, "应写成"),
    (QUANTITY, 10**40, "应写成"),
    (QUANTITY, 1.0005, "最多写三位小数"),
    (QUANTITY, "2300余", "有余数"),
    (QUANTITY, [1], "应填数字"),
    (QUANTITY, True, "应填数字"),
    (COUNT, -1, "应填 0 或正整数"),
    (COUNT, 1.5, "应填 0 或正整数"),
    (COUNT, "١٢", "应填 0 或正整数"),
    (COUNT, [3], "应填 0 或正整数"),
    (COUNT, 10**12, "应填 0 或正整数"),
    (FLAG, "是", "应填是或否"),
    (FLAG, 1, "应填是或否"),
    (CHOICE, "天外", "里没有“天外”，可选：邻里、合同"),
    (CHOICE, ["邻里"], "应填文字"),
    (AREA, "火星", "里没有“火星”"),
    (OFFICER, "路人", "里没有“路人”"),
    (OFFICERS, "民警甲", "应填一个或几个名称"),
    (OFFICERS, ["路人"], "里没有“路人”"),
    (OFFICERS, [["民警甲"]], "应填文字"),
    (NAMES, "街道", "应填一个或几个名称"),
    (NAMES, [1], "应填文字"),
    (CHECKLIST, {"出口": "是"}, "应填是或否"),
    (CHECKLIST, ["出口"], "应填是或否"),
    (IDENTITY, "110105194912310021", "校验"),
    (IDENTITY, "11010519491331002X", ""),
    (CREDIT_CODE, "91350100M000100Y44", ""),
    (PHONE, "电话", ""),
]


@pytest.mark.parametrize(("kind", "raw", "words"), BAD)
def test_bad_input_is_told_in_words(kind: FieldKind[Any, Any], raw: Any, words: str) -> None:
    assert words in fault(kind, raw)


@pytest.mark.parametrize("kind", [LINE, TEXT, PERSON, DAY, AMOUNT, CHOICE, OFFICER, IDENTITY, PHONE])
@pytest.mark.parametrize("empty", [None, "", "  ", "\u3000"])
def test_an_empty_field_is_none(kind: FieldKind[Any, Any], empty: Any) -> None:
    assert read(kind, empty) is None


def test_a_day_that_may_lie_ahead_is_taken() -> None:
    assert read(DAY, "2026-12-31", future=True) == "2026-12-31"


def test_an_auxiliary_fills_no_officers_place() -> None:
    assert "里没有“民警甲”" in fault(OFFICER, "民警甲", roles=("辅警",))


def test_a_required_field_left_empty_is_told() -> None:
    assert fault(LINE, None, required=True) == "请填写“栏目”"


def test_a_required_field_that_is_wrong_is_told_once() -> None:
    assert "还没有到" in fault(DAY, "2030-01-01", required=True)


def test_zero_is_not_empty() -> None:
    assert read(COUNT, 0, required=True) == 0


def test_no_is_not_empty() -> None:
    assert read(FLAG, False, required=True) is False


def test_a_field_that_is_not_there_is_told_by_its_name() -> None:
    assert check_entry((), {"foo": 1}, Context()).faults == (Fault("foo", "没有“foo”这个栏目"),)


@pytest.mark.parametrize("raw", [None, [], "text", 3])
def test_an_entry_that_is_no_set_of_fields_is_told(raw: Any) -> None:
    (found,) = check_entry((), raw, Context()).faults
    assert "JSON 对象" in found.message


REASONED = (
    Field("id", "号码", IDENTITY, required=True, missing_reason="why"),
    Field("why", "原因", LINE),
)


def test_a_reason_excuses_what_is_missing() -> None:
    assert check_entry(REASONED, {"id": None, "why": "未携带"}, Context()).faults == ()


def test_without_a_reason_it_is_missing() -> None:
    assert [f.field for f in check_entry(REASONED, {}, Context()).faults] == ["id"]


def test_required_when_looks_at_the_other_values() -> None:
    fields = (
        Field("route", "途径", CHOICE),
        Field("why", "理由", LINE, required_when=lambda row: row.get("route") == "合同"),
    )
    assert check_entry(fields, {"route": "邻里"}, Context()).faults == ()
    assert [f.field for f in check_entry(fields, {"route": "合同"}, Context()).faults] == ["why"]


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE cases; --",
        "<script>alert(1)</script>",
        "{name} %s $HOME \\n",
        "=cmd|' /C calc'!A0",
        "🙂👮",
        "𠮷野家",
        "مرحبا",
        "“引号”与'撇'",
        "NULL",
    ],
)
def test_hostile_text_is_kept_as_it_is(text: str) -> None:
    assert (read(LINE, text), read(TEXT, text), read(PERSON, text)) == (text, text, text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [("张\x00三", "张三"), ("张\u202e三", "张三"), ("\ud800张", "张"), ("\ufeff张三", "张三")],
)
def test_what_cannot_be_seen_is_dropped(text: str, kept: str) -> None:
    assert (read(LINE, text), read(PERSON, text)) == (kept, kept)


def test_a_name_of_nothing_visible_is_missing() -> None:
    assert fault(PERSON, "\u200b\x00", required=True) == "请填写“栏目”"


def test_a_name_is_one_line() -> None:
    assert read(PERSON, "张\n三") == "张 三"


def test_more_than_three_faults_are_summed_up() -> None:
    with pytest.raises(FaultyEntry, match=r"有 5 处需要改正：.*……共 5 处"):
        check_entry((), dict.fromkeys("abcde", 1), Context()).valid()


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (AMOUNT, "1200.50", "1200.50 元"),
        (QUANTITY, 1.5, "1.5"),
        (DAY, "2026-01-05", "2026年1月5日"),
        (MOMENT, "2026-01-05T09:05", "2026年1月5日9时05分"),
        (FLAG, False, "否"),
        (NAMES, ["街道", "物业"], "街道、物业"),
        (IDENTITY, "11010519491231002X", "1101**********002X"),
        (CHECKLIST, {"出口": False}, "出口：否"),
        (LINE, None, ""),
        (DAY, None, ""),
        (FLAG, None, ""),
        (QUANTITY, None, ""),
    ],
)
def test_values_are_shown_as_an_officer_reads_them(kind: FieldKind[Any, Any], value: Any, shown: str) -> None:
    assert kind.show(value) == shown
