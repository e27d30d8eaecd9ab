"""The earlier cases of one person, shown after a purpose was stated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.cases.known_people import KnownParty
from fengqiao_desk.cases.search.withdrawn import WITHDRAWN_MARK
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.values.days import parse_day, show_day

from ..actions import CLOSE
from ..look import Space, Tone
from ..widgets import Badge, LinkButton, QuietButton, label
from ..widgets.fitted import FittedDialog

_WIDTH = 560


class HistoryDialog(FittedDialog):
    """`go(kind, number)` opens one of them; sealed records are not among them."""

    def __init__(
        self, name: str, found: Sequence[KnownParty], go: Callable[[str, str], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{name}的以往案件")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._go = go
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.setSpacing(12)
        column.addWidget(label(f"{name}的以往案件", "title", wrap=True))
        column.addWidget(label("依法封存的记录不在其中；这次查询已经记录。", "context", wrap=True))
        for known in found:
            column.addLayout(self._line(known))
        if not found:
            column.addWidget(label("没有可以查看的以往案件。"))
        close = QuietButton.of(CLOSE)
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _line(self, known: KnownParty) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        opened = LinkButton(known.number)
        opened.setAccessibleName(f"打开 {known.number} {known.title}")
        # Otherwise Enter opens the first case as soon as the list is shown.
        opened.setAutoDefault(False)
        opened.clicked.connect(partial(self._open, known))
        row.addWidget(opened)
        row.addWidget(label(known.title, wrap=True), 1)
        row.addWidget(label(f"{kind_of(known.kind).title} · {show_day(parse_day(known.day))}", "context"))
        row.addWidget(Badge(known.reason, Tone.NEUTRAL))
        if known.withdrawn:
            row.addWidget(Badge(WITHDRAWN_MARK, Tone.WARNING))
        return row

    def _open(self, known: KnownParty, _checked: bool = False) -> None:
        # First: the page that opens must not stand behind a dialog.
        self.accept()
        self._go(known.kind, known.number)
