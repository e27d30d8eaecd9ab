"""Commands on the keys: encrypt seals a plain working station, key change seals a sealed one anew."""

from __future__ import annotations

import sys
from collections.abc import Callable

from ...station.rights import Right
from ...station.sealed.keys import begin_sealed, change_master, seal
from ...station.station import Station
from ...store.sealing.master import Master
from ...store.sealing.recovery import Recovery
from ..command import Command, CommandRun, Outcome, no_options
from ..stations import with_recovery


def _encrypt(run: CommandRun) -> Outcome:
    recovery = Recovery.fresh()
    data = _anew(run, lambda station: seal(station, recovery, run.act, _show_progress))
    return with_recovery(data, f"已加密，各人的密码不变：{run.folder.resolve()}", recovery)


def _change(run: CommandRun) -> Outcome:
    data = _anew(run, lambda station: change_master(station, run.act, _show_progress))
    return Outcome(
        data,
        "已换总钥匙，各人的密码和恢复单不变。以前的备份仍用以前的钥匙，离任的人若留有旧备份，旧备份他还打得开",
    )


def _anew(run: CommandRun, change: Callable[[Station], Master]) -> dict[str, object]:
    """Makes another generation, closes the station and opens it by the new master, which clears what no longer counts."""
    master = change(run.station)
    run.reopen(master)
    station = run.station
    made = begin_sealed(station, run.act)
    return {
        "data": str(station.layout.root.resolve()),
        "generation": station.layout.generation,
        "backup": made.file,
    }


def _show_progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done}/{total} 个文件" + ("\n" if done == total else ""))


COMMANDS = (
    Command(
        "encrypt",
        "给没有加密的工作站加密",
        no_options,
        _encrypt,
        asks=(Right.MANAGE_KEYS,),
        gives='`{"data", "generation", "backup", "recovery"}`: a verified backup is made in the own room of the folder, after which no plain copy stays there; the recovery groups are told this once. Everybody\'s password stays; practice stations are refused.',
    ),
    Command(
        "key change",
        "换总钥匙，全部重新加密",
        no_options,
        _change,
        asks=(Right.MANAGE_KEYS,),
        gives='`{"data", "generation", "backup"}`: wrapped for all without their passwords; the recovery sheet stays good.',
    ),
)
