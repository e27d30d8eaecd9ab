"""设置 · 人员: who serves here and who has left; people come, change, leave and come back, and get a new password."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from fengqiao_desk.cases.people import OpenWork, change_officer, open_work
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import Fault, FaultyEntry, Problem
from fengqiao_desk.station import Officer, Right
from fengqiao_desk.station.roll import Former

from ..actions import ADD_OFFICER, CHANGE_OFFICER, COME_BACK, LEAVE_SERVICE, RESET_PASSWORD, Place, WindowAct
from ..context import WindowContext
from ..dialogs.asking import AskingDialog
from ..look import Tone
from ..widgets import Badge, BusyOverlay, LinkButton, PrimaryButton, label
from ..widgets.editors.labelled_rows import LabelledRows
from ..widgets.editors.password_editor import PasswordEditor
from .officer_rows import OfficerRows
from .section import SettingsSection, act_row

_PASSWORD, _AGAIN = "password", "again"
CHANGE_THE_MASTER = f"他的密码已打不开数据；如果他复制走过数据文件夹，旧副本他仍然打得开，请由管理员在“设置 · {Place.KEYS.value}”里更换总钥匙。"
_AT_LEAST = "至少 10 位，由本人改掉"


class PeopleSection(SettingsSection):
    """The officers; one who leaves stays in old records and may come back."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context, Place.PEOPLE, "离任的人不再能登录，旧记录保留姓名", Right.MANAGE_PEOPLE)
        self._list = self.card()
        self._former = self.card("离任的人员")
        self._overlay = BusyOverlay(self)
        self.rows = LabelledRows(90)
        self._new, self._first_password = OfficerRows(), PasswordEditor(_AT_LEAST)
        for name, (words, editor) in self._new.editors().items():
            self.rows.add(name, words, editor)
        self.rows.add(_PASSWORD, "初始密码", self._first_password)
        add = PrimaryButton.of(ADD_OFFICER)
        add.clicked.connect(self.add)
        card = self.card(ADD_OFFICER.title)
        card.setVisible(self.may)
        card.body.addWidget(self.rows)
        card.body.addWidget(act_row(add))
        self.column.addStretch()

    def refresh(self) -> None:
        """Who serves and who has left, as it is now."""
        officers = self.context.station.officers
        self._list.clear()
        for officer in officers.all():
            self._list.body.addWidget(self._line(officer))
        former = officers.left()
        self._former.clear()
        self._former.setVisible(bool(former))
        for each in former:
            self._former.body.addWidget(self._former_line(each))

    def add(self) -> None:
        """Keeps the new officer; says beside the field what cannot be kept."""
        if self.attempt(self._add, self._failed):
            self._new.clear()
            self._first_password.set_value(None)
            self.rows.show_faults(())
            self.refresh()

    def ask_change(self, officer: Officer) -> None:
        """Name, roles and badge in a dialog; old papers and steps keep the name of their day."""
        rows = OfficerRows()
        rows.show(officer)
        AskingDialog(
            f"更改 {officer.name}",
            "今天起用；以前的文书和办理经过保留当天的姓名。",
            rows.editors(),
            "保存",
            lambda _: self._change(officer, rows),
            self.window(),
        ).open()

    def ask_reset(self, officer: Officer) -> None:
        """A new password for who forgot his, typed twice."""
        AskingDialog(
            f"重设 {officer.name} 的密码",
            "告诉本人；下次登录时要改成只有本人知道的。",
            {
                _PASSWORD: ("新密码", PasswordEditor(_AT_LEAST)),
                _AGAIN: ("再输一次", PasswordEditor()),
            },
            RESET_PASSWORD.title,
            partial(self._reset, officer),
            self.window(),
        ).open()

    def ask_leave(self, officer: Officer) -> None:
        """Names what is still open in the officer's name, then asks."""
        self.context.background.run(
            self,
            # On the worker: every open case of every kind is looked through.
            lambda _: open_work(self.context.station, KINDS, officer.name),
            lambda work: self.context.messages.ask(
                f"{officer.name} 离任？",
                f"从今天起不能再登录和选为经办人；以前的记录保留姓名。{_left_behind(work)}",
                "办理离任",
                lambda: self._leave(officer, work),
            ),
            self.context.messages.problem,
        )

    def come_back(self, officer: Officer) -> None:
        """The same person serves again."""
        if self.attempt(lambda: self._come_back(officer), self.context.messages.problem):
            self.say(f"{officer.name} 已返岗，下次登录要改密码；忘了的请重设。")
            self.refresh()

    def _come_back(self, officer: Officer) -> None:
        self.context.station.officers.come_back(officer.name, self.context.act())

    def _add(self) -> None:
        added = self.context.station.officers.add(
            self._new.officer(), self._first_password.text(), self.context.act()
        )
        self.say(f"已增加{added.roles_in_words} {added.name}，首次登录要改掉初始密码。")

    def _change(self, before: Officer, rows: OfficerRows) -> None:
        """What cannot be is told in the dialog; the rest runs aside, for many cases may bear the name."""
        officers = self.context.station.officers
        # Checked on the window's thread, while the dialog with its fields is still there.
        changed = officers.checked_change(before, rows.officer())
        self._keep_own_forms(before)
        act = self.context.act()
        # Cannot be stopped: every open case that bears the name changes with it, or none does.
        self._overlay.begin(f"正在更改 {before.name}……", can_cancel=False)
        self.context.background.run(
            self,
            lambda _: change_officer(self.context.station, KINDS, before.name, changed, act),
            lambda officer: self._changed(before, officer),
            self._not_changed,
        )

    def _changed(self, before: Officer, officer: Officer) -> None:
        self._overlay.end()
        self.say(f"已更改：{officer.roles_in_words} {officer.name}。")
        self._done(before)

    def _not_changed(self, problem: Problem) -> None:
        self._overlay.end()
        self.context.messages.problem(problem)

    def _reset(self, officer: Officer, rows: LabelledRows) -> None:
        if rows.text(_PASSWORD) != rows.text(_AGAIN):
            raise FaultyEntry((Fault(_AGAIN, "两次输入的密码不同，请再输一次"),))
        self.context.station.officers.reset_password(officer.name, rows.text(_PASSWORD), self.context.act())
        self.say(f"{officer.name} 的密码已重设，下次登录要改掉。")

    def _leave(self, officer: Officer, work: tuple[OpenWork, ...]) -> None:
        left = self.attempt(
            lambda: self.context.station.officers.leave(officer.name, self.context.act()),
            self.context.messages.problem,
        )
        if left:
            sealed = self.context.station.layout.is_sealed
            self.say(f"{officer.name} 已办理离任。{_left_behind(work)}{CHANGE_THE_MASTER if sealed else ''}")
            self._done(officer)

    def _keep_own_forms(self, before: Officer) -> None:
        """What he has half filled goes with him: it is kept while he still has the old name."""
        if before == self.context.officer:
            for save in self.context.savers:
                save()

    def _done(self, before: Officer) -> None:
        """Who changed himself is no longer whom he signed in as."""
        if before == self.context.officer:
            # The session was signed in under a name and roles that are no longer so.
            self.context.sign_out()
        else:
            self.refresh()

    def _failed(self, problem: Problem) -> None:
        if not problem.faults or self.rows.show_faults(problem.faults):
            self.context.messages.problem(problem)

    def _line(self, officer: Officer) -> QWidget:
        acts = {
            CHANGE_OFFICER: self.ask_change,
            RESET_PASSWORD: self.ask_reset,
            LEAVE_SERVICE: self.ask_leave,
        }
        if officer == self.context.officer:
            del acts[RESET_PASSWORD]  # his own he changes in 外观和密码, with the old one
        return self._row(officer, officer.badge, acts)

    def _former_line(self, former: Former) -> QWidget:
        acts = {CHANGE_OFFICER: self.ask_change, COME_BACK: self.come_back}
        return self._row(former.officer, f"{former.left_on} 离任", acts)

    def _row(
        self, officer: Officer, context: str, acts: Mapping[WindowAct, Callable[[Officer], None]]
    ) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(10)
        row.addWidget(label(officer.name, "strong"))
        for role in officer.roles:
            row.addWidget(Badge(role.value, Tone.NEUTRAL))
        row.addWidget(label(context, "context"), 1)
        for act, do in acts.items() if self.may else ():
            button = LinkButton.of(act)
            button.setAccessibleName(f"{officer.name} {act.title}")
            # Bound now: a lambda reads the loop's own `do` when it is called, and that is the last one.
            button.clicked.connect(lambda _=False, do=do: do(officer))
            row.addWidget(button)
        return line


def _left_behind(work: tuple[OpenWork, ...]) -> str:
    """What somebody else has to take over; empty when nothing is open."""
    if not work:
        return ""
    return f"名下还有{'、'.join(each.words for each in work)}没有办完，请在列表里按姓名筛选，改由别人负责。"
