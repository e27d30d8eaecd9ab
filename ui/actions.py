"""What can be done in the window: one line an act, read by menus, buttons, shortcuts and the key sheet; keys are set nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from fengqiao_desk.station import Officer, Right
from fengqiao_desk.station.rights import may

from .act_places import Place as Place  # noqa: PLC0414 - asked for here by all who ask for an act
from .look import icon


@dataclass(frozen=True)
class WindowAct:
    """One act: key, words for the officer, shortcut (Qt's spelling, may be empty), the method it calls, and where.

    `right` is what the core asks of the officer when it is done; `also` are further places where it means the same.
    `letter` presses its entry while the menu it stands in is open.
    """

    key: str
    title: str
    shortcut: str
    slot: str
    icon: str = ""
    place: Place = Place.WINDOW
    right: Right | None = None
    also: tuple[Place, ...] = ()
    letter: str = ""

    @property
    def key_words(self) -> str:
        """The shortcut as shown on a button: `Ctrl N`."""
        shown = self.shortcut.replace("+", " ")
        return shown.replace("Return", "Enter").replace("Left", "←")

    @property
    def menu_words(self) -> str:
        """The title as a menu has it: `导入记录…(&L)`, the letter underlined."""
        return f"{self.title}(&{self.letter})" if self.letter else self.title


SEARCH: Final = WindowAct("search", "搜索", "Ctrl+K", "begin_search", "search")
SEARCH_WITHDRAWN: Final = WindowAct("search_withdrawn", "也找已撤回的", "Ctrl+Shift+K", "search_withdrawn")
NEXT_PAGE: Final = WindowAct("next_page", "下一页面", "Ctrl+Tab", "show_next_page")
FORMER_PAGE: Final = WindowAct("former_page", "上一页面", "Ctrl+Shift+Tab", "show_former_page")
SETTINGS: Final = WindowAct("settings", "设置", "Ctrl+,", "ask_settings", "settings")
BACKUP: Final = WindowAct("backup", "备份……", "Ctrl+Shift+B", "ask_backup", "check")
LOCK: Final = WindowAct("lock", "锁定", "Ctrl+L", "ask_lock", "lock")
KEYS: Final = WindowAct("keys", "快捷键一览", "F1", "show_keys", "info")
UNDO: Final = WindowAct("undo", "撤销", "Ctrl+Z", "undo_done")
UNDO_IN_FIELD: Final = WindowAct("undo_in_field", "撤销（正在填写时）", "Alt+Z", "undo_done")
SHOW_CHECKS: Final = WindowAct("show_checks", "数据检查", "Ctrl+Shift+H", "ask_checks", "check")
TAKE_OVER: Final = WindowAct("take_over", "接管…", "Ctrl+Shift+T", "ask_take_over", "", right=Right.TAKE_OVER)
WINDOW_ACTS: Final = (
    SEARCH,
    SEARCH_WITHDRAWN,
    NEXT_PAGE,
    FORMER_PAGE,
    SETTINGS,
    BACKUP,
    SHOW_CHECKS,
    LOCK,
    UNDO,
    UNDO_IN_FIELD,
    KEYS,
)
"""The acts of the frame; pages bring their own (`Page.acts`); Alt+1 … go to the pages in their order."""

EXPORT_CALENDAR: Final = WindowAct(
    "export_calendar", "导出日历", "Ctrl+Shift+E", "export_calendar", "calendar", Place.TODAY
)
TRASH: Final = WindowAct("trash", "回收站", "Alt+H", "open_trash", "trash", Place.TODAY)
RESUME: Final = WindowAct("resume", "继续填写", "", "resumed", "", Place.TODAY, also=(Place.CASES,))
DISCARD: Final = WindowAct("discard", "不要了", "", "throw_away", "", Place.TODAY, also=(Place.CASES,))
RESTORE: Final = WindowAct("restore", "找回", "Return", "ask_restore", "", Place.TRASH, Right.RECORD)

NEW: Final = WindowAct(
    "new", "新建", "Ctrl+N", "begin_new", "add", Place.CASES, Right.RECORD, also=(Place.TODAY,)
)
DOCUMENTS: Final = WindowAct("documents", "文书", "Ctrl+P", "show_documents", "document", Place.CASES)
SHEETS: Final = WindowAct("sheets", "清单", "Alt+L", "open_sheets", "print", Place.CASES)
TABLES: Final = WindowAct(
    "tables", "表格", "Alt+T", "open_tables", "ledger", Place.CASES, also=(Place.LEDGER,)
)
IMPORT_TABLE: Final = WindowAct(
    "import_table", "从表格导入…", "", "begin_import", "", Place.CASES, Right.IMPORT, letter="I"
)
EXPORT_TABLE: Final = WindowAct(
    "export_table", "导出到表格…", "", "ask_purpose", "", Place.CASES, Right.EXPORT, letter="E"
)
SAVE_TEMPLATE: Final = WindowAct(
    "save_template", "另存导入模板…", "", "ask_template", "", Place.CASES, letter="T"
)
SHOW_IMPORTS: Final = WindowAct("imports", "导入记录…", "", "show_imports", "", Place.CASES, letter="L")
TABLE_ACTS: Final = (IMPORT_TABLE, EXPORT_TABLE, SAVE_TEMPLATE, SHOW_IMPORTS)
"""The menu behind TABLES."""
NEXT_STEP: Final = WindowAct(
    "next_step", "办理下一步", "Ctrl+Return", "take_next_step", "", Place.CASES, Right.RECORD
)
MORE_STEPS: Final = WindowAct("more_steps", "更多", "Alt+B", "open_steps", "", Place.CASES)
AMEND: Final = WindowAct("amend", "更正", "Ctrl+E", "ask_amend", "edit", Place.CASES, Right.RECORD)
CHANGES: Final = WindowAct("changes", "更改记录", "Alt+I", "show_changes", "", Place.CASES)
ADD_LINK: Final = WindowAct("add_link", "关联案件", "Alt+G", "ask_link", "add", Place.CASES, Right.RECORD)
MERGE: Final = WindowAct("merge", "并入…", "Alt+M", "ask_merge", "", Place.CASES, Right.MERGE)
UNMERGE: Final = WindowAct("unmerge", "拆分…", "Alt+U", "ask_unmerge", "", Place.CASES, Right.MERGE)
UNDO_LINK: Final = WindowAct("undo_link", "撤销关联", "", "ask_undo", "", Place.CASES, Right.RECORD)
LOOK_UP: Final = WindowAct(
    "look_up", "查看（需填写用途）", "", "ask_purpose", "", Place.CASES, Right.LOOK_UP_PERSON
)
SAVED_FILTERS: Final = WindowAct("saved_filters", "常用筛选", "", "offer", "", Place.CASES)
KEEP_FILTER: Final = WindowAct("keep_filter", "保存现在的筛选……", "", "ask_name", "", Place.CASES)
FORGET_FILTER: Final = WindowAct("forget_filter", "删除", "", "forget", "", Place.CASES)
CLEAR_FILTERS: Final = WindowAct("clear_filters", "清除筛选", "", "clear", "filter", Place.CASES)
SELECT_NONE: Final = WindowAct(
    "select_none", "取消选择", "", "dropped", "", Place.CASES, also=(Place.VENUES,)
)
ADD_FILES: Final = WindowAct(
    "add_files", "添加附件", "Alt+F", "ask_files", "attachment", Place.CASES, Right.RECORD
)
TIMELINE: Final = WindowAct("timeline", "办理经过", "Alt+J", "show_timeline", "", Place.CASES)
TAKE_BACK: Final = WindowAct(
    "take_back",
    "撤回…",
    "Delete",
    "take_back",
    "",
    Place.CASES,
    Right.WITHDRAW_OWN,
    also=(Place.LEDGER,),
)
REPLACE_STEP: Final = WindowAct(
    "replace_step", "改为…", "F2", "replace_step", "edit", Place.CASES, Right.WITHDRAW_OWN
)
TAKE_CASE_BACK: Final = WindowAct(
    "take_case_back", "撤回整件…", "Ctrl+Delete", "ask_take_back", "", Place.CASES, Right.WITHDRAW_OWN
)
BRING_BACK: Final = WindowAct(
    "bring_back", "恢复…", "Alt+R", "ask_bring_back", "", Place.CASES, Right.WITHDRAW_OWN
)

SAVE: Final = WindowAct("save", "保存", "Ctrl+Return", "save", "check", Place.FORM)
CANCEL: Final = WindowAct("cancel", "取消", "Esc", "cancel", "", Place.FORM)
RETURN: Final = WindowAct(
    "return", "返回", "Esc", "cancel", "chevron_left", Place.DOCUMENTS, also=(Place.TEXTS,)
)
NEW_TEMPLATE: Final = WindowAct(
    "new_template", "照此新建模板", "Alt+N", "ask_template", "add", Place.FORM, Right.CHANGE_TEXTS
)
ADD_ROW: Final = WindowAct("add_row", "添加一行", "Alt+A", "add_row", "add", Place.FORM)
ADD_PART: Final = WindowAct("add_part", "添加", "", "begin_row", "add", Place.FORM)
ADD_POINT: Final = WindowAct("add_point", "添加检查项目", "", "begin_point", "add", Place.FORM)
CHOOSE_FILES: Final = WindowAct("choose_files", "选择文件", "", "ask_files", "attachment", Place.FORM)
COMPARE: Final = WindowAct("compare", "对照新内容", "", "compare", "", Place.FORM)
START_OVER: Final = WindowAct("start_over", "重新开始", "", "start_over", "", Place.FORM)
SAME_PERSON: Final = WindowAct("same_person", "是同一人", "", "decided", "", Place.FORM)
ANOTHER_PERSON: Final = WindowAct("another_person", "不是", "", "decided", "", Place.FORM)
UNDECIDED: Final = WindowAct("undecided", "撤回", "", "decided", "", Place.FORM)

DRAFT: Final = WindowAct("draft", "拟稿", "Ctrl+D", "draft", "", Place.DOCUMENTS, Right.DRAFT)
CHECK: Final = WindowAct("check", "核稿", "Ctrl+H", "check", "", Place.DOCUMENTS, Right.ISSUE)
ISSUE: Final = WindowAct("issue", "签发", "Ctrl+Return", "issue", "", Place.DOCUMENTS, Right.ISSUE)
PRINT: Final = WindowAct("print", "打印", "Ctrl+P", "print_page", "print", Place.DOCUMENTS, Right.PRINT)
COPY: Final = WindowAct("copy", "另存一份", "Ctrl+S", "save_copy", "", Place.DOCUMENTS)
REPLACE: Final = WindowAct("replace", "替换", "Ctrl+R", "ask_replace", "", Place.DOCUMENTS, Right.ISSUE)
VOID: Final = WindowAct(
    "void", "作废", "Alt+V", "ask_void", "", Place.DOCUMENTS, Right.VOID, also=(Place.REGISTER,)
)
CONFIRM_BASIS: Final = WindowAct(
    "confirm_basis",
    "仍然有效…",
    "Alt+Y",
    "ask_confirm_basis",
    "",
    Place.DOCUMENTS,
    Right.ISSUE,
    also=(Place.REGISTER,),
)
FILE: Final = WindowAct("file", "整卷", "Ctrl+J", "bind_file", "document", Place.DOCUMENTS, Right.BIND)
FILE_WITH_CHANGES: Final = WindowAct(
    "file_with_changes",
    "整卷附更改记录",
    "Ctrl+Shift+J",
    "bind_file_with_changes",
    "document",
    Place.DOCUMENTS,
    Right.BIND,
)
DOCUMENT_ACTS: Final = (DRAFT, CHECK, ISSUE, PRINT, COPY, REPLACE, VOID, CONFIRM_BASIS)

ISSUE_ROUND: Final = WindowAct(
    "issue_round", "签发一批", "Ctrl+N", "issue_round", "document", Place.VENUES, Right.ISSUE
)
FILE_DAY_SHEETS: Final = WindowAct(
    "file_day_sheets", "填报今日日报", "Ctrl+Shift+D", "file_day_sheets", "add", Place.VENUES, Right.RECORD
)
KEEP_RECEIPT: Final = WindowAct("keep_receipt", "记下回执", "Return", "keep", "", Place.VENUES, Right.RECORD)

BEGIN_ROW: Final = WindowAct("begin_row", "记一笔", "Ctrl+N", "begin_new", "add", Place.LEDGER, Right.RECORD)
LATEST_ROWS: Final = WindowAct("latest_rows", "最近的台账", "Alt+J", "show_latest", "", Place.LEDGER)
KEEP_ROW: Final = WindowAct("keep_row", "记下", "Return", "keep", "", Place.LEDGER, Right.RECORD)
SAME_AGAIN: Final = WindowAct(
    "same_again", "再记一笔相同的", "Ctrl+D", "same_again", "", Place.LEDGER, Right.RECORD
)

SUMMARY: Final = WindowAct("summary", "工作情况汇报", "Ctrl+P", "make_summary", "document", Place.PERIODS)
WORKBOOK: Final = WindowAct(
    "summary_workbook", "导出表格", "Ctrl+Shift+E", "export_workbook", "chart", Place.PERIODS
)
CLOSE_PERIOD: Final = WindowAct(
    "close_period", "封账……", "Ctrl+Shift+M", "ask_close", "lock", Place.PERIODS, Right.CLOSE_MONTH
)

REPRINT: Final = WindowAct("reprint", "打印", "Ctrl+P", "reprint", "print", Place.REGISTER, Right.PRINT)
SAVE_COPIES: Final = WindowAct("copy", "另存", "Ctrl+S", "save_copy", "", Place.REGISTER)
BOOK: Final = WindowAct("book", "文书登记簿", "Ctrl+B", "show_book", "register", Place.REGISTER)

CONFIRM: Final = WindowAct(
    "confirm", "确定", "Ctrl+Return", "try_it", "", Place.ASKED, also=(Place.MEETING, Place.IMPORT)
)
LEAVE: Final = WindowAct(
    "leave", "取消", "Esc", "reject", "", Place.ASKED, also=(Place.MEETING, Place.IMPORT)
)
UNDERSTOOD: Final = WindowAct("understood", "知道了", "", "accept", "", Place.ASKED)
ALL_THEIRS: Final = WindowAct("all_theirs", "都用对方的", "Alt+T", "take_all_theirs", "", Place.MEETING)
ALL_MINE: Final = WindowAct("all_mine", "都用我的", "Alt+M", "take_all_mine", "", Place.MEETING)
BACK: Final = WindowAct("back", "上一步", "Alt+Left", "go_back", "", Place.IMPORT, also=(Place.FIRST_START,))
CHOOSE_FILE: Final = WindowAct("choose_file", "选择…", "Alt+O", "ask_file", "", Place.IMPORT, Right.IMPORT)
COPY_CELLS: Final = WindowAct("copy_cells", "复制", "Ctrl+C", "copy", "", Place.IMPORT)
SAVE_MARKED: Final = WindowAct("save_marked", "另存为标出来的表格…", "", "ask_file", "", Place.IMPORT)
UNDO_IMPORT: Final = WindowAct(
    "undo_import", "整批撤销…", "Return", "ask_undo", "", Place.IMPORTS, Right.UNDO_IMPORT
)
CLOSE: Final = WindowAct(
    "close", "关闭", "Esc", "accept", "", Place.LOOKING, also=(Place.IMPORTS, Place.TRASH)
)
PRINT_FILE: Final = WindowAct("print_file", "打印", "Ctrl+P", "print_page", "print", Place.LOOKING)
ENTER: Final = WindowAct("enter", "登录", "Return", "try_it", "", Place.DOOR)
ANOTHER_OFFICER: Final = WindowAct("another_officer", "换人登录", "", "other_officer", "", Place.DOOR)
QUIT: Final = WindowAct("quit", "退出", "", "reject", "", Place.DOOR, also=(Place.MISSED,))
USE_RECOVERY: Final = WindowAct(
    "use_recovery", "忘了密码，用恢复单…", "Alt+F", "ask_recovery", "", Place.DOOR
)
LOOK_AGAIN: Final = WindowAct("look_again", "再找一次", "Alt+R", "looked_again", "", Place.MISSED)
WHERE_NOW: Final = WindowAct("where_now", "选择现在的位置…", "Alt+O", "choose", "", Place.MISSED)
ONWARD: Final = WindowAct("onward", "下一步", "Return", "go_on", "", Place.FIRST_START)
OPEN_EXISTING: Final = WindowAct(
    "open_existing", "打开已有的数据文件夹…", "", "open_existing", "", Place.FIRST_START
)
PRINT_RECOVERY: Final = WindowAct(
    "print_recovery", "打印恢复单", "Alt+P", "print_sheet", "print", Place.FIRST_START, also=(Place.KEYS,)
)
SAVE_RECOVERY: Final = WindowAct(
    "save_recovery", "存成 PDF…", "Alt+S", "save_sheet", "", Place.FIRST_START, also=(Place.KEYS,)
)
CHOOSE_FOLDER: Final = WindowAct("choose_folder", "选择…", "Alt+O", "choose", "", Place.FIRST_START)
CLOSE_UNSAVED: Final = WindowAct("close_unsaved", "仍然关闭", "", "accept", "", Place.ASKED)
COPY_REPORT: Final = WindowAct("copy_report", "复制报告", "", "copy_report", "", Place.DEFECT)
GO_ON_WORKING: Final = WindowAct("go_on_working", "继续工作", "", "accept", "", Place.DEFECT)

CHANGE_PASSWORD: Final = WindowAct(
    "change_password", "更改密码", "", "change_password", "", Place.OWN, Right.CHANGE_OWN_PASSWORD
)
SAVE_FACTS: Final = WindowAct("save_facts", "保存", "", "save", "", Place.STATION, Right.CHANGE_SETTINGS)
ADD_OFFICER: Final = WindowAct("add_officer", "增加人员", "", "add", "", Place.PEOPLE, Right.MANAGE_PEOPLE)
CHANGE_OFFICER: Final = WindowAct(
    "change_officer", "更改", "", "ask_change", "", Place.PEOPLE, Right.MANAGE_PEOPLE
)
RESET_PASSWORD: Final = WindowAct(
    "reset_password", "重设密码", "", "ask_reset", "", Place.PEOPLE, Right.MANAGE_PEOPLE
)
LEAVE_SERVICE: Final = WindowAct(
    "leave_service", "离任", "", "ask_leave", "", Place.PEOPLE, Right.MANAGE_PEOPLE
)
COME_BACK: Final = WindowAct("come_back", "返岗", "", "come_back", "", Place.PEOPLE, Right.MANAGE_PEOPLE)
RENEW_RECOVERY: Final = WindowAct(
    "renew_recovery", "换新的恢复单…", "", "ask_renewal", "print", Place.KEYS, Right.MANAGE_KEYS
)
CHANGE_MASTER: Final = WindowAct(
    "change_master", "更换总钥匙…", "", "ask_change", "lock", Place.KEYS, Right.MANAGE_KEYS
)
SEAL: Final = WindowAct("seal", "给本站加密…", "", "ask_sealing", "lock", Place.KEYS, Right.MANAGE_KEYS)
ADD_AREA: Final = WindowAct("add_area", "增加区域", "", "add", "", Place.AREAS, Right.CHANGE_AREAS)
END_AREA: Final = WindowAct("end_area", "停用", "", "end", "", Place.AREAS, Right.CHANGE_AREAS)
ADD_WORD: Final = WindowAct("add_word", "增加词条", "", "keep", "", Place.WORDS, Right.CHANGE_WORDS)
CHANGE_WORD: Final = WindowAct("change_word", "更改", "", "change", "", Place.WORDS, Right.CHANGE_WORDS)
SAVE_WORD: Final = WindowAct("save_word", "保存更改", "", "keep", "", Place.WORDS, Right.CHANGE_WORDS)
LEAVE_WORD: Final = WindowAct("leave_word", "不改了", "", "leave", "", Place.WORDS, Right.CHANGE_WORDS)
END_WORD: Final = WindowAct("end_word", "停用", "", "end", "", Place.WORDS, Right.CHANGE_WORDS)
CHANGE_TEXT: Final = WindowAct("change_text", "更改", "", "asked", "", Place.TEXTS, Right.CHANGE_TEXTS)
LOOK_AT_TEXT: Final = WindowAct("look_at_text", "查看", "", "asked", "", Place.TEXTS)
TAKE_UP: Final = WindowAct("take_up", "放进编辑框", "", "taken_up", "", Place.TEXTS, Right.CHANGE_TEXTS)
LOAD_HOLIDAYS: Final = WindowAct(
    "load_holidays", "载入放假安排", "", "ask_file", "calendar", Place.CALENDAR, Right.CHANGE_HOLIDAYS
)
CHOOSE_FONT: Final = WindowAct(
    "choose_font", "选择字体文件", "", "ask_file", "", Place.FONTS, Right.CHANGE_SETTINGS
)
DROP_FONT: Final = WindowAct("drop_font", "不用", "", "drop", "", Place.FONTS, Right.CHANGE_SETTINGS)

CHECK_FOLDER: Final = WindowAct("check_folder", "现在检查", "Alt+J", "look", "check", Place.CHECKS)
STOP_CHECK: Final = WindowAct("stop_check", "停止", "Alt+T", "stop", "", Place.CHECKS)
REPAIR_FOLDER: Final = WindowAct(
    "repair_folder", "修复", "Alt+X", "repair", "check", Place.CHECKS, Right.REPAIR
)

CHOOSE_BACKUP: Final = WindowAct("choose_backup", "另选备份文件…", "Alt+O", "choose", "", Place.RESTORING)
RESTORE_BACKUP: Final = WindowAct(
    "restore_backup", "恢复这一份", "Alt+H", "try_it", "check", Place.RESTORING, Right.RESTORE
)
SHOW_BACKUPS: Final = WindowAct(
    "show_backups", "从备份恢复…", "", "restore", "", Place.CHECKS, Right.RESTORE, also=(Place.MISSED,)
)

# Read off the module, so that an act declared above cannot be forgotten here.
ACTS: Final = tuple(found for found in list(globals().values()) if isinstance(found, WindowAct))
"""Every act there is, in the order of this page."""


def acts_at(place: Place) -> tuple[WindowAct, ...]:
    """What can be done there."""
    return tuple(act for act in ACTS if place in (act.place, *act.also))


def new_of(noun: str) -> WindowAct:
    """`新建纠纷`."""
    return replace(NEW, title=f"{NEW.title}{noun}")


def jump_to(place: int, title: str) -> WindowAct:
    """To the page at this place of the navigation, counted from 1."""
    return WindowAct(f"page_{place}", title, f"Alt+{place}", "show_page")


def offered(acts: Iterable[WindowAct], officer: Officer) -> tuple[WindowAct, ...]:
    """Those of `acts` that the officer's roles allow."""
    return tuple(act for act in acts if act.right is None or may(officer, act.right))


def bind(acts: Iterable[WindowAct], owner: QWidget, receiver: QObject) -> dict[str, QAction]:
    """Makes QActions on `owner` that call the methods of `receiver`; AttributeError when it has not got one."""
    bound: dict[str, QAction] = {}
    for act in acts:
        # Looked up now: a misspelt method fails when the page is made, not when the key is pressed.
        bound[act.key] = bind_to(act, owner, partial(_call, getattr(receiver, act.slot)))
    return bound


def bind_to(act: WindowAct, owner: QWidget, do: Callable[[], None]) -> QAction:
    """One QAction on `owner` that calls `do`."""
    action = QAction(act.title, owner)
    action.setShortcut(QKeySequence(act.shortcut))
    if act.icon:
        action.setIcon(icon(act.icon, "muted"))
    # `triggered` brings whether the action is checked, which no act of ours takes.
    action.triggered.connect(lambda _checked=False: do())
    owner.addAction(action)
    return action


def set_key(button: QAbstractButton, act: WindowAct) -> None:
    """The act's key presses the button; to be said again after `setText`, for Qt drops it with the words of before."""
    button.setShortcut(QKeySequence(act.shortcut))


def bind_within(act: WindowAct, widget: QWidget, do: Callable[[], None]) -> None:
    """The act's key counts while `widget` itself has the keyboard."""
    key = QShortcut(QKeySequence(act.shortcut), widget)
    # Enter in another field of the same page means something else.
    key.setContext(Qt.ShortcutContext.WidgetShortcut)
    key.activated.connect(do)


def _call(slot: object) -> None:
    if callable(slot):
        slot()
