"""Commands on backups: making one, which runs beside an open window and without a password, and listing those there are."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from ...station.sealed.door import Door
from ...store.backups.facts import UNOPENED, Backup
from ...store.backups.finding import FoundBackup, backups_in
from ...store.backups.keeping import BackedUp, back_up, copy_sealed
from ...store.backups.marks import own_mark
from ...store.backups.noting import backups_on_record, record_backup
from ...store.database import Connections
from ...store.layout import FolderLayout
from ..command import Command, CommandRun, Outcome

_WHOLE, _UNOPENED, _OLD = "整份", f"整份，{UNOPENED}", "整份（旧格式）"


def _backup_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", required=True, metavar="DIR", help="备份放到哪个文件夹，须在数据文件夹以外")


def _backup(run: CommandRun) -> Outcome:
    folder, at = run.made_folder(run.options.to), run.now.isoformat(timespec="seconds")
    if _is_shut(run):
        made = copy_sealed(FolderLayout(run.folder), Door(run.folder).station, folder, at)
        return Outcome(_shown(made), f"已按原样复制加密文件并逐个核对，{UNOPENED}：{made.file}")
    station = run.looked_at
    layout = station.layout
    of = BackedUp(station.connections, layout, station.files, station.profile(run.now.date()).name)
    made = back_up(of, folder, None, at)
    # Whoever opened a sealed folder has proved who he is; a plain one is copied by nobody in particular.
    if layout.is_sealed and not station.only_looked_at:
        # What was opened for looking cannot write.
        record_backup(
            Connections(station.connections.database.with_its_key(layout.database)), made, run.options.user
        )
    if made.missing:
        words = "、".join(made.missing[:3])
        return Outcome(
            _shown(made),
            f"备份完成，但 {len(made.missing)} 个文件不见或被改动：{words}。{made.file}",
            status=1,
        )
    return Outcome(_shown(made), f"备份完成并已核对：{made.file}，共 {made.cases} 件，到 {made.until}")


def _backups_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--in", dest="places", action="append", default=[], metavar="DIR", help="还在哪里找，如移动盘"
    )


def _backups(run: CommandRun) -> Outcome:
    """Of a sealed folder that nobody opened what its files say; else what is on record of them too."""
    layout = FolderLayout(run.folder)
    on_record = [] if _is_shut(run) else backups_on_record(run.looked_at.connections)
    places = [layout.backups, *(Path(each.file).parent for each in on_record), *map(Path, run.options.places)]
    found = {each.path: each for place in places for each in backups_in(place, own_mark(layout))}
    known = {Path(each.file): each for each in on_record}
    listed = [_of(path, found.get(path), known.get(path)) for path in {**known, **found}]
    listed.sort(key=lambda each: str(each["made_at"]), reverse=True)
    lines = [_line(each) for each in listed] or ["没有找到备份"]
    return Outcome(listed, "\n".join(lines))


def _is_shut(run: CommandRun) -> bool:
    return run.folder.is_dir() and FolderLayout(run.folder).is_sealed and run.options.user is None


def _shown(made: Backup) -> dict[str, object]:
    return {**asdict(made), "opened": made.opened}


def _of(path: Path, found: FoundBackup | None, known: Backup | None) -> dict[str, object]:
    """What is on record of a file, else what it says of itself."""
    contents = found.head.contents if found is not None else None
    is_old = found is not None and not found.head.station and found.head.opened
    opened = known is not None or (found is not None and found.head.opened)
    return {
        "file": str(path),
        "made_at": known.made_at if known is not None else found.head.made_at if found is not None else "",
        "until": known.until if known is not None else contents and contents.until,
        "cases": known.cases if known is not None else contents and contents.cases,
        "size": found.size if found is not None else known.size if known is not None else 0,
        "verified": known.verified if known is not None else opened,
        "kind": _OLD if is_old else _WHOLE if opened else _UNOPENED,
        "is_there": found is not None,
    }


def _line(each: dict[str, object]) -> str:
    there = "" if each["is_there"] else "　不在原处"
    counted = "" if each["cases"] is None else f"　{each['cases']} 件，到 {each['until']}"
    return f"{each['made_at']}　{each['kind']}{counted}　{each['file']}{there}"


COMMANDS = (
    Command(
        "backup",
        "备份整个数据文件夹，写完核对",
        _backup_options,
        _backup,
        gives=(
            '`{"file", "sha256", "cases", "documents", "until", "made_at", "size", "verified", "opened", "missing": [FILE…], "acts"}`; runs '
            "beside an open window. One file, `tar --zstd -xf` opens it; of a sealed folder a plain tar of sealed files. A sealed folder "
            "needs no `--user`: its files are then copied as they lie (`opened` and `verified` false, no counts). 1 when files on record "
            "are `missing` in the folder: the backup is made all the same."
        ),
    ),
    Command(
        "backups",
        "列出本站的备份",
        _backups_options,
        _backups,
        gives=(
            '`[{"file", "made_at", "until", "cases", "size", "verified", "kind", "is_there"}]`, the newest first: those on record and those '
            "found in the folder's own room, where backups were made before, and in each `--in`. Counts are null where nobody can read them."
        ),
    ),
)
