"""What all kinds of case share: their declaration, the verbs, the timeline, deadlines, lists and the agenda."""

from .kind import (
    CaseFile,
    CaseKind,
    CaseTable,
    DeadlineDue,
    Figure,
    FigureRow,
    KindSheet,
    LeftOut,
    Related,
    Situation,
    StandingFigure,
    State,
    Step,
)
from .lists import CaseRow, Condition, Page, page
from .papers import (
    check_document,
    draft_document,
    issue_document,
    issue_round,
    preview_document,
    replace_document,
    void_document,
)
from .records import Case, StepTaken, load
from .verbs import amend, receive, take_step

__all__ = [
    "Case",
    "CaseFile",
    "CaseKind",
    "CaseRow",
    "CaseTable",
    "Condition",
    "DeadlineDue",
    "Figure",
    "FigureRow",
    "KindSheet",
    "LeftOut",
    "Page",
    "Related",
    "Situation",
    "StandingFigure",
    "State",
    "Step",
    "StepTaken",
    "amend",
    "check_document",
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
