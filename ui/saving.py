"""Saving where the officer says: Qt's dialog asks for the place and before it replaces a file, the core refuses the station's own folder.

What leaves the station goes by `ask_outgoing`: as the kind of file the dialog offers one that is closed with a password.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from fengqiao_desk.problems import Fault, FaultyEntry, Problem
from fengqiao_desk.station.handing_out import CLOSABLE, Outgoing, outgoing
from fengqiao_desk.store.targets import FileTarget, file_target, folder_target

from .context import WindowContext
from .dialogs.asking import AskingDialog
from .messages import Messages
from .widgets import Editor
from .widgets.editors.labelled_rows import LabelledRows
from .widgets.editors.password_editor import PasswordEditor

CLOSED: Final = "加密码的 "
"""Before the kind of a file that is closed with a password."""
PASSWORD_RULES: Final = "至少 10 位，只用字母、数字和标点"
_PASSWORD, _AGAIN = "password", "again"


def ask_target(
    context: WindowContext,
    parent: QWidget,
    title: str,
    name: str,
    forms: str,
    chosen: Callable[[FileTarget], None],
) -> None:
    """Asks where a file is to go, `name` being offered with its ending, and hands the place to `chosen`.

    Only for what carries nothing out of the station: an empty table, a sheet that was brought.
    """
    ask_form(context, parent, title, name, forms, lambda target, _: chosen(target))


def ask_form(
    context: WindowContext,
    parent: QWidget,
    title: str,
    name: str,
    forms: str,
    chosen: Callable[[FileTarget, str], None],
) -> None:
    """The same, `chosen` being told too which of the `forms` (kinds of file, cut by `;;`) the officer left chosen."""
    root = context.station.layout.root
    _ask_place(Asker(parent, context.messages, root), title, name, forms, chosen)


@dataclass(frozen=True)
class Asker:
    """Over which window a place is asked for, who tells what is wrong with it, and the station folder that is refused; None where none is yet."""

    parent: QWidget
    messages: Messages
    station: Path | None


def ask_sheet_target(asker: Asker, title: str, name: str, chosen: Callable[[FileTarget], None]) -> None:
    """Asks where the recovery sheet is to go: also where no station is founded yet."""
    _ask_place(asker, title, name, "PDF (*.pdf)", lambda target, _: chosen(target))


def _ask_place(
    asker: Asker, title: str, name: str, forms: str, chosen: Callable[[FileTarget, str], None]
) -> None:
    dialog = QFileDialog(asker.parent, title, name, forms)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    # For a name that is typed without its ending.
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.fileSelected.connect(
        lambda place: _hand_over(
            asker, Path(place), lambda target: chosen(target, dialog.selectedNameFilter())
        )
    )
    QFileDialog.open(dialog)


def ask_outgoing(
    context: WindowContext,
    parent: QWidget,
    title: str,
    name: str,
    forms: str,
    chosen: Callable[[Outgoing], None],
) -> None:
    """The same for what leaves the station: whoever chooses a kind of file with a password is asked for it before `chosen`."""

    def choose(target: FileTarget, form: str) -> None:
        """Of the kind of file that the officer left chosen."""
        if form.startswith(CLOSED):
            ask_closing(target, parent, chosen)
        else:
            chosen(outgoing(target))

    plain = forms.split(";;")
    closed = [f"{CLOSED}{form}" for form in plain if any(f"*{ending})" in form for ending in CLOSABLE)]
    ask_form(context, parent, title, name, ";;".join((*plain, *closed)), choose)


def ask_closing(target: FileTarget, parent: QWidget, chosen: Callable[[Outgoing], None]) -> None:
    """Asks for the receiver's password twice; it is kept nowhere."""
    AskingDialog(
        f"给“{target.path.name}”加密码",
        f"{PASSWORD_RULES}。密码不会保存，忘了谁也打不开；请另行告诉对方。文件名不加密，不要写姓名。",
        password_rows(),
        "保存",
        lambda rows: chosen(outgoing(target, password_in(rows, must_be_there=True))),
        parent,
    ).open()


def password_rows() -> dict[str, tuple[str, Editor]]:
    """The two fields for a password that closes a file."""
    return {_PASSWORD: ("密码", PasswordEditor()), _AGAIN: ("再输一次", PasswordEditor())}


def password_in(rows: LabelledRows, *, must_be_there: bool) -> str:
    """What was typed into them; raises FaultyEntry where the two differ, or where nothing was typed that must be there."""
    password, again = rows.text(_PASSWORD), rows.text(_AGAIN)
    if must_be_there and not password:
        raise FaultyEntry((Fault(_PASSWORD, "请输入密码"),))
    if password != again:
        raise FaultyEntry((Fault(_AGAIN, "两次输入的密码不一样"),))
    return password


def ask_folder(
    context: WindowContext, parent: QWidget, words: str, chosen: Callable[[Path], None], start: str = ""
) -> None:
    """Asks for a folder outside the station's, beginning at `start`, and hands it to `chosen`."""
    dialog = QFileDialog(parent, words, start)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, on=True)
    dialog.fileSelected.connect(lambda place: _hand_over_folder(context, Path(place), chosen))
    QFileDialog.open(dialog)


def check_printed_file(printer: QPrinter, station: Path | None) -> None:
    """A print that goes to a file is bound as every file is; Qt's dialog asks before it replaces one. Raises Refused."""
    if printer.outputFileName():
        file_target(Path(printer.outputFileName()), station, replacing=True)


def _hand_over(asker: Asker, place: Path, chosen: Callable[[FileTarget], None]) -> None:
    try:
        target = file_target(place, asker.station, replacing=True)
    except Problem as problem:
        asker.messages.problem(problem)
        return
    chosen(target)


def _hand_over_folder(context: WindowContext, place: Path, chosen: Callable[[Path], None]) -> None:
    try:
        folder = folder_target(place, context.station.layout.root)
    except Problem as problem:
        context.messages.problem(problem)
        return
    chosen(folder)
