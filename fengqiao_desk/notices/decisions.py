"""Whose decision a notice may pass on and what it may never order of itself, by dated data (resources/decisions.toml)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import NotRequired, TypedDict, cast

from ..problems import Declared, Refused
from ..station.laws import UNCONFIRMED, cite
from ..station.profile import Profile

_STOPS = "。、,;:!?"
_STATION = "派出所"
_BRACKETED = re.compile(r"\([^()]*\)$")
_FOR_EVER = "9999-12-31"


@dataclass(frozen=True)
class Wording:
    """One pattern of the data: what it means, an example of how it is written, from when to when it is used."""

    means: str
    pattern: re.Pattern[str]
    example: str
    confirmed: bool
    valid_from: str
    valid_until: str


def refuse_orders(text: str, order: Sequence[str], day: date) -> None:
    """A station informs and relays, it never orders (娱乐场所管理条例第43至46条: 县级公安机关; docs/law.md §2.5).

    `order` is who decided, its number and the hour of effect; words of an order are only passed on when all three stand in the text.
    Blanks, marks, full-width and traditional characters between or in the words hide nothing. Raises Refused.
    """
    shown = plain(text)
    # All three or none: an order named by halves would let a station close a venue in another's name.
    if all(part and plain(part) in shown for part in order):
        return
    if found := orders_in(text, day):
        raise order_refused(found[0], day)


def orders_in(text: str, day: date) -> list[str]:
    """The words of the text that only an organ with the power may write, as they are compared (`plain`); one of each pattern."""
    shown = plain(text)
    return [found.group() for wording in _wordings("order", day) if (found := wording.pattern.search(shown))]


def order_refused(words: str, day: date) -> Refused:
    """Why a notice may not say these words of its own."""
    sentence = f"告知书不能写“{words}”：这要由有权机关作出决定。转告决定的，文中要有决定机关、文号和生效时刻"
    return Refused(sentence, cite("行政处罚法", 9, day))


def refuse_own(profile: Profile, organ: str | None, day: date, field: str | Declared = "") -> Refused | None:
    """Why this organ cannot have decided a closure: it is the station itself, however it is written, a part of it, it with others, or another one (docs/law.md §2.6)."""
    name = plain(organ or "")
    # Compared as `plain` does, or a blank or a full-width letter would make another organ of the station.
    own = {plain(each) for each in _own_names(profile)}
    barred = any(wording.pattern.fullmatch(name) for wording in _wordings("no_organ", day))
    is_part = any(each in name for each in own if each.endswith("所"))
    if barred or is_part or any(name.endswith(each) for each in own):
        words = f"决定机关不能是“{organ}”：派出所只能转告有权机关的决定，请写作出决定的机关，如{_examples('organ', day)}"
        return Refused(words, cite("行政处罚法", 9, day), field)
    return None


def refuse_decision(
    profile: Profile, decided: tuple[str | None, str | None], day: date, fields: tuple[Declared, Declared]
) -> Refused | None:
    """Why organ and number of a decision cannot be passed on: not another organ's, no name of an organ, no number of a paper."""
    (organ, number), (organ_field, number_field) = decided, fields
    own = refuse_own(profile, organ, day, organ_field)
    if own is not None:
        return own
    if not _fits("organ", _BRACKETED.sub("", _usual(organ or "")), day):
        words = f"“{organ}”不像机关的名称，请写全称，如{_examples('organ', day)}{_unsure('organ', day)}"
        return Refused(words, "", organ_field)
    if not _fits("number", _usual(number or ""), day):
        words = f"“{number}”不像文号，请照决定上的写，如{_examples('number', day)}{_unsure('number', day)}"
        return Refused(words, "", number_field)
    return None


def plain(text: str) -> str:
    """Letters, digits and stops alone, in their usual width and simplified form, so that no spelling hides a word."""
    # NFKC folds full-width letters and marks; what is left to hide behind, blanks and odd signs, is
    # dropped.
    usual = unicodedata.normalize("NFKC", text).translate(_simplified())
    return "".join(sign for sign in usual if sign.isalnum() or sign in _STOPS)


def _usual(text: str) -> str:
    """As it is written, in usual width and without blanks; brackets stay, for a number needs them."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_simplified()).split())


def _own_names(profile: Profile) -> list[str]:
    """The station by its full and its short name: 合肥市公安局逍遥津派出所, 逍遥津派出所, 逍遥津所, 逍遥津."""
    short = profile.name.removeprefix(profile.parent)
    # Officers write the station short in many ways; each of them is still the station.
    place = short.removesuffix(_STATION)
    names = [profile.full_name, profile.name, short, *([place, f"{place}所"] if place != short else [])]
    return [name for name in names if name]


def _fits(sort: str, text: str, day: date) -> bool:
    return any(wording.pattern.fullmatch(text) for wording in _wordings(sort, day))


def _examples(sort: str, day: date) -> str:
    return "、".join(wording.example for wording in _wordings(sort, day))


def _unsure(sort: str, day: date) -> str:
    """What the data only believes is told as such."""
    return "" if all(wording.confirmed for wording in _wordings(sort, day)) else f"（{UNCONFIRMED}）"


def _wordings(sort: str, day: date) -> list[Wording]:
    """The patterns of a sort (`order`, `organ`, `no_organ`, `number`) that are used on the day."""
    stamp = day.isoformat()
    return [each for each in _all()[sort] if each.valid_from <= stamp < each.valid_until]


# Not a class: `from` and `until` stand in the file, and `from` is a word of Python.
_Row = TypedDict(
    "_Row",
    {
        "means": str,
        "pattern": str,
        "example": NotRequired[str],
        "mark": str,
        "from": str,
        "until": NotRequired[str],
    },
)


class _DecisionsFile(TypedDict):
    """What resources/decisions.toml holds: characters to be made one, and the patterns of each sort."""

    traditional: str
    simplified: str
    close: str
    order: list[_Row]
    organ: list[_Row]
    no_organ: list[_Row]
    number: list[_Row]


@cache
def _all() -> dict[str, list[Wording]]:
    data = _data()
    rows = {
        "order": data["order"],
        "organ": data["organ"],
        "no_organ": data["no_organ"],
        "number": data["number"],
    }
    return {sort: [_wording(row) for row in found] for sort, found in rows.items()}


def _wording(row: _Row) -> Wording:
    return Wording(
        means=row["means"],
        pattern=_pattern(row["pattern"]),
        example=row.get("example", ""),
        confirmed=row["mark"] == "SOURCED",
        valid_from=row["from"],
        valid_until=row.get("until", _FOR_EVER),
    )


def _pattern(text: str) -> re.Pattern[str]:
    """What the data writes once, put where it is named."""
    return re.compile(text.replace("{close}", _data()["close"]).replace("{stop}", _STOPS))


@cache
def _simplified() -> dict[int, int]:
    return str.maketrans(_data()["traditional"], _data()["simplified"])


@cache
def _data() -> _DecisionsFile:
    text = resources.files("fengqiao_desk.resources").joinpath("decisions.toml").read_text(encoding="utf-8")
    return cast(_DecisionsFile, tomllib.loads(text))
