"""The summary as a workbook: figures and comparisons as numbers, records and left-out records as lists, thirteen months."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ..cases import Figure
from ..cases.part import WHOLE, Part
from ..kinds import KINDS
from ..problems import Refused
from ..station import Act, Station
from ..values.days import Period, parse_day, show_moment, show_period
from ..values.percentages import Ratio
from ..values.quantities import Quantity
from ..values.spreadsheets import MOST_LINES, WORKBOOK_OPTIONS, begins_a_formula, is_certain
from .annexes import trends
from .counting import Count
from .declared import Declared, declared_figures, only_whole, own_label
from .figure_values import SMALL_BASE, FigureValue, plain_number
from .frozen import closing_of
from .prose import Rate, rate_of
from .records import figures_of, left_out_of, records_of
from .sheet import summary_title
from .spans import Compared, compared

_RECORD_HEAD = ("指标", "项目", "编号", "日期", "数量", "余", "单位")
_LEFT_OUT_HEAD = ("指标", "项目", "编号", "日期", "没有计入的原因")
_Cell = str | int | float | date | None


def summary_workbook(station: Station, period: Period, act: Act, part: Part = WHOLE) -> bytes:
    """Sheets 指标, 记录, 没有计入, 逐月 and 说明; of a closed period what was frozen.

    Numbers are numbers and percentages percentages (0.737 shown as 73.7%), days are days, and no text becomes a formula. Records are
    named by their number alone: no party and no ID number stands in it.
    """
    count = Count(station, period, part, today=act.day)
    figures = figures_of(count)
    beside = compared(station, period)
    declared = [figure for _, figure in declared_figures(KINDS, part)]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, WORKBOOK_OPTIONS) as book:
        # The act's own time: xlsxwriter would ask the clock.
        book.set_properties({"title": summary_title(station, period, part), "created": act.at})
        write = _SheetWriter(book)
        write.sheet("指标", _figure_head(beside), _figure_rows(figures), (34, 26))
        records = (row for figure in declared for row in _record_rows(count, figure))
        write.sheet("记录", _RECORD_HEAD, records, (26, 18, 16))
        others = (row for figure in declared for row in _left_out_rows(count, figure))
        write.sheet("没有计入", _LEFT_OUT_HEAD, others, (26, 18, 16, 12, 44))
        months = [(figure, count.monthly(figure.key)) for figure in trends()]
        write.sheet(
            "逐月",
            ("月份", *(f"{figure.label}（{figure.unit}）" for figure, _ in months)),
            _month_rows(months),
        )
        write.sheet("说明", ("项目", "内容"), _notes(station, period, act, part), (16, 90))
    return out.getvalue()


class _SheetWriter:
    """Writes plain values each as what it is."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._share = book.add_format({"num_format": "0.0%"})
        self._text = book.add_format({"num_format": "@"})
        self._disarmed = book.add_format({"num_format": "@", "quote_prefix": True})

    def sheet(
        self, name: str, head: Sequence[str], rows: Iterable[Sequence[_Cell]], widths: Sequence[int] = ()
    ) -> None:
        """A sheet of its own with a head that stays in sight; `widths` in characters, column by column from the first."""
        page = self._book.add_worksheet(name)
        for column, words in enumerate(head):
            page.write_string(0, column, words, self._bold)
            page.set_column(column, column, widths[column] if column < len(widths) else 14)
        page.freeze_panes(1, 0)
        for line, row in enumerate(rows, start=1):
            # xlsxwriter leaves out what is beyond the last row and says nothing.
            if line >= MOST_LINES:
                raise Refused(f"“{name}”超过 Excel 一张表的 {MOST_LINES} 行，请缩短期间再导出")
            for column, value in enumerate(row):
                self._write(page, line, column, value)

    def _write(self, page: Worksheet, line: int, column: int, value: _Cell) -> None:
        if value is None or value == "":
            return
        if isinstance(value, Percentage):  # before float, of which it is one
            page.write_number(line, column, float(value), self._share)
        elif isinstance(value, int | float):
            page.write_number(line, column, value)
        elif isinstance(value, date):
            page.write_datetime(line, column, value, self._day)
        else:
            page.write_string(line, column, value, self._disarmed if begins_a_formula(value) else self._text)


class Percentage(float):
    """A share of one, written as a percentage."""


def _figure_head(beside: Compared) -> tuple[str, ...]:
    names = (beside.before_name, beside.last_year_name)
    bases = (cell for name in names for cell in (name, f"比{name}增减", f"比{name}增减率"))
    return ("部分", "指标", beside.name, "余", "单位", *bases, "口径", "规则", "附注")


def _figure_rows(figures: Sequence[FigureValue]) -> Iterator[tuple[_Cell, ...]]:
    for figure in figures:
        rest = "余" if figure.value.approximate else ""
        # The format of the cell shows the % already.
        unit = "" if figure.unit == "%" else figure.unit
        now = (figure.section, figure.label, _value(figure.value, figure.unit), rest, unit)
        compared_cells = (*_base(figure, figure.previous), *_base(figure, figure.last_year))
        yield (*now, *compared_cells, figure.base, figure.rule, figure.remark)
        if rate := rate_of(figure, figures):
            bases = (*_rate_base(rate, rate.before), *_rate_base(rate, rate.year))
            rule = f"{figure.label}占{rate.of}"
            yield (figure.section, rate.name, _share(rate.now), "", "", *bases, "比值", rule, "")


def _share(ratio: Ratio) -> Percentage:
    return Percentage(ratio.part / ratio.whole)


def _rate_base(rate: Rate, base: Ratio | None) -> tuple[_Cell, _Cell, _Cell]:
    """The rate of another period and the difference in 个百分点, which has no rate of its own."""
    return (None, None, None) if base is None else (_share(base), rate.now.compared(base), "—")


def _base(figure: FigureValue, base: Quantity | None) -> tuple[_Cell, _Cell, _Cell]:
    """The base, the difference, and its share of the base; a small base or one not kept has none (docs/law.md §6.5)."""
    if base is None:
        return (None, None, None)
    difference = figure.value.thousandths - base.thousandths
    share = Percentage(difference / base.thousandths) if base.thousandths >= SMALL_BASE else "—"
    return _value(base, figure.unit), plain_number(Quantity(difference)), share


def _value(quantity: Quantity, unit: str) -> _Cell:
    return Percentage(quantity.thousandths / 100_000) if unit == "%" else plain_number(quantity)


def _record_rows(count: Count, figure: Declared) -> Iterator[tuple[_Cell, ...]]:
    for row in records_of(count, figure.key):
        if row.number:  # a share that stands for itself comes without the number of a case
            quantity = Quantity(row.thousandths, row.approximate)
            rest = "余" if row.approximate else ""
            yield _name(figure), row.label, row.number, _day(row.day), plain_number(quantity), rest, row.unit


def _left_out_rows(count: Count, figure: Declared) -> Iterator[tuple[_Cell, ...]]:
    for row in left_out_of(count, figure.key):
        yield _name(figure), row.label, row.number, _day(row.day), row.why


def _name(figure: Declared) -> str:
    """A figure named by its rows is called by its part of the summary."""
    return own_label(figure) or figure.section


def _month_rows(
    months: list[tuple[Figure, list[tuple[str, Quantity | None]]]],
) -> Iterator[tuple[_Cell, ...]]:
    if not months:
        return
    # Every figure goes through the same months.
    for place, (month, _) in enumerate(months[0][1]):
        yield month, *(plain_number(values[place][1]) for _, values in months)


def _notes(station: Station, period: Period, act: Act, part: Part) -> Iterator[tuple[str, str]]:
    # Of a part nothing is frozen: its figures are those of now though the period is closed.
    closing = None if part else closing_of(station, period)
    yield "期间", show_period(period, with_year=True)
    yield "范围", part.title or "全所"
    yield "数据截至", show_moment(act.at)
    if closing is not None:
        yield (
            "封账",
            f"{closing.closed_at.replace('T', ' ')}由{closing.closed_by}封账，数字和记录清单为封账时的",
        )
    for sentence in only_whole(part):
        yield "没有分列", sentence


def _day(text: str) -> _Cell:
    """A day as a day; what Excel cannot know for certain stays text."""
    day = parse_day(text[:10])
    return day if is_certain(day) else text[:10]
