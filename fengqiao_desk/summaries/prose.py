"""The figures in official sentences: what was done, beside which periods, by which parts (docs/law.md §6.1)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from ..cases import Figure
from ..documents.typesetting import Block, Heading, Paragraph
from ..values.percentages import Ratio
from ..values.quantities import Quantity
from .declared import figure_of
from .figure_values import FigureValue
from .spans import Compared

# 总体情况, the parts of resources/summary.toml, three written texts and 更正 are twelve; the rest is for parts that words of the
# ledger name themselves.
NUMERALS = (*"一二三四五六七八九十", *(f"十{unit}" for unit in "一二三四五六七八九"))
BREAKDOWN = "·"


def parts_in_prose(figures: Sequence[FigureValue], beside: Compared, subject: str = "本所") -> list[Block]:
    """总体情况 of the `subject` first, then the parts in their order; a part without anything to tell is left out."""
    blocks: list[Block] = []
    numerals = iter(NUMERALS)
    nothing = (
        [] if any(figure.says_something for figure in figures) else [f"{beside.name}，{subject}没有登记。"]
    )
    # What cannot be compared is said once, at the end of the general part.
    general = [*nothing, *_headlines(figures, beside, subject), *_not_comparable(figures, beside)]
    if general:
        blocks += [Heading(f"{next(numerals)}、总体情况"), *map(Paragraph, general)]
    for part in _in_order(dict.fromkeys(figure.section.partition(BREAKDOWN)[0] for figure in figures)):
        own = [figure for figure in figures if figure.section.partition(BREAKDOWN)[0] == part]
        if any(figure.says_something for figure in own):
            blocks += [Heading(f"{next(numerals)}、{part}"), *_prose(own, figures, beside)]
    return blocks


def sums_of(figures: Iterable[FigureValue]) -> list[FigureValue]:
    """Those that are not parts of another."""
    return [figure for figure in figures if BREAKDOWN not in figure.section]


@dataclass(frozen=True)
class Rate:
    """A percentage told beside a figure, of the figure called `of`, for this period, the one before and the year before."""

    name: str
    of: str
    now: Ratio
    before: Ratio | None
    year: Ratio | None


def rate_of(figure: FigureValue, figures: Sequence[FigureValue]) -> Rate | None:
    """None where the figure is no part of another, or there is nothing of that."""
    declared = figure_of(figure.key)
    if not isinstance(declared, Figure) or not declared.rate:
        return None
    # Among the figures of this paper: of a part of the station the whole may not be told.
    whole = next((each for each in figures if each.key == declared.rate_of), None)
    if whole is None or not whole.value.thousandths:
        return None
    return Rate(
        declared.rate,
        whole.label,
        Ratio(figure.value.thousandths, whole.value.thousandths),
        _ratio(figure.previous, whole.previous),
        _ratio(figure.last_year, whole.last_year),
    )


def _headlines(figures: Sequence[FigureValue], beside: Compared, subject: str) -> list[str]:
    headlines = [
        f"{figure.label}{figure.shown}"
        for figure in figures
        if figure.value.thousandths and (declared := figure_of(figure.key)) and _is_headline(declared)
    ]
    return [f"{beside.name}，{subject}{'，'.join(headlines)}。"] if headlines else []


def _is_headline(declared: object) -> bool:
    return isinstance(declared, Figure) and declared.headline


def bases_kept(figures: Sequence[FigureValue], beside: Compared) -> tuple[bool, bool]:
    """Whether anything was kept of the period before, and of the year before where that is another period."""
    return (
        any(figure.previous is not None for figure in figures),
        # For a whole year 环比 and 同比 are one comparison, and it is told once.
        any(figure.last_year is not None for figure in figures) and beside.last_year != beside.before,
    )


def _not_comparable(figures: Sequence[FigureValue], beside: Compared) -> list[str]:
    """CountedFigure once when the ledger did not reach back so far, instead of beside every figure (§6.5)."""
    before, year = bases_kept(figures, beside)
    missing = [] if before else [beside.before_name]
    if not year and beside.last_year != beside.before:
        missing.append(beside.last_year_name)
    return [f"本台账没有{'、'.join(missing)}的记录，无可比数据。"] if figures and missing else []


def _prose(own: list[FigureValue], figures: Sequence[FigureValue], beside: Compared) -> Iterator[Block]:
    """One paragraph of the sums with their comparisons and rates, one for each breakdown."""
    sentences = []
    for figure in sums_of(own):
        if figure.says_something:
            sentences.append(_sentence(figure, beside))
            if rate := rate_of(figure, figures):
                sentences.append(_rate_sentence(rate, beside))
    if sentences:
        yield Paragraph("；".join(sentences) + "。")
    for section in dict.fromkeys(figure.section for figure in own if BREAKDOWN in figure.section):
        parts = [figure for figure in own if figure.section == section and figure.value.thousandths]
        if parts:
            shown = "，".join(_part(figure, figures) for figure in parts)
            yield Paragraph(f"按{section.partition(BREAKDOWN)[2]}分：{shown}。")


def _sentence(figure: FigureValue, beside: Compared) -> str:
    words = f"{figure.label}{figure.shown}" + (f"（{figure.remark}）" if figure.remark else "")
    found = [words]
    if figure.previous is not None:
        found.append(figure.against(figure.previous).in_words(beside.name, beside.before_name))
    if figure.last_year is not None and beside.last_year != beside.before:
        found.append(figure.against(figure.last_year).in_words(beside.name, beside.last_year_name))
    return "，".join(found)


def _rate_sentence(rate: Rate, beside: Compared) -> str:
    """`调解成功率96.9%，与10月相比上升1.1个百分点`."""
    found = [f"{rate.name}{rate.now.show()}"]
    if rate.before is not None:
        found.append(f"与{beside.before_name}相比{rate.now.compared(rate.before)}")
    if rate.year is not None and beside.last_year != beside.before:
        found.append(f"与{beside.last_year_name}相比{rate.now.compared(rate.year)}")
    return "，".join(found)


def _part(figure: FigureValue, figures: Sequence[FigureValue]) -> str:
    """`邻里12起（40.0%）`; no share where the parts overlap."""
    declared = figure_of(figure.key)
    whole = declared.whole if isinstance(declared, Figure) else ""
    total = next((each.value.thousandths for each in figures if each.key == whole), 0)
    # A part that is all of it needs no 100%; of parts that overlap the figure declares no whole.
    divided = 0 < figure.value.thousandths < total
    share = f"（{Ratio(figure.value.thousandths, total).show()}）" if divided else ""
    return f"{figure.label}{figure.shown}{share}"


def _ratio(part: Quantity | None, whole: Quantity | None) -> Ratio | None:
    if part is None or whole is None or not whole.thousandths:
        return None
    return Ratio(part.thousandths, whole.thousandths)


def _in_order(parts: Iterable[str]) -> list[str]:
    # A part that the file does not name comes last, in the order in which it was met: sorted keeps equals as they are.
    places = {part: place for place, part in enumerate(_declared_order())}
    return sorted(parts, key=lambda part: places.get(part, len(places)))


@lru_cache(maxsize=1)
def _declared_order() -> tuple[str, ...]:
    text = resources.files("fengqiao_desk.resources").joinpath("summary.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["parts"])
