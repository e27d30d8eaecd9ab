"""Figures over a period and the summary that is printed from them; every figure explains itself."""

from .annexes import is_drawn, trends
from .closing import close, stored_summary
from .corrections import Correction, WrittenCorrection, changes_since, corrections, written_of
from .counting import Count
from .declared import figure_of, kind_of_figure, only_whole
from .figure_values import FigureValue, plain_number, show_quantity
from .frozen import Closing, closing_of, closings
from .months import month_of, station_month
from .notes import PARTS, notes_of, write_notes
from .prose import Rate, rate_of
from .records import figures_of, left_out_of, records_of
from .sheet import summary_sheet, summary_title
from .spans import (
    HALF,
    MONTH,
    QUARTER,
    YEAR,
    Compared,
    Span,
    compared,
    days_of,
    parse_span,
    span_at,
    span_of,
    title_of,
)
from .workbook import summary_workbook

__all__ = [
    "HALF",
    "MONTH",
    "PARTS",
    "QUARTER",
    "YEAR",
    "Closing",
    "Compared",
    "Correction",
    "Count",
    "FigureValue",
    "Rate",
    "Span",
    "WrittenCorrection",
    "changes_since",
    "close",
    "closing_of",
    "closings",
    "compared",
    "corrections",
    "days_of",
    "figure_of",
    "figures_of",
    "is_drawn",
    "kind_of_figure",
    "left_out_of",
    "month_of",
    "notes_of",
    "only_whole",
    "parse_span",
    "plain_number",
    "rate_of",
    "records_of",
    "show_quantity",
    "span_at",
    "span_of",
    "station_month",
    "stored_summary",
    "summary_sheet",
    "summary_title",
    "summary_workbook",
    "title_of",
    "trends",
    "write_notes",
    "written_of",
]
