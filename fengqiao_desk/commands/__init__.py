"""The command line: one contract for scripts, schedulers and tests (shared/command_line.md); Qt is never loaded here."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from .. import VERSION
from ..problems import Fault, FaultyEntry, Problem, WrongUsage
from ..store.failures import problem_of
from ..values import NotValid
from .command import Session

# One line a group of commands; each module holds COMMANDS.
_MODULES = (
    "stations",
    "records",
    "papers",
    "notices",
    "ledger",
    "periods",
    "upkeep",
    "demonstration",
    "window",
)


def main(arguments: list[str] | None = None) -> int:
    """Run one command, or open the window when none is given; returns the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    parser = _parser()
    try:
        options = parser.parse_args(given)
        return _run(options)
    except Problem as problem:
        _tell_problem(problem, "--json" in given)
        return problem.status


def open_window() -> int:
    """The windowed entry point."""
    return main(sys.argv[1:])


def _run(options: argparse.Namespace) -> int:
    # The clock is read here, at the outer door, and nowhere below.
    session = Session(options, datetime.now())  # noqa: DTZ005 - local time is what an officer means
    try:
        outcome = options.run(session)
    except NotValid as error:
        raise _as_problem(error) from error
    except OSError as error:
        problem = problem_of(error, Path(error.filename or ""))
        if problem is None:
            raise
        raise problem from error
    finally:
        session.close()
    if outcome is None:
        return 0
    _print_outcome(outcome.data, outcome.told, options.json)
    return 0


def _as_problem(error: NotValid) -> Problem:
    return FaultyEntry((Fault("", str(error)),))


def _print_outcome(data: Any, told: str, as_json: bool) -> None:
    """JSON on standard output for programs, the sentence on standard error for people."""
    if as_json or not sys.stdout.isatty():
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    if not as_json:
        sys.stderr.write(told + "\n")


def _tell_problem(problem: Problem, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(problem.as_data(), ensure_ascii=False) + "\n")
    sys.stderr.write(problem.message + "\n")


class _Parser(argparse.ArgumentParser):
    """Wrong usage is told in Chinese and ends with status 2."""

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(f"用法不对：{message}。用 --help 看用法。")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="fengqiao-desk", description="枫桥工作台：不写命令时打开窗口。")
    parser.add_argument("--version", action="version", version=VERSION)
    parser.add_argument("--data", metavar="DIR", help="数据文件夹")
    parser.add_argument("--user", metavar="NAME", help="办理人员姓名")
    parser.add_argument("--password-file", metavar="FILE", help="密码文件（第一行）")
    parser.add_argument("--today", metavar="YYYY-MM-DD", help="当作今天的日期（只用于练习文件夹）")
    groups = parser.add_subparsers(dest="command", metavar="命令", parser_class=_Parser)
    for name in _MODULES:
        module = importlib.import_module(f"{__package__}.{name}")
        for command in module.COMMANDS:
            own = _place(groups, command.name, command.help)
            command.configure(own)
            own.add_argument("--json", action="store_true", help="只输出一份 JSON")
            own.set_defaults(run=command.run)
    window = importlib.import_module(f"{__package__}.window")
    parser.set_defaults(run=window.open_desk, json=False)
    return parser


_inner: dict[tuple[int, str], Any] = {}


def _place(groups: Any, name: str, help_text: str) -> argparse.ArgumentParser:
    """`notices board` goes below `notices`."""
    outer, _, inner = name.partition(" ")
    if not inner:
        parser: argparse.ArgumentParser = groups.add_parser(outer, help=help_text, description=help_text)
        return parser
    at = (id(groups), outer)
    if at not in _inner:
        holder = groups.add_parser(outer, help=help_text)
        _inner[at] = holder.add_subparsers(dest="act", metavar="动作", required=True, parser_class=_Parser)
    found: argparse.ArgumentParser = _inner[at].add_parser(inner, help=help_text, description=help_text)
    return found
