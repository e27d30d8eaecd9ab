"""The records of a period's figures and those left out, as they are frozen with it and read again."""

from __future__ import annotations

from ..cases import Figure, FigureRow, LeftOut
from ..kinds import KINDS
from .counting import Count
from .declared import figure_of, label_in, labelled_key, own_label
from .figure_values import FigureValue
from .frozen import closing_of, frozen_figures

Kept = dict[str, list[FigureRow]]
"""The records of figures by the key of each, with the label where the rows name it."""


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
    return [row for row in kept if declared.label or not wanted or row.label == wanted]


def left_out_of(count: Count, key: str, label: str = "") -> list[LeftOut]:
    """As `Count.left_out`, but of a closed period what was frozen with it; of a part that of now."""
    closing, declared = closing_of(count.station, count.period), figure_of(key)
    # A figure declared after the closing kept nothing then: what is there of it now is better than an empty list.
    if count.part or closing is None or closing.left_out is None or declared.key not in closing.declared:
        return count.left_out(key, label)
    wanted = label_in(key, label, declared)
    kept = closing.left_out.get(declared.key, [])
    # One without a label was left out of the whole figure, whichever of its parts is asked about.
    return [each for each in kept if not wanted or each.label in ("", wanted) or own_label(declared)]


def frozen_records(count: Count) -> Kept:
    """For each summed figure its records; one that stands is computed, and its records may not add up to it."""
    kept: Kept = {}
    for kind in KINDS:
        for figure in kind.figures:
            if isinstance(figure, Figure):
                for row in count.records(figure.key):
                    kept.setdefault(labelled_key(figure, row.label), []).append(row)
    return kept


def frozen_left_out(count: Count) -> dict[str, list[LeftOut]]:
    """For each figure the records near it that it does not count."""
    return {
        figure.key: count.left_out(figure.key) for kind in KINDS for figure in kind.figures if figure.left_out
    }


def _kept_of(records: Kept, key: str) -> list[FigureRow]:
    # A figure named by its rows is frozen under a key for each label, and asked for by its own.
    declared = figure_of(key)
    return [row for at, rows in records.items() if figure_of(at) is declared for row in rows]
