"""How the audit names what is told of a period."""

from __future__ import annotations

from ..cases.part import WHOLE, Part
from ..station.handing_out import Handed, HandedAs
from ..values.days import Period


def subject_of(period: Period) -> str:
    """The summary of a period, its closing and its texts."""
    return f"汇报 {period.first} {period.last}"


def handed_summary(period: Period, part: Part = WHOLE) -> Handed:
    """The summary as it is put on record when it leaves."""
    return Handed(subject_of(period), _of(part))


def handed_figures(period: Period, part: Part = WHOLE) -> Handed:
    """The workbook of its figures and records as it is put on record when it leaves."""
    return Handed(subject_of(period), _of(part), as_file=HandedAs.EXPORT)


def _of(part: Part) -> dict[str, object]:
    return {"part": part.title} if part else {}
