"""The chosen paper of a case: who had it in hand, its pages or why there are none, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from fengqiao_desk.documents.register import BASIS_CHANGED
from fengqiao_desk.station import Right

from ..actions import (
    CHECK,
    CONFIRM_BASIS,
    COPY,
    DOCUMENT_ACTS,
    DRAFT,
    ISSUE,
    PRINT,
    REPLACE,
    VOID,
    WindowAct,
)
from ..look import Tone
from ..widgets import Badge, Banner, Card, ElidedLabel, EmptyState, PrimaryButton, QuietButton, label
from ..widgets.pdf_pages import PdfPages
from .panel_model import PanelPaper
from .words import BASIS_SENTENCE, SELF_APPROVED, SELF_APPROVED_SENTENCE

_OF_FORMS, _OF_ISSUED, _OF_VALID = (DRAFT, CHECK, ISSUE), (COPY, PRINT), (VOID, REPLACE)
_PRIMARY, _UPPER, _LOWER = (PRINT, ISSUE), (COPY, PRINT, ISSUE), (DRAFT, CHECK, REPLACE, VOID, CONFIRM_BASIS)
"""The acts of every day stand beside the title, those before and after issuing in the row of who had it in hand."""
NO_DRAFT = "先拟稿，才能核稿"


class PaperSheet(Card):
    """`asked(slot)` is the method of the act whose button was pressed."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.pages = PdfPages("文书预览")
        self.buttons: dict[str, QuietButton] = {}
        self.hands = label("", "context", wrap=True)
        self.self_approved = Badge(SELF_APPROVED, Tone.WARNING)
        self.self_approved.setToolTip(SELF_APPROVED_SENTENCE)
        self.basis_changed = Badge(BASIS_CHANGED, Tone.WARNING)
        self.basis_changed.setToolTip(BASIS_SENTENCE)
        self.forbidden = Banner("", Tone.WARNING)
        self._title = ElidedLabel("", "heading")
        self._why = EmptyState("", icon_name="document")
        self._view = QStackedWidget()
        self._view.addWidget(self.pages)
        self._view.addWidget(self._why)
        self.head.addWidget(self._title, 1)
        self._facts = QHBoxLayout()
        self._lay_out()

    def begin(self, paper: PanelPaper | None, hands: str, why_not: Callable[[Right], str]) -> None:
        """Shows whose paper it is and its acts; `hands` says who had it in hand, empty when nobody, `why_not` why a right cannot be used now."""
        shown = acts_of(paper)
        hindered = hindrances(paper, why_not) if paper else {}
        for act in (*_UPPER, *_LOWER):
            button = self.buttons[act.key]
            button.setVisible(act in shown)
            button.setEnabled(act.key not in hindered)
            button.setToolTip(hindered.get(act.key, ""))
        issued = paper.issued if paper else None
        self._title.setText(paper.title if paper else "")
        self.hands.setText(hands)
        self.self_approved.setVisible(issued is not None and issued.self_approved)
        self.basis_changed.setVisible(issued is not None and issued.basis_changed)
        self._tell_forbidden(shown, why_not)

    def show_pdf(self, pdf: bytes) -> None:
        """The pages in place of a sentence."""
        self.pages.show_pdf(pdf)
        self._view.setCurrentWidget(self.pages)

    def tell(self, sentence: str) -> None:
        """A sentence where the pages would be."""
        self._why.sentence.setText(sentence)
        self._view.setCurrentWidget(self._why)

    def sentence(self) -> str:
        """The sentence shown now; empty while pages are shown."""
        return self._why.sentence.text() if self._view.currentWidget() is self._why else ""

    def _tell_forbidden(self, shown: tuple[WindowAct, ...], why_not: Callable[[Right], str]) -> None:
        """What cannot be done is said, not hidden."""
        # Each sentence once, in the order of the buttons.
        sentences = dict.fromkeys(why_not(act.right) for act in shown if act.right)
        sentences.pop("", None)
        self.forbidden.tell("；".join(sentences), Tone.WARNING)
        self.forbidden.setVisible(bool(sentences))

    def _add_button(self, act: WindowAct, row: QHBoxLayout) -> None:
        kind = PrimaryButton if act in _PRIMARY else QuietButton
        button = kind(act.title, icon_name=act.icon, key=act.key_words)
        button.clicked.connect(lambda: self.asked.emit(act.slot))
        button.hide()
        self.buttons[act.key] = button
        row.addWidget(button)

    def _lay_out(self) -> None:
        self._facts.setSpacing(10)
        for badge in (self.basis_changed, self.self_approved):
            self._facts.addWidget(badge)
        self._facts.addWidget(self.hands, 1)
        for acts, row in ((_UPPER, self.head), (_LOWER, self._facts)):
            for act in acts:
                self._add_button(act, row)
        self.body.addLayout(self.head)
        self.body.addLayout(self._facts)
        self.body.addWidget(self.forbidden)
        self.body.addWidget(self._view, 1)
        for hidden in (self.basis_changed, self.self_approved, self.forbidden):
            hidden.hide()


def acts_of(paper: PanelPaper | None) -> tuple[WindowAct, ...]:
    """What is done with such a paper, allowed or not."""
    if paper is None:
        return ()
    if paper.issued is None:
        return _OF_FORMS
    valid = _OF_VALID if paper.issued.state == "issued" else ()
    return (*_OF_ISSUED, *valid, *((CONFIRM_BASIS,) if paper.issued.basis_changed else ()))


def hindrances(paper: PanelPaper, why_not: Callable[[Right], str]) -> Mapping[str, str]:
    """Why an act cannot be done now, by the act's key; acts that can be done are not among them."""
    why = {act.key: words for act in DOCUMENT_ACTS if act.right and (words := why_not(act.right))}
    if paper.issued is None and paper.refusal:
        # What the role may not do goes before what the case does not allow: it will not pass with time.
        why = {**dict.fromkeys((act.key for act in _OF_FORMS), paper.refusal), **why}
    elif paper.issued is None and paper.draft is None:
        why.setdefault(CHECK.key, NO_DRAFT)
    return why
