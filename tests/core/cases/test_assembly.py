"""A kind that does not fit together is told before anybody uses it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from fengqiao_desk.cases import CaseKind, Figure, State, Step
from fengqiao_desk.cases.assembly import WrongDeclaration, faults_of, put_together
from fengqiao_desk.cases.figures.counts import Counted, Near
from fengqiao_desk.cases.heads import CaseHead
from fengqiao_desk.documents.form import DocumentForm
from fengqiao_desk.fields import CHOICE, DAY, LINE, Column, Predicate, Record, RowRecord, Rows


class Thing(RowRecord):
    name = Column("名称", LINE, required=True)

    class Meta:
        table_name = "wrong_things"


class Find(Record):
    found_on = Column("拾得日期", DAY, required=True)
    things = Rows(Thing, "物品")

    class Meta:
        table_name = "built_finds"


class Claim(Record):
    on = Column("认领日期", DAY, required=True)

    class Meta:
        table_name = "built_finds_step_claim"


class Elsewhere(Record):
    class Meta:
        table_name = "other_step_claim"


class Graded(Record):
    seen_on = Column("日期", DAY, required=True)
    risk_level = Column("风险等级", CHOICE, required=True, vocabulary="risk_level")

    class Meta:
        table_name = "graded"


def counting(where: Predicate, *near: Any, by: Any = Graded.seen_on) -> CaseKind[Any]:
    """A kind with a figure that counts where this holds."""
    figure = Figure(
        key="graded.high",
        label="高风险",
        unit="起",
        section="",
        rule="",
        counts=(Counted(Graded, by, where),),
        left_out=near,
    )
    return CaseKind(
        record=Graded,
        title="件",
        noun="件",
        number_prefix="FX",
        states=(State("在办"),),
        first_state=lambda row: "在办",
        day=Graded.seen_on,
        make_title=lambda row: row.risk_level,
        make_subtitle=lambda row: "",
        figures=(figure,),
    )


@pytest.mark.parametrize(
    ("where", "word"),
    [
        (Graded.risk_level == "高", "高"),
        (Graded.risk_level.in_(["重大", "高"]), "高"),
        (~(Graded.risk_level == "高") & (CaseHead.state == "在办"), "高"),
        (CaseHead.state == "在班", "在班"),
        (CaseHead.state.in_(("在办", "在班")), "在班"),
    ],
)
def test_a_misspelt_word_never_counts_nothing_for_ever(where: Predicate, word: str) -> None:
    """`risk_level = '高'` passed every test of version 0.2.0 and would have printed 0起 for ever."""
    assert list(faults_of(counting(where))) == [f"graded.high: there is no {word}"]


def test_a_misspelt_word_is_told_of_what_is_left_out_too() -> None:
    near = Near(Graded, ((Graded.risk_level != "高", "不是高风险"),), by=Graded.seen_on)
    with pytest.raises(WrongDeclaration, match="there is no 高"):
        put_together(counting(Graded.risk_level == "重大", near))


def test_a_value_that_a_column_never_holds_is_told() -> None:
    """mypy lets text be compared with anything, so it does not see that a day is no text."""
    text: Any = "2026-11-21"
    assert list(faults_of(counting(Graded.seen_on == text))) == [
        "graded.high: seen_on never holds '2026-11-21'"
    ]


class Misspelt(Record):
    seen_on = Column("日期", DAY, required=True)
    risk = Column("风险等级", CHOICE, vocabulary="risk_levels")

    class Meta:
        table_name = "misspelt"


def test_a_vocabulary_that_is_not_there_is_told() -> None:
    (wrong,) = faults_of(replace(KIND, record=Misspelt, day=Misspelt.seen_on))
    assert wrong == "Misspelt.risk: there is no vocabulary risk_levels"


def test_a_column_of_another_table_is_told() -> None:
    (wrong,) = faults_of(counting(Graded.risk_level == "重大", by=Find.found_on))
    assert wrong == "graded.high: Find.found_on does not stand there"


def test_words_and_columns_that_are_there_are_not_told() -> None:
    assert list(faults_of(counting((Graded.risk_level == "重大") | (CaseHead.state == "在办")))) == []


KIND: CaseKind[Any] = CaseKind(
    record=Claim,
    title="物品",
    noun="物品",
    number_prefix="SW",
    states=(),
    first_state=lambda row: "",
    day=Claim.on,
    make_title=lambda row: "",
    make_subtitle=lambda row: "",
)


def test_rows_in_another_table_are_told() -> None:
    (wrong,) = faults_of(replace(KIND, record=Find, day=Find.found_on))
    assert wrong == "Thing: its table is wrong_things, not built_finds_things"


def test_a_step_of_another_kind_is_told() -> None:
    steps: Any = (Step(Find, Elsewhere, "认领"),)
    assert len(list(faults_of(replace(KIND, steps=steps)))) == 2


@pytest.mark.parametrize("places", [{"from_states": ("在库",)}, {"to_states": ("在库",)}])
def test_a_step_between_states_that_are_not_there_is_told(places: Any) -> None:
    steps: Any = (Step(Find, Claim, "认领", **places),)
    faults = faults_of(replace(KIND, record=Find, day=Find.found_on, steps=steps))
    assert "built_finds_step_claim: there is no state 在库" in list(faults)


def test_a_sealed_state_that_is_not_there_is_told() -> None:
    assert list(faults_of(replace(KIND, sealed_states=("已封",)))) == [
        "built_finds_step_claim: there is no state 已封"
    ]


@pytest.mark.parametrize(
    ("places", "wrong"),
    [
        ({"states": ("在库",)}, "receipt: there is no state 在库"),
        ({"step": "isue"}, "receipt: there is no step isue"),
        ({"void_step": "viod"}, "receipt: there is no step viod"),
    ],
)
def test_a_paper_in_a_state_or_by_a_step_that_is_not_there_is_told(places: Any, wrong: str) -> None:
    compose: Any = None
    form = DocumentForm("receipt", "收条", "收", 1, compose, lambda subject: "", **places)
    assert list(faults_of(replace(KIND, documents=(form,)))) == [wrong]


def test_a_day_of_another_record_is_told() -> None:
    with pytest.raises(WrongDeclaration, match="not its own"):
        put_together(replace(KIND, day=Find.found_on))


def test_what_fits_together_is_what_was_given() -> None:
    assert put_together(KIND) == (KIND,)
