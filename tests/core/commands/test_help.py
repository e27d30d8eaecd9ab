"""What the command line says of itself: Chinese throughout, and docs/commands.md as the commands say it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator

import pytest

from fengqiao_desk.commands.arguments import make_parser
from fengqiao_desk.commands.registry import GROUPS, every_command
from tests.commands_page import PAGE, page

# Names of programs, formats and files that an officer reads as they are.
NAMES = {
    "fengqiao-desk",
    "Excel",
    "CSV",
    "JSON",
    "csv",
    "xlsx",
    "xls",
    "ods",
    "PDF",
    "JPG",
    "PNG",
    "MB",
    "UTF-8",
}
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9]|[A-Za-z]")


def parsers(parser: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """The parser itself and all below it, each with the words that lead to it."""
    yield name, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, below in action.choices.items():
                yield from parsers(below, f"{name} {word}".strip())


EVERY = dict(parsers(make_parser()))


def words_of_the_line(parser: argparse.ArgumentParser) -> set[str]:
    """What is written on the command line: names of commands and options, metavars and choices."""
    found = {word for command in every_command() for word in command.name.split()}
    for action in parser._actions:
        written = [*action.option_strings, action.metavar or "", *map(str, action.choices or ())]
        found |= {word for text in written for word in LATIN.findall(str(text))}
    return found


@pytest.mark.parametrize("name", EVERY)
def test_the_help_says_nothing_in_english(name: str) -> None:
    """What is to be typed as it is stands in “”."""
    parser = EVERY[name]
    latin = set(LATIN.findall(re.sub("“[^”]*”", "", parser.format_help())))
    assert latin - words_of_the_line(parser) - NAMES == set()


def test_commands_that_begin_with_the_same_word_say_what_they_are_about() -> None:
    names = [command.name for command in every_command()]
    assert set(GROUPS) == {name.split()[0] for name in names if " " in name} - set(names)


def test_every_command_says_what_it_gives() -> None:
    assert [command.name for command in every_command() if not command.gives.endswith(".")] == []


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    """`make docs` writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == page()
