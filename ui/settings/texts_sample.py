"""A sample page of a standing text: its document composed of a made-up case, so that the wording is read where it will stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from fengqiao_desk.cases import Case, CaseKind, StepTaken
from fengqiao_desk.documents.form import DocumentForm, Paper
from fengqiao_desk.documents.typesetting import Sheet
from fengqiao_desk.fields import Field, Row
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.notices.templates import is_template, relays
from fengqiao_desk.station import Act, Station
from fengqiao_desk.station.station import EntryChoices
from fengqiao_desk.station.texts import StandingText, Texts

WATERMARK: Final = "样张"
_TEMPLATE, _LAW = "template", "law"
_NAMES: Final = ("张三", "李四")
_ROWS: Final = 2


class EditedTexts(Texts):
    """The station's texts with one of them as it stands in the editors."""

    def __init__(self, station: Station, text: StandingText, parts: Mapping[str, str]) -> None:
        super().__init__(station.connections)
        self._text, self._parts = text, dict(parts)

    def own(self, day: date | None = None) -> dict[str, StandingText]:
        """With the one in the editors, which may begin later or not be kept yet."""
        return {**super().own(day), self._text.key: self._text}

    def on(self, key: str, day: date) -> dict[str, str]:
        """The text in hand as it stands in the editors, any other as it holds on that day."""
        known = super().on(key, day)
        return {**known, **self._parts} if key == self._text.key else known


def home_of(text: StandingText) -> tuple[CaseKind, DocumentForm] | None:
    """The kind and form whose document the text stands in: the form of its name, or the one that takes templates."""
    for kind in KINDS:
        takes_templates = is_template(text) and any(known.name == _TEMPLATE for known in kind.fields)
        for form in kind.documents:
            if form.key == text.key or takes_templates:
                return kind, form
    return None


def sample_sheet(
    station: Station, text: StandingText, parts: Mapping[str, str], part: str, act: Act
) -> Sheet | None:
    """The document with the text as it stands in the editors; `part` is the one in hand. None for a text without a document.

    Raises Problem for wording that could not be issued either.
    """
    home = home_of(text)
    if home is None:
        return None
    kind, form = home
    choices = EntryChoices(station, act)
    values = {**sample_row(kind.fields, choices), _TEMPLATE: text.key, _LAW: _law_of(parts, part)}
    if not (is_template(text) and relays(text)):
        # What only a relayed order asks for would make a notice of duties look like one.
        values |= {
            known.name: None
            for known in kind.fields
            if known.required_when and not known.required_when(values)
        }
    sample = _case(kind, choices, values, act)
    profile = station.profile(act.day)
    # Without a number: a sample takes none and must not look issued.
    sheet = form.compose(Paper(sample, "", act.day, profile, EditedTexts(station, text, parts)))
    return replace(sheet, watermark=WATERMARK)


def _case(kind: CaseKind, choices: EntryChoices, values: Row, act: Act) -> Case:
    """A case that is nowhere kept: every field holds its label or the first of its choices, every step was taken today."""
    day = act.day.isoformat()
    steps = [
        StepTaken(
            step=step.key,
            title=step.title,
            day=day,
            from_state="",
            to_state="",
            recorded_at=act.stamp,
            recorded_by=act.by.name,
            entry=sample_row(step.fields, choices),
            position=position,
            place=position,
        )
        for position, step in enumerate(kind.steps, start=1)
    ]
    return Case(
        kind=kind,
        key=0,
        number=WATERMARK,
        title=" 与 ".join(_NAMES),
        state="",
        day=day,
        version=0,
        recorded_at=act.stamp,
        recorded_by=act.by.name,
        values=values,
        steps=tuple(steps),
        deadlines=(),
        documents=(),
    )


def sample_row(fields: tuple[Field, ...], choices: EntryChoices, place: int = 0) -> Row:
    """A value for every field."""
    return {known.name: _sample(known, choices, place) for known in fields}


def _law_of(parts: Mapping[str, str], part: str) -> str:
    """The law whose points are read: those of the part in hand, else the first; a word of its own where there are none."""
    laws = [name.partition(".")[2] for name in (part, *parts) if "." in name]
    return laws[0] if laws else "治安管理处罚法"


def _sample(known: Field, choices: EntryChoices, place: int) -> object:
    make = _SAMPLES.get(known.kind.key)
    return make(known, choices, place) if make else None


def _rows(known: Field, choices: EntryChoices, place: int) -> list[Row]:
    return [sample_row(known.rows, choices, row) for row in range(_ROWS)]


def _choice(known: Field, choices: EntryChoices, place: int) -> str | None:
    terms = list(choices.terms(known.vocabulary))
    # Another word for each row, so that two parties are not of one role.
    return terms[place % len(terms)] if terms else None


def _words(known: Field, choices: EntryChoices, place: int) -> str:
    return f"（{known.label}）"


_SAMPLES: Final[dict[str, Callable[[Field, EntryChoices, int], object]]] = {
    "line": _words,
    "text": _words,
    "area": _words,
    "choice": _choice,
    "rows": _rows,
    "person": lambda known, choices, place: _NAMES[place % len(_NAMES)],
    "names": lambda known, choices, place: [_words(known, choices, place)],
    "officer": lambda known, choices, place: choices.signed_in,
    "officers": lambda known, choices, place: [choices.signed_in],
    "day": lambda known, choices, place: choices.day.isoformat(),
    "moment": lambda known, choices, place: f"{choices.day.isoformat()}T09:00",
    "amount": lambda known, choices, place: "1200.00",
    "quantity": lambda known, choices, place: "10",
    "count": lambda known, choices, place: 1,
    "flag": lambda known, choices, place: False,
}
