"""Commands on single cases: add, amend, step, show, list, search."""

from __future__ import annotations

import argparse
import time

from ..cases import Condition, amend, load, page, receive, take_step
from ..cases.facts.seen import Seen
from ..cases.records import deadline_data
from ..cases.search.finding import Hit, Hits, find
from ..cases.search.withdrawn import find_withdrawn
from ..kinds import KINDS, kind_of
from ..problems import WrongUsage
from ..station.rights import Right
from .command import Command, CommandRun, Outcome, kind_option, number_option, read_entry, whole_number

DEFAULT_LIMIT = 50


def _entry_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--entry", required=True, metavar="FILE.json", help="栏目内容")


def _add_options(parser: argparse.ArgumentParser) -> None:
    kind_option(parser)
    _entry_option(parser)


def _add(run: CommandRun) -> Outcome:
    kind = kind_of(run.options.kind)
    case = receive(run.station, kind, read_entry(run.options.entry), run.act)
    return Outcome(
        {"key": case.key, "number": case.number},
        f"已{kind.received_verb}：{case.number} {case.title}",
    )


def _amend_options(parser: argparse.ArgumentParser) -> None:
    number_option(parser)
    _entry_option(parser)
    parser.add_argument(
        "--seen",
        type=whole_number,
        metavar="VERSION",
        help="改之前看到的是第几版（“show” 给的 “version”）；之后别人改过的一并保留，两人改得不一样的不保存",
    )
    parser.add_argument("--reason", default="", metavar="TEXT", help="更正理由，可以不写")


def _amend(run: CommandRun) -> Outcome:
    options = run.options
    entry = read_entry(options.entry)
    kind = kind_of(options.kind)
    seen = None if options.seen is None else Seen(options.seen)
    case = amend(run.station, kind, options.number, entry, run.act, seen, reason=options.reason)
    data = {"key": case.key, "number": case.number, "version": case.version}
    return Outcome(data, f"已更正：{case.number}")


def _step_options(parser: argparse.ArgumentParser) -> None:
    number_option(parser)
    parser.add_argument("step", metavar="STEP", help="步骤，见 kinds")
    _entry_option(parser)


def _step(run: CommandRun) -> Outcome:
    options = run.options
    kind = kind_of(options.kind)
    # Before the entry is read: an unknown step is told whatever the file holds.
    kind.step(options.step)
    entry = read_entry(options.entry)
    case = take_step(run.station, kind, options.number, options.step, entry, run.act)
    reminders = kind.step(options.step).reminders
    data = {
        "state": case.state,
        "deadlines": [deadline_data(deadline) for deadline in case.deadlines],
        "reminders": reminders(run.station, case) if reminders else [],
    }
    return Outcome(data, f"{case.number} {kind.step(options.step).title}，现在{case.state}")


def _show(run: CommandRun) -> Outcome:
    options = run.options
    kind = kind_of(options.kind)
    run.sign_in()
    case = load(run.station, kind, options.number)
    return Outcome(case.as_data(), f"{case.number}　{case.title}　{case.state}")


def _list_options(parser: argparse.ArgumentParser) -> None:
    kind_option(parser)
    parser.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE", help="筛选，可多次")
    parser.add_argument("--limit", type=whole_number, default=DEFAULT_LIMIT, metavar="N", help="最多几行")


def _list(run: CommandRun) -> Outcome:
    options = run.options
    kind = kind_of(options.kind)
    conditions = []
    for text in options.where:
        name, equals, value = text.partition("=")
        if not equals:
            raise WrongUsage(f"--where 应写成 栏目=值：{text}")
        conditions.append(Condition(name, value))
    run.sign_in()
    found = page(run.station, kind, tuple(conditions), limit=options.limit)
    lines = "\n".join(f"{row.number}　{row.title}　{row.state}" for row in found.rows)
    data = {"total": found.total, "rows": [row.as_data(kind) for row in found.rows]}
    return Outcome(data, f"{lines}\n共 {found.total} {kind.measure}")


def _search_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", help="要找的文字，空格隔开的都要有")
    parser.add_argument("--limit", type=whole_number, default=DEFAULT_LIMIT, metavar="N", help="最多几条")
    parser.add_argument("--withdrawn", action="store_true", help="也找已撤回的，列在后面（同样最多几条）")


def _search(run: CommandRun) -> Outcome:
    run.sign_in()
    begin = time.perf_counter()
    found = find(run.station, KINDS, run.options.text, run.options.limit)
    if run.options.withdrawn:
        struck = find_withdrawn(run.station, KINDS, run.options.text, run.options.limit)
        found = Hits(found.total + struck.total, found.more, (*found.hits, *struck.hits))
    elapsed = (time.perf_counter() - begin) * 1000
    hits = [hit.as_data() for hit in found.hits]
    lines = "\n".join(_hit_line(hit) for hit in found.hits)
    data = {"total": found.total, "more": found.more, "elapsed_ms": round(elapsed, 1), "hits": hits}
    return Outcome(data, f"{lines}\n共 {found.total}{'+' if found.more else ''} 条")


def _hit_line(hit: Hit) -> str:
    mark = f"{hit.withdrawn}　" if hit.withdrawn else ""
    return f"{mark}{hit.number}　{hit.title}　{hit.field}：{hit.snippet}"


COMMANDS = (
    Command("add", "登记一件", _add_options, _add, (Right.RECORD,), gives='`{"key", "number"}`.'),
    Command(
        "amend",
        "更正栏目",
        _amend_options,
        _amend,
        (Right.RECORD,),
        gives='`{"key", "number", "version"}`; with `--seen` refused with `"conflicts": '
        '[{"field", "label", "old", "theirs", "mine", "by", "at"}]`, in words, where both changed the same.',
    ),
    Command(
        "step",
        "办理一步",
        _step_options,
        _step,
        (Right.RECORD,),
        gives='`{"state", "deadlines", "reminders"}`.',
    ),
    Command(
        "show",
        "显示一件的全部内容",
        number_option,
        _show,
        gives='`{"kind", "number", "title", "state", "day", "version", "fields", "recorded_at", "recorded_by", "timeline": [{"step", "title", "day", "from", "to", "entry", "recorded_at", "recorded_by"}], "deadlines", "documents", "steps"}`.',
    ),
    Command("list", "列表", _list_options, _list, gives='`{"total", "rows": [{"number", …}]}`.'),
    Command(
        "search",
        "全文查找",
        _search_options,
        _search,
        gives='`{"total", "more", "elapsed_ms", "hits": [{"kind", "number", "title", "field", "snippet", "withdrawn", "position"}]}`, best and newest first; `--withdrawn` also finds what was withdrawn, behind the others: `withdrawn` says 已撤回 (or 已并入), `position` which step it is (null: the whole record).',
    ),
)
