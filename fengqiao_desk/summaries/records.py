"""The records of a period's figures and those left out, as they are frozen with it and read again."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any

from ..cases import Figure, FigureRow, LeftOut
from ..kinds import KINDS
from .counting import Count
from .declared import figure_of, key_of, label_in, own_label
from .figure_values import FigureValue
from .frozen import Closing, closing_of, frozen_figures

Kept = dict[str, list[list[Any]]]


def figures_of(count: Count) -> list[FigureValue]:
    """What a period counts: frozen for the whole station once it is closed, of a part always as it is now."""
    with count.station.reading():
        frozen = None if count.part else frozen_figures(count.station, count.period)
    return list(frozen) if frozen is not None else count.figures()


def records_of(count: Count, key: str, label: str = "") -> list[FigureRow]:
    """As `Count.records`, but of a closed period the records that were frozen with it; of a part those of now."""
    closing, declared = closing_of(count.station, count.period), figure_of(key)
    if (
        count.part
        or closing is None
        or not isinstance(declared, Figure)
        or declared.key not in closing.declared
    ):
        return count.records(key, label)
    kept, wanted = _kept_of(closing.records, key), label_in(key, label, declared)
    return [row for row in map(_row, kept) if declared.label or not wanted or row.label == wanted]


def left_out_of(count: Count, key: str, label: str = "") -> list[LeftOut]:
    """As `Count.left_out`, but of a closed period what was frozen with it; of a part that of now."""
    closing, declared = closing_of(count.station, count.period), figure_of(key)
    if count.part or closing is None or not _kept_left_out(closing, declared.key):
        return count.left_out(key, label)
    assert closing.left_out is not None
    wanted = label_in(key, label, declared)
    kept = [LeftOut(*row) for row in closing.left_out.get(declared.key, [])]
    return [each for each in kept if not wanted or each.label in ("", wanted) or own_label(declared)]


def frozen_records(count: Count) -> Kept:
    """For each summed figure its records: number, day, thousandths, approximate, label, unit."""
    kept: Kept = {}
    for kind in KINDS:
        for figure in kind.figures:
            if isinstance(figure, Figure):
                for row in count.records(figure.key):
                    kept.setdefault(key_of(figure, row.label), []).append(list(astuple(row)))
    return kept


def frozen_left_out(count: Count) -> Kept:
    """For each figure the records near it that it does not count: number, day, why, label."""
    return {
        figure.key: [list(astuple(each)) for each in count.left_out(figure.key)]
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
