"""Commands on copies of a station: restore, and take-over, without which nobody works in a copy."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

from ...cases.taking_over import TakenOver, asked_series, take_over
from ...documents.missing_since import set_aside_for
from ...kinds import KINDS
from ...problems import WrongUsage
from ...station import Act, open_station
from ...station.rights import Right, may
from ...station.sealed.door import Door, is_sealed
from ...store.putting_back import put_back
from ...store.restoring import restore, taken_back
from ...store.sealing.master import Master
from ..command import Command, CommandRun, Outcome, read_object, read_password

_EXAMPLE = '{"检公（检）告字〔2026〕": 12}'
_FROM_BACKUP = "从备份恢复"


def _last_numbers_option(parser: argparse.ArgumentParser) -> None:
    help_text = f"纸质文书上各系列的最后一号，如“{_EXAMPLE}”；案件编号写作“JF2026”"
    parser.add_argument("--last-numbers", metavar="FILE.json", help=help_text)


def _restore_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="备份文件")
    parser.add_argument("--to", required=True, metavar="DIR", help="恢复到哪个文件夹，须是新的或空的")
    parser.add_argument("--look", action="store_true", help="只供查看，以后也不能接管")
    _last_numbers_option(parser)
    code = "恢复单上的恢复码所在的文件：备份是加密的，密码都忘了时用"
    parser.add_argument("--code-file", metavar="FILE", help=code)
    parser.add_argument("--reason", default=_FROM_BACKUP, metavar="TEXT", help="接管的理由")


def _restore(run: CommandRun) -> Outcome:
    """Taken over at once with `--last-numbers`; without it the folder waits, and what would be asked is told."""
    options, target = run.options, run.made_folder(run.options.to)
    if options.look and options.last_numbers:
        raise WrongUsage("--look 恢复的只供查看，不能与 --last-numbers 同用")
    last = _last_numbers(options.last_numbers)
    at = run.now.isoformat(timespec="seconds")
    with taken_back(target):
        cases = restore(
            Path(options.file), target, at, only_looked_at=options.look, master_of=partial(_master_in, run)
        )
        data: dict[str, object] = {"data": str(target), "cases": cases, "verified": True}
        words = f"已恢复到 {target}，共 {cases} 件"
        if not options.last_numbers:
            return _waiting(run, target, data, words)
        with closing(_run_in(run, target)) as restored:
            done = _taken_over(restored, last)
    return Outcome({**data, **_of(done)}, f"{words}；{done.in_words}")


def _waiting(run: CommandRun, folder: Path, data: Mapping[str, object], words: str) -> Outcome:
    """What a folder that nobody has taken over says of itself, and which series taking over will ask for."""
    at, master = run.now.isoformat(timespec="seconds"), _master_in(run, folder) if is_sealed(folder) else None
    with closing(
        open_station(folder, at, str(run.options.command), exclusive=False, master=master)
    ) as station:
        provenance = station.provenance
        asked = asked_series(station, KINDS, run.now.date()) if provenance.may_be_taken_over else []
    asks = [{"series": each.name, "last": each.last} for each in asked if each.must]
    waiting = {"taken_over": False, "only_looked_at": provenance.only_looked_at, "asks": asks}
    return Outcome({**data, **waiting}, f"{words}。{provenance.only_looked_at}")


def _master_in(run: CommandRun, folder: Path) -> Master:
    """What opens a sealed backup: the password of who restores it, or the recovery sheet. Raises FolderSealed, WrongPassword, FaultyEntry."""
    if code := read_password(run.options.code_file):
        return Door(folder).recover(code, run.now)
    master = _run_in(run, folder).master(looking=True)
    assert master is not None
    return master


def _put_back_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="备份文件")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="为什么恢复")
    parser.add_argument("--code-file", metavar="FILE", help="恢复单上的恢复码所在的文件，备份是加密的时用")


def _put_back(run: CommandRun) -> Outcome:
    """The folder in use is let go of before it is moved; a backup that is none is found out before that."""
    source = Path(run.options.file)
    missing = set_aside_for(run.station, source, run.options.reason, run.act)
    run.close()
    done = put_back(source, run.folder, run.now, master_of=partial(_master_in, run))
    data = {"data": str(run.folder.resolve()), "cases": done.cases, "kept": str(done.kept or "")}
    shown = f"已换成备份，共 {done.cases} 件；原来的文件夹留在 {done.kept}。{missing.in_words}"
    return Outcome({**data, "missing": {"acts": missing.acts, "numbers": list(missing.numbers)}}, shown)


def _take_over_options(parser: argparse.ArgumentParser) -> None:
    _last_numbers_option(parser)
    parser.add_argument("--reason", required=True, metavar="TEXT", help="接管的理由")


def _take_over(run: CommandRun) -> Outcome:
    done = _taken_over(run, _last_numbers(run.options.last_numbers))
    return Outcome(_of(done), done.in_words)


def _taken_over(run: CommandRun, last: Mapping[str, object]) -> TakenOver:
    return take_over(run.station, KINDS, last, run.options.reason, _act(run))


def _act(run: CommandRun) -> Act:
    """In a practice folder without `--user` that of the first who may: the officer who acts there otherwise has not the right."""
    if run.options.user is None and run.practice:
        return run.act_of(next(each for each in run.station.officers.all() if may(each, Right.TAKE_OVER)))
    return run.act


def _run_in(run: CommandRun, folder: Path) -> CommandRun:
    """The same run in the folder that was restored."""
    options = argparse.Namespace(**vars(run.options))
    options.data = str(folder)
    return CommandRun(options, run.now)


def _last_numbers(path: str | None) -> Mapping[str, object]:
    return read_object(path, _EXAMPLE) if path else {}


def _of(done: TakenOver) -> dict[str, object]:
    return {"taken_over": True, "void": list(done.void), "cases_go_on_after": list(done.cases)}


COMMANDS = (
    Command(
        "restore",
        "从备份恢复到新的文件夹",
        _restore_options,
        _restore,
        (Right.TAKE_OVER,),
        gives=(
            '`{"data", "cases", "verified", "taken_over", "only_looked_at", "asks": [{"series", "last"}]}`; with `--last-numbers` '
            '`"void": [NUMBER…], "cases_go_on_after"` in place of the last two. Without `--last-numbers` the folder is only looked at: '
            "nothing is entered or issued in it until `take-over`, which needs an answer to each of `asks`. `--look` keeps it so for good. "
            "A sealed backup is opened by `--user` and `--password-file`, or by the recovery sheet (`--code-file`); a plain one needs no officer:"
            " only taking over is an act (`--user`), in a practice folder that of the first who may."
        ),
    ),
    Command(
        "put-back",
        "用备份换下现在的数据文件夹，原来的改名留在旁边",
        _put_back_options,
        _put_back,
        asks=(Right.RESTORE,),
        gives='`{"data", "cases", "kept", "missing": {"acts", "numbers"}}`: `kept` is where the folder before lies now; the restored one waits for `take-over`.',
    ),
    Command(
        "take-over",
        "接管恢复的或从别处复制来的数据文件夹",
        _take_over_options,
        _take_over,
        (Right.TAKE_OVER,),
        gives=(
            '`{"taken_over", "void": [NUMBER…], "cases_go_on_after"}`; FILE.json holds for each series begun the last number on paper '
            f"(`{_EXAMPLE}`), and may hold the runs of cases (`JF2026`). The numbers between the register's last one and that one are void."
        ),
    ),
)
