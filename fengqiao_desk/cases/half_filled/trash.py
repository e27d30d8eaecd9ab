"""The trash: half-filled forms that were thrown away lie some days with their first words and come back whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ...fields import LINE, PERSON, TEXT, Field, Predicate, Row
from ...problems import Refused, Unknown
from ...station import Act, Station
from ...station.rights import Right, require
from ...station.tables import HalfFilledRow, ThrownAwayRow
from ...values.json_text import from_json
from ...values.text import clean
from ..kind import CaseKind
from .form_names import form_fields, form_title

# A choice of ours: personal data that nobody recorded must not lie for ever (docs/law.md §2.8, 个保法第47条).
LYING_DAYS: Final = 14
FIRST_WORDS_LENGTH: Final = 40


class StillHalfFilled(Refused):
    """Another form of the same name is half-filled; it gives way only when that is asked for."""


@dataclass(frozen=True)
class ThrownAway:
    """One form in the trash; `until` is the last day on which it can be restored."""

    key: int
    form: str
    title: str
    first_words: str
    saved_at: str
    thrown_at: str

    @property
    def until(self) -> date:
        """The last day on which it can be restored."""
        return date.fromisoformat(self.thrown_at[:10]) + timedelta(days=LYING_DAYS)

    def as_data(self) -> dict[str, object]:
        """The JSON of one form in the trash, `until` as `YYYY-MM-DD`."""
        return {
            "key": self.key,
            "form": self.form,
            "title": self.title,
            "first_words": self.first_words,
            "saved_at": self.saved_at,
            "thrown_at": self.thrown_at,
            "until": self.until.isoformat(),
        }


def throw_away(station: Station, kinds: Sequence[CaseKind], form: str, act: Act) -> None:
    """Move one's own half-filled form of this name into the trash; nothing happens when there is none."""
    require(act, Right.RECORD)
    own = (HalfFilledRow.officer == act.by.name) & (HalfFilledRow.form == form)
    with station.writing():
        query = HalfFilledRow.select(HalfFilledRow.entry, HalfFilledRow.saved_at).where(own)
        for entry, saved_at in station.connections.rows(query):
            thrown = {
                ThrownAwayRow.officer: act.by.name,
                ThrownAwayRow.form: form,
                ThrownAwayRow.first_words: first_words(from_json(entry), _fields(kinds, form)),
                ThrownAwayRow.entry: entry,
                ThrownAwayRow.saved_at: saved_at,
                ThrownAwayRow.thrown_at: act.stamp,
            }
            station.connections.execute(ThrownAwayRow.insert(thrown))
        station.connections.execute(HalfFilledRow.delete().where(own))


def lying(station: Station, kinds: Sequence[CaseKind], act: Act) -> list[ThrownAway]:
    """One's own forms in the trash that can be restored on the day of the act, newest first."""
    require(act, Right.RECORD)
    row = ThrownAwayRow
    query = row.select(row.key, row.form, row.first_words, row.saved_at, row.thrown_at).where(_own(act))
    with station.reading():
        found = station.connections.rows(query.order_by(row.thrown_at.desc(), row.key.desc()))
    return [
        ThrownAway(key, form, _title(kinds, form), words, saved_at, thrown_at)
        for key, form, words, saved_at, thrown_at in found
    ]


def restore(
    station: Station, kinds: Sequence[CaseKind], key: int, act: Act, *, swap: bool = False
) -> ThrownAway:
    """Make a form of the trash half-filled again, as it was; raises Unknown for what does not lie there.

    Where another form of the same name is half-filled it raises StillHalfFilled, unless to `swap`: then that one goes into the trash.
    """
    require(act, Right.RECORD)
    with station.writing():
        wanted = next((thrown for thrown in lying(station, kinds, act) if thrown.key == key), None)
        if wanted is None:
            raise Unknown(f"回收站里没有第 {key} 份，可能已经找回，或者放满了 {LYING_DAYS} 天")
        # Before the look at what is half-filled: there is one form of a name, and the swapped one is in the trash by then.
        if swap:
            throw_away(station, kinds, wanted.form, act)
        _refuse_meanwhile(station, wanted, act)
        ((entry,),) = station.connections.rows(
            ThrownAwayRow.select(ThrownAwayRow.entry).where(ThrownAwayRow.key == key)
        )
        again = {
            HalfFilledRow.officer: act.by.name,
            HalfFilledRow.form: wanted.form,
            HalfFilledRow.entry: entry,
            HalfFilledRow.saved_at: wanted.saved_at,
        }
        station.connections.execute(HalfFilledRow.insert(again))
        station.connections.execute(ThrownAwayRow.delete().where(ThrownAwayRow.key == key))
    return wanted


def clear(station: Station, act: Act) -> None:
    """Forget for good what lay its days before the day of the act, whoever threw it away."""
    require(act, Right.RECORD)
    with station.writing():
        station.connections.execute(ThrownAwayRow.delete().where(ThrownAwayRow.thrown_at < _since(act)))


def first_words(entry: Row, fields: Sequence[Field]) -> str:
    """What an officer knows a form by: the persons named in it, then what was typed, in the order of the form."""
    # Sorting is stable: within persons and within the rest the order of the form stays.
    texts = sorted(_texts(entry, fields), key=lambda found: found[0].kind is not PERSON)
    words = "，".join(text for _, text in texts)
    return words if len(words) <= FIRST_WORDS_LENGTH else f"{words[: FIRST_WORDS_LENGTH - 1]}…"


def _texts(entry: Row, fields: Sequence[Field]) -> Iterator[tuple[Field, str]]:
    """A half-filled form may hold anything in place of a text or of rows."""
    for field in fields:
        value = entry.get(field.name)
        if field.is_rows:
            for row in value if isinstance(value, list) else ():
                if isinstance(row, dict):
                    yield from _texts(row, field.rows)
        # Masked fields are left out: their text would stand here in full.
        elif field.kind in (PERSON, LINE, TEXT) and not field.masked and isinstance(value, str):
            text = " ".join(clean(value).split())
            if text:
                yield field, text


def _refuse_meanwhile(station: Station, wanted: ThrownAway, act: Act) -> None:
    forms = station.half_filled.of(act.by.name)
    begun = next((form for form in forms if form.form == wanted.form), None)
    if begun is not None:
        raise StillHalfFilled(
            f"“{wanted.title}”还有一份没填完的（{begun.saved_at.replace('T', ' ')} 保存）；"
            "要找回这一份，那一份就放进回收站"
        )


def _own(act: Act) -> Predicate:
    return (ThrownAwayRow.officer == act.by.name) & (ThrownAwayRow.thrown_at >= _since(act))


def _since(act: Act) -> str:
    """The first day whose forms still lie on the day of the act."""
    return (act.day - timedelta(days=LYING_DAYS)).isoformat()


def _kind(kinds: Sequence[CaseKind], form: str) -> CaseKind | None:
    return next((kind for kind in kinds if kind.key == form.split(" ", maxsplit=1)[0]), None)


def _title(kinds: Sequence[CaseKind], form: str) -> str:
    kind = _kind(kinds, form)
    return form_title(kind, form) if kind else form


def _fields(kinds: Sequence[CaseKind], form: str) -> tuple[Field, ...]:
    kind = _kind(kinds, form)
    return form_fields(kind, form) if kind else ()
