"""The way from the command line into the window: loaded only when a window is wanted, so that commands never see Qt."""

from __future__ import annotations

import argparse
import importlib
from datetime import date
from pathlib import Path
from types import ModuleType

from ..problems import FolderProblem, NotPermitted, Problem
from ..station.opening import practice_password
from ..station.rights import Right
from .command import Command, CommandRun, Outcome, overwrite_option, parse_argument_day, read_password


class NoWindow(Problem):
    """The windows cannot be started on this machine."""

    code = "no_window"
    status = 4


def open_desk(run: CommandRun) -> Outcome | None:
    """Open the window; comes back when it is closed."""
    options = run.options
    data = Path(options.data) if options.data else None
    status = _start().run_window(
        data, options.user, read_password(options.password_file), today=_practice_day(run)
    )
    # Past the printing of an outcome: a window has nothing for standard output.
    raise SystemExit(status)


def _screenshot_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", required=True, metavar="FILE.png", help="画面写到哪里，须在数据文件夹以外")
    overwrite_option(parser)
    parser.add_argument("--page", default="today", metavar="PAGE", help="哪一页")
    parser.add_argument("--dark", action="store_true", help="深色")


def _screenshot(run: CommandRun) -> Outcome:
    options = run.options
    target = run.file(options.to)
    status = _start().run_window(
        run.folder,
        options.user,
        read_password(options.password_file),
        screenshot=target,
        page=options.page,
        dark=options.dark,
        today=_practice_day(run),
    )
    if status == FolderProblem.status:
        raise FolderProblem(f"数据文件夹打不开：{run.folder}")
    if status != 0 or not target.path.is_file():
        raise NoWindow("窗口没有打开，画面没有写出")
    return Outcome({"path": str(target.path)}, f"窗口画面：{target.path}")


def _practice_day(run: CommandRun) -> date | None:
    """What `--today` says; only a practice folder may be taken to another day."""
    if run.options.today is None:
        return None
    if practice_password(run.folder) is None:
        raise NotPermitted("--today 只能用于练习文件夹")
    return parse_argument_day(run.options.today, "--today")


def _start() -> ModuleType:
    try:
        return importlib.import_module("fengqiao_desk.ui.start")
    except ImportError as error:
        raise NoWindow(f"打不开窗口，缺少图形界面的组件：{error}") from error


COMMANDS = (
    Command(
        "screenshot",
        "把窗口画面存成图片（没有显示器也可以）",
        _screenshot_options,
        _screenshot,
        (Right.EXPORT,),
        gives='`{"path"}`.',
    ),
)
