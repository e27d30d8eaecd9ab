"""设置 · 打印字体: which font each role prints with, where it comes from and what it covers; own files and this computer's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.documents import typesetting
from fengqiao_desk.documents.fonts import PRACTICE, ROLES, font_choice, keep_font, look_at, use_system_fonts
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Right

from ..actions import CHOOSE_FONT, DROP_FONT, Place
from ..context import WindowContext
from ..look import Tone
from ..widgets import Banner, ElidedLabel, FaultLabel, FlagEditor, HairLine, LinkButton, label
from .section import SettingsSection

# Named here only: the fonts of typesetting are loaded when a page is made, not with the settings.
if TYPE_CHECKING:
    from fengqiao_desk.documents.typesetting import FontUse

_PATTERN: Final = "字体 (*.ttf *.otf *.ttc *.otc)"
_AS_BODY: Final = "与所在文字相同的字体"
_ORDER: Final = "先用本所选定的，再用本机的，最后用随程序安装的"


class FontsSection(SettingsSection):
    """A chosen file is looked at before it is kept; one that is no font or may not be embedded is refused in words."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context, Place.FONTS, _ORDER, Right.CHANGE_SETTINGS)
        self.practice = Banner(PRACTICE, Tone.ACCENT)
        self.from_system = FlagEditor("使用本机安装的公文字体")
        self.from_system.changed.connect(self._switch)
        self.from_system.set_read_only(not self.may)
        self.roles = {role: RoleFont(words, self.may) for role, words in ROLES.items()}
        self.trouble = FaultLabel()
        self.column.addWidget(self.practice)
        card = self.card()
        for part in (self.from_system, self.trouble):
            card.body.addWidget(part)
        for role, shown in self.roles.items():
            shown.choose.clicked.connect(partial(self.ask_file, role))
            shown.remove.clicked.connect(partial(self.drop, role))
            card.body.addWidget(HairLine())
            card.body.addWidget(shown)
        self.column.addStretch()
        self.setFocusProxy(self.from_system)

    def refresh(self) -> None:
        """Reads the fonts on the worker: the first time takes about a second."""
        profile = self.context.station.profile(self.context.now().date())
        self.from_system.set_value(profile.system_fonts)
        self.practice.setVisible(profile.practice)
        for role, shown in self.roles.items():
            shown.show_own(profile.fonts.get(role, ""))
        self.context.background.run(
            self,
            lambda _: typesetting.describe(font_choice(profile)),
            self._show,
            self._cannot_show,
            anew=True,
        )

    def choose(self, role: str, path: Path) -> None:
        """Takes a font file for a role once it has been looked at."""
        self.context.background.run(
            self,
            # Looked at before it is kept: a file that cannot be embedded would stop every paper.
            lambda _: look_at(path),
            lambda _: self._keep(role, path),
            lambda problem: self.roles[role].fault.set_fault(problem.message),
        )

    def ask_file(self, role: str) -> None:
        """Asks for the file of this role."""
        dialog = QFileDialog(self, f"{ROLES[role]}的字体文件", "", _PATTERN)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.choose(role, Path(chosen)))
        dialog.open()

    def drop(self, role: str, _checked: bool = False) -> None:
        """The role goes back to what comes with the desk, or lies on this machine."""
        self._keep(role, None)

    def _keep(self, role: str, path: Path | None) -> None:
        act = self.context.act()
        self._change(lambda: keep_font(self.context.station, role, path, act), ROLES[role])

    def _switch(self) -> None:
        use, act = self.from_system.value() is True, self.context.act()
        self._change(lambda: use_system_fonts(self.context.station, use, act), "使用本机字体")

    def _change(self, change: Callable[[], None], what: str) -> None:
        if self.attempt(change, self.context.messages.problem):
            self.say(f"已保存：{what}，今天起签发的文书用。")
        self.refresh()

    def _show(self, uses: Sequence[FontUse]) -> None:
        self.trouble.set_fault(None)
        for role, shown in self.roles.items():
            # Roles of typesetting and keys of the profile differ in their letters only.
            shown.show_uses([use for use in uses if use.role.name.lower() == role])

    def _cannot_show(self, problem: Problem) -> None:
        self.trouble.set_fault(f"{problem.message}。请另选或点“不用”，否则不能打印")


class RoleFont(QWidget):
    """One role: the font it begins with, its file and licence, how much it covers, what fills in after it."""

    def __init__(self, words: str, may: bool) -> None:
        super().__init__()
        self._own = ""
        self._may = may
        self.family, self.rest = label("", wrap=True), label("", "small", wrap=True)
        self.file, self.licence = ElidedLabel("", "small"), ElidedLabel("", "small")
        self.fault = FaultLabel()
        self.choose, self.remove = LinkButton.of(CHOOSE_FONT), LinkButton.of(DROP_FONT)
        for act in (self.choose, self.remove):
            act.setAccessibleName(f"{words}：{act.text()}")
        head = QHBoxLayout()
        head.addWidget(label(words, "strong"), 1)
        head.addWidget(self.choose)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(3)
        column.addLayout(head)
        for part in (self.family, self.file, self.licence, self.rest, self.fault):
            column.addWidget(part)
        self.choose.setVisible(may)

    def show_own(self, path: str) -> None:
        """The station's own file of this role; empty for none."""
        self._own = path
        self.remove.setVisible(self._may and bool(path))
        self.fault.set_fault(None)
        self.show_uses([])

    def show_uses(self, uses: Sequence[FontUse]) -> None:
        """The chain of the role, the first font foremost."""
        for line in (self.file, self.licence, self.rest):
            line.setVisible(bool(uses))
        if not uses:
            self.family.setText(self._own or _AS_BODY)
            return
        first, rest = uses[0], uses[1:]
        self.family.setText(f"{first.family}　{first.origin}　{coverage_words(first)}")
        self.file.setText(f"文件：{first.path}")
        self.licence.setText(f"许可：{first.licence.strip() or '字体文件没有写明'}")
        self.rest.setText(
            f"缺字由 {'、'.join(dict.fromkeys(use.family for use in rest))} 补上" if rest else ""
        )


def coverage_words(use: FontUse) -> str:
    """`通用规范汉字 8105 字全有`, `通用规范汉字 8105 字中有 6763 字`."""
    if use.covered == use.standard:
        return f"通用规范汉字 {use.standard} 字全有"
    return f"通用规范汉字 {use.standard} 字中有 {use.covered} 字"
