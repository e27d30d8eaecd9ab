"""Asks why a paper whose basis changed stands nevertheless."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from fengqiao_desk import cases
from fengqiao_desk.documents.register import IssuedDocument
from fengqiao_desk.kinds import KINDS

from ..actions import CONFIRM_BASIS
from ..context import WindowContext
from ..dialogs.asking import AskingDialog
from ..widgets import LongTextEditor
from ..widgets.editors.labelled_rows import LabelledRows


def ask_confirm_basis(
    context: WindowContext, paper: IssuedDocument, parent: QWidget, then: Callable[[], None]
) -> None:
    """Opens the dialog; `then` is called once it is on record."""

    def confirm(rows: LabelledRows) -> None:
        """A fault of the reason stays beside it."""
        cases.confirm_document(context.station, KINDS, paper.number, rows.text("reason"), context.act())
        then()

    AskingDialog(
        f"《{paper.title}》仍然有效",
        f"{paper.number} 签发以后，案件里它所依据的内容更正或者撤回过。不影响这份文书的，写明理由，标记去掉；以后再有改动的，重新标明。",
        {"reason": ("理由", LongTextEditor("如：更正的只是联系电话，不影响文书内容"))},
        CONFIRM_BASIS.title.rstrip("…"),
        confirm,
        parent,
    ).open()
