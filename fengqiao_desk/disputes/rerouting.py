"""Whether a dispute may still take another route: what was done so far has to be right on it."""

from __future__ import annotations

from ..cases.plain import Situation
from ..problems import Refused
from . import path
from .papers import on_spot, peoples_agreement, public_order

_AGREEMENTS = (public_order.AGREEMENT, on_spot.KEY, peoples_agreement.AGREEMENT, peoples_agreement.ORAL)
_ROUTED = ("route", "on_spot_exclusions")


def route_may_change(situation: Situation) -> Refused | None:
    """No agreement gets a second paper by another route, and no route is entered whose path was not walked."""
    case, entry = situation.case, situation.entry
    if case is None or all(case.values[name] == entry[name] for name in _ROUTED):
        return None
    issued = [found for found in case.documents if found.document in _AGREEMENTS and found.state == "issued"]
    if issued and case.values["route"] != entry["route"]:
        return Refused(
            f"《{issued[0].title}》{issued[0].number}已经签发，处理途径不能再改；确有错误的，先作废文书",
            "",
            "route",
        )
    points = situation.station.vocabularies.labels("on_spot_exclusion", situation.act.day)
    breach = path.walked(entry, case.steps, situation.station.calendar(), points)
    if breach is None:
        return None
    refused = breach.refused(situation.act.day)
    return Refused(f"不能改为“{entry['route']}”：{breach.sentence}", refused.article, "route")
