"""The command line: one contract for scripts, schedulers and tests (docs/commands.md); Qt is never loaded here."""

from __future__ import annotations

import argparse
import io
import json
import sys
from datetime import datetime
from pathlib import Path

from ..problems import Fault, FaultyEntry, Problem
from ..store.failures import in_words
from ..store.private import keep_private
from ..values import NotValid
from .arguments import make_parser
from .command import CommandRun, Outcome


def main(arguments: list[str] | None = None) -> int:
    """Run one command, or open the window when none is given; returns the exit status."""
    # Before anything is written, by commands and windows alike.
    keep_private()
    given = sys.argv[1:] if arguments is None else arguments
    parser = make_parser()
    # Looked for in the words themselves: where they are wrong usage there are no options yet.
    as_json = "--json" in given
    try:
        options = parser.parse_args(given)
        return _run(options)
    except Problem as problem:
        _tell_problem(problem, as_json)
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
        # A damaged page can be read as a record that makes no sense: then it is no defect of ours.
        run.tell_damage(error)
        raise
    finally:
        _tell_warnings(run)
        run.close()
    if outcome is None:
        return 0
    _print_outcome(outcome.data, outcome.sentence, options.json)
    return outcome.status


def _tell_warnings(run: CommandRun) -> None:
    """What is to be said of the folder itself, whatever came of the command."""
    for warning in dict.fromkeys(warning for station in run.opened for warning in station.warnings):
        sys.stderr.write(warning + "\n")


def _as_problem(error: NotValid) -> Problem:
    return FaultyEntry((Fault("", str(error)),))


def _print_outcome(data: object, sentence: str, as_json: bool) -> None:
    """JSON on standard output for programs, the sentence on standard error for people."""
    # A pipe is read by a program, a terminal by a person, who would have to look for the sentence behind the JSON.
    if as_json or not sys.stdout.isatty():
        _write_json(data)
    if not as_json:
        sys.stderr.write(sentence + "\n")


def _write_json(data: object) -> None:
    """UTF-8 whatever the console speaks; half a character of a hostile name is written as a question mark."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _tell_problem(problem: Problem, as_json: bool) -> None:
    if as_json:
        _write_json(problem.as_data())
    sys.stderr.write(problem.message + "\n")
