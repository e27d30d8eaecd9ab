"""What stands on the timeline of a case, and who took it back: a step, a withdrawal, a correction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..fields import Row

TAKEN_BACK = "登记已撤回"
"""The state of a case that was taken back; no kind declares it."""
FOLDED = "登记已并入"
"""The state of a case that was folded into another of its kind; no kind declares it."""
WITHDRAWN = "撤销导入"
"""The state of a number that an import gave and that was taken back with it; no kind declares it."""
GONE = (TAKEN_BACK, FOLDED, WITHDRAWN)
"""The states of numbers whose cases count nowhere: their fields and steps do not stand in the tables that are counted."""


@dataclass(frozen=True)
class Withdrawal:
    """One act that took facts back; `into` is the number of the case they were folded into (empty: simply taken back)."""

    key: int
    at: str
    by: str
    reason: str
    into: str = ""

    def as_data(self) -> dict[str, object]:
        """The JSON of `show`."""
        data: dict[str, object] = {"at": self.at, "by": self.by, "reason": self.reason}
        return {**data, "into": self.into} if self.into else data


@dataclass(frozen=True)
class StepTaken:
    """One entry of the timeline; `entry` holds the step's fields.

    `position` (from 1) is its own for ever. `place` is where it stands: its position, or that of the step it was entered instead of.
    `merged_from` is the number of the case it was taken in, where that one was folded into this.
    """

    step: str
    title: str
    day: str
    from_state: str
    to_state: str
    recorded_at: str
    recorded_by: str
    entry: Row
    position: int
    place: int
    withdrawn: Withdrawal | None = None
    merged_from: str = ""

    @property
    def instead_of(self) -> int | None:
        """The position of the step it was entered instead of; None for one entered by itself."""
        return self.place if self.place != self.position else None

    def as_data(self) -> dict[str, object]:
        """The JSON of one step in `show`."""
        data = {
            "position": self.position,
            "step": self.step,
            "title": self.title,
            "day": self.day,
            "from": self.from_state,
            "to": self.to_state,
            "recorded_at": self.recorded_at,
            "recorded_by": self.recorded_by,
            "by": self.recorded_by,
            "entry": self.entry,
            "instead_of": self.instead_of,
            "withdrawn": self.withdrawn.as_data() if self.withdrawn else None,
            # Steps that wait for a 民警 come with the table of rights that has them (docs/commands.md).
            "waits_for": None,
        }
        return {**data, "merged_from": self.merged_from} if self.merged_from else data


@dataclass(frozen=True)
class Amendment:
    """Fields that were corrected; `after` is the position of the last step before it (0: none), `changes` maps a field to its new value."""

    after: int
    at: str
    by: str
    reason: str
    changes: Mapping[str, object]
