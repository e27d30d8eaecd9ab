"""What a list is ordered by, as a word that opens the choice of others."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from fengqiao_desk.cases import CaseKind

from ...widgets import LinkButton
from .filters import orders_of


class OrderButton(LinkButton):
    """`chosen` after another order was taken; `order` is its key in `cases.search.lists.ORDERS`."""

    chosen = Signal()

    def __init__(self, kind: CaseKind) -> None:
        self._orders = orders_of(kind)
        self.order = next(iter(self._orders))
        # Plain attributes may be set before super: LinkButton is given its words there.
        super().__init__(self._orders[self.order])
        self.setAccessibleDescription("排序")
        self._menu = QMenu(self)
        for order, words in self._orders.items():
            self._menu.addAction(words).triggered.connect(partial(self.take, order))
        self.clicked.connect(self._offer)

    def take(self, order: str, _checked: bool = False) -> None:
        """Orders by `order` from now on."""
        self.order = order
        self.setText(self._orders[order])
        # setText changes what is seen; LinkButton's name was set once.
        self.setAccessibleName(self._orders[order])
        self.chosen.emit()

    def _offer(self) -> None:
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
