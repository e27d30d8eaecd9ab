"""Who may take a fact back: who entered it himself on the same day, else the police, and what a 所领导 entered only a 所领导."""

from __future__ import annotations

from datetime import date, datetime

from ...problems import Fault, FaultyEntry
from ...station import Act, Station
from ...station.officer import Officer, Role
from ...station.rights import Right, require, why_not
from ...values.text import clean


def right_for(station: Station, recorded_by: str, recorded_at: str, by: Officer, day: date) -> Right:
    """The right that taking a fact back asks of an officer on a day, by who entered it and when."""
    # Records keep the name of their day; who was renamed since is still himself.
    names = station.officers.names_of(recorded_by)
    if by.name in names and datetime.fromisoformat(recorded_at).date() == day:
        return Right.WITHDRAW_OWN
    known = next((officer for officer in station.officers.ever() if officer.name in names), None)
    return Right.WITHDRAW_DECISION if known is not None and Role.CHIEF in known.roles else Right.WITHDRAW


def require_for(station: Station, recorded_by: str, recorded_at: str, act: Act) -> None:
    """Refuse an act of taking back to somebody who may not; raises NotPermitted."""
    require(act, right_for(station, recorded_by, recorded_at, act.by, act.day))


def may_take_back(station: Station, recorded_by: str, recorded_at: str, by: Officer, day: date) -> bool:
    """Whether somebody may take a fact back, for what a window offers."""
    return not why_not(by, right_for(station, recorded_by, recorded_at, by, day))


def reason_of(text: str) -> str:
    """A reason as it is kept; raises FaultyEntry where nothing is said."""
    said = clean(text).strip()
    if not said:
        raise FaultyEntry((Fault("reason", "请写明理由"),))
    return said
