"""Commands on venues and notices: notices issue, serve, board, and streaks."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from ..documents.register import copy_of
from ..notices import batch, board, carrying_out, coverage, day_sheets, streaks
from ..notices.notice_records import Notice
from ..station.handing_out import hand_out_file
from ..station.rights import Right
from ..values.days import Period, show_day
from .command import Command, CommandRun, Outcome, no_options, parse_argument_day, read_entry, target_option


def _issue_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--template",
        required=True,
        metavar="NAME",
        help="模板：“compliance”“closure_relay”“reopening”，或本所自己的（见 texts）",
    )
    parser.add_argument(
        "--venues", required=True, metavar="WHERE", help="“all”（全部）、一个类别，或逗号隔开的名称"
    )
    target_option(parser)
    parser.add_argument("--order-organ", default="", metavar="NAME", help="转告的决定：机关")
    parser.add_argument("--order-number", default="", metavar="NUMBER", help="转告的决定：文号")
    parser.add_argument("--effective-at", default="", metavar="YYYY-MM-DDTHH:MM", help="转告的决定：生效时刻")
    parser.add_argument("--scope", default="", metavar="TEXT", help="转告的决定：范围")
    parser.add_argument(
        "--carry-out", action="store_true", help="同时登记暂停或恢复；恢复的撤回原来的关停告知书"
    )


def _issue(run: CommandRun) -> Outcome:
    options, out = run.options, run.outgoing(run.options.to)
    order = batch.Order(options.order_organ, options.order_number, options.effective_at, options.scope)
    station, act = run.station, run.act
    with station.writing():  # a place that cannot be written takes no number
        chosen = batch.select(station, options.venues, act.day)
        left = batch.passed_over(station, act.day) if options.venues.strip() == "all" else []
        issued = batch.issue(station, options.template, chosen, order, act)
        changed = (
            carrying_out.carry_out(station, options.template, chosen, order, act) if options.carry_out else []
        )
        path = hand_out_file(station, act, copy_of(*issued.numbers), out, issued.pdf)
    data = {
        "issued": len(issued.numbers),
        "numbers": list(issued.numbers),
        "path": str(path),
        "pages": issued.pages,
        "status_changed": [venue.number for venue in changed],
        "passed_over": left,
    }
    more = f"；{len(left)} 家的类别已经停用，没有签发" if left else ""
    return Outcome(data, f"已签发 {len(issued.numbers)} 份，共 {issued.pages} 页：{path}{more}")


def _serve_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="DOCNUMBER", help="文号")
    parser.add_argument("--entry", required=True, metavar="FILE.json", help="送达情况")


def _serve(run: CommandRun) -> Outcome:
    options = run.options
    case = batch.serve(run.station, options.number, read_entry(options.entry), run.act)
    data = {"number": options.number, "case": case.number, "state": case.state}
    return Outcome(data, f"{options.number} {case.of(Notice).venue_name}：{case.state}")


def _board_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", choices=sorted(board.BREAKDOWNS), help="再按类别、社区或责任民警分")
    parser.add_argument("--batch", default="", metavar="NAME", help="只看这一批")


def _board(run: CommandRun) -> Outcome:
    run.sign_in()
    options = run.options
    parts = board.breakdown(run.station, options.by, options.batch) if options.by else ()
    found = board.board(run.station)
    totals = found.totals
    data = {
        "totals": {
            "sent": totals.sent,
            "signed": totals.signed,
            "refused": totals.refused,
            "outstanding": totals.outstanding,
        },
        "batches": [asdict(count) for count in found.batches],
        "parts": [{**asdict(part), "coverage": part.coverage} for part in parts],
        "venues_outstanding": [asdict(venue) for venue in found.outstanding],
    }
    return Outcome(
        data,
        f"已发 {totals.sent}，签收 {totals.signed}，拒收或留置 {totals.refused}，未达 {totals.outstanding}",
    )


def _streaks(run: CommandRun) -> Outcome:
    run.sign_in()
    by_category = streaks.by_category(run.station, run.today)
    categories = [
        {**asdict(streak), "since": streak.since.isoformat(), "until": streak.until.isoformat()}
        for streak in by_category
    ]
    venues = [
        {**asdict(streak), "since": streak.since.isoformat()}
        for streak in streaks.by_venue(run.station, run.today)
    ]
    lines = "\n".join(
        f"{found.category}：{found.days} 天，自 {found.since}，未报 {found.days_without_sheet} 天"
        for found in by_category
    )
    return Outcome({"categories": categories, "venues": venues}, lines)


def _day_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--day", default=None, metavar="YYYY-MM-DD", help="哪一天（默认今天）")


def _day_sheets(run: CommandRun) -> Outcome:
    options = run.options
    day = parse_argument_day(options.day, "--day") if options.day else run.today
    filed = day_sheets.file_all(run.station, day, run.act)
    sentence = f"{show_day(day)}日报：{'、'.join(filed)}" if filed else f"{show_day(day)}各类都已报过"
    return Outcome({"day": day.isoformat(), "categories": filed}, sentence)


def _coverage_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", required=True, metavar="YYYY-MM-DD", help="第一天")
    parser.add_argument("--to", dest="last", required=True, metavar="YYYY-MM-DD", help="最后一天")


def _coverage(run: CommandRun) -> Outcome:
    run.sign_in()
    options = run.options
    period = Period(parse_argument_day(options.first, "--from"), parse_argument_day(options.last, "--to"))
    found = coverage.by_visit(run.station, period)
    lines = "\n".join(f"{each.register}：{each.share}" for each in found)
    return Outcome({"registers": [asdict(each) for each in found]}, lines or "还没有登记")


COMMANDS = (
    Command(
        "notices issue",
        "给一批场所各签发一份编号的告知书",
        _issue_options,
        _issue,
        (Right.ISSUE, Right.RECORD, Right.PRINT),
        gives='`{"issued", "numbers", "path", "pages", "status_changed", "passed_over"}`. Templates that ship: `compliance` (duties and advice, by venue category), `closure_relay` (passes on another organ\'s order; refuses without organ, number and hour), `reopening`; the station changes their wording, and makes more of its own, by `texts save`.',
    ),
    Command(
        "notices serve",
        "登记一次送达",
        _serve_options,
        _serve,
        (Right.RECORD,),
        gives='`{"number", "case", "state"}`.',
    ),
    Command(
        "notices board",
        "告知书送达情况",
        _board_options,
        _board,
        gives='`{"totals": {"sent", "signed", "refused", "outstanding"}, "batches", "parts", "venues_outstanding"}`.',
    ),
    Command(
        "notices coverage",
        "各登记在一段时间里走访、检查到多少",
        _coverage_options,
        _coverage,
        gives='`{"registers"}`: who was visited and inspected.',
    ),
    Command(
        "day-sheets",
        "给各类重点场所填报当日日报",
        _day_options,
        _day_sheets,
        (Right.RECORD,),
        gives='`{"day", "categories"}`: those that were filed now.',
    ),
    Command(
        "streaks",
        "连续零警情天数",
        no_options,
        _streaks,
        gives='`{"categories": [{"category", "days", "since", "reset_by", "days_without_sheet"}], "venues"}`.',
    ),
)
