"""The papers of a case as rows: what was issued, newest first, then what can be made, then what cannot and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QStandardItem, QStandardItemModel

from fengqiao_desk.cases import Case
from fengqiao_desk.documents.form import DocumentForm
from fengqiao_desk.documents.register import IssuedDocument
from fengqiao_desk.problems import NotPermitted
from fengqiao_desk.station.officers import Officer, Permission

from ..look import Tone
from ..widgets import RowRole
from .case_words import day_words

_TONES = {"issued": Tone.GOOD, "void": Tone.NEUTRAL, "replaced": Tone.NEUTRAL}


@dataclass(frozen=True)
class Paper:
    """Either a document that was issued or a form that can be made; `refusal` says why it cannot."""

    title: str
    form: DocumentForm | None = None
    issued: IssuedDocument | None = None
    refusal: str = ""


class PaperModel(QStandardItemModel):
    """Rows for RowList."""

    def show(self, case: Case, today: date) -> None:
        """Reads the papers of a case anew."""
        self.clear()
        self._papers = papers_of(case)
        for paper in self._papers:
            self.appendRow(_item(paper, today))

    def paper(self, index: QModelIndex) -> Paper | None:
        return self._papers[index.row()] if index.isValid() else None

    def place_of(self, number: str) -> int:
        """Where the document of this number stands; the first place when it is not there."""
        numbers = [paper.issued.number if paper.issued else "" for paper in self._papers]
        return numbers.index(number) if number and number in numbers else 0


def papers_of(case: Case) -> list[Paper]:
    """Issued ones newest first, then the forms that can be made, then those that are refused now."""
    issued = [Paper(document.title, issued=document) for document in reversed(case.documents)]
    forms = []
    for form in case.kind.documents:
        refusal = form.refusal(case)
        forms.append(Paper(form.title, form=form, refusal=refusal.message if refusal else ""))
    return issued + sorted(forms, key=lambda paper: bool(paper.refusal))


def why_not_issued(paper: Paper, officer: Officer) -> str:
    """Why this officer cannot issue it; empty when it can be issued or was."""
    if paper.issued is not None:
        return ""
    try:
        officer.require(Permission.ISSUE)
    except NotPermitted as refused:
        return refused.message
    return paper.refusal


def _item(paper: Paper, today: date) -> QStandardItem:
    item = QStandardItem(paper.title)
    state, tone, below, note = _words(paper, today)
    item.setData(state, RowRole.STATE)
    item.setData(tone, RowRole.TONE)
    item.setData(below, RowRole.CONTEXT)
    item.setData(note, RowRole.NOTE)
    item.setAccessibleText(f"{paper.title}，{state}，{below}")
    item.setToolTip(below)
    return item


def _words(paper: Paper, today: date) -> tuple[str, Tone, str, str]:
    if issued := paper.issued:
        return issued.state_word, _TONES[issued.state], issued.number, day_words(issued.issued_on, today)
    if paper.refusal:
        return "不能制作", Tone.NEUTRAL, paper.refusal, ""
    copies = paper.form.copies if paper.form else 1
    return "可签发", Tone.ACCENT, f"一式 {copies} 份", ""
