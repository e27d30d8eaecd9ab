"""The command line: one contract for scripts, schedulers and tests (docs/commands.md); Qt is never loaded here."""

from __future__ import annotations

import argparse
import importlib
import io
import json
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from .. import VERSION
from ..problems import Fault, FaultyEntry, Problem, WrongUsage
from ..store.failures import in_words
from ..values import NotValid
from .command import CommandRun, Outcome
from .registry import every_command


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
    run = CommandRun(options, datetime.now())  # noqa: DTZ005 - local time is what an officer means
    try:
        with in_words(Path(options.data or "")):
            outcome: Outcome | None = options.run(run)
    except NotValid as error:
        raise _as_problem(error) from error
    except Problem:
        raise
    except Exception as error:
        run.tell_damage(error)
        raise
    finally:
        run.close()
    if outcome is None:
        return 0
    _print_outcome(outcome.data, outcome.told, options.json)
    return outcome.status


def _as_problem(error: NotValid) -> Problem:
    return FaultyEntry((Fault("", str(error)),))


def _print_outcome(data: Any, told: str, as_json: bool) -> None:
    """JSON on standard output for programs, the sentence on standard error for people."""
    if as_json or not sys.stdout.isatty():
        _write_json(data)
    if not as_json:
        sys.stderr.write(told + "\n")


def _write_json(data: Any) -> None:
    """UTF-8 whatever the console speaks; half a character of a hostile name is written as a question mark."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _tell_problem(problem: Problem, as_json: bool) -> None:
    if as_json:
        _write_json(problem.as_data())
    sys.stderr.write(problem.message + "\n")


class _Parser(argparse.ArgumentParser):
    """Wrong usage is told in Chinese and ends with status 2."""

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(f"用法不对：{_in_chinese(message)}。用 --help 看用法。")


# What argparse says, and how an officer is told; `\\1` is the option or word it is about.
_SAID = (
    (r"unrecognized arguments: (.*)", r"没有“\1”这个选项"),
    (r"the following arguments are required: (.*)", r"还缺 \1"),
    (r"argument (\S+): expected one argument", r"\1 后面要写一个值"),
    (r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.*)\)", r"\1 不能是“\2”，可用：\3"),
    (r"argument (\S+): ignored explicit argument .*", r"\1 后面不写值"),
    (r"ambiguous option: (.*) could match (.*)", r"“\1”不明确，可能是 \2"),
    (r"argument (\S+): (.*)", r"\1 \2"),
)


def _in_chinese(message: str) -> str:
    for said, told in _SAID:
        found = re.fullmatch(said, message, re.DOTALL)
        if found:
            return found.expand(told)
    return message


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="fengqiao-desk", description="枫桥工作台：不写命令时打开窗口。")
    parser.add_argument("--version", action="version", version=VERSION)
    parser.add_argument("--data", metavar="DIR", help="数据文件夹")
    parser.add_argument("--user", metavar="NAME", help="办理人员姓名")
    parser.add_argument("--password-file", metavar="FILE", help="密码文件（第一行）")
    parser.add_argument("--today", metavar="YYYY-MM-DD", help="当作今天的日期（只用于练习文件夹）")
    groups = parser.add_subparsers(dest="command", metavar="命令", parser_class=_Parser)
    holders: dict[str, Any] = {}
    for command in every_command():
        own = _place(groups, holders, command.name, command.help)
        command.configure(own)
        own.add_argument("--json", action="store_true", help="只输出一份 JSON")
        own.set_defaults(run=command.run)
    window = importlib.import_module(f"{__package__}.window")
    parser.set_defaults(run=window.open_desk, json=False)
    return parser


def _place(groups: Any, holders: dict[str, Any], name: str, help_text: str) -> argparse.ArgumentParser:
    """`notices board` goes below `notices`, which `holders` keeps for the next one; `texts` does something by itself too."""
    outer, _, inner = name.partition(" ")
    if not inner:
        parser: argparse.ArgumentParser = groups.add_parser(outer, help=help_text, description=help_text)
        if any(other.name.startswith(f"{outer} ") for other in every_command()):
            holders[outer] = _acts_of(parser, required=False)
        return parser
    if outer not in holders:
        holders[outer] = _acts_of(groups.add_parser(outer, help=help_text), required=True)
    found: argparse.ArgumentParser = holders[outer].add_parser(inner, help=help_text, description=help_text)
    return found


def _acts_of(holder: argparse.ArgumentParser, *, required: bool) -> Any:
    return holder.add_subparsers(dest="act", metavar="动作", required=required, parser_class=_Parser)
