"""What a kind counts: figures declared once, and the records that they are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..station import Station
from ..values.days import Period


@dataclass(frozen=True)
class FigureRow:
    """One record behind a figure: quantity in thousandths; `label` and `unit` only for figures named by their rows."""

    number: str
    day: str
    thousandths: int
    approximate: bool
    label: str = ""
    unit: str = ""


@dataclass(frozen=True)
class LeftOut:
    """A record near a figure that it does not count, and why; `label` only where the figure's rows name it."""

    number: str
    day: str
    why: str
    label: str = ""


@dataclass(frozen=True)
class Figure:
    """A figure declared once.

    `sql` selects `number, day, thousandths, approximate, label, unit` of every record between two bound days (from inclusive, until
    exclusive): summed it is the figure, listed it is the explanation. With an empty `label` the rows' own labels and units divide it into one
    figure each. `section` is the part of the summary it belongs to (`part·breakdown` for a breakdown), `base` the date it counts by, `rule` what
    it counts. `section_vocabulary`: the rows' labels are terms whose fact `section` says the part. `rate` names the percentage this figure is
    of the figure `rate_of`. `trend`: drawn over thirteen months. `left_out` selects `number, day, why, label` of the records near it that do
    not count; `?1` and `?2` are the same two days. `whole` is the figure whose parts these are: they add up to it. `headline`: told first,
    in the general part of the summary. `listed`: its records are listed in a table of the summary. `drawn`: the parts are drawn as bars.
    """

    key: str
    label: str
    unit: str
    section: str
    base: str
    rule: str
    sql: str
    section_vocabulary: str = ""
    rate: str = ""
    rate_of: str = ""
    trend: bool = False
    left_out: str = ""
    whole: str = ""
    headline: bool = False
    listed: bool = False
    drawn: bool = False


@dataclass(frozen=True)
class StandingFigure:
    """A figure that is computed rather than summed (a coverage, a streak), as it stands at the end of the period.

    `remarks` says by label what the summary tells beside it (the event that reset a streak), `left_out` which records near it do not count,
    `records` which it is made of: of the same unit they add up to it, of another they stand below what `compute` gives. Without `compute` it is a share: the percentage of `records` among
    `records` and `left_out`, label by label, `share` being what was done with the records (送达); it can be told of a part of the
    station. `whole_only` is the sentence why another figure cannot.
    """

    key: str
    section: str
    base: str
    rule: str
    compute: Callable[[Station, Period], list[FigureRow]] | None = None
    remarks: Callable[[Station, Period], dict[str, str]] | None = None
    left_out: Callable[[Station, Period], list[LeftOut]] | None = None
    records: Callable[[Station, Period], list[FigureRow]] | None = None
    share: str = ""
    whole_only: str = ""
