"""Commands around a case: attach, link, known, and the agenda with its calendar file."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

from ..cases import load
from ..cases.agenda import agenda, papers_to_settle, sleeping
from ..cases.attachments import ALLOWED, attach
from ..cases.known_people import KnownParty, cases_of_person, possibly_known
from ..cases.links import RELATIONS, link
from ..cases.parties import parties_in
from ..cases.search.withdrawn import WITHDRAWN_MARK
from ..documents.register import BASIS_CHANGED
from ..exchange.calendars import hand_out_agenda
from ..kinds import KINDS, kind_of
from ..problems import Unknown, WrongUsage
from ..station.rights import Right
from .command import Command, CommandRun, Outcome, number_option, outgoing_options, whole_number

DAYS_AHEAD = 7


def _attach_options(parser: argparse.ArgumentParser) -> None:
    number_option(parser)
    parser.add_argument("file", metavar="FILE", help=ALLOWED)
    parser.add_argument("--title", default="", metavar="TEXT", help="附件名称")


def _attach(run: CommandRun) -> Outcome:
    options = run.options
    case = load(run.station, kind_of(options.kind), options.number)
    added = attach(run.station, case, Path(options.file), options.title, run.act)
    return Outcome(asdict(added), f"{case.number} 已加附件“{added.title}”")


def _link_options(parser: argparse.ArgumentParser) -> None:
    number_option(parser)
    parser.add_argument("other", metavar="OTHER", help="另一件的编号")
    parser.add_argument("--relation", required=True, metavar="RELATION", help="、".join(RELATIONS))
    parser.add_argument("--why", required=True, metavar="TEXT", help="理由")


def _link(run: CommandRun) -> Outcome:
    options, station = run.options, run.station
    case = load(station, kind_of(options.kind), options.number)
    # The number alone says of which kind a case is: each has a prefix of its own.
    other = next((kind for kind in KINDS if options.other.startswith(kind.number_prefix)), None)
    if other is None:
        raise Unknown(f"没有编号“{options.other}”")
    link(station, case, load(station, other, options.other), options.relation, options.why, run.act)
    data = {"number": case.number, "other": options.other, "relation": options.relation}
    return Outcome(data, f"{case.number} 与 {options.other} 已关联为“{options.relation}”")


def _known_options(parser: argparse.ArgumentParser) -> None:
    number_option(parser)
    parser.add_argument("--purpose", default="", metavar="TEXT", help="查询以往案件的用途（会留下记录）")
    parser.add_argument("--withdrawn", action="store_true", help="也查已撤回的，要写 --purpose")


def _known(run: CommandRun) -> Outcome:
    """With a purpose it is a query on record; without one only the hints a form would show."""
    run.sign_in()
    options, station = run.options, run.station
    if options.withdrawn and not options.purpose:
        raise WrongUsage("查已撤回的要写明用途：--purpose")
    case = load(station, kind_of(options.kind), options.number)
    found: list[tuple[str, KnownParty]] = []
    for party in parties_in(case):
        known = (
            cases_of_person(station, KINDS, party, options.purpose, run.act, withdrawn=options.withdrawn)
            if options.purpose
            else possibly_known(station, KINDS, party.plain(), case.number)
        )
        found += [(party.name, hint) for hint in known if hint.number != case.number]
    data = {"known": [{"party": name, **asdict(hint)} for name, hint in found]}
    lines = "\n".join(
        f"{name}　{hint.number}　{hint.reason}{f'　{WITHDRAWN_MARK}' if hint.withdrawn else ''}"
        for name, hint in found
    )
    return Outcome(data, lines or "没有找到可能相同的当事人")


def _agenda_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--days", type=whole_number, default=DAYS_AHEAD, metavar="N", help="今后几天")
    parser.add_argument("--ics", default=None, metavar="FILE.ics", help="另存为日历文件，只写编号和事项")
    parser.add_argument(
        "--names", action="store_true", help="日历里写上当事人（案件名称），要写 --purpose，会留下记录"
    )
    parser.add_argument("--purpose", default="", metavar="TEXT", help="日历里写上当事人的用途")
    outgoing_options(parser)


def _agenda(run: CommandRun) -> Outcome:
    options = run.options
    out = run.outgoing(options.ics) if options.ics else None
    if options.names and out is None:
        raise WrongUsage("--names 要和 --ics 一起用")
    run.sign_in()
    day = run.today
    items = agenda(run.station, day, day + timedelta(days=options.days))
    asleep, papers = sleeping(run.station, KINDS, day), papers_to_settle(run.station)
    names, purpose = options.names, options.purpose
    path = (
        str(hand_out_agenda(run.station, items, run.act, out, with_names=names, purpose=purpose))
        if out
        else None
    )
    data = {
        "items": [
            {**asdict(item), "due_on": str(item.due_on), "plain_on": str(item.plain_on)} for item in items
        ],
        "sleeping": [{**asdict(case), "last_on": str(case.last_on)} for case in asleep],
        "basis_changed": [asdict(paper) for paper in papers],
        "path": path,
    }
    lines = [
        *(f"{item.due_on}　{item.case_title}　{item.title}" for item in items),
        *(f"{BASIS_CHANGED}　{paper.case_title}　{paper.title} {paper.document}" for paper in papers),
    ]
    counted = f"共 {len(items)} 项，沉睡 {len(asleep)} 件，文书{BASIS_CHANGED} {len(papers)} 件"
    return Outcome(data, "\n".join((*lines, counted)))


COMMANDS = (
    Command(
        "attach",
        "给案件加附件",
        _attach_options,
        _attach,
        (Right.RECORD,),
        gives="The attachment that was kept.",
    ),
    Command(
        "link",
        "关联两件案件",
        _link_options,
        _link,
        (Right.RECORD,),
        gives='`{"number", "other", "relation"}`.',
    ),
    Command(
        "known",
        "当事人可能有的以往案件",
        _known_options,
        _known,
        (Right.LOOK_UP_PERSON,),
        gives='`{"known": [{"party", "number", "reason", "withdrawn", …}]}`: earlier cases of its parties; with `--purpose` a query that is kept on record, with `--withdrawn` beside it also those withdrawn.',
    ),
    Command(
        "agenda",
        "到期和沉睡的事项，可存为日历文件",
        _agenda_options,
        _agenda,
        (Right.PRINT, Right.EXPORT),
        gives='`{"items": [{"due_on", "plain_on", …}], "sleeping": [{"last_on", …}], "basis_changed": [{"document", "kind", "number", …}], "path"}`.',
    ),
)
