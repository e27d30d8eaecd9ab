"""Commands on the activity ledger: activities add, activities total."""

from __future__ import annotations

import argparse

from ..cases import receive
from ..kinds import kind_of
from ..station.rights import Right
from ..summaries import Count
from ..values.days import Period
from .command import Command, CommandRun, Outcome, parse_argument_day, read_entry

LEDGER = "activities"


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--entry", required=True, metavar="FILE.json", help="一行台账")


def _add(run: CommandRun) -> Outcome:
    entry = read_entry(run.options.entry)
    row = receive(run.station, kind_of(LEDGER), entry, run.act)
    return Outcome({"key": row.key, "number": row.number}, f"已登记：{row.number} {row.title}")


def _total_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", required=True, metavar="D", help="第一天")
    parser.add_argument("--until", dest="last", required=True, metavar="D", help="最后一天")


def _total(run: CommandRun) -> Outcome:
    run.sign_in()
    options = run.options
    first = parse_argument_day(options.first, "--from")
    period = Period(first, parse_argument_day(options.last, "--until"))
    found = Count(run.station, period, kinds=(kind_of(LEDGER),)).figures()
    data = {"from": options.first, "until": options.last, "totals": [value.as_data() for value in found]}
    return Outcome(data, "\n".join(f"{value.label}　{value.shown}" for value in found))


COMMANDS = (
    Command(
        "activities add",
        "登记一行工作台账",
        _add_options,
        _add,
        (Right.RECORD,),
        gives='`{"key", "number"}`.',
    ),
    Command(
        "activities total",
        "一段时间的台账合计",
        _total_options,
        _total,
        gives='`{"from", "until", "totals"}`.',
    ),
)
