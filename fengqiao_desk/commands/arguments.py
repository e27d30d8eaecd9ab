"""The words of the command line: every command with its options, help and wrong usage in Chinese."""

from __future__ import annotations

import argparse
import importlib
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from .. import VERSION
from ..problems import WrongUsage
from .registry import GROUPS, every_command


class _Help(argparse.HelpFormatter):
    """As argparse lays it out, begun in Chinese."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Called by argparse for the line that says how a command is written."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """Help is Chinese throughout; wrong usage is told in Chinese and ends with status 2."""

    def __init__(self, *, prog: str | None = None, description: str | None = None) -> None:
        # Without argparse's own -h, whose help is English.
        super().__init__(prog=prog, description=description, formatter_class=_Help, add_help=False)
        self._positionals.title, self._optionals.title = "要写的", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        """Called by argparse, which would print and end the process; raises WrongUsage instead."""
        raise WrongUsage(f"用法不对：{_in_chinese(message)}。用 --help 看用法。")


if TYPE_CHECKING:
    _Acts: TypeAlias = argparse._SubParsersAction[_Parser]

# What argparse says, and the same for an officer; the first that fits, so the widest stands last. `\\1` is the option or word it is about.
_SAID = (
    (r"unrecognized arguments: (.*)", r"没有“\1”这个选项"),
    (r"the following arguments are required: (.*)", r"还缺 \1"),
    (r"argument (\S+): expected one argument", r"\1 后面要写一个值"),
    (r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.*)\)", r"\1 不能是“\2”，可用：\3"),
    (r"argument (\S+): ignored explicit argument .*", r"\1 后面不写值"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 不能与 \2 同用"),
    (r"argument (\S+): expected at least one argument", r"\1 后面要写值"),
    (r"one of the arguments (.*) is required", r"\1 中要写一个"),
    (r"ambiguous option: (.*) could match (.*)", r"“\1”不明确，可能是 \2"),
    (r"argument (\S+): (.*)", r"\1 \2"),
)


def _in_chinese(message: str) -> str:
    for said, in_chinese in _SAID:
        found = re.fullmatch(said, message, re.DOTALL)
        if found:
            return found.expand(in_chinese)
    return message


def make_parser() -> argparse.ArgumentParser:
    """The parser of every command; raises WrongUsage for words that are off."""
    parser = _Parser(prog="fengqiao-desk", description="枫桥工作台：不写命令时打开窗口。")
    parser.add_argument("--version", action="version", version=VERSION, help="显示版本")
    parser.add_argument("--data", metavar="DIR", help="数据文件夹")
    parser.add_argument("--user", metavar="NAME", help="办理人员姓名")
    parser.add_argument("--password-file", metavar="FILE", help="密码文件（第一行）")
    parser.add_argument("--today", metavar="YYYY-MM-DD", help="当作今天的日期（只用于练习文件夹）")
    groups = parser.add_subparsers(dest="command", metavar="命令", parser_class=_Parser)
    holders: dict[str, _Acts] = {}
    for command in every_command():
        own = _place(groups, holders, command.name, command.help)
        command.configure(own)
        own.add_argument("--json", action="store_true", help="只输出一份 JSON")
        own.set_defaults(run=command.run)
    # By its name and only here: a module of windows that is imported above would load Qt for every command.
    window = importlib.import_module(f"{__package__}.window")
    parser.set_defaults(run=window.open_desk, json=False)
    return parser


def _place(groups: _Acts, holders: dict[str, _Acts], name: str, help_text: str) -> _Parser:
    """`notices board` goes below `notices`, which `holders` keeps for the next one; `texts` does something by itself too."""
    outer, _, inner = name.partition(" ")
    if not inner:
        parser = groups.add_parser(outer, help=help_text, description=help_text)
        if any(other.name.startswith(f"{outer} ") for other in every_command()):
            holders[outer] = _acts_of(parser, required=False)
        return parser
    if outer not in holders:
        words = GROUPS[outer]
        holders[outer] = _acts_of(groups.add_parser(outer, help=words, description=words), required=True)
    return holders[outer].add_parser(inner, help=help_text, description=help_text)


def _acts_of(holder: argparse.ArgumentParser, *, required: bool) -> _Acts:
    return holder.add_subparsers(dest="act", metavar="动作", required=required, parser_class=_Parser)
