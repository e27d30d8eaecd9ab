"""Which editor a declared field gets: one line a kind of field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from fengqiao_desk.fields import EntryContext, Field

from .. import (
    AmountEditor,
    ChoiceEditor,
    DayEditor,
    Editor,
    FlagEditor,
    LineEditor,
    LongTextEditor,
    MomentEditor,
    NamesEditor,
    NumberEditor,
    Plain,
    SegmentedEditor,
)
from .checklist_editor import ChecklistEditor
from .files_editor import FilesEditor
from .offer_editor import OfferEditor
from .points_editor import PointsEditor
from .typed_days import DAY_HINT, MOMENT_HINT, TypedDays

# In characters: what fits an empty field of half the form's width.
SHORT_HINT: Final = 14
_OPTIONAL = "选填"
_MOST_SEGMENTS = 4
# Characters that segments side by side have room for in half of the form, and in all of it.
_LETTERS_IN_HALF = 8
_LETTERS_IN_WHOLE = 20
# A longer term would be cut in a field of half the width.
_LONG_TERM = 14
_YES, _NO = "是", "否"


class YesNoEditor(SegmentedEditor):
    """A statement that must be answered: True, False, or None while it is not."""

    def __init__(self) -> None:
        super().__init__((_YES, _NO))

    def value(self) -> Plain:
        """True or False as chosen; None while neither is."""
        chosen = super().value()
        return None if chosen is None else chosen == _YES

    def set_value(self, value: Plain) -> None:
        """Chooses 是 or 否; None chooses neither."""
        super().set_value(None if value is None else _YES if value else _NO)


def make_editor(field: Field, choices: EntryContext, typed: TypedDays) -> Editor:
    """The editor of a field, named by its label; rows of fields have their own card instead."""
    offered = choices.offered(field)
    # A new kind of field has a line until it gets an editor of its own.
    make = _EDITORS.get(field.kind.key, _line)
    offers = offered or field.offers_in is not None
    editor = OfferEditor(offered, hint_of(field)) if offers else make(field, choices, typed)
    editor.set_name(field.label)
    return editor


def is_wide(field: Field, choices: EntryContext) -> bool:
    """Whether the field takes the whole width of the form."""
    if field.kind.key in ("text", "checklist", "photos"):
        return True
    if offered := choices.offered(field):
        return max(len(words) for _, words in offered) > _LONG_TERM
    if field.kind.key != "choice":
        return False
    terms = choices.terms(field.vocabulary)
    if _as_segments(field, terms):
        return sum(map(len, terms)) > _LETTERS_IN_HALF
    return max(map(len, terms), default=0) > _LONG_TERM


def hint_of(field: Field) -> str:
    """What stands in the empty field: its hint when short, else whether it may stay empty."""
    if field.hint and len(field.hint) <= SHORT_HINT:
        return field.hint
    return "" if field.required or field.required_when or field.missing_reason else _OPTIONAL


def _as_segments(field: Field, terms: object) -> bool:
    words = list(terms) if isinstance(terms, list | tuple) else []
    few = 2 <= len(words) <= _MOST_SEGMENTS
    # Segments cannot be cleared by the officer: a field that may stay empty is a list.
    return field.required and few and sum(map(len, words)) <= _LETTERS_IN_WHOLE


def _line(field: Field, choices: EntryContext, typed: TypedDays) -> Editor:
    if field.vocabulary:
        # A line with a vocabulary offers its words; any other may be typed.
        return ChoiceEditor(choices.terms(field.vocabulary), hint_of(field))
    return LineEditor(hint_of(field), suffix=field.unit)


def _text(field: Field, choices: EntryContext, typed: TypedDays) -> Editor:
    return LongTextEditor(hint_of(field))


def _day(field: Field, choices: EntryContext, typed: TypedDays) -> Editor:
    return DayEditor(typed.day, DAY_HINT)


def _moment(field: Field, choices: EntryContext, typed: TypedDays) -> Editor:
    return MomentEditor(typed.moment, MOMENT_HINT)


def _amount(field: Field, choices: EntryContext, typed: TypedDays) -> Editor:
    return AmountEditor(hint_of(field))


def _number(field: Field, choices: EntryContext, typed: TypedDays) -> Editor:
    return NumberEditor(hint_of(field), suffix=field.unit)


def _flag(field: Field, choices: EntryContext, typed: TypedDays) -> Editor:
    # A tick that was not set says no; where the law wants an answer, silence is none.
    return YesNoEditor() if field.required else FlagEditor(field.label)


def _choice(field: Field, choices: EntryContext, typed: TypedDays) -> Editor:
    terms = choices.terms(field.vocabulary)
    return SegmentedEditor(terms) if _as_segments(field, terms) else ChoiceEditor(terms, hint_of(field))


def _area(field: Field, choices: EntryContext, typed: TypedDays) -> Editor:
    return ChoiceEditor(choices.areas(), hint_of(field))


def _officer(field: Field, choices: EntryContext, typed: TypedDays) -> Editor:
    return ChoiceEditor(choices.officer_names(field.roles), hint_of(field))


def _officers(field: Field, choices: EntryContext, typed: TypedDays) -> Editor:
    return NamesEditor(choices.officer_names(field.roles), hint_of(field))


def _names(field: Field, choices: EntryContext, typed: TypedDays) -> Editor:
    return NamesEditor(choices.terms(field.vocabulary) if field.vocabulary else (), hint_of(field))


def _checklist(field: Field, choices: EntryContext, typed: TypedDays) -> Editor:
    points = choices.terms(field.vocabulary) if field.vocabulary else ()
    return PointsEditor(points) if points else ChecklistEditor()


def _photos(field: Field, choices: EntryContext, typed: TypedDays) -> Editor:
    return FilesEditor()


_EDITORS: Final[dict[str, Callable[[Field, EntryContext, TypedDays], Editor]]] = {
    "text": _text,
    "day": _day,
    "moment": _moment,
    "amount": _amount,
    "quantity": _line,
    "count": _number,
    "flag": _flag,
    "choice": _choice,
    "area": _area,
    "officer": _officer,
    "officers": _officers,
    "names": _names,
    "checklist": _checklist,
    "photos": _photos,
}
