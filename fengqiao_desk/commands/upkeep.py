"""Commands that look after the folder: check, audit verify. They only read, so they run beside an open window."""

from __future__ import annotations

import argparse

from ..store import audit
from ..store.check import check
from .command import Command, Outcome, Session


def _check(session: Session) -> Outcome:
    session.exclusive = False
    station = session.station
    problems = check(station.connections, station.layout)
    data = {"ok": not problems, "problems": problems}
    return Outcome(data, "\n".join(problems) or "检查完毕，没有发现问题")


def _verify(session: Session) -> Outcome:
    session.exclusive = False
    station = session.station
    with station.reading():
        report = audit.verify(station.connections)
    data = {"ok": report.ok, "entries": report.entries, "head": report.head, "broken": list(report.broken)}
    told = "审计链完整" if report.ok else f"审计链有 {len(report.broken)} 处不相连"
    return Outcome(data, f"{told}，共 {report.entries} 条，链首 {report.head}")


def _no_options(parser: argparse.ArgumentParser) -> None:
    """The command takes nothing of its own."""


COMMANDS = (
    Command("check", "检查数据文件夹", _no_options, _check),
    Command("audit verify", "核对审计链", _no_options, _verify),
)
