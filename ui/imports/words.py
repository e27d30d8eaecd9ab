"""Says once which of the station's words an old ledger's word stands for: 邻里纠纷 → 邻里, for every row of the sheet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from fengqiao_desk.cases import CaseKind
from fengqiao_desk.exchange.mapping import ColumnMapping
from fengqiao_desk.exchange.sheet_reading import BadCell
from fengqiao_desk.exchange.targets import target_of
from fengqiao_desk.fields import EntryContext
from fengqiao_desk.problems import Fault, FaultyEntry

from ..dialogs.asking import AskingDialog
from ..widgets import ChoiceEditor
from ..widgets.editors.labelled_rows import LabelledRows
from .columns import editor_of

Said = Callable[[str, str, str], None]


def ask_word(
    kind: CaseKind, mapping: ColumnMapping, cell: BadCell, choices: EntryContext, said: Said, parent: QWidget
) -> None:
    """Asks for the term of a bad cell and hands on `said(path, word, term)`; nothing when its field has no terms."""
    path = mapping.columns.get(cell.heading, "")
    # A cell of another sheet, a column nobody mapped, an empty cell: no word to stand for another.
    if cell.sheet or not path or not cell.value.strip():
        return
    target = target_of(kind, path)
    editor = editor_of(target, choices)
    # A field without terms: the cell itself is to be corrected in the table.
    if not isinstance(editor, ChoiceEditor):
        return
    word = cell.value.strip()

    def do(rows: LabelledRows) -> None:
        """Hands on the chosen term; raises FaultyEntry while none is chosen."""
        if not rows.text("term"):
            raise FaultyEntry((Fault("term", "请选一个词"),))
        said(path, word, rows.text("term"))

    words = f"“{cell.heading}”一列里的“{word}”都按选的词导入，下次导入也记得。"
    AskingDialog(f"“{word}”是", words, {"term": (target.label, editor)}, "就按这个", do, parent).open()
