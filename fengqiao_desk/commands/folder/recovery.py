"""Commands on the recovery sheet: print a new one, and use the one in the safe when the passwords are forgotten."""

from __future__ import annotations

import argparse
from contextlib import closing

from ...documents.recovery_sheet import recovery_pdf
from ...problems import Refused
from ...station import open_station
from ...station.handing_out import Outgoing
from ...station.rights import Right, require
from ...station.sealed.door import Door, is_sealed
from ...station.sealed.keys import regain, renew_recovery
from ...store.sealing.recovery import Recovery
from ..command import Command, CommandRun, Outcome, overwrite_option, read_password
from ..people import new_password_option


def _print_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", required=True, metavar="FILE.pdf", help="写到哪里，须在数据文件夹以外")
    overwrite_option(parser)


def _print(run: CommandRun) -> Outcome:
    sheet, act, station = Outgoing(run.file(run.options.to)), run.act, run.station
    require(act, Right.MANAGE_KEYS)
    recovery = Recovery.fresh()
    made = recovery_pdf(recovery, station.profile(act.day).full_name, act.day)
    # The paper first: a code that counts and stands on no paper would open the station for nobody.
    path = sheet.target.write_unrecorded(made.pdf, private=True)
    try:
        renew_recovery(station, recovery, act)
    except BaseException:
        sheet.take_back()
        raise
    return Outcome(
        {"path": str(path), "pages": made.pages},
        f"新的恢复单在 {path}：请打印、封存，然后删掉这个文件。以前的恢复单已作废，请当面销毁",
    )


def _use_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--code-file", required=True, metavar="FILE", help="恢复码写成一行的文件")
    parser.add_argument("--admin", required=True, metavar="NAME", help="重设哪一位管理员的密码")
    new_password_option(parser)


def _use(run: CommandRun) -> Outcome:
    options, folder, at = run.options, run.folder, run.now
    if not folder.is_dir() or not is_sealed(folder):
        raise Refused(f"这里没有加密的数据文件夹：{folder}。恢复单只用于加密的站")
    password = read_password(options.new_password_file) or ""
    master = Door(folder).recover(read_password(options.code_file) or "", at)
    station = open_station(folder, at.isoformat(timespec="seconds"), str(options.command), master=master)
    with closing(station):
        officer = regain(station, options.admin, password, at.replace(microsecond=0))
    return Outcome({"name": officer.name}, f"已重设：{officer.name}，请用新密码登录")


COMMANDS = (
    Command(
        "recovery print",
        "打印新的恢复单，旧的作废",
        _print_options,
        _print,
        asks=(Right.MANAGE_KEYS,),
        gives='`{"path", "pages"}`: a new code; the sheet before opens nothing any more.',
    ),
    Command(
        "recovery use",
        "用恢复单重设管理员的密码",
        _use_options,
        _use,
        asks=(Right.CHANGE_OWN_PASSWORD,),
        gives='`{"name"}`: nobody signs in; the code file holds the groups in one line. Wrong codes are counted like wrong passwords.',
    ),
)
