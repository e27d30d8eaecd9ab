"""The facts of the station's words: which vocabulary has which, declared once with label, kind and rules, and how they are changed."""

from __future__ import annotations

from typing import Final

from ..fields import CHOICE, FLAG, LINE, NAMES, EntryContext, Field, Row, check_entry
from ..fields.kinds import CountKind
from ..problems import Fault, FaultyEntry
from ..values import NotValid
from .act import Act
from .first_day import first_day
from .rights import Right, require
from .station import EntryChoices, Station


class LengthKind(CountKind):
    """A number of days or hours of at least one."""

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> int:
        """A whole number from 1 on; raises NotValid."""
        length = super().read(raw, field, row, context)
        if length < 1:
            raise NotValid(f"“{field.label}”至少为 1")
        return length


LENGTH = LengthKind()

FACTS: Final[dict[str, tuple[Field, ...]]] = {
    "dispute_category": (Field("older", "旧口径类型", LINE, hint="2016 年 15 类中的对应项"),),
    "risk_level": (
        Field("due_hours", "几小时内处置", LENGTH, unit="小时"),
        Field("follow_up_days", "几日后回访", LENGTH, required=True, unit="日"),
        Field("follow_up_mode", "回访方式", CHOICE, required=True, vocabulary="follow_up_mode"),
    ),
    "venue_category": (
        Field("law", "适用法规", CHOICE, required=True, vocabulary="venue_law"),
        Field("addressed_as", "告知书标题里的称呼", LINE, hint="不填的用类别名称"),
        Field("register", "所属登记", CHOICE, required=True, vocabulary="venue_register"),
        Field("measure", "计量单位", CHOICE, required=True, vocabulary="unit"),
        Field("code", "场所词典编码", LINE),
        Field("resets", "重新起算的警情", NAMES, vocabulary="incident_kind", hint="不填的按警情种类"),
    ),
    "venue_grade": (Field("visit_days", "最多几日检查一次", LENGTH, required=True, unit="日"),),
    "inspection_point": (Field("laws", "适用法规", NAMES, vocabulary="venue_law", hint="不填的都查"),),
    "incident_kind": (Field("counts", "计入连续零警情", FLAG, required=True),),
    "activity": (
        Field("unit", "单位", CHOICE, required=True, vocabulary="unit"),
        Field("section", "汇报的部分", CHOICE, required=True, vocabulary="activity_section"),
        Field("patrol", "计入巡逻警力占比", FLAG, hint="单位应是人次"),
    ),
}
"""Vocabularies that stand here have facts; the words of the others are words alone."""


def facts_of(vocabulary: str) -> tuple[Field, ...]:
    """What a word of this vocabulary says besides its name; empty for most."""
    return FACTS.get(vocabulary, ())


def add_word(station: Station, vocabulary: str, label: str, valid_from: str, facts: Row, act: Act) -> None:
    """A new word with its facts from a day (`YYYY-MM-DD`) on; raises FaultyEntry with faults by the names of the facts."""
    require(act, Right.CHANGE_WORDS)
    kept = _checked(station, vocabulary, facts, act)
    station.vocabularies.add(vocabulary, label, first_day(valid_from), kept, act)


def change_word(station: Station, vocabulary: str, label: str, valid_from: str, facts: Row, act: Act) -> None:
    """Other facts for a word in use from a day (`YYYY-MM-DD`) on; what was before keeps the facts of its time."""
    require(act, Right.CHANGE_WORDS)
    kept = _checked(station, vocabulary, facts, act)
    # What an older release or the shipped file says of a word and no form shows is not lost by a change.
    undeclared = {
        name: value
        for name, value in station.vocabularies.facts(vocabulary, label).items()
        if name not in {field.name for field in facts_of(vocabulary)}
    }
    station.vocabularies.change(vocabulary, label, first_day(valid_from), {**undeclared, **kept}, act)


def shown(vocabulary: str, facts: Row) -> list[tuple[str, str]]:
    """Label and words of every fact that is there, in the order of the declaration."""
    return [
        (field.label, f"{field.kind.show(facts[field.name])}{field.unit}")
        for field in facts_of(vocabulary)
        if facts.get(field.name) is not None
    ]


def _checked(station: Station, vocabulary: str, facts: Row, act: Act) -> Row:
    """The facts in their normal form without those left empty; names out of a vocabulary must stand in it."""
    fields = facts_of(vocabulary)
    choices = EntryChoices(station, act)
    values = check_entry(fields, facts, choices).valid()
    # NAMES takes any name, for most fields suggest only; the facts of a word mean words of their vocabulary.
    faults = [
        Fault(
            field.name, f"“{field.label}”里没有“{name}”，可选：{'、'.join(choices.terms(field.vocabulary))}"
        )
        for field in fields
        if field.kind is NAMES and field.vocabulary
        for name in values[field.name] or []
        if name not in choices.terms(field.vocabulary)
    ]
    if faults:
        raise FaultyEntry(tuple(faults))
    return {name: value for name, value in values.items() if value is not None}
