"""常用筛选: what an officer often narrows a list to, kept under a name on this computer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from fengqiao_desk.problems import Fault, FaultyEntry

from ...actions import FORGET_FILTER, KEEP_FILTER, SAVED_FILTERS
from ...context import WindowContext
from ...dialogs.asking import AskingDialog
from ...preferences import Preferences
from ...widgets import ChipFilter, LineEditor, LinkButton
from ...widgets.editors.labelled_rows import LabelledRows


class SavedFilters(LinkButton):
    """A menu of the officer's filters of one kind; `applied` after one was put into `chips`."""

    applied = Signal()

    def __init__(
        self, context: WindowContext, kind: str, chips: ChipFilter, preferences: Preferences | None = None
    ) -> None:
        super().__init__(SAVED_FILTERS.title)
        self._context, self._kind, self._chips = context, kind, chips
        self._preferences = preferences or Preferences()
        # Not setMenu: the filters are read anew at each click, and the words stand without a menu's arrow.
        self.menu_of_filters = QMenu(self)
        self.clicked.connect(self.offer)

    def offer(self) -> None:
        """Opens the menu: the filters, keeping the present one, and forgetting."""
        self.fill()
        self.menu_of_filters.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def fill(self) -> None:
        """The menu as it is now."""
        self.menu_of_filters.clear()
        filters = self._filters()
        for name, chosen in filters.items():
            self.menu_of_filters.addAction(name).triggered.connect(partial(self._apply, chosen))
        self.menu_of_filters.addSeparator()
        keep = self.menu_of_filters.addAction(KEEP_FILTER.title)
        keep.setEnabled(bool(self._chips.value()))
        keep.triggered.connect(self.ask_name)
        for name in filters:
            self.menu_of_filters.addAction(f"{FORGET_FILTER.title}“{name}”").triggered.connect(
                partial(self._forget, name)
            )

    def ask_name(self) -> None:
        """Asks under which name the filter of now is to be kept."""
        words = "、".join(self._chips.value().values())
        editor = LineEditor("如：我的逾期纠纷")
        AskingDialog("保存筛选", words, {"name": ("名称", editor)}, "保存", self._keep, self.window()).open()

    def _keep(self, rows: LabelledRows) -> None:
        name = rows.text("name").strip()
        if not name:
            raise FaultyEntry((Fault("name", "请填写名称"),))
        self._write({**self._filters(), name: self._chips.value()})

    def _apply(self, chosen: dict[str, str], _checked: bool = False) -> None:
        self._chips.set_value(chosen)
        self.applied.emit()

    def _forget(self, name: str, _checked: bool = False) -> None:
        self._write({kept: chosen for kept, chosen in self._filters().items() if kept != name})

    def _filters(self) -> dict[str, dict[str, str]]:
        return self._preferences.filters(self._context.officer.name, self._kind)

    def _write(self, filters: dict[str, dict[str, str]]) -> None:
        self._preferences.keep_filters(self._context.officer.name, self._kind, filters)
