"""Commands that make one record of two and part them again: merge, unmerge."""

from __future__ import annotations

import argparse

from ..cases.facts.merge_plan import Merged
from ..cases.facts.merging import PARTED, merge, unmerge
from ..kinds import KINDS, kind_of
from ..station.rights import Right
from .command import Command, CommandRun, Outcome, number_option

_ASKS = (Right.MERGE, Right.WITHDRAW_OWN, Right.WITHDRAW_DECISION, Right.WITHDRAW)
_GIVES = (
    '`{"number", "into", "moved": {"steps": [POSITION…], "records": [NUMBER…], "papers": [NUMBER…]}, '
    '"stays": [POSITION…], "corrects_closed"}`'
)


def _merge_options(parser: argparse.ArgumentParser) -> None:
    number_option(parser)
    parser.add_argument("--into", required=True, metavar="NUMBER", help="并入哪一件")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="理由")


def _merge(run: CommandRun) -> Outcome:
    options, kind = run.options, kind_of(run.options.kind)
    merged = merge(run.station, KINDS, kind, options.number, options.into, options.reason, run.act)
    sentence = f"{merged.number} 已并入 {merged.into.number}，随它计算的办理 {len(merged.moved)} 步"
    return Outcome(merged.as_data(), sentence + _closed_words(merged))


def _unmerge_options(parser: argparse.ArgumentParser) -> None:
    number_option(parser)
    parser.add_argument("--reason", default=PARTED, metavar="TEXT", help="理由")


def _unmerge(run: CommandRun) -> Outcome:
    options, kind = run.options, kind_of(run.options.kind)
    parted = unmerge(run.station, KINDS, kind, options.number, run.act, options.reason)
    sentence = f"{parted.number} 已从 {parted.into.number} 拆分出来"
    return Outcome(parted.as_data(), sentence + _closed_words(parted))


def _closed_words(merged: Merged) -> str:
    return "；所在月份已经封账，下一期汇报会写明更正" if merged.corrects_closed else ""


COMMANDS = (
    Command(
        "merge",
        "把一件并入另一件：编号都在，只算一次",
        _merge_options,
        _merge,
        _ASKS,
        gives=f"{_GIVES}: positions in the other one; `stays` are positions in this one that count no more.",
    ),
    Command(
        "unmerge",
        "把并入的一件拆分出来",
        _unmerge_options,
        _unmerge,
        _ASKS,
        gives=f'{_GIVES}; refused with `"blocking"` while something rests on the merge.',
    ),
)
