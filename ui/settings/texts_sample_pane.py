"""The sample of a text beside its editors, typeset anew on the worker after a pause in typing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QStackedWidget, QWidget

from fengqiao_desk.documents import typesetting
from fengqiao_desk.documents.fonts import font_choice
from fengqiao_desk.station.texts import StandingText

from ..context import WindowContext
from ..widgets import Card, EmptyState
from ..widgets.pdf_pages import PdfPages
from .texts_sample import sample_sheet

NO_SAMPLE = "这段文字没有单独的文书，不能看样张。"


class SamplePane(Card):
    """`look` shows the page, or the sentence why such wording could not be issued."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context = context
        self.pages = PdfPages("样张")
        self._why = EmptyState("", icon_name="document")
        self._view = QStackedWidget()
        self._view.addWidget(self.pages)
        self._view.addWidget(self._why)
        self.body.addWidget(self._view, 1)

    def look(self, text: StandingText, parts: Mapping[str, str], part: str) -> None:
        """A text as it stands in the editors, `part` being the one in hand."""
        station, act = self._context.station, self._context.act()

        def work() -> bytes | None:
            """On the worker's thread; None where the text has no document."""
            # Texts and profile are read of one moment.
            with station.reading():
                sheet = sample_sheet(station, text, parts, part, act)
                return (
                    typesetting.typeset(sheet, font_choice(station.profile(act.day))).pdf if sheet else None
                )

        self._context.background.run(
            self,
            lambda _: work(),
            self._show,
            lambda problem: self._tell(problem.message),
            anew=True,
        )

    def give_up(self) -> None:
        """What is being typeset is not wanted any more."""
        self._context.background.give_up(self)

    def sentence(self) -> str:
        """Why no sample is shown; empty while one is."""
        return self._why.sentence.text() if self._view.currentWidget() is self._why else ""

    def _show(self, pdf: bytes | None) -> None:
        if pdf is None:
            self._tell(NO_SAMPLE)
            return
        self.pages.show_pdf(pdf)
        self._view.setCurrentWidget(self.pages)

    def _tell(self, sentence: str) -> None:
        self._why.sentence.setText(sentence)
        self._view.setCurrentWidget(self._why)
