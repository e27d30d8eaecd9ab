"""What spreadsheet programs make of plain values: text that begins a formula, days before their calendar is certain, rows they drop."""

from __future__ import annotations

from datetime import date

# xlsxwriter guesses numbers, links and formulas from text unless it is told not to: what officers typed stays what they typed.
WORKBOOK_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
MOST_LINES = 1_048_576
"""Rows of a sheet, the heading included; xlsxwriter leaves out what is beyond without a word."""
_ARMED = ("=", "+", "-", "@", "\t", "\r")
_FIRST_CERTAIN_DAY = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was, so that it and LibreOffice differ by a day before."""


def begins_a_formula(text: str) -> bool:
    """Whether Excel or LibreOffice may take a cell of this text for a formula when it is typed anew or read from CSV."""
    return text.startswith(_ARMED)


def is_certain(day: date) -> bool:
    """Whether every spreadsheet program shows the same day; an earlier one is written as text."""
    return day >= _FIRST_CERTAIN_DAY
