"""What the program says over a page: a banner with an act, a veil with progress while something runs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ..actions import CANCEL
from ..look import Space, Tone, paint_icon, tokens
from .buttons import LinkButton, QuietButton
from .containers import Card
from .former_focus import FormerFocus
from .painting import draw_box, smooth_painter
from .words import label

_ICONS = {Tone.DANGER: "warning", Tone.WARNING: "warning", Tone.GOOD: "check"}


class Banner(QFrame):
    """A sentence over the page in the colour of its weight, with an act (`acted`) or none, and others that are offered before it."""

    acted = Signal()

    def __init__(
        self, sentence: str, tone: Tone = Tone.ACCENT, *, act: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = self._row = QHBoxLayout(self)
        # The sign is painted into the margin at the left.
        row.setContentsMargins(44, 10, 14, 10)
        row.setSpacing(12)
        self._words = label("", wrap=True)
        self._act = LinkButton("")
        self._act.clicked.connect(self.acted)
        row.addWidget(self._words, 1)
        row.addWidget(self._act)
        self.tell(sentence, tone, act=act)

    def tell(self, sentence: str, tone: Tone, *, act: str = "") -> None:
        """Says this sentence in this weight, with the act or without one."""
        self._tone = tone
        self._words.setText(sentence)
        self._act.setText(act)
        # LinkButton took its name from the empty words it was made with.
        self._act.setAccessibleName(act)
        self._act.setVisible(bool(act))
        self.setAccessibleName(sentence)
        self.update()

    def offer(self, act: str, do: Callable[[], None]) -> None:
        """One more act, before those that are there."""
        link = LinkButton(act)
        link.clicked.connect(lambda _checked=False: do())
        self._row.insertWidget(1, link)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and line in the colour of its weight, and the sign of it."""
        painter = smooth_painter(self)
        ink = tokens().ink(self._tone)
        draw_box(painter, self.rect(), tokens().ground(self._tone), ink, Space.CONTROL_RADIUS)
        place = QRectF(14, (self.height() - 20) / 2, 20, 20)
        paint_icon(painter, _ICONS.get(self._tone, "info"), place, ink)


class BusyOverlay(QWidget):
    """A veil over `parent` while work runs: what runs, how far it is, and a way to stop it (`cancelled`)."""

    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._below = parent
        self._former_focus = FormerFocus()
        self._words = label("", "strong", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = QuietButton.of(CANCEL)
        self._stop.clicked.connect(self.cancelled)
        card = Card()
        card.setFixedWidth(340)
        for part in (self._words, self._bar):
            card.body.addWidget(part)
        card.body.addWidget(self._stop, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        # No layout holds the veil: it follows the size of what it covers by itself.
        parent.installEventFilter(self)
        self.hide()

    def begin(self, words: str, *, can_cancel: bool = True) -> None:
        """Lies over the page and takes the keyboard; `can_cancel` offers the way to stop."""
        self._words.setText(words)
        self.setAccessibleName(words)
        # A range of nothing is Qt's sign for "busy, nobody knows how long".
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(words)
        self._stop.setVisible(can_cancel)
        # Before it is shown: the veil takes the focus itself right below.
        self._former_focus.remember(self.window().focusWidget())
        self._cover(self._below.size())
        self.show()
        self.raise_()
        (self._stop if can_cancel else self).setFocus()

    def wind_down(self, words: str) -> None:
        """The officer stopped it: what was done is being taken back, and cannot be stopped again."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self._stop.hide()
        self.setFocus()

    def report(self, done: int, total: int) -> None:
        """`done` of `total` parts are through; a total of 0 means that nobody knows."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def end(self) -> None:
        """Lifts the veil; the focus goes back to where it was, unless the officer has taken it elsewhere meanwhile."""
        focused = self.window().focusWidget()
        # Asked before hide, which moves the focus to another widget by itself.
        held = focused is not None and (focused is self or self.isAncestorOf(focused))
        self.hide()
        if held:
            self._former_focus.give_back(otherwise=self._below)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays on the veil: what lies below must not be reached."""
        return True

    def event(self, event: QEvent) -> bool:
        """While the veil lies there, Esc is its own and reaches no page."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grows with what it covers."""
        if event.type() is QEvent.Type.Resize and watched is self._below:
            self._cover(self._below.size())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops what can be stopped; every other key ends here."""
        if event.key() == Qt.Key.Key_Escape and self._stop.isVisible():
            self.cancelled.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is below stays to be seen, but pale."""
        veil = QColor(tokens().page)
        veil.setAlphaF(0.75)
        smooth_painter(self).fillRect(self.rect(), veil)

    def _cover(self, size: QSize) -> None:
        self.setGeometry(0, 0, size.width(), size.height())
