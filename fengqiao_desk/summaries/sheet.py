"""The summary as a paper: official prose from the figures, tables with their rules, the trend of thirteen months."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from ..cases import Figure
from ..documents.typesetting import (
    Align,
    AttachmentMark,
    Block,
    Chart,
    Heading,
    Paragraph,
    Sheet,
    Signature,
    Subtitle,
    Table,
    Title,
)
from ..kinds import KINDS
from ..station import Act, Station
from ..store import audit
from ..values.days import Period, show_day, show_moment, show_period
from ..values.percentages import Comparison, Ratio
from ..values.quantities import Quantity
from .counting import count, monthly
from .explaining import figure_of
from .figure_values import FigureValue
from .notes import notes_of
from .spans import compared, title_of

_NUMERALS = (*"一二三四五六七八九十", *(f"十{unit}" for unit in "一二三四五六七八九"))
_BREAKDOWN = "·"


def summary_title(station: Station, period: Period) -> str:
    """`逍遥津派出所2020年1月24日至3月27日工作情况汇报`; the station's month, quarter, half-year and year are named."""
    return f"{station.profile(period.last).name}{title_of(station, period)}工作情况汇报"


def summary_sheet(
    station: Station,
    period: Period,
    act: Act,
    figures: list[FigureValue] | None = None,
    corrections: Sequence[SaysItself] = (),
) -> Sheet:
    """The summary of a period; an internal report has no red head (domain.md §6.3)."""
    found = figures if figures is not None else count(station, period)
    profile = station.profile(period.last)
    title = summary_title(station, period)
    covered = show_period(period, with_year=True)
    parts = _parts(found, _names(station, period))
    numbered = sum(isinstance(block, Heading) for block in parts)
    blocks: list[Block] = [
        Title(title),
        Subtitle(f"{profile.full_name}　{show_day(act.day)}"),
        Paragraph(f"现将{covered}工作情况汇报如下："),
        *parts,
        *_written(station, period, corrections, numbered),
        *(Paragraph(text) for text in _foot(station, act)),
        Signature(profile.full_name, act.day),
        AttachmentMark("附表"),
        *_tables(found),
        *_trends(station, period),
    ]
    return Sheet(
        title,
        profile.full_name,
        act.day,
        tuple(blocks),
        watermark="练习" if profile.practice else "",
    )


class SaysItself(Protocol):
    """A correction of a closed period, as far as the paper reads it."""

    @property
    def sentence(self) -> str: ...


def _names(station: Station, period: Period) -> tuple[str, str]:
    beside = compared(station, period)
    return beside.name, beside.before_name


def _written(
    station: Station, period: Period, corrections: Sequence[SaysItself], numbered: int
) -> list[Block]:
    """What was written by hand, then what has changed in periods already closed; numbered on from the parts before."""
    blocks: list[Block] = []
    numeral = iter(_NUMERALS[numbered:])
    for part, text in notes_of(station, period).items():
        if text:
            blocks += [Heading(f"{next(numeral)}、{part}"), Paragraph(text)]
    if corrections:
        blocks += [
            Heading(f"{next(numeral)}、更正"),
            *(Paragraph(correction.sentence) for correction in corrections),
        ]
    return blocks


def _parts(figures: list[FigureValue], names: tuple[str, str]) -> list[Block]:
    """The parts in the order in which the kinds declare them; a part without a figure above zero is left out."""
    blocks: list[Block] = []
    numeral = iter(_NUMERALS)
    for part in dict.fromkeys(figure.section.partition(_BREAKDOWN)[0] for figure in figures):
        own = [figure for figure in figures if figure.section.partition(_BREAKDOWN)[0] == part]
        if any(figure.value.thousandths for figure in own):
            blocks.append(Heading(f"{next(numeral)}、{part}"))
            blocks += _prose(own, names)
    return blocks


def _prose(figures: list[FigureValue], names: tuple[str, str]) -> list[Block]:
    """One paragraph of the sums with their comparison and rates, one for each breakdown."""
    sums = [figure for figure in figures if _BREAKDOWN not in figure.section]
    sentences = [_sentence(figure, names) for figure in sums if figure.value.thousandths]
    blocks: list[Block] = [Paragraph("；".join([*sentences, *_rates(sums)]) + "。")] if sentences else []
    for section in dict.fromkeys(figure.section for figure in figures if _BREAKDOWN in figure.section):
        parts = [figure for figure in figures if figure.section == section and figure.value.thousandths]
        if parts:
            shown = "，".join(f"{figure.label}{figure.shown}" for figure in parts)
            blocks.append(Paragraph(f"按{section.partition(_BREAKDOWN)[2]}分：{shown}。"))
    return blocks


def _sentence(figure: FigureValue, names: tuple[str, str]) -> str:
    words = f"{figure.label}{figure.shown}" + (f"（{figure.remark}）" if figure.remark else "")
    if figure.previous is None:
        return words
    comparison = _comparison(figure, figure.previous)
    return f"{words}，{comparison.in_words(*names)}"


def _comparison(figure: FigureValue, base: Quantity | None) -> Comparison:
    return Comparison(
        figure.value.thousandths,
        None if base is None else base.thousandths,
        show=lambda thousandths: Quantity(thousandths).show(figure.unit),
        small_base=10_000,
    )


def _rates(figures: list[FigureValue]) -> list[str]:
    values = {figure.key: figure.value.thousandths for figure in figures}
    found = []
    for key, part in values.items():
        declared = figure_of(key)
        if isinstance(declared, Figure) and values.get(declared.rate_of):
            found.append(f"{declared.rate}{Ratio(part, values[declared.rate_of]).show()}")
    return found


def _tables(figures: list[FigureValue]) -> list[Block]:
    rows = tuple(
        (
            figure.label,
            figure.shown,
            "—" if figure.previous is None else figure.previous.show(figure.unit),
            "—" if figure.last_year is None else figure.last_year.show(figure.unit),
            f"按{figure.base}",
        )
        for figure in figures
        if _BREAKDOWN not in figure.section and _says_something(figure)
    )
    head = ("指标", "本期", "上期", "去年同期", "口径")
    alignments = (Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.LEFT)
    return [Table(head, rows, (4.6, 2.4, 2.2, 2.2, 2.4), alignments, caption="主要指标", size=10.5)]


def _says_something(figure: FigureValue) -> bool:
    """Not zero now, and not a change to zero either."""
    return any(
        kept is not None and kept.thousandths for kept in (figure.value, figure.previous, figure.last_year)
    )


def _trends(station: Station, period: Period) -> list[Block]:
    """Thirteen months of each figure that is drawn; nothing when fewer than two months have a value."""
    charts: list[Block] = []
    for figure in (figure for kind in KINDS for figure in kind.figures):
        if not isinstance(figure, Figure) or not figure.trend:
            continue
        months = monthly(station, figure.key, period.last)
        values = tuple(quantity.thousandths / 1000 for _, quantity in months)
        if sum(value > 0 for value in values) > 1:
            labels = tuple(f"{int(month[5:])}月" for month, _ in months)
            charts.append(Chart(f"近13个月{figure.label}", labels, values, figure.unit, len(values) - 1))
    return charts


def _foot(station: Station, act: Act) -> tuple[str, str]:
    """Until when the data reach and the audit's head, so that the figures can be checked later (domain.md §6.6)."""
    with station.reading():
        head = audit.verify(station.connections).head
    return f"以上数据截至{show_moment(act.at)}。", f"审计链首：{head[:16]}"
