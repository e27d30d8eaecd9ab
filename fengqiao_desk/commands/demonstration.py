"""The demo command: a practice station with the published figures of one of two real stations."""

from __future__ import annotations

import argparse

from ..practice import SCENARIOS, build
from .command import Command, CommandRun, Outcome


def _demo_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", required=True, metavar="DIR", help="练习文件夹，须是新的或空的")
    parser.add_argument("--scenario", choices=SCENARIOS, default=SCENARIOS[0], help="哪一个所")


def _demo(run: CommandRun) -> Outcome:
    root = run.made_folder(run.options.to)
    made = build(root, run.options.scenario)
    data = {
        "data": str(root),
        "documents": [
            {"number": paper.number, "kind": paper.document, "path": str(path)}
            for paper, path in made.documents
        ],
        "summary": str(made.summary),
    }
    return Outcome(
        data,
        f"练习站已建好：{root}\n签发文书 {len(made.documents)} 份\n工作情况汇报：{made.summary}",
    )


COMMANDS = (
    Command(
        "demo",
        "建一个练习站，录入公开报道的数字",
        _demo_options,
        _demo,
        gives='`{"data", "documents": [{"number", "kind", "path"}], "summary"}`.',
    ),
)
