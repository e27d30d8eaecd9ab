"""What all kinds of case share: their declaration, the verbs, the timeline, deadlines, lists and the agenda."""

from .figures.counted import Figure, FigureRow, LeftOut, StandingFigure
from .kind import CaseFile, CaseKind, CaseTable, DeadlineDue, KindSheet, Related
from .papers import (
    check_document,
    confirm_document,
    draft_document,
    issue_document,
    issue_round,
    preview_document,
    replace_document,
    void_document,
)
from .records import Case, Held, MergedCase, load
from .search.lists import CaseRow, Condition, ListPage, page
from .situations import Considering, Receiving, Taking
from .step import State, Step
from .timeline import StepTaken, Withdrawal
from .verbs import amend, receive, take_step

__all__ = [
    "Case",
    "CaseFile",
    "CaseKind",
    "CaseRow",
    "CaseTable",
    "Condition",
    "Considering",
    "DeadlineDue",
    "Figure",
    "FigureRow",
    "Held",
    "KindSheet",
    "LeftOut",
    "ListPage",
    "MergedCase",
    "Receiving",
    "Related",
    "StandingFigure",
    "State",
    "Step",
    "StepTaken",
    "Taking",
    "Withdrawal",
    "amend",
    "check_document",
    "confirm_document",
    "draft_document",
    "issue_document",
    "issue_round",
    "load",
    "page",
    "preview_document",
    "receive",
    "replace_document",
    "take_step",
    "void_document",
]
