"""A round of notices: one numbered notice for each venue of a selection, all in one transaction and one file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..cases import Case, issue_round, load, receive, take_step
from ..documents.typesetting import Align, Sheet, Style, Table, Title
from ..problems import Refused, Unknown
from ..station import Act, Station
from ..station.rights import Right, require
from ..station.vocabularies import Term
from ..values.text import half_width
from . import notice, venues
from .templates import template_of


@dataclass(frozen=True)
class Order:
    """The decision of another organ that a notice passes on; all empty for a notice of duties."""

    organ: str = ""
    number: str = ""
    effective_at: str = ""
    scope: str = ""

    def entry(self) -> dict[str, Any]:
        return {
            "order_organ": self.organ or None,
            "order_number": self.number or None,
            "effective_at": self.effective_at or None,
            "scope": self.scope or None,
        }


@dataclass(frozen=True)
class Batch:
    """What was issued: the numbers in the order of the walk, their sheets, and the stored file that the table of receipts closes."""

    numbers: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    pdf: bytes
    pages: int


def select(station: Station, where: str, day: date) -> list[Case]:
    """The venues that `where` names, in the order of a walk: `all`, a category, or names by commas.

    `all` is every venue not closed of the categories that are 重点场所 or 行业 on `day`; raises Unknown for what is not there.
    """
    rows, served = _on_the_way(station), _served(station.vocabularies.on("venue_category", day))
    wanted = [part.strip() for part in where.replace("，", ",").split(",") if part.strip()]
    if wanted == ["all"]:
        chosen = [number for number, _, _, category in rows if category in served]
    else:
        known = {value for row in rows for value in row if value}
        unknown = [part for part in wanted if part not in known]
        if unknown or not wanted:
            raise Unknown(
                f"场所里没有“{'、'.join(unknown) or where}”：可写 all、一个类别，或用逗号隔开的名称"
            )
        chosen = [row[0] for row in rows if any(part in row for part in wanted)]
    return [load(station, venues.KIND, number) for number in chosen]


def passed_over(station: Station, day: date) -> list[str]:
    """The venues not closed that a round of `all` leaves out since their category has ended, by name in the order of the walk."""
    every, today = (
        station.vocabularies.every("venue_category"),
        station.vocabularies.on("venue_category", day),
    )
    ended = {term.label for term in every if term.valid_from <= day.isoformat()} - {
        term.label for term in today
    }
    left = _served(term for term in every if term.label in ended)
    return [trading or name for _, name, trading, category in _on_the_way(station) if category in left]


def _on_the_way(station: Station) -> list[tuple[Any, ...]]:
    """Number, name, trading name and category of every venue not closed, in the order of a walk."""
    rows = station.connections.run(
        "SELECT c.number, f.name, f.trading_name, f.category, f.area, f.address FROM venues f "
        "JOIN cases c ON c.key = f.owner_key WHERE c.state <> '歇业' ORDER BY c.key"
    )
    return [row[:4] for row in sorted(rows, key=lambda row: route_place(row[4], row[5]))]


def _served(terms: Iterable[Term]) -> set[str]:
    """The categories whose venues get notices."""
    return {term.label for term in terms if term.facts.get("register") in ("重点场所", "行业")}


def route_place(area: str, address: str) -> tuple[Any, ...]:
    """Where an address stands on the walk: by area and street, and by house number as a number (2号 before 10号)."""
    parts = re.split(r"([0-9]+)", half_width(address))
    return (
        area or "",
        tuple((1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts if part),
    )


def issue(
    station: Station,
    template: str,
    chosen: list[Case],
    order: Order,
    act: Act,
    progress: Callable[[int], None] | None = None,
) -> Batch:
    """Draft, number, typeset and store a notice for each venue; an abort leaves no number behind.

    `progress` is told how many are done (a notice is half done when it is drafted) and may raise to abort.
    """
    require(act, Right.ISSUE)
    title = template_of(template).use
    batch = f"{title} {act.day.isoformat()}"
    if not chosen:
        raise Unknown("没有符合条件的场所")
    drafted = []
    tell = progress or (lambda done: None)
    with station.writing():
        for done, venue in enumerate(chosen, start=1):
            entry = {
                **_venue_facts(station, venue, act.day),
                **order.entry(),
                "template": template,
                "batch": batch,
            }
            entry["drafted_on"] = act.day.isoformat()
            drafted.append(receive(station, notice.KIND, entry, act))
            tell(done // 2)
        made = issue_round(
            *(station, notice.KIND, drafted, "notice", act),
            lambda numbers: _receipts(station, batch, chosen, numbers, act),
            lambda done: tell((len(chosen) + done) // 2),
        )
    numbers = tuple(issued.number for issued in made.documents)
    return Batch(numbers, made.sheets, made.pdf, made.pages)


def serve(station: Station, document_number: str, entry: Any, act: Act) -> Case:
    """One try at serving the notice of this 文号."""
    return take_step(
        station, notice.KIND, load(station, notice.KIND, document_number).number, "serve", entry, act
    )


def _receipts(station: Station, batch: str, chosen: list[Case], numbers: Sequence[str], act: Act) -> Sheet:
    """The table to be signed on the walk or filled in from the slips: one line a venue, in the order of the pages."""
    profile = station.profile(act.day)
    head = ("序号", "文号", "场所", "地址", "签收人及身份", "签收时间")
    rows = tuple(
        (str(place), number, venue.title, str(venue.values["address"]), "", "")
        for place, (venue, number) in enumerate(zip(chosen, numbers, strict=True), start=1)
    )
    widths = (1.0, 4.6, 3.4, 3.4, 2.6, 2.0)
    table = Table(head, rows, widths, (Align.CENTRE, *(Align.LEFT,) * 5), f"批次：{batch}", 9)
    watermark = "练习" if profile.practice else ""
    title = "告知书送达签收一览表"
    return Sheet(title, profile.full_name, act.day, (Title(title), table), Style.FORM, watermark=watermark)


def _venue_facts(station: Station, venue: Case, day: date) -> dict[str, Any]:
    """What a notice drafted on `day` copies from its venue, with the law of its category as it holds then."""
    values = venue.values
    law = station.vocabularies.facts("venue_category", values["category"], day).get("law")
    if not law:
        raise Refused(f"“{values['category']}”这一类还没有定适用的法规，请先在词表里补上")
    copied = (
        "trading_name",
        "category",
        "address",
        "credit_code",
        "person_in_charge",
        "phone",
        "area",
        "officer",
    )
    return {
        "venue": venue.number,
        "venue_name": values["name"],
        "law": law,
        **{name: values[name] for name in copied},
    }
