"""The summary as a paper: official prose from the figures, tables with their rules, lists and charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from ..cases.part import WHOLE, Part
from ..documents.typesetting import (
    AttachmentMark,
    Block,
    Heading,
    Paragraph,
    Sheet,
    Signature,
    Style,
    Subtitle,
    Title,
)
from ..station import Act, Station
from ..station.profile_facts import RED_HEAD
from ..store import audit
from ..values.days import Period, show_day, show_moment, show_period
from .annexes import charts, figure_table, lists
from .counting import Count
from .declared import only_whole
from .figure_values import FigureValue
from .notes import notes_of
from .prose import NUMERALS, bases_kept, parts_in_prose
from .spans import Compared, compared, span_of, title_of

_FINE = 9


class SaysItself(Protocol):
    """A correction of a closed period, as far as the paper reads it."""

    @property
    def sentence(self) -> str:
        """What has changed, as the summary prints it."""


def summary_title(station: Station, period: Period, part: Part = WHOLE) -> str:
    """`逍遥津派出所2020年1月24日至3月27日工作情况汇报`; the station's month, quarter, half-year and year are named."""
    scope = f"（{part.title}）" if part else ""
    return f"{station.profile(period.last).name}{title_of(station, period)}工作情况汇报{scope}"


def summary_sheet(
    station: Station,
    period: Period,
    act: Act,
    figures: list[FigureValue] | None = None,
    corrections: Sequence[SaysItself] = (),
    part: Part = WHOLE,
) -> Sheet:
    """The summary of a period; an internal report has no red head unless the station's setting says so (docs/law.md §6.3).

    Of a part of the station it tells the figures alone: texts and corrections are the whole station's.
    """
    count = Count(station, period, part, today=act.day)
    found = figures if figures is not None else count.figures()
    profile = station.profile(period.last)
    # What is said of the period goes by its last day, how the paper looks by the day it is made.
    today = station.profile(act.day)
    has_red_head = today.summary_head == RED_HEAD
    title = summary_title(station, period, part)
    beside = compared(station, period)
    counted = parts_in_prose(found, beside, part.title or "本所")
    # The written parts are numbered on from the counted ones.
    numbered = sum(isinstance(block, Heading) for block in counted)
    blocks: list[Block] = [
        Title(_in_lines(station, period, title)),
        Subtitle(f"{profile.full_name}　{show_day(act.day)}"),
        Paragraph(f"现将{_covered(station, period)}工作情况汇报如下："),
        *map(Paragraph, (*_scope(part), *_not_over(period, act, beside, kept=bases_kept(found, beside)[0]))),
        *counted,
        *(() if part else _written(station, period, corrections, numbered)),
        Paragraph(f"以上数据截至{show_moment(act.at)}。"),
        Paragraph(f"审计链首：{_audit_head(station)}", size=_FINE),
        Signature(profile.full_name, act.day),
        *_annexed(count, found, beside),
    ]
    return Sheet(
        title,
        profile.full_name,
        act.day,
        tuple(blocks),
        style=Style.LETTER if has_red_head else Style.OFFICIAL,
        watermark="练习" if profile.practice else "",
        header_organ=(today.letterhead_organ or today.full_name) if has_red_head else "",
    )


def _in_lines(station: Station, period: Period, title: str) -> str:
    """A title with two days is broken behind the station's name: a line that ends within a day is no line of a title (GB/T 9704 7.3.1)."""
    name = station.profile(period.last).name
    return title if span_of(station, period) else f"{name}\n{title.removeprefix(name)}"


def _covered(station: Station, period: Period) -> str:
    """`2026年11月（10月26日至11月25日）`: a named period always says its days."""
    span, days = span_of(station, period), show_period(period, with_year=True)
    return f"{span.title}（{show_period(period)}）" if span else days


def _annexed(count: Count, figures: Sequence[FigureValue], beside: Compared) -> Iterator[Block]:
    """Table, lists and charts behind the text; nothing where there is no figure to tell."""
    table = figure_table(figures, beside)
    if table.rows:
        yield from (AttachmentMark("附表"), table)
        yield from lists(count, figures)
        yield from charts(count, figures)


def _scope(part: Part) -> list[str]:
    if not part:
        return []
    how = "案件和场所按责任民警、台账按参加人员计，几人同办的各计一次。" if part.officer else ""
    left = "；".join(only_whole(part))
    return [f"本汇报只计{part.title}的工作，按现在的记录统计。{how}{left}{'。' if left else ''}"]


def _not_over(period: Period, act: Act, beside: Compared, *, kept: bool) -> list[str]:
    """A part of a month beside a whole one is no comparison; the last day itself is counted as it is."""
    if act.day < period.first:
        return [f"{beside.name}还没有开始，以下只是{show_day(act.day)}的底数。"]
    if act.day >= period.last:
        return []
    # Ten days of November beside all of October would read as a fall.
    compared_with = f"，与{beside.before_name}不能直接相比" if kept else ""
    return [f"{beside.name}还没有过完，数字只到{show_day(act.day)}{compared_with}。"]


def _written(
    station: Station, period: Period, corrections: Sequence[SaysItself], numbered: int
) -> list[Block]:
    """What was written by hand, then what has changed in periods already closed; numbered on from the parts before."""
    blocks: list[Block] = []
    numeral = iter(NUMERALS[numbered:])
    for name, text in notes_of(station, period).items():
        if text:
            blocks += [Heading(f"{next(numeral)}、{name}"), Paragraph(text)]
    if corrections:
        blocks += [
            Heading(f"{next(numeral)}、更正"),
            *(Paragraph(correction.sentence) for correction in corrections),
        ]
    return blocks


def _audit_head(station: Station) -> str:
    """The audit's head, so that the figures can be checked later by the data of their day (docs/law.md §6.6)."""
    with station.reading():
        return audit.head(station.connections)
