"""The words generated data is made of (`resources/sample_words.toml`): names, places and stories, all invented."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True)
class Story:
    """What a dispute is about; `{甲}`, `{乙}`, `{地}` and `{元}` stand for parties, place and sum. A civil one has no conduct."""

    category: str
    facts: tuple[str, ...]
    claims: tuple[str, ...]
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
class Words:
    """Everything of the file; `public_order` are stories with a violation of public order, `civil` those without."""

    people: dict[str, Any]
    places: dict[str, tuple[str, ...]]
    venues: dict[str, Any]
    sentences: dict[str, tuple[str, ...]]
    public_order: tuple[Story, ...]
    civil: tuple[Story, ...]
    goods: tuple[Ware, ...]
    ledger: tuple[str, ...]


@cache
def words() -> Words:
    """The words as shipped."""
    text = (
        resources.files("fengqiao_desk.resources").joinpath("sample_words.toml").read_text(encoding="utf-8")
    )
    data = tomllib.loads(text)
    return Words(
        people=data["people"],
        places={name: tuple(values) for name, values in data["places"].items()},
        venues=data["venues"],
        sentences={name: tuple(values) for name, values in data["sentences"].items()},
        public_order=tuple(_story(row) for row in data["public_order"]),
        civil=tuple(_story(row) for row in data["civil"]),
        goods=tuple(Ware(**row) for row in data["goods"]),
        ledger=tuple(data["ledger"]["activities"]),
    )


def _story(row: dict[str, Any]) -> Story:
    return Story(row["category"], tuple(row["facts"]), tuple(row["claims"]), row.get("conduct"))
