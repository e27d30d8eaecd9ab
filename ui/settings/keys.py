"""设置 · 数据安全: whether the station is encrypted and whose password opens it; another recovery sheet, another master, encrypting."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from fengqiao_desk.station import Right
from fengqiao_desk.station.sealed.keys import change_master, renew_recovery, seal
from fengqiao_desk.store.sealing.recovery import Recovery

from ..actions import CHANGE_MASTER, RENEW_RECOVERY, SEAL, Place
from ..context import WindowContext, WorkAlone
from ..dialogs.recovery_form import RecoveryForm
from ..dialogs.recovery_sheet import RecoverySheetDialog
from ..papers.recovery_paper import RecoveryPaper
from ..widgets import KeyValueRows, QuietButton, label
from .section import SettingsSection

_PRACTICE = "练习站不加密：练习密码人人知道，里面也没有真实的案件。"
_PLAIN = "没有加密：拿到这台电脑、硬盘、U 盘或备份的人，不用密码就能读到所有案件和身份证号。"
_SEALED = "已加密：数据库、文书、附件和备份都打不开，除非用下面这些人的密码，或者恢复单。"
_NEW_SHEET = "打印新的恢复单，照着纸上输入两组，新的就生效，旧的作废，请当面销毁。"
_CHANGE = (
    "全部重新加密，各人的密码和恢复单都不变。有人离任、或者备份丢了以后应当换：他以前复制走的旧副本他仍然打得开，"
    "以后的数据打不开。要一些时间，办完要重新登录。"
)
_SEAL = (
    "先打印恢复单，由所领导封好放进保险柜；再照着纸上输入两组。各人的密码不变。要一些时间，办完要重新登录。"
    "以前的备份没有加密，请按规定销毁。"
)


class KeysSection(SettingsSection):
    """What is offered follows from what the station is; each act is for the 管理员."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context, Place.KEYS, "加密、恢复单、总钥匙", Right.MANAGE_KEYS)
        self.state = label("", "strong", wrap=True)
        self.facts = KeyValueRows()
        card = self.card()
        card.body.addWidget(self.state)
        card.body.addWidget(self.facts)
        self.renew, self.change = QuietButton.of(RENEW_RECOVERY), QuietButton.of(CHANGE_MASTER)
        self.seal = QuietButton.of(SEAL)
        self.renew.clicked.connect(self.ask_renewal)
        self.change.clicked.connect(self.ask_change)
        self.seal.clicked.connect(self.ask_sealing)
        for button, words in ((self.renew, _NEW_SHEET), (self.change, _CHANGE), (self.seal, _SEAL)):
            offered = self.card()
            offered.body.addWidget(label(words, "context", wrap=True))
            offered.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            offered.setVisible(self.may and button in self._acts())
        self.column.addStretch()

    def refresh(self) -> None:
        """Who opens it now."""
        keyring = self.context.station.keyring
        if keyring is None:
            self.state.setText(_PRACTICE if self._is_practice() else _PLAIN)
            return
        self.state.setText(_SEALED)
        keys = keyring.file
        self.facts.set_rows((("能打开的人", "、".join(keys.people)), ("总钥匙", f"第 {keys.generation} 把")))

    def ask_renewal(self) -> None:
        """Another sheet: in force once two of its groups were typed back."""
        self._open_sheet(RENEW_RECOVERY.title, _NEW_SHEET, "新的恢复单生效", self._renew)

    def ask_change(self) -> None:
        """Another master, after a question."""
        station, act = self.context.station, self.context.act()
        work = WorkAlone("正在更换总钥匙……", lambda progress: change_master(station, act, progress))
        self.context.messages.ask("更换总钥匙？", _CHANGE, "更换", lambda: self.context.work_alone(work))

    def ask_sealing(self) -> None:
        """A plain working station becomes an encrypted one."""
        self._open_sheet(SEAL.title, _SEAL, "加密", self._seal)

    def _renew(self, recovery: Recovery) -> None:
        renew_recovery(self.context.station, recovery, self.context.act())
        self.say("新的恢复单已生效，旧的已作废。请把新的封好放进保险柜，旧的当面销毁。")

    def _seal(self, recovery: Recovery) -> None:
        station, act = self.context.station, self.context.act()
        self.context.work_alone(
            WorkAlone("正在加密……", lambda progress: seal(station, recovery, act, progress))
        )

    def _open_sheet(self, title: str, words: str, act: str, do: Callable[[Recovery], None]) -> None:
        if not self.context.may_change():
            return
        station, today = self.context.station, self.context.now().date()
        paper = RecoveryPaper(self.context.messages, station.layout.root)
        name = station.profile(today).full_name
        RecoverySheetDialog(
            title.rstrip("…"), words, act, do, RecoveryForm(paper, lambda: name, lambda: today), self.window()
        ).open()

    def _acts(self) -> tuple[QuietButton, ...]:
        if self.context.station.keyring is not None:
            return (self.renew, self.change)
        return () if self._is_practice() else (self.seal,)

    def _is_practice(self) -> bool:
        return self.context.station.profile(self.context.now().date()).practice
