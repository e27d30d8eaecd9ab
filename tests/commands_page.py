"""docs/commands.md as the commands say it: `make docs` writes it, a test compares; what stands above the mark is written by hand."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from fengqiao_desk.commands.command import Command
from fengqiao_desk.commands.registry import every_command

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
MARK = "<!-- What follows is written by `make docs`: change the command, not this page. -->"


def page() -> str:
    """The whole page: the words by hand as they stand, then every command."""
    by_hand, _, _ = PAGE.read_text(encoding="utf-8").partition(MARK)
    return "\n".join([by_hand.rstrip(), "", MARK, "", *_every_section()])


def _every_section() -> Iterator[str]:
    yield "## Every command"
    yield ""
    yield "Each takes `--json` and `--help` too. *Asks* names the rights (see `roles`) that its verbs ask."
    yield ""
    for command in every_command():
        yield from _section(command)


def _section(command: Command) -> Iterator[str]:
    options = _options(command)
    yield f"### `{' '.join([command.name, *(_in_usage(option) for option in options)])}`"
    yield ""
    asks = "、".join(right.value for right in command.asks)
    yield f"{command.help}。" + (f" *Asks: {asks}.*" if asks else "")
    yield ""
    for option in options:
        yield f"- `{_written(option)}` {option.help}"
    if options:
        yield ""
    yield f"Gives {command.gives}"
    yield ""


def _options(command: Command) -> list[argparse.Action]:
    """Its own options, those without a dash first."""
    parser = argparse.ArgumentParser(add_help=False)
    command.configure(parser)
    return sorted(parser._actions, key=lambda option: bool(option.option_strings))


def _in_usage(option: argparse.Action) -> str:
    written = _written(option)
    many = isinstance(option, argparse._AppendAction) or option.nargs == "+"
    needed = option.required and option.nargs != "?"
    return ("{}" if needed else "[{}]").format(written) + ("…" if many else "")


def _written(option: argparse.Action) -> str:
    """`--to FILE.pdf`, `--close`, `KIND`."""
    names = [*option.option_strings]
    if option.nargs != 0:
        choices = "|".join(map(str, option.choices)) if option.choices else ""
        metavar = option.metavar if isinstance(option.metavar, str) else choices
        names.append(metavar or option.dest.upper())
    return " ".join(names)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
