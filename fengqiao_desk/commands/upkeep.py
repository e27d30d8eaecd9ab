"""Commands that look after the folder: check, audit verify, repair, and rebuild."""

from __future__ import annotations

import argparse
import secrets
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from ..cases.saving import tables
from ..cases.search.repairing import repair
from ..documents.checking import whole_check
from ..documents.rebuilding import found_documents, rebuild
from ..kinds import KINDS
from ..problems import Refused
from ..station import Right, create_station
from ..station.opening import NewStation, left_by_a_kill, mend_folder
from ..store import audit
from ..store.folder import whole_or_nothing
from .command import Command, CommandRun, Outcome, no_options, read_password
from .stations import plain_option, recovery_for, with_recovery

DEFAULT_ADMINISTRATOR = "管理员己"


def _check(run: CommandRun) -> Outcome:
    # Opened, such a log would be read as if it were the station's own.
    problems = left_by_a_kill(run.folder, run.master(looking=True))
    if not problems:
        problems = whole_check(run.looked_at)
    data = {"ok": not problems, "problems": [problem.as_data() for problem in problems]}
    lines = "\n".join(problem.sentence for problem in problems)
    return Outcome(data, lines or "检查完毕，没有发现问题", status=1 if problems else 0)


def _repair(run: CommandRun) -> Outcome:
    at = run.now.isoformat(timespec="seconds")
    before = mend_folder(run.folder, at, str(run.options.command), run.master())
    done = repair(run.station, KINDS, run.act, before)
    data = {
        "ok": not done.left,
        "repaired": [asdict(each) for each in done.mended],
        "kept": [str(path) for path in done.kept],
        "problems": [each.as_data() for each in done.left],
    }
    lines = [f"已修复：{each.message}" for each in done.mended] or ["没有可以修复的"]
    lines += [f"原来的文件保留在：{path}" for path in done.kept]
    lines += [f"还有：{each.sentence}" for each in done.left]
    return Outcome(data, "\n".join(lines), status=1 if done.left else 0)


def _verify(run: CommandRun) -> Outcome:
    station = run.looked_at
    with station.reading():
        report = audit.verify(station.connections)
    data = {"ok": report.ok, "entries": report.entries, "head": report.head, "broken": list(report.broken)}
    problems = [problem.as_data() for problem in report.findings]
    lines = "\n".join(problem.message for problem in report.findings) or "审计链完整"
    return Outcome(
        {**data, "problems": problems},
        f"{lines}，共 {report.entries} 条，链首 {report.head}",
        status=0 if report.ok else 1,
    )


def _rebuild_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="source", required=True, metavar="DIR", help="存档文书所在的文件夹")
    parser.add_argument("--to", required=True, metavar="DIR", help="新的数据文件夹，须是新的或空的")
    plain_option(parser)


def _rebuild(run: CommandRun) -> Outcome:
    """The administrator is `--user` with `--password-file`; without them a password is made and told once."""
    options, folder = run.options, run.made_folder(run.options.to)
    found, strangers = found_documents(Path(options.source))
    if not found:
        raise Refused(f"文件夹里没有本程序签发的文书：{options.source}")
    called = found[0].facts.station
    given = read_password(options.password_file)
    password = given or secrets.token_hex(6)
    admin = options.user or DEFAULT_ADMINISTRATOR
    new = NewStation(
        called.name,
        called.parent,
        admin,
        password,
        practice=called.practice,
        with_officers=called.practice,
        recovery=recovery_for(options, practice=called.practice),
        plain=options.plain,
    )
    at = run.now.isoformat(timespec="seconds")
    with whole_or_nothing(folder), closing(create_station(folder, new, at)) as station:
        tables.ensure(station.connections, KINDS)
        done = rebuild(station, found, strangers, at)
    doubles = "".join(f"\n注意：{double.message}" for double in done.same_numbers)
    shown = "" if given else f"\n管理员“{admin}”的密码：{password}（请立即更改）"
    data = {"data": str(folder), "documents": done.documents}
    return with_recovery(
        {
            **data,
            "strangers": [str(path) for path in done.strangers],
            "same_numbers": [double.as_data() for double in done.same_numbers],
        },
        f"已由 {done.documents} 份文书重建登记，另有 {len(done.strangers)} 个 PDF 不是本程序签发{doubles}{shown}",
        new.recovery,
    )


COMMANDS = (
    Command(
        "check",
        "检查数据文件夹",
        no_options,
        _check,
        gives='`{"ok", "problems": [{"code", "where", "message"}]}`; 1 when it found something, 3 only when the folder cannot be opened at all.',
    ),
    Command(
        "repair",
        "修复查出来的损坏：在副本上修好、核对以后换上，原来的文件保留",
        no_options,
        _repair,
        asks=(Right.REPAIR,),
        gives='`{"ok", "repaired": [{"code", "where", "message"}], "kept", "problems"}`: works on a copy, which takes the place of the database once it is verified; the files as they were and papers without a row are `kept`. 1 when `problems` are left, 3 with nothing changed when rows are lost that only a backup has.',
    ),
    Command(
        "rebuild",
        "只凭存档文书重建文书登记",
        _rebuild_options,
        _rebuild,
        gives=(
            '`{"data", "documents", "strangers", "same_numbers": [{"code", "number", "first", "second", "message"}], "recovery"}`: the register '
            "from issued PDFs alone. Of two papers of one number the earlier has the row, the other stays where it is."
        ),
    ),
    Command(
        "audit verify",
        "核对审计链",
        no_options,
        _verify,
        gives='`{"ok", "entries", "head", "broken", "problems"}`; 1 when it found something, 3 only when the folder cannot be opened at all.',
    ),
)
