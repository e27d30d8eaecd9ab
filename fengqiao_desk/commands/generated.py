"""The bench-data command: a practice station of any size from one seed, for benches and for trying things out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from ..practice.generated import generate
from .command import Command, CommandRun, Outcome, parse_argument_day

_MOST, _LAST_SEED = 1_000_000, 999_999_999


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=_between(1, _MOST), metavar="N", help="多少件纠纷，其他各类按比例")
    parser.add_argument("--to", required=True, metavar="DIR", help="练习文件夹，须是新的或空的")
    parser.add_argument(
        "--seed",
        type=_between(0, _LAST_SEED),
        default=1,
        metavar="S",
        help="种子：同样的件数、种子和日期得到同样的数据",
    )


def _between(least: int, most: int) -> Callable[[str], int]:
    """A whole number among the options, both ends included; argparse tells what is wrong with it."""

    def read(text: str) -> int:
        plain = text.isascii() and text.isdigit() and len(text) <= len(str(most))
        if not plain or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"应是 {least} 至 {most} 的整数，不能是“{text}”")
        return int(text)

    return read


def _bench_data(run: CommandRun) -> Outcome:
    """The days end with `--today`, which a folder that is only being made may be given, else with the day of the clock."""
    options, root = run.options, run.made_folder(run.options.to)
    until = run.now.date() if options.today is None else parse_argument_day(options.today, "--today")
    made = generate(
        root, options.number, options.seed, until, _show_progress if sys.stderr.isatty() else None
    )
    data = {
        "data": str(root),
        "seed": options.seed,
        "until": until.isoformat(),
        "cases": made.cases,
        "documents": made.documents,
    }
    total = sum(made.cases.values())
    return Outcome(data, f"练习站已生成：{root}\n登记 {total} 件，签发文书 {made.documents} 份")


def _show_progress(done: int, known: int) -> None:
    """How far it is, on one line that ends when all is done."""
    sys.stderr.write(f"\r{done * 100 // known}%" + ("\n" if done == known else ""))


COMMANDS = (
    Command(
        "bench-data",
        "按种子生成一个练习站，供测速和试用",
        _options,
        _bench_data,
        gives='`{"data", "seed", "until", "cases": {KIND: N}, "documents"}`: N disputes and the rest in proportion, two years up to `--today` from one seed.',
    ),
)
