"""An order carried out on the register: venues suspended or resumed by it, and the notices it withdraws (docs/law.md §2.6, §4.10)."""

from __future__ import annotations

from ..cases import Case, take_step
from ..problems import Fault, FaultyEntry
from ..station import Act, Station
from ..station.rights import Right, require
from . import notice, venues
from .batch import Order
from .templates import carries_out, closing_templates

_LABELS = {"organ": "order_organ", "number": "order_number", "effective_at": "effective_at"}


def carry_out(station: Station, template: str, chosen: list[Case], order: Order, act: Act) -> list[Case]:
    """Do on the register what a notice of this template passes on; gives the venues that changed."""
    verb = {"suspend": suspend, "resume": resume}.get(carries_out(template))
    return verb(station, chosen, order, act) if verb else []


def suspend(station: Station, chosen: list[Case], order: Order, act: Act) -> list[Case]:
    """Every venue of the selection that is open is suspended from the hour of the order, all or none."""
    require(act, Right.RECORD)
    return _move(station, "营业", "suspend", chosen, order, act)


def resume(station: Station, chosen: list[Case], order: Order, act: Act) -> list[Case]:
    """Every suspended venue of the selection is open again from the hour of the order; the closing notices are withdrawn."""
    require(act, Right.RECORD)
    with station.writing():
        for venue in chosen:
            for number in relays_in_force(station, venue.number):
                entry = {
                    **{"at": order.effective_at, "decided_by": order.organ, "order_number": order.number},
                    "note": "恢复营业",
                }
                take_step(station, notice.KIND, number, "withdraw", entry, act)
        return _move(station, "暂停", "resume", chosen, order, act)


def relays_in_force(station: Station, venue: str) -> list[str]:
    """The notices of closure to a venue that were issued and neither voided nor withdrawn, oldest first."""
    rows = station.connections.run(
        "SELECT c.number, f.template FROM notices f JOIN cases c ON c.key = f.owner_key WHERE f.venue = ? "
        "AND c.state NOT IN ('草稿', '已作废', '已撤回') "
        "AND NOT EXISTS (SELECT 1 FROM steps s WHERE s.case_key = c.key AND s.step = 'withdraw') ORDER BY c.key",
        venue,
    )
    closing = closing_templates()
    return [str(number) for number, template in rows if template in closing]


def _move(station: Station, state: str, step: str, chosen: list[Case], order: Order, act: Act) -> list[Case]:
    empty = [Fault(field, "请填写") for name, field in _LABELS.items() if not getattr(order, name)]
    if empty:
        raise FaultyEntry(tuple(empty))
    entry = {
        "from": order.effective_at,
        "decided_by": order.organ,
        "order_number": order.number,
        "note": order.scope,
    }
    with station.writing():
        return [
            take_step(station, venues.KIND, venue.number, step, entry, act)
            for venue in chosen
            if venue.state == state
        ]
