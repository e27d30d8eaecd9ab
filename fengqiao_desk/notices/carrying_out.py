"""An order carried out on the register: venues suspended or resumed by it, and the notices it withdraws (docs/law.md §2.6, §4.10)."""

from __future__ import annotations

from ..cases import Case, take_step
from ..cases.figures.sources import has_taken
from ..cases.heads import CaseHead, with_case
from ..cases.step import step_key
from ..fields import Row
from ..problems import Fault, FaultyEntry
from ..station import Act, Station
from ..station.rights import Right, require
from . import notice, venues
from .batch import Order
from .notice_records import DRAFT, VOIDED, WITHDRAWN, Notice, Withdraw
from .templates import carries_out, closing_templates, template_of
from .venue_records import OPEN, SUSPENDED, ByOrder, Resume, Suspend


def carry_out(station: Station, template: str, chosen: list[Case], order: Order, act: Act) -> list[Case]:
    """Do on the register what a notice of this template passes on; gives the venues that changed."""
    verb = {"suspend": suspend, "resume": resume}.get(carries_out(template_of(station.texts, template)))
    return verb(station, chosen, order, act) if verb else []


def suspend(station: Station, chosen: list[Case], order: Order, act: Act) -> list[Case]:
    """Every venue of the selection that is open is suspended from the hour of the order, all or none."""
    require(act, Right.RECORD)
    return _move(station, OPEN, Suspend, chosen, order, act)


def resume(station: Station, chosen: list[Case], order: Order, act: Act) -> list[Case]:
    """Every suspended venue of the selection is open again from the hour of the order; the closing notices are withdrawn."""
    require(act, Right.RECORD)
    # Of all that were chosen, not only of the suspended: a notice may have gone out without its venue being
    # entered as closed.
    with station.writing():
        for venue in chosen:
            for number in relays_in_force(station, venue.number):
                take_step(station, notice.KIND, number, step_key(Withdraw), _withdrawal(order), act)
        return _move(station, SUSPENDED, Resume, chosen, order, act)


def relays_in_force(station: Station, venue: str) -> list[str]:
    """The notices of closure to a venue that were issued and neither voided nor withdrawn, oldest first."""
    notices = (
        with_case(Notice, CaseHead.number)
        .where(Notice.venue == venue, Notice.template.in_(closing_templates(station.texts)))
        .where(CaseHead.state.not_in((DRAFT, VOIDED, WITHDRAWN)), ~has_taken(Withdraw))
        .order_by(CaseHead.key)
    )
    return [number for (number,) in station.connections.rows(notices)]


def _withdrawal(order: Order) -> Row:
    return {
        Withdraw.at.name: order.effective_at,
        Withdraw.decided_by.name: order.organ,
        Withdraw.order_number.name: order.number,
        Withdraw.note.name: "恢复营业",
    }


def _move(
    station: Station, state: str, step: type[ByOrder], chosen: list[Case], order: Order, act: Act
) -> list[Case]:
    stated = {
        Notice.order_organ.name: order.organ,
        Notice.order_number.name: order.number,
        Notice.effective_at.name: order.effective_at,
    }
    empty = tuple(Fault(field, "请填写") for field, value in stated.items() if not value)
    if empty:
        raise FaultyEntry(empty)
    entry = {
        step.from_.declared.name: order.effective_at,
        step.decided_by.name: order.organ,
        step.order_number.name: order.number,
        step.note.name: order.scope,
    }
    with station.writing():
        return [
            take_step(station, venues.KIND, venue.number, step_key(step), entry, act)
            for venue in chosen
            if venue.state == state
        ]
