"""What is done to the papers of a case: drafting, checking, issuing, replacing, voiding; asked about first where it stays."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from fengqiao_desk import cases
from fengqiao_desk.cases import CaseFile, CaseKind
from fengqiao_desk.cases.binding import BOUND
from fengqiao_desk.documents.form import DocumentForm
from fengqiao_desk.documents.register import IssuedDocument
from fengqiao_desk.documents.signing import Draft
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import Problem
from fengqiao_desk.station.officer import Officer

from ..context import WindowContext
from ..widgets import BusyOverlay
from .confirm_basis import ask_confirm_basis
from .pdf_window import PdfWindow, Shown
from .void_document import VoidDocumentDialog


class PaperVerbs(QObject):
    """The verbs of the core on the papers of `number`; `ended(key)` names the paper to look at, trouble is told after it."""

    ended = Signal(str)

    def __init__(self, context: WindowContext, kind: CaseKind, panel: QWidget) -> None:
        super().__init__(panel)
        self._context, self._kind, self._panel = context, kind, panel
        self.number = ""
        self.busy = BusyOverlay(panel)

    def bind_file(self, *, with_changes: bool) -> None:
        """The whole case as one file, with what it lacks told; looked at, printed or saved from a window of its own."""
        station, kind, number, act = self._context.station, self._kind, self.number, self._context.act()
        assert kind.bind is not None
        bind = kind.bind
        self.busy.begin("正在整卷……")
        self._context.background.run(
            self,
            lambda _: bind(station, cases.load(station, kind, number), act, with_changes=with_changes),
            self._bound,
            self._not_bound,
        )

    def _bound(self, made: CaseFile) -> None:
        self.busy.end()
        missing = f"，还缺：{'、'.join(made.missing)}" if made.missing else "，必备文书齐全"
        words = f"共 {made.pages} 页{missing}"
        shown = Shown(made.pdf, self._kind.handed(self.number, BOUND))
        PdfWindow(f"{self.number} {BOUND}", words, shown, self._context, self._panel).open()

    def _not_bound(self, problem: Problem) -> None:
        self.busy.end()
        self._context.messages.problem(problem)

    def draft(self, form: DocumentForm) -> None:
        """Puts a draft on record under the officer's name."""
        station, kind, number, act = self._context.station, self._kind, self.number, self._context.act()

        def work() -> str:
            """The form stays in view, now with its draft."""
            cases.draft_document(station, kind, number, form.key, act)
            return form.key

        self._run(f"正在拟《{form.title}》……", work, form.key)

    def check(self, form: DocumentForm) -> None:
        """Records that the officer checked the draft."""
        station, kind, number, act = self._context.station, self._kind, self.number, self._context.act()

        def work() -> str:
            """The form stays in view, now with its draft checked."""
            cases.check_document(station, kind, number, form.key, act)
            return form.key

        self._run(f"正在登记《{form.title}》的核稿……", work, form.key)

    def ask_issue(self, form: DocumentForm, draft: Draft | None, copies: int) -> None:
        """Asks, then takes a number and stores the PDF."""
        # Said before it stays in the register for good.
        alone = "没有他人拟稿或核稿，登记里记为自拟自签。" if is_alone(draft, self._context.officer) else ""
        self._context.messages.ask(
            f"签发《{form.title}》？",
            f"签发后取得文号并存档，一式 {copies} 份；内容不能再改，有误的只能替换或作废。{alone}",
            "签发",
            partial(self._issue, form),
        )

    def ask_replace(self, issued: IssuedDocument) -> None:
        """Asks, then issues the document anew from the case as it stands."""
        self._context.messages.ask(
            f"替换 {issued.number}？",
            f"按案件现在的内容重新签发《{issued.title}》，取得新的文号；{issued.number} 保留在登记里，标明已替换。",
            "替换",
            partial(self._replace, issued),
        )

    def ask_void(self, issued: IssuedDocument) -> None:
        """Opens the dialog that asks for the reason."""
        VoidDocumentDialog(
            issued.number, issued.title, partial(self._void, issued.number), self._panel
        ).open()

    def ask_confirm_basis(self, issued: IssuedDocument) -> None:
        """Asks for the reason why the document stands although its basis changed."""
        ask_confirm_basis(self._context, issued, self._panel, lambda: self.ended.emit(issued.number))

    def _issue(self, form: DocumentForm) -> None:
        station, kind, number, act = self._context.station, self._kind, self.number, self._context.act()
        self._run(
            f"正在签发《{form.title}》……",
            lambda: cases.issue_document(station, kind, number, form.key, act).number,
            form.key,
        )

    def _replace(self, issued: IssuedDocument) -> None:
        station, act = self._context.station, self._context.act()
        self._run(
            f"正在替换 {issued.number}……",
            lambda: cases.replace_document(station, KINDS, issued.number, act).number,
            issued.number,
        )

    def _void(self, number: str, reason: str) -> None:
        cases.void_document(self._context.station, KINDS, number, reason, self._context.act())
        self.ended.emit(number)

    def _run(self, words: str, work: Callable[[], str], kept: str) -> None:
        """On the worker; afterwards the paper it names is looked at, or `kept` when it failed."""
        self.busy.begin(words, can_cancel=False)

        def failed(problem: Problem) -> None:
            """The paper as it was comes back first; the sentence stands over it."""
            self._end(kept)
            self._context.messages.problem(problem)

        self._context.background.run(self, lambda _: work(), self._end, failed)

    def _end(self, key: str) -> None:
        self.busy.end()
        self.ended.emit(key)


def is_alone(draft: Draft | None, officer: Officer) -> bool:
    """Whether issuing by this officer would have nobody else's hand in it (as `IssuedDocument.self_approved` will say)."""
    return draft is None or (draft.drafted_by == officer.name and draft.checked_by in (None, officer.name))
