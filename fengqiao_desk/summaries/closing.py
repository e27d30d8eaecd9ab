"""封账: a period's figures, the records behind them and the printed summary are frozen; later changes show as 更正."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

from ..cases import Figure, FigureRow
from ..documents import typesetting
from ..documents.files import file_name, sha256_of, write_whole
from ..documents.fonts import font_choice
from ..kinds import KINDS
from ..problems import DiskProblem, Refused
from ..station import Act, Station
from ..station.officers import Permission
from ..store import audit
from ..store.failures import told
from ..values.days import Period, show_period
from ..values.json_text import from_json, to_json
from .counting import FigureValue, count, explain, figure_of, frozen_figures
from .sheet import summary_sheet

_SELECT = "SELECT first_day, last_day, closed_at, closed_by, figures, records, sha256, file, pdf_sha256 FROM closings "


@dataclass(frozen=True)
class Closing:
    """A closed period: its frozen figures, for each figure the records it was made of, and the stored summary."""

    period: Period
    closed_at: str
    closed_by: str
    figures: tuple[FigureValue, ...]
    records: dict[str, list[list[Any]]]
    sha256: str
    file: str
    pdf_sha256: str


@dataclass(frozen=True)
class Correction:
    """A figure of a closed period that its records would no longer give."""

    period: Period
    label: str
    unit: str
    frozen: str
    now: str
    added: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """`2026年9月1日至30日受理纠纷原为31起，现为32起（增加 JF2026-0400）。`"""
        changes = [f"增加{'、'.join(self.added)}"] if self.added else []
        changes += [f"减少{'、'.join(self.removed)}"] if self.removed else []
        why = f"（{'；'.join(changes)}）" if changes else ""
        covered = show_period(self.period, with_year=True)
        return f"{covered}{self.label}原为{self.frozen}，现为{self.now}{why}。"


def close(station: Station, period: Period, act: Act) -> Closing:
    """Freeze a period that is over: figures, records and the PDF in one transaction; only once, and never overlapping another."""
    act.by.require(Permission.CLOSE_MONTH)
    if act.day <= period.last:
        raise Refused(f"{show_period(period, with_year=True)}还没有过完，不能封账")
    with station.writing():
        _refuse_overlap(station, period)
        figures = count(station, period)
        frozen = [figure.frozen() for figure in figures]
        records = _records(station, period)
        sheet = summary_sheet(station, period, act, figures, corrections=corrections(station, period))
        pdf = typesetting.typeset(sheet, font_choice(station.profile(act.day))).pdf
        file = file_name("工作情况汇报", sheet.title, act.day.isoformat())
        with told(station.layout.root):
            write_whole(station.layout.documents / file, pdf)
        text = to_json({"figures": frozen, "records": records})
        station.connections.table("closings").insert(
            **{"first_day": period.first.isoformat(), "last_day": period.last.isoformat()},
            **{"closed_at": act.stamp, "closed_by": act.by.name},
            **{"figures": to_json(frozen), "records": to_json(records)},
            **{"sha256": sha256_of(text.encode()), "file": file, "pdf_sha256": sha256_of(pdf)},
        ).execute()
        audit.record(
            station.connections,
            **{"at": act.stamp, "by": act.by.name, "verb": "封账"},
            subject=f"汇报 {period.first} {period.last}",
            changes={"sha256": sha256_of(text.encode()), "pdf_sha256": sha256_of(pdf)},
        )
    found = closing_of(station, period)
    assert found is not None
    return found


def closing_of(station: Station, period: Period) -> Closing | None:
    """The closing of exactly this period; None while it is open."""
    rows = station.connections.run(
        _SELECT + "WHERE first_day = ? AND last_day = ?", period.first.isoformat(), period.last.isoformat()
    )
    return _closing(rows[0]) if rows else None


def figures_of(station: Station, period: Period) -> list[FigureValue]:
    """What a period counts: frozen once it is closed."""
    with station.reading():
        frozen = frozen_figures(station, period)
    return list(frozen) if frozen is not None else count(station, period)


def closings(station: Station) -> list[Closing]:
    """Every closed period, the newest first."""
    return [_closing(row) for row in station.connections.run(_SELECT + "ORDER BY last_day DESC")]


def stored_summary(station: Station, closing: Closing) -> bytes:
    """The stored bytes of a closed period's summary; raises DiskProblem when they are gone or were changed."""
    path = station.layout.documents / closing.file
    with told(station.layout.root):
        if not path.is_file():
            raise DiskProblem(f"封账的汇报文件不见了：{path}。可从备份取回。")
        pdf = path.read_bytes()
    if sha256_of(pdf) != closing.pdf_sha256:
        raise DiskProblem(f"封账的汇报文件与封账时不一致：{path}")
    return pdf


def corrections(station: Station, before: Period) -> list[Correction]:
    """What the records of periods closed before would give otherwise today: told in the next summary."""
    found = []
    for closing in closings(station):
        if closing.period.last < before.first:
            found += changes_since(station, closing)
    return found


def changes_since(station: Station, closing: Closing) -> list[Correction]:
    """What the records of one closed period would give otherwise today; empty while nothing was changed."""
    then = {(figure.key, figure.unit): figure for figure in closing.figures if _is_summed(figure)}
    now = {
        (figure.key, figure.unit): figure for figure in count(station, closing.period) if _is_summed(figure)
    }
    records = _records(station, closing.period)
    return [
        told
        for at in {**then, **now}
        if (told := _correction(closing, records, then.get(at), now.get(at))) is not None
    ]


def records_of(station: Station, key: str, label: str, period: Period) -> list[FigureRow]:
    """As `explain`, but of a closed period the records that were frozen with it."""
    closing, declared = closing_of(station, period), figure_of(key)
    if closing is None or not isinstance(declared, Figure):
        return explain(station, key, label, period)
    wanted = label or key.removeprefix(declared.key).removeprefix(".")
    kept = [
        FigureRow(*each) for at, rows in closing.records.items() for each in rows if figure_of(at) is declared
    ]
    return [row for row in kept if declared.label or not wanted or row.label == wanted]


def _correction(
    closing: Closing, records: dict[str, list[list[Any]]], then: FigureValue | None, now: FigureValue | None
) -> Correction | None:
    """None when a figure and the records behind it are what they were."""
    known = then or now
    assert known is not None
    old, new = _numbers(closing.records, known), _numbers(records, known)
    if then and now and (then.value, old) == (now.value, new):
        return None
    shown = [each.shown if each else f"0{known.unit}" for each in (then, now)]
    return Correction(
        *(closing.period, known.label, known.unit, shown[0], shown[1]),
        *(tuple(sorted(new - old)), tuple(sorted(old - new))),
    )


def _is_summed(figure: FigureValue) -> bool:
    return isinstance(figure_of(figure.key), Figure)


def _records(station: Station, period: Period) -> dict[str, list[list[Any]]]:
    """For each summed figure its records: number, day, thousandths, approximate, label, unit."""
    kept: dict[str, list[list[Any]]] = {}
    for kind in KINDS:
        for figure in kind.figures:
            if isinstance(figure, Figure):
                for row in explain(station, figure.key, "", period):
                    key = figure.key if figure.label else f"{figure.key}.{row.label}"
                    kept.setdefault(key, []).append(list(astuple(row)))
    return kept


def _numbers(records: dict[str, list[list[Any]]], figure: FigureValue) -> set[str]:
    return {str(row[0]) for row in records.get(figure.key, []) if row[-1] == figure.unit}


def _refuse_overlap(station: Station, period: Period) -> None:
    rows = station.connections.run(
        "SELECT first_day, last_day FROM closings WHERE first_day <= ? AND last_day >= ?",
        *(period.last.isoformat(), period.first.isoformat()),
    )
    if rows:
        known = Period(date.fromisoformat(rows[0][0]), date.fromisoformat(rows[0][1]))
        raise Refused(f"{show_period(known, with_year=True)}已经封账，不能重复封账")


def _closing(row: tuple[Any, ...]) -> Closing:
    first, last, closed_at, closed_by, figures, records, *rest = row
    return Closing(
        Period(date.fromisoformat(first), date.fromisoformat(last)),
        *(closed_at, closed_by, tuple(FigureValue.thawed(data) for data in from_json(figures))),
        from_json(records),
        *rest,
    )
