"""Pieces legal forms share: values as printed, rows of a ruled form, a table of service; a blank field is struck, never white."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from ..values.days import show_day, show_moment
from ..values.money import Fen, capitals, show_amount
from .typesetting import Cell, FormTable, Table
from .typesetting.sizes import TEXT_WIDTH

BLANK = "/"
"""Stands in every field that is not filled (docs/law.md §3.0)."""
FORM_SIZE = 12.0
LONGEST_LABEL = 7
"""Characters of a form's longest label in one line: 承办人（签名）."""


def or_blank(text: str | None) -> str:
    """A text as it is printed, `/` for none."""
    return text or BLANK


def joined(names: Sequence[str] | None) -> str:
    """`民警甲、民警乙`, `/` for nobody."""
    return or_blank("、".join(names or []))


def day_shown(day: date | None) -> str:
    """2026年10月13日, `/` for none."""
    return show_day(day) if day is not None else BLANK


def quoted(name: str) -> str:
    """“示例药房”; marks of quotation in the name become the inner ones (GB/T 15834)."""
    return f"“{name.replace('“', '‘').replace('”', '’')}”"


def moment_shown(moment: datetime | None) -> str:
    """2026年9月28日14时00分, `/` for none."""
    return show_moment(moment) if moment is not None else BLANK


def money_shown(amount: Fen | None) -> str:
    """1200.50元（人民币壹仟贰佰元伍角）, `/` for none."""
    return f"{show_amount(amount)}元（人民币{capitals(amount)}）" if amount is not None else BLANK


def pair(first: str, first_value: str, second: str, second_value: str) -> tuple[Cell, ...]:
    """A row of two labelled values."""
    return (Cell(first, label=True), Cell(first_value), Cell(second, label=True), Cell(second_value))


def wide(label: str, value: str, lines: int = 1) -> tuple[Cell, ...]:
    """A row of one labelled value, at least so many lines tall."""
    return (Cell(label, label=True), Cell(value, columns=3, lines=lines))


def form(rows: list[tuple[Cell, ...]], size: float = FORM_SIZE) -> FormTable:
    """The rows as a ruled form; its labels stand in one line."""
    # Ten points beside the characters: four at each side inside the cell, and two to spare.
    label = LONGEST_LABEL * size + 10
    return FormTable(tuple(rows), (label, TEXT_WIDTH / 2 - label) * 2, size=size)


def served_table(documents: list[str]) -> Table:
    """The documents served, one a row; when, where and how is written at the door by hand (程序规定第36条)."""
    when = "　　年　月　日\n　时　分"
    rows = tuple((document, when, "", "", "") for document in documents)
    head = ("送达文书及文号", "送达时间", "送达地点", "送达方式", "受送达人签名或盖章")
    return Table(head, rows, (4.4, 3.2, 2.6, 1.8, 2.8), size=10.5)


def at_the_door(note: str) -> FormTable:
    """Who took it instead, who refused, who witnessed."""
    return form(
        [
            pair("代收人（签名）", "", "与受送达人关系", ""),
            wide("代收理由", "", 2),
            wide("拒收事由", "", 2),
            pair("见证人（签名）", "", "见证人单位", ""),
            pair("录音录像编号", "", "备注", ""),
            wide("说明", note),
        ],
        size=10.5,
    )
