"""Words on the page: labels by role, badges, elided lines, the sentence under a field, an empty page."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ..look import Size, Space, Tone, paint_icon, sized_font, tokens
from .buttons import QuietButton
from .painting import draw_box, draw_words, smooth_painter, width_of

WordRole = Literal["title", "heading", "strong", "context", "small", "fault", "brand", "figure", "body"]


def label(
    words: str, role: WordRole = "body", *, wrap: bool = False, parent: QWidget | None = None
) -> QLabel:
    """A plain-text label in one of the roles of the stylesheet."""
    made = QLabel(words, parent)
    # Qt guesses otherwise: `<b>` typed by an officer, or a path of an image, would be taken for markup.
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


class Badge(QLabel):
    """A state in its word on a soft ground."""

    def __init__(self, words: str, tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The word with nine pixels at either side, by 22."""
        return QSize(width_of(self.text(), sized_font(Size.SMALL)) + 18, 22)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its word."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The soft ground and the word in its tone."""
        painter = smooth_painter(self)
        draw_box(painter, self.rect(), tokens().ground(self._tone), None, Space.BADGE_RADIUS)
        ink = tokens().ink(self._tone)
        draw_words(
            painter,
            self.rect(),
            self.text(),
            sized_font(Size.SMALL),
            ink,
            align=Qt.AlignmentFlag.AlignHCenter,
        )


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where room ends; the whole of it is the tool tip then."""

    def __init__(self, words: str, role: WordRole = "body", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        # Ignored: QLabel would ask for the width of all its words and push its neighbours out.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_struck(self, struck: bool) -> None:
        """Struck through: what it names no longer stands."""
        font = self.font()
        font.setStrikeOut(struck)
        self.setFont(font)

    def minimumSizeHint(self) -> QSize:
        """Three letters wide: it gives way before anything beside it."""
        return QSize(self.fontMetrics().averageCharWidth() * 3, super().minimumSizeHint().height())

    def shown_words(self) -> str:
        """What fits in the label's width now."""
        # One pixel more, as `draw_words` has it: both must say the same of what fits.
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() + 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """What fits of the words, and all of them as tool tip where that is not everything."""
        painter = smooth_painter(self)
        colour = tokens().muted if self.property("role") in ("context", "small") else tokens().text
        draw_words(painter, self.contentsRect(), self.text(), self.font(), colour)
        # Here and not in resizeEvent: text, font and width can each change without it. Setting a tool tip
        # paints nothing.
        self.setToolTip("" if self.shown_words() == self.text() else self.text())


class FaultLabel(QLabel):
    """One sentence under a field that says what to do; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "fault")
        self.setWordWrap(True)
        self.hide()

    def set_fault(self, sentence: str | None) -> None:
        """Shows the sentence; None takes it away."""
        self.setText(sentence or "")
        self.setVisible(bool(sentence))


class PageHeading(QWidget):
    """The page's title, beside it in grey what the page holds now; `row` takes acts at the right."""

    def __init__(self, title: str, context: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(12)
        self._title = label(title, "title")
        self._context = ElidedLabel(context, "context")
        # Brings the small words down to the foot of the large title.
        self._context.setContentsMargins(0, 5, 0, 0)
        self.row.addWidget(self._title)
        self.row.addWidget(self._context, 1)
        self.setMinimumHeight(Space.CONTROL)

    def set_words(self, title: str, context: str) -> None:
        """Another title, and what the page holds now."""
        self._title.setText(title)
        self._context.setText(context)


class IconView(QWidget):
    """An icon that is only looked at, in the colour of a token."""

    def __init__(
        self, icon_name: str, role: str = "muted", side: int = 20, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._role = role
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon in the colour of the token as it is now."""
        colour = str(getattr(tokens(), self._role))
        paint_icon(smooth_painter(self), self._icon_name, QRectF(self.rect()), colour)


class EmptyState(QWidget):
    """An empty page: one sentence and at most one act; the act is `button.clicked`."""

    def __init__(
        self, sentence: str, *, act: str = "", icon_name: str = "check", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, 40, Space.MARGIN, 40)
        column.setSpacing(12)
        self.sentence = label(sentence, "context", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = QuietButton(act, parent=self)
        self.button.setVisible(bool(act))
        column.addStretch()
        for part in (IconView(icon_name, side=32), self.sentence, self.button):
            row = QHBoxLayout()
            row.addStretch()
            # Between two stretches a wrapped label without one of its own would be folded to its least width.
            row.addWidget(part, 4 if part is self.sentence else 0)
            row.addStretch()
            column.addLayout(row)
        column.addStretch()
