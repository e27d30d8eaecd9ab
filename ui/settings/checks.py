"""设置 · 数据检查: when the folder was last looked over, what was found in words, and what can be mended by one key."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fengqiao_desk.station import Right, may
from fengqiao_desk.station.rights import why_not
from fengqiao_desk.store.damage import Finding, Remedy
from fengqiao_desk.store.damage.last_check import last_check
from fengqiao_desk.values.days import show_day

from ..actions import CHECK_FOLDER, REPAIR_FOLDER, SHOW_BACKUPS, STOP_CHECK, Place, set_key
from ..context import WindowContext
from ..folder_checks import LookState
from ..look import Tone
from ..widgets import Badge, Banner, HairLine, LinkButton, PrimaryButton, QuietButton, label
from .section import SettingsSection

_SHOWN = 50
"""More lines than an officer reads; `check` tells all."""
_HELP = {
    Remedy.REPAIR: ("可以修复", Tone.ACCENT),
    Remedy.BACKUP: ("从备份恢复", Tone.DANGER),
    Remedy.FETCH: ("从备份取回", Tone.WARNING),
    Remedy.NONE: ("交维护人员", Tone.NEUTRAL),
}
"""What helps against a finding, in a word, and how serious that is."""
_WHEN = "每次打开时快查，每周全查一次"
_HOW = (
    "修复在副本上进行，核对以后才换上；换下的数据库留在 backups 里，没有登记的文书移到 set-aside 里，都不删。"
)
_HELP_IN_WORDS = {
    Remedy.REPAIR: _HOW,
    Remedy.BACKUP: "标“从备份恢复”的修复不了：请不要再登记，从最近一份备份恢复。",
    Remedy.FETCH: "标“从备份取回”的，从备份里取那一个文件放回原处。",
}


class ChecksSection(SettingsSection):
    """The state of the look, its findings and the two acts; what is found at a start leads here by one key."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context, Place.CHECKS, _WHEN)
        self.state = label("", "strong", wrap=True)
        self.look_button, self.stop_button = QuietButton.of(CHECK_FOLDER), QuietButton.of(STOP_CHECK)
        self.repair_button = PrimaryButton.of(REPAIR_FOLDER)
        set_key(self.look_button, CHECK_FOLDER)
        set_key(self.stop_button, STOP_CHECK)
        set_key(self.repair_button, REPAIR_FOLDER)
        self.look_button.clicked.connect(self.look)
        self.stop_button.clicked.connect(self.stop)
        self.repair_button.clicked.connect(self.repair)
        self.restore_button = LinkButton.of(SHOW_BACKUPS)
        self.restore_button.clicked.connect(self.restore)
        self.restore_button.setEnabled(may(context.officer, Right.RESTORE))
        self.help = label("", wrap=True)
        card = self.card()
        for part in (
            self.state,
            self.help,
            _row(self.restore_button, self.stop_button, self.look_button, self.repair_button),
        ):
            card.body.addWidget(part)
        self.trouble = Banner("", Tone.DANGER)
        self.column.addWidget(self.trouble)
        self.findings = self.card("查出来的")
        self.column.addStretch()
        self.setFocusProxy(self.look_button)
        context.checks.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """The look as it stands: it tells of itself whenever that changes."""
        now = self.context.checks.now
        self.state.setText(now.running or self._last_words(now))
        self.look_button.setVisible(not now.running)
        self.stop_button.setVisible(bool(now.running) and not now.is_repair)
        self.trouble.tell(now.trouble, Tone.DANGER)
        self.trouble.setVisible(bool(now.trouble))
        self._show(now.found)

    def look(self) -> None:
        """Looks at everything, not only at what a start has time for."""
        self.context.checks.look(is_full=True)

    def stop(self) -> None:
        """Looks no further; what was found before stands."""
        self.context.checks.stop()
        self.look_button.setFocus()

    def repair(self) -> None:
        """Mends what can be mended; half-filled forms are kept in the window meanwhile."""
        if refusal := self._why_not():
            self.trouble.tell(refusal, Tone.DANGER)
            self.trouble.show()
        else:
            self.context.checks.repair(self.context.act())

    def restore(self) -> None:
        """Shows the backups, one of which may take the place of the folder."""
        self.context.restore()

    def _why_not(self) -> str:
        """The officer's roles, or a folder that is only looked at for another reason than what is to be mended."""
        station, found = self.context.station, self.context.checks.now.found
        damaged = any(each.is_of_database for each in found)
        return why_not(self.context.officer, Right.REPAIR) or ("" if damaged else station.only_looked_at)

    def _last_words(self, now: LookState) -> str:
        """`2026年11月21日 09:00 全部查过，没有发现问题`."""
        noted = last_check(self.context.station.layout)
        if now.at is None:
            if noted is None:
                return "还没有全部查过。"
            return f"上次全部查过是{_moment(datetime.fromisoformat(noted.at))}。"
        if now.mended:
            left = f"还有 {len(now.found)} 处" if now.found else "没有别的问题"
            return f"{_moment(now.at)}修复了 {now.mended} 处，核对无误，{left}。"
        kind = "全部查过" if now.is_full else "快查过"
        return f"{_moment(now.at)}{kind}，{f'查出 {len(now.found)} 处' if now.found else '没有发现问题'}。"

    def _show(self, found: tuple[Finding, ...]) -> None:
        self.findings.clear()
        for place, each in enumerate(found[:_SHOWN]):
            if place:
                self.findings.body.addWidget(HairLine())
            self.findings.body.addWidget(_line(each))
        if len(found) > _SHOWN:
            self.findings.body.addWidget(label(f"……共 {len(found)} 处", "context"))
        self.findings.setVisible(bool(found))
        helps = {each.remedy for each in found}
        words = [sentence for remedy, sentence in _HELP_IN_WORDS.items() if remedy in helps]
        self.help.setText("\n".join(words))
        self.help.setVisible(bool(words))
        self.repair_button.setVisible(Remedy.REPAIR in helps)
        self.repair_button.setEnabled(not self.context.checks.now.running)


def _row(*buttons: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch()
    for button in buttons:
        row.addWidget(button)
    return holder


def _line(found: Finding) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 2, 0, 2)
    row.setSpacing(12)
    row.addWidget(label(found.message, wrap=True), 1)
    words, tone = _HELP[found.remedy]
    row.addWidget(Badge(words, tone), 0, Qt.AlignmentFlag.AlignTop)
    line.setAccessibleName(f"{found.message}：{words}")
    return line


def _moment(at: datetime) -> str:
    return f"{show_day(at.date())} {at:%H:%M} "
