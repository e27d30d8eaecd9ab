"""The words generated data is made of (`resources/sample_words.toml`): names, places and stories, all invented."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Story:
    """What a dispute is about; `{甲}`, `{乙}`, `{地}` and `{元}` stand for parties, place and sum. A civil one has no conduct."""

    category: str
    facts: Sequence[str]
    claims: Sequence[str]
    conduct: str | None = None


@dataclass(frozen=True)
class Ware:
    """A sort of goods: `inside` pieces stand in one unit, the price is that of a unit."""

    name: str
    conduct: str
    specification: str
    unit: str
    pieces_unit: str
    inside: int
    price: str
    features: str


@dataclass(frozen=True)
class PeopleWords:
    """What people are called and where they work; `surnames`, `male` and `female` are strings of single characters."""

    surnames: Sequence[str]
    double_surnames: Sequence[str]
    male: Sequence[str]
    female: Sequence[str]
    rare: Sequence[str]
    employers: Sequence[str]


@dataclass(frozen=True)
class PlaceWords:
    """Communities, what lies in them, and the offices of the district."""

    communities: Sequence[str]
    compounds: Sequence[str]
    streets: Sequence[str]
    courts: Sequence[str]
    offices: Sequence[str]


@dataclass(frozen=True)
class VenueWords:
    """How venues are called (`suffixes` by their category), what inspections find, why a grade is given."""

    names: Sequence[str]
    suffixes: Mapping[str, str]
    findings: Sequence[str]
    reasons: Sequence[str]


@dataclass(frozen=True)
class SentenceWords:
    """What is written of a mediation that was reached or failed, of a visit afterwards, of a patrol."""

    sessions: Sequence[str]
    failed: Sequence[str]
    follow_ups: Sequence[str]
    patrol: Sequence[str]


@dataclass(frozen=True)
class Words:
    """Everything of the file; `public_order` are stories with a violation of public order, `civil` those without."""

    people: PeopleWords
    places: PlaceWords
    venues: VenueWords
    sentences: SentenceWords
    public_order: tuple[Story, ...]
    civil: tuple[Story, ...]
    goods: tuple[Ware, ...]
    ledger: Sequence[str]


@cache
def words() -> Words:
    """The words as shipped; raises TypeError when the file has a name that is none of ours, or lacks one."""
    text = (
        resources.files("fengqiao_desk.resources").joinpath("sample_words.toml").read_text(encoding="utf-8")
    )
    data = tomllib.loads(text)
    return Words(
        # By name: a name of the file that no class has fails at once, and none is read past us.
        people=PeopleWords(**data["people"]),
        places=PlaceWords(**data["places"]),
        venues=VenueWords(**data["venues"]),
        sentences=SentenceWords(**data["sentences"]),
        public_order=tuple(Story(**story) for story in data["public_order"]),
        civil=tuple(Story(**story) for story in data["civil"]),
        goods=tuple(Ware(**ware) for ware in data["goods"]),
        ledger=data["ledger"]["activities"],
    )
