"""What can be done in the window: one line an action, read by menus, buttons, shortcuts and the key sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from .look import icon


@dataclass(frozen=True)
class WindowAct:
    """One action: key, words for the officer, shortcut (Qt's spelling, may be empty), the method it calls."""

    key: str
    title: str
    shortcut: str
    slot: str
    icon: str = ""

    @property
    def key_words(self) -> str:
        """The shortcut as shown on a button: `Ctrl N`."""
        return self.shortcut.replace("+", " ").replace("Return", "Enter")


WINDOW_ACTS: Final = (
    WindowAct("search", "搜索", "Ctrl+K", "begin_search", "search"),
    WindowAct("next_page", "下一页面", "Ctrl+Tab", "show_next_page"),
    WindowAct("former_page", "上一页面", "Ctrl+Shift+Tab", "show_former_page"),
    WindowAct("settings", "设置", "Ctrl+,", "ask_settings", "settings"),
    WindowAct("backup", "备份……", "Ctrl+Shift+B", "ask_backup", "check"),
    WindowAct("lock", "锁定", "Ctrl+L", "ask_lock", "lock"),
    WindowAct("keys", "快捷键一览", "F1", "show_keys", "info"),
)
"""The acts of the frame; pages bring their own (`Page.acts`); Alt+1 … go to the pages in their order."""

NEW: Final = WindowAct("new", "新建", "Ctrl+N", "begin_new", "add")
PRINT: Final = WindowAct("print", "打印", "Ctrl+P", "print_page", "print")
SAVE: Final = WindowAct("save", "保存", "Ctrl+Return", "save", "check")
CANCEL: Final = WindowAct("cancel", "取消", "Esc", "cancel")
ADD_ROW: Final = WindowAct("add_row", "添加一行", "Alt+A", "add_row", "add")

DRAFT: Final = WindowAct("draft", "拟稿", "Ctrl+D", "draft")
CHECK: Final = WindowAct("check", "核稿", "Ctrl+H", "check")
ISSUE: Final = WindowAct("issue", "签发", "Ctrl+Return", "issue")
COPY: Final = WindowAct("copy", "另存一份", "Ctrl+S", "save_copy")
REPLACE: Final = WindowAct("replace", "替换", "Ctrl+R", "ask_replace")
VOID: Final = WindowAct("void", "作废", "", "ask_void")
FILE: Final = WindowAct("file", "整卷", "Ctrl+J", "bind_file", "document")
DOCUMENT_ACTS: Final = (DRAFT, CHECK, ISSUE, PRINT, COPY, REPLACE, VOID)


def bind(acts: Iterable[WindowAct], owner: QWidget, receiver: QObject) -> dict[str, QAction]:
    """Makes QActions on `owner` that call the methods of `receiver`; AttributeError when it has not got one."""
    bound: dict[str, QAction] = {}
    for act in acts:
        action = QAction(act.title, owner)
        action.setShortcut(QKeySequence(act.shortcut))
        if act.icon:
            action.setIcon(icon(act.icon, "muted"))
        action.triggered.connect(partial(_call, getattr(receiver, act.slot)))
        owner.addAction(action)
        bound[act.key] = action
    return bound


def key_rows(acts: Iterable[WindowAct]) -> list[tuple[str, str]]:
    """Key and title of every act that has a key, for the key sheet."""
    return [(act.key_words, act.title) for act in acts if act.shortcut]


def _call(slot: object, _checked: bool = False) -> None:
    if callable(slot):
        slot()
