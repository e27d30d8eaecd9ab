"""The figures that the kinds declare, found by their keys; a figure named by its rows has the label behind its key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..cases import CaseKind, Figure, StandingFigure
from ..cases.part import WHOLE, Part, limit_of
from ..kinds import KINDS
from ..problems import Unknown

Declared = Figure | StandingFigure


def figure_of(key: str, kinds: Sequence[CaseKind] = KINDS) -> Declared:
    """The declaration of a figure, by its own key or by that of one of its labels; raises Unknown."""
    return found(key, kinds)[1]


def kind_of_figure(key: str, kinds: Sequence[CaseKind] = KINDS) -> CaseKind:
    """The kind that declares a figure; raises Unknown."""
    return found(key, kinds)[0]


def found(key: str, kinds: Sequence[CaseKind] = KINDS) -> tuple[CaseKind, Declared]:
    """The figure with the kind that declares it; raises Unknown."""
    for kind in kinds:
        for figure in kind.figures:
            # `activities.出动警力`: only a figure that its rows name has a label behind its key.
            if key == figure.key or (not own_label(figure) and key.startswith(figure.key + ".")):
                return kind, figure
    known = "、".join(figure.key for kind in kinds for figure in kind.figures)
    raise Unknown(f"没有“{key}”这个指标，可用：{known}")


def declared_figures(kinds: Sequence[CaseKind], part: Part = WHOLE) -> Iterator[tuple[CaseKind, Declared]]:
    """Every figure that can be told of the part."""
    for kind in kinds:
        divides = not part or limit_of(kind, part, kinds) is not None
        for figure in kind.figures:
            # What a kind computes (a streak) is computed for the whole station; a share follows its records.
            computed = isinstance(figure, StandingFigure) and figure.compute is not None
            if not part or (divides and not computed):
                yield kind, figure


def only_whole(part: Part, kinds: Sequence[CaseKind] = KINDS) -> list[str]:
    """In words, the figures that cannot be told of the part."""
    if not part:
        return []
    figures = [figure for kind in kinds for figure in kind.figures]
    sentences = [figure.whole_only for figure in figures if isinstance(figure, StandingFigure)]
    silent = [kind.title for kind in kinds if limit_of(kind, part, kinds) is None]
    sentences += [f"{title}没有登记{'社区' if part.area else '民警'}，不分列" for title in silent]
    return [sentence for sentence in sentences if sentence]


def own_label(figure: Declared) -> str:
    """Empty for a figure that its rows name."""
    return figure.label if isinstance(figure, Figure) else ""


def label_in(key: str, label: str, figure: Declared) -> str:
    """The label that is asked for, by itself or in the key; empty for all."""
    return label or key.removeprefix(figure.key).removeprefix(".")


def labelled_key(figure: Declared, label: str) -> str:
    """The key of one label of a figure."""
    return figure.key if own_label(figure) else f"{figure.key}.{label}"
