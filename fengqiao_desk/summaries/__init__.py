"""Figures over a period and the summary that is printed from them; every figure explains itself."""

from .counting import FigureValue, count, explain, figure_of, monthly
from .sheet import summary_sheet, summary_title

__all__ = [
    "FigureValue",
    "count",
    "explain",
    "figure_of",
    "monthly",
    "summary_sheet",
    "summary_title",
]
