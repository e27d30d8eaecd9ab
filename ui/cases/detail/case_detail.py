"""The detail side: who, what is wrong now, the one act most likely next; then rows, deadlines, what was done, facts."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from fengqiao_desk import cases
from fengqiao_desk.cases import Case, CaseKind, Related, Step, StepTaken, attachments
from fengqiao_desk.cases.facts.looking import Unseen
from fengqiao_desk.documents.form import DocumentForm
from fengqiao_desk.documents.register import BASIS_CHANGED

from ...actions import (
    ADD_FILES,
    ADD_LINK,
    AMEND,
    BRING_BACK,
    CHANGES,
    MERGE,
    MORE_STEPS,
    NEXT_STEP,
    TAKE_CASE_BACK,
    TIMELINE,
    UNMERGE,
    bind,
)
from ...context import WindowContext
from ...look import Tone
from ...widgets import (
    Badge,
    Banner,
    Card,
    ElidedLabel,
    EmptyState,
    FlowLayout,
    PrimaryButton,
    QuietButton,
    ScrollingColumn,
)
from ...widgets.emptying import empty
from ...widgets.refreshed_card import RefreshedCard
from ..words import deadline_words, most_pressing
from .attachment_viewer import AttachmentViewer
from .attachments_card import CaseAttachmentsCard
from .cards import deadlines_card, facts_cards, rows_cards, timeline_card
from .changed_basis import basis_banners
from .changes_dialog import ChangesDialog
from .computed_cards import computed_cards, related_banners
from .links_card import CaseLinksCard
from .looking import NEW, Looking
from .merging import Merging
from .repetition import repetition_banners
from .steps import StepOffer, step_offers, steps_of_documents
from .taking_back import RECEIPT, TakingBack, banner_words

_TWO_CARDS_FROM = 420


class CaseCards(ScrollingColumn):
    """The cards of a case; the arrow keys scroll them."""

    # As narrow as the splitter lets the side become (`_LEAST_WIDTH` of the browser).
    WIDEST = 270

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class CaseDetail(QWidget):
    """One case; `step_asked(step)`, `amend_asked`, `documents_asked(form)` say what the officer wants."""

    step_asked = Signal(str)
    amend_asked = Signal()
    documents_asked = Signal(str)

    def __init__(self, context: WindowContext, kind: CaseKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._kind = context, kind
        self.case: Case | None = None
        self._shown: tuple[Case | None, date] | None = None
        # One menu filled for each case: setMenu is told once, and the button's arrow stays.
        self._steps = QMenu(self)
        self._offers: list[StepOffer] = []
        self._own: list[RefreshedCard] = []
        self._unseen = Unseen()
        self.looking = Looking(context, self)
        self.cards = CaseCards()
        self._empty = EmptyState(f"选一{kind.measure}{kind.noun}，这里显示它的情况。", icon_name=kind.icon)
        self.setFocusProxy(self.cards)
        self._taking_back = TakingBack(context, self)
        # The form of another entry is that of the step, asked with its position.
        self._taking_back.replace_asked.connect(self.step_asked)
        self._make_head()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self._head, self._marks):
            column.addWidget(widget)
        column.addWidget(self.cards, 1)
        column.addWidget(self._empty, 1)
        own = (NEXT_STEP, MORE_STEPS, AMEND, CHANGES, ADD_LINK, ADD_FILES, MERGE, UNMERGE)
        bind((*own, TIMELINE, TAKE_CASE_BACK, BRING_BACK), self, self)
        self.show_case("")

    def show_case(self, number: str) -> None:
        """Shows the case of this number as it stands now; empty for none. Raises Unknown."""
        found = cases.load(self._context.station, self._kind, number) if number else None
        # With the day: after midnight the same case has other deadlines to show.
        shown = (found, self._context.now().date())
        # Drawn anew the cards would jump to their top at every change elsewhere, and lose the keyboard.
        if shown == self._shown:
            for card in self._own:
                card.refresh()
            self.looking.go_on()
            return
        self._shown, self._own = shown, []
        self.case = found
        for part in (self._head, self._marks, self.cards):
            part.setVisible(self.case is not None)
        self._empty.setVisible(self.case is None)
        if self.case is not None:
            self._taking_back.show_case(self.case)
            self._unseen = self.looking.unseen(self.case)
            self._show_head(self.case)
            self._show_cards(self.case)
        self.looking.begin(self.case)

    def take_next_step(self) -> None:
        """Asks for the step most likely next; the documents where issuing one is that step."""
        if self.case is None or (first := self._first_step()) is None:
            return
        papers = {form.step: form.key for form in self._kind.documents if form.step}
        if isinstance(first, DocumentForm):
            self.documents_asked.emit(first.key)
        elif first.key in steps_of_documents(self.case):
            self.documents_asked.emit(papers.get(first.key, ""))
        else:
            self.step_asked.emit(first.key)

    def open_steps(self) -> None:
        """Opens the menu of everything else that can be done now."""
        if self.case is not None:
            self._steps.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def ask_amend(self) -> None:
        """Asks for a correction; nothing happens where the case is closed."""
        if self.case is not None and not self._kind.state(self.case.state).closed:
            self.amend_asked.emit()

    def show_timeline(self) -> None:
        """The keyboard goes to 办理经过."""
        self._taking_back.show_timeline()

    def show_entry(self, key: str) -> None:
        """The keyboard goes to the entry of 办理经过 of this key: the position of a step."""
        self._taking_back.show_timeline(key)

    def ask_take_back(self) -> None:
        """Asks whether and why the whole record is taken back; nothing where the officer may not."""
        self._taking_back.ask_case()

    def ask_bring_back(self) -> None:
        """Asks why the record, or the chosen step, is brought back."""
        self._taking_back.bring_back()

    def show_changes(self) -> None:
        """Opens 更改记录 of the case in view."""
        if self.case is not None:
            ChangesDialog(self._context, self.case, self._unseen.acts, self.window()).open()

    def ask_link(self) -> None:
        """Asks for a case that belongs to this one."""
        for card in self._own:
            if isinstance(card, CaseLinksCard):
                card.ask_link()

    def ask_merge(self) -> None:
        """Asks into which case this one is folded."""
        if self.case is not None:
            self._merging(self.case).ask_merge()

    def ask_unmerge(self) -> None:
        """Asks why this case is parted from the one it was folded into, or the last from this one."""
        if self.case is not None:
            self._merging(self.case).ask_unmerge()

    def _merging(self, case: Case) -> Merging:
        return Merging(self._context, case, self.window())

    def _merge_offered(self, related: Related) -> None:
        if self.case is not None:
            self._merging(self.case).ask_merge(related.number)

    def _ask_offered(self, related: Related) -> None:
        for card in self._own:
            if isinstance(card, CaseLinksCard):
                card.ask_offered(related)

    def ask_files(self) -> None:
        """Asks for files of the case."""
        for card in self._own:
            if isinstance(card, CaseAttachmentsCard):
                card.ask_files()

    def _first_step(self) -> Step | DocumentForm | None:
        """What the kind thinks likely now, else the first step that issuing a document takes or an officer may take by hand."""
        assert self.case is not None
        if self.case.withdrawal is not None:
            return None
        offered = {offer.step.key for offer in self._offers if not offer.reason}
        by_issuing = {form.step for form in self._kind.documents}
        possible = self._kind.steps_from(self.case.state)
        steps = [step for step in possible if step.key in offered | by_issuing]
        today, likely = self._context.now().date(), self._kind.next_step
        wanted = likely(self.case, self._context.station, today) if likely else ""
        if wanted is None:
            return None
        offers: list[Step | DocumentForm] = [*steps, *self._kind.documents]
        return next((found for found in offers if found.key == wanted), next(iter(steps), None))

    def _make_head(self) -> None:
        self._head = QWidget()
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._title = ElidedLabel("", "title")
        self._more = QuietButton(MORE_STEPS.title)
        self._more.setToolTip(f"其他办理（{MORE_STEPS.key_words}）")
        self._more.setMenu(self._steps)
        self._next = PrimaryButton("")
        self._next.clicked.connect(self.take_next_step)
        row.addWidget(self._title, 1)
        for button in (self._more, self._next):
            row.addWidget(button)
        self._marks = QWidget()
        self._flow = FlowLayout(self._marks, spacing=8)

    def _show_head(self, case: Case) -> None:
        self._title.setText(case.title)
        self._title.set_struck(case.withdrawal is not None)
        stands = case.withdrawal is None
        # What was taken back takes no step: nothing is offered, not even with its reason.
        self._offers = step_offers(self._context.station, case, self._context.act()) if stands else []
        first = self._first_step()
        self._next.setVisible(first is not None)
        if first is not None:
            words = f"制作{first.title}" if isinstance(first, DocumentForm) else first.title
            self._next.setText(words)
            self._next.setAccessibleName(words)
            self._next.setToolTip(f"{words}（{NEXT_STEP.key_words}）")
            # Its words, and so its width, follow from the case.
            self._next.updateGeometry()
        self._fill_steps(case, first)
        self._show_marks(case)

    def _fill_steps(self, case: Case, first: Step | DocumentForm | None) -> None:
        """Everything else that can be done now, then what cannot be done now with its reason."""
        self._steps.clear()
        for offer in (offer for offer in self._offers if not offer.reason and offer.step is not first):
            act = self._steps.addAction(offer.step.title)
            act.triggered.connect(lambda _=False, key=offer.step.key: self.step_asked.emit(key))
        if not self._kind.state(case.state).closed:
            self._steps.addSeparator()
            amend = self._steps.addAction(f"{AMEND.title}\t{AMEND.key_words}")
            amend.triggered.connect(self.ask_amend)
        if self._merging(case).may_merge:
            merge = self._steps.addAction(f"{MERGE.title}\t{MERGE.key_words}")
            merge.triggered.connect(self.ask_merge)
        changes = self._steps.addAction(f"{CHANGES.title}\t{CHANGES.key_words}")
        changes.triggered.connect(self.show_changes)
        if TAKE_CASE_BACK in self._taking_back.offered(RECEIPT):
            self._steps.addSeparator()
            back = self._steps.addAction(f"{TAKE_CASE_BACK.title}\t{TAKE_CASE_BACK.key_words}")
            back.triggered.connect(self.ask_take_back)
        # Asked before the reasons are added: with nothing but reasons there is no menu.
        self._more.setVisible(not self._steps.isEmpty())
        # Qt hides a separator that stands at an end.
        self._steps.addSeparator()
        for offer in (offer for offer in self._offers if offer.reason):
            # Shown and not to be chosen: the reason says what is missing first.
            self._steps.addAction(f"{offer.step.title}：{offer.reason}").setEnabled(False)

    def _show_marks(self, case: Case) -> None:
        empty(self._flow)
        today = self._context.now().date()
        if (due := most_pressing(case)) and (words := deadline_words(due.due_on, today, due.code))[
            1
        ] is not Tone.NEUTRAL:
            self._flow.addWidget(Badge(f"{due.title.split('：')[0]}{words[0]}", words[1]))
        if len(self._kind.states) > 1:
            self._flow.addWidget(Badge(case.state, Tone(self._kind.state(case.state).tone)))
        if any(paper.basis_changed for paper in case.documents):
            self._flow.addWidget(Badge(BASIS_CHANGED, Tone.WARNING))
        if self._unseen.changes:
            self._flow.addWidget(Badge(f"{NEW} {len(self._unseen.acts)}", Tone.ACCENT))
        subtitle = self._kind.make_subtitle(case.record)
        self._flow.addWidget(
            ElidedLabel(f"{case.number} · {subtitle}" if subtitle else case.number, "context")
        )
        self._marks.updateGeometry()

    def _show_cards(self, case: Case) -> None:
        column, held = self.cards.column, self._cards_hold_keyboard()
        empty(column)
        today = self._context.now().date()
        merging = self._merging(case)
        if folded := merging.banner():
            column.addWidget(folded)
        if words := banner_words(case, today):
            can_come_back = BRING_BACK in self._taking_back.offered(RECEIPT)
            gone = Banner(words, Tone.WARNING, act=BRING_BACK.title if can_come_back else "")
            gone.acted.connect(self.ask_bring_back)
            column.addWidget(gone)
        for banner in repetition_banners(self._context, case):
            column.addWidget(banner)
        for banner in basis_banners(case, self.documents_asked.emit):
            column.addWidget(banner)
        for banner in related_banners(
            self._context.station, case, self._ask_offered, self._merge_offered if merging.may_merge else None
        ):
            column.addWidget(banner)
        for holder in _lines_of(rows_cards(case, self._unseen), self.width() >= _TWO_CARDS_FROM):
            column.addWidget(holder)
        if due := deadlines_card(case, today):
            column.addWidget(due)
        if merged := merging.card():
            column.addWidget(merged)
        for computed in computed_cards(self._context.station, case, today):
            column.addWidget(computed)
        column.addWidget(self._timeline(case, today))
        for facts in facts_cards(case, self._unseen):
            column.addWidget(facts)
        self._own = [CaseAttachmentsCard(self._context, case), CaseLinksCard(self._context, case)]
        for card in self._own:
            column.addWidget(card)
        column.addStretch(1)
        # Another case begins at its top, not where the former was left.
        self.cards.verticalScrollBar().setValue(0)
        self.cards.setAccessibleName(f"{case.title} {case.state}")
        if held:
            # Qt would give the keyboard to the navigation. After the layout, so that the entry is scrolled to where it is.
            QTimer.singleShot(0, self, self._taking_back.regain)

    def _cards_hold_keyboard(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self.cards.isAncestorOf(focused)

    def _timeline(self, case: Case, today: date) -> Card:
        """What was done, with the files a step names as thumbnails."""
        known = {one.sha256: one for one in attachments.attachments_of(self._context.station, case)}
        viewer = AttachmentViewer(self._context, case, self.cards)

        def files(taken: StepTaken) -> QWidget | None:
            """The thumbnails of what a step names; None when it names nothing."""
            named = attachments.named_files(case.kind.step(taken.step).fields, taken.entry)
            shown = [known[sha256] for sha256 in named]
            return viewer.strip(shown) if shown else None

        card = timeline_card(case, today, files, self._taking_back, self._unseen)
        # The viewer ends with its thumbnails: as a child of the cards' column it would stay for every case looked at.
        viewer.setParent(card)
        return card


def _lines_of(cards: list[tuple[Card, bool]], wide: bool) -> list[QWidget]:
    """Two short cards that follow each other share a line where there is room; long ones take it whole."""
    lines: list[QWidget] = []
    waiting: Card | None = None
    for card, short in cards:
        # Only neighbours share a line: the order of the declaration stays.
        if wide and short and waiting is not None:
            lines[-1] = _side_by_side(waiting, card)
            waiting = None
        else:
            lines.append(card)
            waiting = card if short else None
    return lines


def _side_by_side(first: Card, second: Card) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(14)
    line.addWidget(first, 1)
    line.addWidget(second, 1)
    return holder
