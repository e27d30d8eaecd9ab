"""The station's own wording, looked over by the kinds that print it: what could not be issued is not saved either."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ..station import Act, Station
from ..station.first_day import first_day
from ..station.rights import Right, require
from ..station.texts import (
    RefusedWords,
    StandingText,
    cleaned_part,
    ill_formed,
    refuse,
)
from .kind import CaseKind


def refused_wording(
    kinds: Sequence[CaseKind], text: StandingText, parts: Mapping[str, str], day: date
) -> list[RefusedWords]:
    """What issuing on `day` would refuse of these parts, whatever is filled in; empty when they may be saved."""
    cleaned = {name: cleaned_part(words) for name, words in parts.items()}
    # A kind composes its paper with the words: parts that could never be filled it is not asked of.
    return ill_formed(text, cleaned) or [
        refused
        for kind in kinds
        if kind.refuses_wording
        for refused in kind.refuses_wording(text, cleaned, day)
    ]


def save_wording(
    station: Station, kinds: Sequence[CaseKind], key: str, parts: Mapping[str, str], valid_from: str, act: Act
) -> str:
    """Keep the parts of a text as a new version from a day on, the other parts as they are; gives the day as `YYYY-MM-DD`.

    Raises FaultyEntry beside each part that could not be issued, Unknown for a text that is not there.
    """
    require(act, Right.CHANGE_TEXTS)
    text, day = station.texts.of(key), date.fromisoformat(first_day(valid_from))
    whole = {**station.texts.on(key, day), **parts}
    # A version may begin in the past, but papers are issued from today on: the rules of their day count.
    refuse(refused_wording(kinds, text, whole, max(day, act.day)))
    station.texts.save(key, parts, day.isoformat(), act)
    return day.isoformat()


def begin_wording(
    station: Station, kinds: Sequence[CaseKind], text: StandingText, valid_from: str, act: Act
) -> str:
    """Keep a text of the station's own that was not there before, from a day on; gives the day as `YYYY-MM-DD`.

    Raises FaultyEntry beside each part that could not be issued, Refused for a key that is taken.
    """
    require(act, Right.CHANGE_TEXTS)
    day = date.fromisoformat(first_day(valid_from))
    refuse(refused_wording(kinds, text, text.parts, max(day, act.day)))
    station.texts.begin(text, day.isoformat(), act)
    return day.isoformat()
