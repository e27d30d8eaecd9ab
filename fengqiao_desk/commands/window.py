"""The way from the command line into the window: loaded only when a window is wanted, so that commands never see Qt."""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path
from typing import Any

from ..problems import Problem
from .command import Command, Outcome, Session, read_password


class NoWindow(Problem):
    """The windows cannot be started on this machine."""

    code = "no_window"
    status = 4


def open_desk(session: Session) -> Outcome | None:
    """Open the window; comes back when it is closed."""
    options = session.options
    data = Path(options.data) if options.data else None
    status = _start().run_window(data, options.user, read_password(options.password_file))
    raise SystemExit(status)


def _screenshot_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", required=True, metavar="FILE.png", help="画面写到哪里")
    parser.add_argument("--page", default="today", metavar="PAGE", help="哪一页")
    parser.add_argument("--dark", action="store_true", help="深色")


def _screenshot(session: Session) -> Outcome:
    options = session.options
    target = Path(options.to)
    status = _start().run_window(
        session.folder,
        options.user,
        read_password(options.password_file),
        screenshot=target,
        page=options.page,
        dark=options.dark,
    )
    if status != 0 or not target.is_file():
        raise NoWindow("窗口没有打开，画面没有写出")
    return Outcome({"path": str(target.resolve())}, f"窗口画面：{target.resolve()}")


def _start() -> Any:
    try:
        return importlib.import_module("fengqiao_desk.ui.start")
    except ImportError as error:
        raise NoWindow(f"打不开窗口，缺少图形界面的组件：{error}") from error


COMMANDS = (
    Command("screenshot", "把窗口画面存成图片（没有显示器也可以）", _screenshot_options, _screenshot),
)
