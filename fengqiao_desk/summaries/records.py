"""The records of a period's figures and those left out, as they are frozen with it and read again."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date
from typing import Any

from ..cases import Figure, FigureRow, LeftOut
from ..cases.part import WHOLE, Part
from ..kinds import KINDS
from ..station import Station
from ..values.days import Period
from .explaining import explain, figure_of, left_out, own_label
from .frozen import Closing, closing_of

Kept = dict[str, list[list[Any]]]


def records_of(
    station: Station, key: str, label: str, period: Period, part: Part = WHOLE, today: date | None = None
) -> list[FigureRow]:
    """As `explain`, but of a closed period the records that were frozen with it; of a part those of now."""
    closing, declared = closing_of(station, period), figure_of(key)
    if part or closing is None or not isinstance(declared, Figure) or declared.key not in closing.declared:
        return explain(station, key, label, period, part=part, today=today)
    kept = _kept_of(closing.records, key)
    wanted = label or key.removeprefix(declared.key).removeprefix(".")
    return [row for row in map(_row, kept) if declared.label or not wanted or row.label == wanted]


def left_out_of(station: Station, key: str, label: str, period: Period, part: Part = WHOLE) -> list[LeftOut]:
    """As `left_out`, but of a closed period what was frozen with it; of a part that of now."""
    closing, declared = closing_of(station, period), figure_of(key)
    if part or closing is None or not _kept_left_out(closing, declared.key):
        return left_out(station, key, label, period, part=part)
    assert closing.left_out is not None
    wanted = label or key.removeprefix(declared.key).removeprefix(".")
    kept = [LeftOut(*row) for row in closing.left_out.get(declared.key, [])]
    return [each for each in kept if not wanted or each.label in ("", wanted) or own_label(declared)]


def frozen_records(station: Station, period: Period) -> Kept:
    """For each summed figure its records: number, day, thousandths, approximate, label, unit."""
    kept: Kept = {}
    for kind in KINDS:
        for figure in kind.figures:
            if isinstance(figure, Figure):
                for row in explain(station, figure.key, "", period):
                    key = figure.key if figure.label else f"{figure.key}.{row.label}"
                    kept.setdefault(key, []).append(list(astuple(row)))
    return kept


def frozen_left_out(station: Station, period: Period) -> Kept:
    """For each figure the records near it that it does not count: number, day, why, label."""
    return {
        figure.key: [list(astuple(each)) for each in left_out(station, figure.key, "", period)]
        for kind in KINDS
        for figure in kind.figures
        if figure.left_out
    }


def _kept_left_out(closing: Closing, key: str) -> bool:
    return closing.left_out is not None and key in closing.declared


def _kept_of(records: Kept, key: str) -> list[list[Any]]:
    declared = figure_of(key)
    return [row for at, rows in records.items() if figure_of(at) is declared for row in rows]


def _row(kept: list[Any]) -> FigureRow:
    return FigureRow(*kept)
