"""A round of notices: one numbered notice for each venue of a selection, all in one transaction and one file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ..cases import Case, issue_round, load, take_step
from ..cases.heads import CaseHead, with_case
from ..cases.reviewing import plain_of
from ..cases.step import step_key
from ..documents.typesetting import Align, Sheet, Style, Table, Title
from ..fields import Row
from ..problems import Refused, Unknown
from ..station import Act, Station
from ..station.rights import Right, require
from ..station.vocabularies import Term
from ..values.text import half_width
from . import notice, venues
from .notice_papers import NOTICE_FORM
from .notice_records import Notice, Service
from .templates import template_of
from .venue_records import CLOSED, Venue


@dataclass(frozen=True)
class Order:
    """The decision of another organ that a notice passes on; all empty for a notice of duties."""

    organ: str = ""
    number: str = ""
    effective_at: str = ""
    scope: str = ""

    def entry(self) -> Row:
        """What of a notice it fills, as typed: the hour may still be no hour."""
        return {
            Notice.order_organ.name: self.organ or None,
            Notice.order_number.name: self.number or None,
            Notice.effective_at.name: self.effective_at or None,
            Notice.scope.name: self.scope or None,
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
    # A category named in words takes also those that a round of `all` leaves out: who names it means it.
    stops, served = _on_the_way(station), _served(station.vocabularies.on("venue_category", day))
    wanted = [part.strip() for part in where.replace("，", ",").split(",") if part.strip()]
    if wanted == ["all"]:
        chosen = [stop for stop in stops if stop.category in served]
    else:
        known = {word for stop in stops for word in stop.words}
        unknown = [part for part in wanted if part not in known]
        if unknown or not wanted:
            raise Unknown(
                f"场所里没有“{'、'.join(unknown) or where}”：可写 all、一个类别，或用逗号隔开的名称"
            )
        chosen = [stop for stop in stops if not stop.words.isdisjoint(wanted)]
    # Heads first, whole cases only of the chosen: a register has thousands of venues and a round some.
    return [load(station, venues.KIND, stop.number) for stop in chosen]


def passed_over(station: Station, day: date) -> list[str]:
    """The venues not closed that a round of `all` leaves out since their category has ended, by name in the order of the walk."""
    every = station.vocabularies.every("venue_category")
    today = station.vocabularies.labels("venue_category", day)
    ended = [term for term in every if term.valid_from <= day.isoformat() and term.label not in today]
    left = _served(ended)
    return [stop.called for stop in _on_the_way(station) if stop.category in left]


@dataclass(frozen=True)
class _Stop:
    """A venue not closed, as somebody on a walk knows it."""

    number: str
    name: str
    trading_name: str | None
    category: str
    area: str
    address: str

    @property
    def called(self) -> str:
        """The name over its door, else that of its licence."""
        return self.trading_name or self.name

    @property
    def words(self) -> set[str]:
        """By any of which it is meant."""
        return {word for word in (self.number, self.name, self.trading_name, self.category) if word}


def _on_the_way(station: Station) -> list[_Stop]:
    """Every venue not closed, in the order of a walk."""
    columns = (Venue.name, Venue.trading_name, Venue.category, Venue.area, Venue.address)
    query = with_case(Venue, CaseHead.number, *columns).where(CaseHead.state != CLOSED).order_by(CaseHead.key)
    stops = [_Stop(*row) for row in station.connections.rows(query)]
    return sorted(stops, key=lambda stop: route_place(stop.area, stop.address))


def _served(terms: Iterable[Term]) -> set[str]:
    """The categories whose venues get notices."""
    return {term.label for term in terms if term.facts.get("register") in ("重点场所", "行业")}


def route_place(area: str, address: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """Where an address stands on the walk: by area and street, and by house number as a number (2号 before 10号)."""
    # Text and numbers alternate, each marked by its sort, for Python compares no number with a text.
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
    batch = f"{template_of(station.texts, template, act.day).use} {act.day.isoformat()}"
    if not chosen:
        raise Unknown("没有符合条件的场所")
    # The round is called by its template and day, by which a second notice to one venue is refused.
    of_all = {**order.entry(), Notice.template.name: template, Notice.batch.name: batch}
    made = issue_round(
        station,
        notice.KIND,
        [{**_draft(station, venue, act.day), **of_all} for venue in chosen],
        NOTICE_FORM.key,
        act,
        lambda numbers: _receipts(station, batch, chosen, numbers, act),
        progress or (lambda done: None),
    )
    numbers = tuple(issued.number for issued in made.documents)
    return Batch(numbers, made.sheets, made.pdf, made.pages)


def serve(station: Station, document_number: str, entry: object, act: Act) -> Case:
    """One try at serving the notice of this 文号."""
    # `load` knows a case by the 文号 of its papers too, which is what stands on the slip.
    number = load(station, notice.KIND, document_number).number
    return take_step(station, notice.KIND, number, step_key(Service), entry, act)


def _receipts(station: Station, batch: str, chosen: list[Case], numbers: Sequence[str], act: Act) -> Sheet:
    """The table to be signed on the walk or filled in from the slips: one line a venue, in the order of the pages."""
    profile = station.profile(act.day)
    head = ("序号", "文号", "场所", "地址", "签收人及身份", "签收时间")
    rows = tuple(
        (str(place), number, venue.title, venue.of(Venue).address, "", "")
        for place, (venue, number) in enumerate(zip(chosen, numbers, strict=True), start=1)
    )
    # The 文号 is the longest and must not break: by it the slip is found again.
    widths = (1.0, 4.6, 3.4, 3.4, 2.6, 2.0)
    table = Table(head, rows, widths, (Align.CENTRE, *(Align.LEFT,) * 5), f"批次：{batch}", 9)
    watermark = "练习" if profile.practice else ""
    title = "告知书送达签收一览表"
    return Sheet(title, profile.full_name, act.day, (Title(title), table), Style.FORM, watermark=watermark)


def _draft(station: Station, case: Case, day: date) -> Row:
    """What a notice drafted on `day` copies from its venue, with the law of its category as it holds then."""
    venue = case.of(Venue)
    law = station.vocabularies.facts("venue_category", venue.category, day).get("law")
    if not law:
        raise Refused(f"“{venue.category}”这一类还没有定适用的法规，请先在词表里补上")
    return plain_of(
        (
            Notice.drafted_on.becomes(day),
            Notice.venue.becomes(case.number),
            Notice.venue_name.becomes(venue.name),
            Notice.trading_name.becomes(venue.trading_name),
            Notice.category.becomes(venue.category),
            Notice.law.becomes(law),
            Notice.address.becomes(venue.address),
            Notice.credit_code.becomes(venue.credit_code),
            Notice.person_in_charge.becomes(venue.person_in_charge),
            Notice.phone.becomes(venue.phone),
            Notice.area.becomes(venue.area),
            Notice.officer.becomes(venue.officer),
        )
    )
