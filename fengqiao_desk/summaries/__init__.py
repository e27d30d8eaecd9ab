"""Figures over a period and the summary that is printed from them; every figure explains itself."""

from .closing import (
    Closing,
    Correction,
    changes_since,
    close,
    closing_of,
    closings,
    corrections,
    figures_of,
    records_of,
    stored_summary,
)
from .counting import FigureValue, count, explain, figure_of, left_out, monthly
from .months import month_of, station_month
from .notes import PARTS, notes_of, write_notes
from .sheet import summary_sheet, summary_title

__all__ = [
    "PARTS",
    "Closing",
    "Correction",
    "FigureValue",
    "changes_since",
    "close",
    "closing_of",
    "closings",
    "corrections",
    "count",
    "explain",
    "figure_of",
    "figures_of",
    "left_out",
    "month_of",
    "monthly",
    "notes_of",
    "records_of",
    "station_month",
    "stored_summary",
    "summary_sheet",
    "summary_title",
    "write_notes",
]
