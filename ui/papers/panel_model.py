"""The papers of a case as rows: what was issued, newest first, then what can be made, then what cannot and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QStandardItem, QStandardItemModel

from fengqiao_desk.cases import Case
from fengqiao_desk.documents.form import DocumentForm
from fengqiao_desk.documents.register import IssuedDocument
from fengqiao_desk.documents.signing import Draft
from fengqiao_desk.values.days import day_words

from ..look import Tone
from ..widgets import RowRole
from .words import NOT_CHECKED, replacements

_TONES = {"issued": Tone.GOOD, "void": Tone.NEUTRAL, "replaced": Tone.NEUTRAL}


@dataclass(frozen=True)
class PanelPaper:
    """Either a document that was issued or a form that can be made; `refusal` says why it cannot.

    `draft` is the draft on record of a form, `copies` in how many it would be made for this case, `replaced_by` the number
    that took an issued one's place.
    """

    title: str
    form: DocumentForm | None = None
    issued: IssuedDocument | None = None
    refusal: str = ""
    draft: Draft | None = None
    copies: int = 1
    replaced_by: str = ""

    @property
    def key(self) -> str:
        """The number of what was issued, the key of a form."""
        return self.issued.number if self.issued else self.form.key if self.form else ""


class PaperModel(QStandardItemModel):
    """Rows for RowList."""

    def show(self, case: Case, drafts: Mapping[str, Draft | None], today: date) -> None:
        """Reads the papers of a case anew; `drafts` by the key of their form."""
        self.clear()
        self._papers = papers_of(case, drafts)
        for paper in self._papers:
            self.appendRow(_item(paper, today))

    def paper(self, index: QModelIndex) -> PanelPaper | None:
        """The paper of a row; None for no row."""
        return self._papers[index.row()] if index.isValid() else None

    def place_of(self, key: str) -> int:
        """Where the document of this number or the form of this key stands; the first place when it is not there."""
        return next((place for place, paper in enumerate(self._papers) if key and paper.key == key), 0)


def papers_of(case: Case, drafts: Mapping[str, Draft | None]) -> list[PanelPaper]:
    """Issued ones newest first, then the forms that can be made, then those that are refused now."""
    replaced = replacements(list(case.documents))
    issued = [
        PanelPaper(found.title, issued=found, replaced_by=replaced.get(found.number, ""))
        for found in reversed(case.documents)
    ]
    forms = []
    for form in case.kind.documents:
        refusal = form.refusal(case)
        words = refusal.message if refusal else ""
        draft, copies = drafts.get(form.key), form.copies_of(case)
        forms.append(PanelPaper(form.title, form=form, refusal=words, draft=draft, copies=copies))
    # sorted keeps what is equal in order: within each half the forms stand as their kind declares them.
    return issued + sorted(forms, key=lambda paper: bool(paper.refusal))


def _item(paper: PanelPaper, today: date) -> QStandardItem:
    item = QStandardItem(paper.title)
    state, tone, below, note = _words(paper, today)
    item.setData(state, RowRole.STATE)
    item.setData(tone, RowRole.TONE)
    item.setData(below, RowRole.CONTEXT)
    item.setData(note, RowRole.NOTE)
    item.setAccessibleText(f"{paper.title}，{state}，{below}")
    item.setToolTip(below)
    return item


def _words(paper: PanelPaper, today: date) -> tuple[str, Tone, str, str]:
    if issued := paper.issued:
        tone = Tone.WARNING if issued.basis_changed else _TONES[issued.state]
        return issued.standing_word, tone, issued.number, day_words(issued.issued_on, today)
    if paper.refusal:
        return "不能制作", Tone.NEUTRAL, paper.refusal, ""
    if draft := paper.draft:
        if draft.checked_by is None:
            return "已拟稿", Tone.WARNING, f"拟稿 {draft.drafted_by} · {NOT_CHECKED}", ""
        return "已核稿", Tone.ACCENT, f"拟稿 {draft.drafted_by} · 核稿 {draft.checked_by}", ""
    return "可签发", Tone.ACCENT, f"一式 {paper.copies} 份", ""
