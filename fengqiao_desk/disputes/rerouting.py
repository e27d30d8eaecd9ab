"""Whether a dispute may still take another route: what was done so far has to be right on it."""

from __future__ import annotations

from ..cases import Receiving
from ..problems import Refused
from . import path
from .declaration import Dispute
from .papers import on_spot, peoples_agreement, public_order

_AGREEMENTS = (public_order.AGREEMENT, on_spot.KEY, peoples_agreement.AGREEMENT, peoples_agreement.ORAL)


def route_may_change(now: Receiving[Dispute]) -> Refused | None:
    """No agreement gets a second paper by another route, and no route is entered whose path was not walked."""
    before, entry = now.before, now.entry
    if now.case is None or before is None or _takes_the_same_route(before, entry):
        return None
    issued = [
        found for found in now.case.documents if found.document in _AGREEMENTS and found.state == "issued"
    ]
    if issued and before.route != entry.route:
        return Refused(
            f"《{issued[0].title}》{issued[0].number}已经签发，处理途径不能再改；确有错误的，先作废文书",
            "",
            Dispute.route,
        )
    # After the papers: an issued agreement refuses whatever was mediated, and its sentence says what to do
    # first.
    points = path.points_of(now.station, now.act.day)
    breach = path.walked(entry, now.case, now.station.calendar(), points)
    if breach is None:
        return None
    article = breach.refused(now.act.day).article
    return Refused(f"不能改为“{entry.route}”：{breach.sentence}", article, Dispute.route)


def _takes_the_same_route(before: Dispute, after: Dispute) -> bool:
    # The points belong to the route: answering them anew asks the same of the path.
    return before.route == after.route and before.on_spot_exclusions == after.on_spot_exclusions
