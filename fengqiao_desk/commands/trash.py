"""Commands on the trash: what the officer threw away half-filled, and how it comes back."""

from __future__ import annotations

import argparse

from ..cases.half_filled.trash import ThrownAway, lying, restore
from ..kinds import KINDS
from ..station.rights import Right
from ..values.days import day_words
from .command import Command, CommandRun, Outcome, no_options, whole_number


def _list(run: CommandRun) -> Outcome:
    found = lying(run.station, KINDS, run.act)
    lines = "\n".join(_line(thrown, run) for thrown in found)
    return Outcome({"thrown": [thrown.as_data() for thrown in found]}, lines or "回收站是空的")


def _line(thrown: ThrownAway, run: CommandRun) -> str:
    at = day_words(thrown.thrown_at, run.today)
    until = day_words(thrown.until.isoformat(), run.today)
    words = thrown.first_words or "（没有写字）"
    return f"{thrown.key}　{thrown.title}　{words}　丢弃于 {at}，留到 {until}"


def _restore_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", metavar="N", type=whole_number, help="第几份，见 trash list")
    parser.add_argument("--swap", action="store_true", help="同一种表还有没填完的，就把那一份换进回收站")


def _restore(run: CommandRun) -> Outcome:
    thrown = restore(run.station, KINDS, run.options.key, run.act, swap=run.options.swap)
    return Outcome(thrown.as_data(), f"已找回：{thrown.title}，在窗口“今日”里继续填写")


COMMANDS = (
    Command(
        "trash list",
        "列出自己丢弃的没填完的表",
        no_options,
        _list,
        (Right.RECORD,),
        gives='`{"thrown": [{"key", "form", "title", "first_words", "saved_at", "thrown_at", "until"}]}`, newest first; after `until` it is gone.',
    ),
    Command(
        "trash restore",
        "找回丢弃的表，原样继续填写",
        _restore_options,
        _restore,
        (Right.RECORD,),
        gives="what was restored, as in `trash list`. Where the same form is half-filled (problem `refused`, status 1) nothing is written over; with `--swap` that one goes into the trash.",
    ),
)
