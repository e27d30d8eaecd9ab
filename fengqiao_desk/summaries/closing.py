"""封账: a period's figures, the records behind them and the printed summary are frozen; later changes show as 更正."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple

from ..cases import Figure, FigureRow, LeftOut
from ..documents import typesetting
from ..documents.files import sha256_of
from ..documents.fonts import font_choice
from ..fields import Column
from ..kinds import KINDS
from ..problems import Refused
from ..station import Act, Station
from ..station.act import put_on_record
from ..station.rights import Right, require
from ..store.kept_files import KeptFile, Room
from ..store.places import file_name
from ..values.days import Period, parse_day, show_period
from ..values.json_text import to_json
from .corrections import Correction, corrections
from .counting import Count
from .declared import figure_of
from .figure_values import FigureValue
from .frozen import Closing, ClosingRow, closing_of
from .on_record import subject_of
from .records import frozen_left_out, frozen_records
from .sheet import summary_sheet


def close(station: Station, period: Period, act: Act) -> Closing:
    """Freeze a period that is over: figures, records and the PDF in one transaction; only once, and never overlapping another."""
    require(act, Right.CLOSE_MONTH)
    # On its own last day a period still runs: what happens that evening would be missing for ever.
    if act.day <= period.last:
        raise Refused(f"{show_period(period, with_year=True)}还没有过完，不能封账")
    with station.writing():
        _refuse_overlap(station, period)
        count = Count(station, period)
        figures = count.figures()
        _refuse_unequal_parts(figures)
        # Written on this paper and kept with it, so that the next one does not say them again.
        later = corrections(station, period)
        sheet = summary_sheet(station, period, act, figures, corrections=later)
        pdf = typesetting.typeset(sheet, font_choice(station.profile(act.day))).pdf
        file = file_name("工作情况汇报", sheet.title, act.day.isoformat())
        station.files.write(Room.DOCUMENTS, file, pdf)
        _enter(station, period, act, _kept(count, figures, later), file, sha256_of(pdf))
    found = closing_of(station, period)
    assert found is not None
    return found


_Kept = Mapping[Column[str] | Column[str | None], object]


def _kept(count: Count, figures: list[FigureValue], later: list[Correction]) -> _Kept:
    """What a closing keeps beside its paper, by column."""
    return {
        ClosingRow.figures: [figure.frozen() for figure in figures],
        ClosingRow.records: _as_lists(frozen_records(count)),
        ClosingRow.declared: [figure.key for kind in KINDS for figure in kind.figures],
        ClosingRow.left_out: _as_lists(frozen_left_out(count)),
        ClosingRow.corrections: [correction.signed().kept() for correction in later],
    }


def _as_lists(records: Mapping[str, Sequence[FigureRow | LeftOut]]) -> dict[str, list[tuple[object, ...]]]:
    """Records without the names of their values, which would be most of the stored text."""
    return {key: [astuple(row) for row in rows] for key, rows in records.items()}


def _enter(station: Station, period: Period, act: Act, kept: _Kept, file: str, pdf_sha256: str) -> None:
    """The row of the closing and its audit row, which holds the hash over all that was kept."""
    digest = sha256_of(to_json({column.column_name: content for column, content in kept.items()}).encode())
    station.connections.execute(
        ClosingRow.insert(
            {
                ClosingRow.first_day: period.first,
                ClosingRow.last_day: period.last,
                ClosingRow.closed_at: act.stamp,
                ClosingRow.closed_by: act.by.name,
                **{column: to_json(content) for column, content in kept.items()},
                ClosingRow.sha256: digest,
                ClosingRow.file: file,
                ClosingRow.pdf_sha256: pdf_sha256,
            }
        )
    )
    hashes = {"sha256": digest, "pdf_sha256": pdf_sha256}
    put_on_record(station.connections, act, "封账", subject_of(period), hashes)


def stored_summary(station: Station, closing: Closing) -> bytes:
    """The stored bytes of a closed period's summary; raises DiskProblem when they are gone or were changed."""
    # What was signed is given as it was or not at all.
    return station.files.read(
        KeptFile(Room.DOCUMENTS, closing.file, closing.pdf_sha256, "封账的汇报", "封账")
    )


def _refuse_unequal_parts(figures: list[FigureValue]) -> None:
    """The parts of a figure add up to it, or nothing is signed (docs/law.md §6.7)."""
    values = {figure.key: figure.value.thousandths for figure in figures}
    sums: dict[tuple[str, str], int] = {}
    for figure in figures:
        declared = figure_of(figure.key)
        if isinstance(declared, Figure) and declared.whole:
            # By section, for one whole may be divided in several ways: by 类型, by 来源.
            at = (declared.whole, figure.section)
            sums[at] = sums.get(at, 0) + figure.value.thousandths
    wrong = [section for (whole, section), total in sums.items() if total != values[whole]]
    if wrong:
        raise Refused(f"“{'”“'.join(wrong)}”各项之和与总数不符，不能封账；请导出日志交给维护人员")


def _refuse_overlap(station: Station, period: Period) -> None:
    query = ClosingRow.select(ClosingRow.first_day, ClosingRow.last_day).where(
        ClosingRow.first_day <= period.last, ClosingRow.last_day >= period.first
    )
    # A day counted in two closed periods would be in two signed papers, and their sum more than the year.
    for first, last in station.connections.rows(query):
        known = Period(parse_day(first), parse_day(last))
        raise Refused(f"{show_period(known, with_year=True)}已经封账，不能重复封账")
