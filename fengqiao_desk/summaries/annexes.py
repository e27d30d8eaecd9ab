"""What is annexed to the summary: the table of figures, the lists of records, and the charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..cases import CaseKind, Figure, load
from ..documents.typesetting import Align, Block, Chart, Paragraph, Table
from ..kinds import KINDS
from ..station import Station
from ..values.days import parse_day, show_short_day
from ..values.quantities import Quantity
from .counting import Count
from .declared import figure_of, kind_of_figure
from .figure_values import FigureValue
from .prose import Rate, bases_kept, rate_of, sums_of
from .spans import Compared

MOST_LISTED = 40
LIST_HEAD = ("编号", "日期", "事由", "责任民警", "现状态")
_MOST_BARS = 18
_SMALL = 10.5
# A month's figures, some thirty rows, stand on one page.
_CLOSE = 2.0
_NOT_KEPT = "无可比数据"
_MISSING = "—"


def figure_table(figures: Sequence[FigureValue], beside: Compared) -> Table:
    """The figures with their comparisons, the compared periods named in the head; the date each counts by beside it.

    A period of which nothing was kept has no column: the text has said so.
    """
    names = (beside.before_name, beside.last_year_name)
    kept = [place for place, there in enumerate(bases_kept(figures, beside)) if there]
    rows = []
    for figure in sums_of(figures):
        if figure.says_something:
            rows.append(_figure_row(figure, kept))
            if rate := rate_of(figure, figures):
                rows.append(_rate_row(rate, kept))
    head = ("指标", beside.name, *(cell for place in kept for cell in (names[place], "增减")), "口径")
    widths = (3.5, 2.0, *(2.0, 2.5) * len(kept), 1.6 if kept else 2.0)
    alignments = (Align.LEFT, *(Align.RIGHT,) * (len(head) - 2), Align.LEFT)
    return Table(head, tuple(rows), widths, alignments, caption="主要指标", size=_SMALL, padding=_CLOSE)


def lists(count: Count, figures: Sequence[FigureValue]) -> Iterator[Block]:
    """A table for each figure whose records are to be read one by one, the oldest first."""
    for figure in figures:
        declared = figure_of(figure.key)
        if not isinstance(declared, Figure) or not declared.listed or not figure.value.thousandths:
            continue
        kind = kind_of_figure(figure.key)
        numbers = count.first_numbers(figure.key, MOST_LISTED)
        rows = tuple(list_row(count.station, kind, number) for number in numbers)
        yield Table(LIST_HEAD, rows, (2.6, 1.7, 5.6, 1.8, 1.6), caption=f"{figure.label}清单", size=_SMALL)
        if (more := figure.value.thousandths // 1000 - len(rows)) > 0:
            yield Paragraph(f"另有{more}{figure.unit}没有列出。")


def list_row(station: Station, kind: CaseKind, number: str) -> tuple[str, ...]:
    """One record as LIST_HEAD says; no name of a party stands in it."""
    case = load(station, kind, number)
    officer = next((field.name for field in kind.fields if field.kind.key == "officer"), "")
    day = show_short_day(parse_day(case.values[kind.day_field]))
    return number, day, kind.make_subtitle(case.record), str(case.values.get(officer) or ""), case.state


def charts(count: Count, figures: Sequence[FigureValue]) -> Iterator[Block]:
    """Thirteen months of each figure that has a trend, then the parts of a figure as bars."""
    for declared in trends():
        yield from _trend(count, declared)
    for section in dict.fromkeys(figure.section for figure in figures if is_drawn(figure)):
        own = [figure for figure in figures if figure.section == section and is_drawn(figure)][:_MOST_BARS]
        if len(own) > 1:  # one bar compares nothing
            labels = tuple(figure.label for figure in own)
            values = tuple(figure.value.thousandths / 1000 for figure in own)
            yield Chart(section.replace("·", "：按") + "分", labels, values, own[0].unit, lying=True)


def trends() -> list[Figure]:
    """The figures that are drawn over thirteen months."""
    found = (figure for kind in KINDS for figure in kind.figures)
    return [figure for figure in found if isinstance(figure, Figure) and figure.trend]


def is_drawn(figure: FigureValue) -> bool:
    """Whether it is one of the parts that are drawn as bars, and above zero."""
    declared = figure_of(figure.key)
    return isinstance(declared, Figure) and declared.drawn and figure.value.thousandths > 0


def _trend(count: Count, declared: Figure) -> Iterator[Block]:
    """Nothing when fewer than two months have a value."""
    # The first of thirteen is the same month of last year, hatched beside the last: 同比 at a glance.
    months = count.monthly(declared.key)
    values = tuple(None if quantity is None else quantity.thousandths / 1000 for _, quantity in months)
    if sum(bool(value) for value in values) > 1:
        labels = tuple(f"{int(month[5:])}月" for month, _ in months)
        same = f"，斜线为{_named(months[0][0])}" if values[0] is not None else ""
        title = f"近13个月{declared.label}（黑色为{_named(months[-1][0])}{same}）"
        yield Chart(title, labels, values, declared.unit, highlighted=len(values) - 1, compared=0)


def _named(month: str) -> str:
    return f"{month[:4]}年{int(month[5:])}月"


def _figure_row(figure: FigureValue, kept: Sequence[int]) -> tuple[str, ...]:
    bases = (figure.previous, figure.last_year)
    cells = [cell for place in kept for cell in (_shown(figure, bases[place]), _change(figure, bases[place]))]
    # 受理日期 is 受理 in the narrow column, whose head says 口径.
    return (figure.label, figure.shown, *cells, figure.base.removesuffix("日期"))


def _rate_row(rate: Rate, kept: Sequence[int]) -> tuple[str, ...]:
    cells: list[str] = []
    for place in kept:
        base = (rate.before, rate.year)[place]
        cells += (base.show(), rate.now.compared(base)) if base else (_MISSING, _MISSING)
    return (rate.name, rate.now.show(), *cells, "比值")


def _shown(figure: FigureValue, base: Quantity | None) -> str:
    return _MISSING if base is None else figure.show(base)


def _change(figure: FigureValue, base: Quantity | None) -> str:
    """A figure that is never compared has none; a base that was not kept says so (docs/law.md §6.5)."""
    if not isinstance(figure_of(figure.key), Figure):
        return _MISSING
    return _NOT_KEPT if base is None else figure.against(base).in_table()
