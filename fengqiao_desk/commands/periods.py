"""Commands on periods of time: summary, explain, workdays, deadline."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from ..cases.part import Part, part_of
from ..cases.verbs import compute_anew
from ..kinds import KINDS
from ..problems import Fault, FaultyEntry, WrongUsage
from ..station.handing_out import Handed, Outgoing, hand_out_file
from ..station.rights import Right
from ..station.working_days import load_table, read_table
from ..store import audit
from ..store.sources import read_text
from ..summaries import (
    HALF,
    MONTH,
    QUARTER,
    YEAR,
    Closing,
    Count,
    close,
    closing_of,
    corrections,
    days_of,
    figure_of,
    figures_of,
    left_out_of,
    parse_span,
    records_of,
    stored_summary,
    summary_sheet,
    summary_workbook,
    write_notes,
)
from ..summaries.on_record import handed_figures, handed_summary
from ..values import NotValid
from ..values.days import Period, parse_moment, show_day
from ..values.deadlines import due
from ..values.workdays import Deadline, WorkingCalendar, mainland_calendar
from .command import (
    LARGEST_ENTRY,
    Command,
    CommandRun,
    Outcome,
    outgoing_options,
    parse_argument_day,
    read_entry,
    typeset,
    whole_number,
)

_NAMED = {
    "month": ("YYYY-MM", "本所的一个统计月"),
    "quarter": ("YYYY-Qn", "本所的一个季度，如“2026-Q3”"),
    "half": ("YYYY-Hn", "本所的半年，如“2026-H1”"),
    "year": ("YYYY", "本所的一年"),
}
_SHAPES = {"month": MONTH, "quarter": QUARTER, "half": HALF, "year": YEAR}


def _period_options(parser: argparse.ArgumentParser) -> None:
    for name, (shape, words) in _NAMED.items():
        parser.add_argument(f"--{name}", default=None, metavar=shape, help=words)
    parser.add_argument("--from", dest="first", default=None, metavar="D", help="第一天")
    parser.add_argument("--until", dest="last", default=None, metavar="D", help="最后一天")


def _period(run: CommandRun) -> Period:
    """The one period that the options name."""
    options = run.options
    named = [name for name in _NAMED if getattr(options, name)]
    if len(named) == 1 and not options.first and not options.last:
        return _named_period(run, named[0])
    if options.first and options.last and not named:
        first = parse_argument_day(options.first, "--from")
        return Period(first, parse_argument_day(options.last, "--until"))
    raise WrongUsage("请写 --month、--quarter、--half、--year 中的一个，或者写 --from 和 --until")


def _named_period(run: CommandRun, name: str) -> Period:
    text = getattr(run.options, name)
    span = parse_span(text)
    if span.months != _SHAPES[name]:
        raise NotValid(f"--{name} 应写成 {_NAMED[name][0]} 的样子，不能是“{text}”")
    return days_of(run.station, span)


def _part_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--area", default="", metavar="A", help="只数一个社区或网格（连同其中的）")
    parser.add_argument("--officer", default="", metavar="NAME", help="只数一名民警负责的案件和参加的工作")


def _part(run: CommandRun) -> Part:
    return part_of(run.station, run.options.area, run.options.officer)


def _summary_options(parser: argparse.ArgumentParser) -> None:
    _period_options(parser)
    _part_options(parser)
    parser.add_argument("--close", action="store_true", help="封账：数字、记录和汇报从此不变（所领导）")
    parser.add_argument(
        "--notes", default=None, metavar="FILE.json", help="写入特点和研判、存在问题、下步措施"
    )
    parser.add_argument("--to", default=None, metavar="FILE.pdf", help="工作情况汇报写到哪里")
    parser.add_argument("--excel", default=None, metavar="FILE.xlsx", help="数字和记录清单写成表格")
    outgoing_options(parser)


def _summary(run: CommandRun) -> Outcome:
    options, station = run.options, run.station
    pdf, xlsx = _targets(run)
    period, part, act = _period(run), _part(run), run.act
    if part and (options.close or options.notes):
        raise WrongUsage("封账和汇报文字是全所的，不能与 --area、--officer 同用")
    notes = _notes(options.notes)
    with station.recording():  # a place that cannot be written closes nothing
        if notes is not None:
            write_notes(station, period, notes, act)
        closing = close(station, period, act) if options.close else closing_of(station, period)
        figures = figures_of(Count(station, period, part=part, today=run.today))
        path = _written(
            run, pdf, handed_summary(period, part), lambda: _summary_pdf(run, period, part, closing)
        )
        # In the same transaction: a workbook that cannot be written takes the paper with it.
        excel = _written(
            run, xlsx, handed_figures(period, part), lambda: summary_workbook(station, period, act, part)
        )
        head = audit.head(station.connections)
    data = {
        "figures": [figure.as_data() for figure in figures],
        "path": path,
        "head": head,
        "excel": excel,
        "corrections": list(_corrections(run, period, closing)),
        **_head(period, part, closing),
    }
    lines = "\n".join(f"{figure.label}　{figure.shown}" for figure in figures)
    closed = f"\n已由{closing.closed_by}封账" if closing else ""
    written = "\n".join(place for place in (path, excel) if place)
    return Outcome(data, f"{lines}{closed}\n{written}".rstrip())


def _written(run: CommandRun, out: Outgoing | None, what: Handed, made: Callable[[], bytes]) -> str | None:
    """Where it lies now; None where no place was named, and then nothing is made."""
    return None if out is None else str(hand_out_file(run.station, run.act, what, out, made()))


def _head(period: Period, part: Part, closing: Closing | None) -> dict[str, object]:
    """Of when and whom the figures are, and whether they still may change."""
    return {
        "from": period.first.isoformat(),
        "until": period.last.isoformat(),
        "part": part.title,
        "closed": closing is not None,
        "sha256": closing.sha256 if closing else None,
    }


def _corrections(run: CommandRun, period: Period, closing: Closing | None) -> tuple[str, ...]:
    """What the paper of a closed period tells, else what it would tell today."""
    if closing is not None:
        return closing.corrections.sentences
    return tuple(correction.sentence for correction in corrections(run.station, period))


def _targets(run: CommandRun) -> tuple[Outgoing | None, Outgoing | None]:
    """The paper's and the workbook's place, looked at before anything is closed."""
    options = run.options
    pdf = run.outgoing(options.to) if options.to else None
    xlsx = run.outgoing(options.excel) if options.excel else None
    if pdf is not None and pdf == xlsx:
        raise WrongUsage("--to 和 --excel 不能是同一个文件")
    return pdf, xlsx


def _notes(path: str | None) -> dict[str, str] | None:
    """The texts of the file of notes; None without one."""
    texts = read_entry(path) if path else None
    if texts is None:
        return None
    if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
        raise FaultyEntry((Fault("notes", '应写成 {"存在问题": "……"} 的样子'),))
    return texts


def _summary_pdf(run: CommandRun, period: Period, part: Part, closing: Closing | None) -> bytes:
    """The stored bytes of a closed period of the whole station, else the summary as it is now."""
    station = run.station
    if closing is not None and not part:
        return stored_summary(station, closing)
    later = corrections(station, period)
    return typeset(run, summary_sheet(station, period, run.act, corrections=later, part=part)).pdf


def _explain_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("figure", metavar="FIGURE", help="指标，见 summary 里的“key”")
    parser.add_argument("--label", default="", metavar="LABEL", help="按记录命名的指标中的一项")
    _period_options(parser)
    _part_options(parser)


def _explain(run: CommandRun) -> Outcome:
    run.sign_in()
    options = run.options
    figure = figure_of(options.figure)
    period, part = _period(run), _part(run)
    rows = records_of(Count(run.station, period, part=part, today=run.today), options.figure, options.label)
    others = left_out_of(Count(run.station, period, part=part), options.figure, options.label)
    data = {
        "key": figure.key,
        "rule": figure.rule,
        "base": figure.base,
        "records": [asdict(row) for row in rows],
        "left_out": [{"number": each.number, "day": each.day, "why": each.why} for each in others],
    }
    lines = [f"{row.day}　{row.number}　{row.label}" for row in rows]
    lines += [f"{each.day}　{each.number}　没有计入：{each.why}" for each in others]
    return Outcome(data, "\n".join(lines))


def _workdays_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("day", metavar="DATE", help="起算日，本日不计")
    parser.add_argument("count", type=whole_number, metavar="N", help="几个工作日")


def _workdays(run: CommandRun) -> Outcome:
    options = run.options
    day = parse_argument_day(options.day, "DATE")
    return _deadline_outcome(_calendar(run).add_working_days(day, options.count))


def _load_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.csv", help="每行：日期,休或班,节日")


def _load(run: CommandRun) -> Outcome:
    station = run.station
    text = read_text(Path(run.options.file), LARGEST_ENTRY)
    with station.writing():
        years = load_table(station.connections, read_table(text), run.act)
        changed = compute_anew(station, KINDS)
    data = {"years": list(years), "computed_anew": [case.number for case in changed]}
    return Outcome(data, f"已载入 {'、'.join(map(str, years))} 年，重新计算 {len(changed)} 件案件的期限")


def _deadline_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="期限代码，如“ZT-2ND”")
    parser.add_argument("day", metavar="DATE", help="起算日")


def _deadline(run: CommandRun) -> Outcome:
    options = run.options
    base = parse_moment(options.day) if "T" in options.day else parse_argument_day(options.day, "DATE")
    return _deadline_outcome(due(options.code, base, _calendar(run)))


def _calendar(run: CommandRun) -> WorkingCalendar:
    """The station's own calendar when a folder is given, else the shipped one."""
    return run.station.calendar() if run.options.data else mainland_calendar()


def _deadline_outcome(deadline: Deadline) -> Outcome:
    data = {
        "date": deadline.day.isoformat(),
        "provisional": deadline.provisional,
        "plain_date": deadline.plain_day.isoformat(),
        "moment": deadline.moment.isoformat(timespec="minutes") if deadline.moment else None,
    }
    waiting = "（待国务院公布后复核）" if deadline.provisional else ""
    return Outcome(data, f"{show_day(deadline.day)}{waiting}")


COMMANDS = (
    Command(
        "summary",
        "一段时间的工作情况汇报",
        _summary_options,
        _summary,
        (Right.CLOSE_MONTH, Right.PRINT, Right.EXPORT),
        gives='`{"figures": [{"key", "label", "value", "unit", "approximate", "previous", "last_year"}], "path", "excel", "from", "until", "part", "closed", "sha256", "head", "corrections"}`.',
    ),
    Command(
        "explain",
        "一个指标由哪些记录组成",
        _explain_options,
        _explain,
        gives='`{"key", "rule", "base", "records", "left_out": [{"number", "day", "why"}]}`.',
    ),
    Command(
        "workdays add",
        "加几个工作日",
        _workdays_options,
        _workdays,
        gives='`{"date", "provisional", "plain_date", "moment"}`.',
    ),
    Command(
        "workdays load",
        "载入新一年的节假日和调休",
        _load_options,
        _load,
        (Right.CHANGE_HOLIDAYS,),
        gives='`{"years", "computed_anew"}`.',
    ),
    Command(
        "deadline",
        "按期限代码计算到期日",
        _deadline_options,
        _deadline,
        gives='`{"date", "provisional", "plain_date", "moment"}`, by the codes of docs/law.md §2.9.',
    ),
)
