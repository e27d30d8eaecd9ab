"""The second step of an import: which sheet, which row has the headings, where each column goes, what all rows get."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from fengqiao_desk.cases import CaseKind
from fengqiao_desk.exchange.importing import Opened
from fengqiao_desk.exchange.mapping import NOT_TAKEN, ColumnMapping, without_column
from fengqiao_desk.exchange.targets import Target, history_target, target_of, targets_of
from fengqiao_desk.fields import EntryContext
from fengqiao_desk.problems import Fault

from ..look import Space
from ..widgets import Card, ChoiceEditor, ElidedLabel, LineEditor, NumberEditor, ScrollingColumn, label
from ..widgets.editors.labelled_rows import LabelledRows
from ..widgets.emptying import take_out

LEFT_OUT: Final = "不导入"
_UNKNOWN: Final = "请选择栏目，或者“不导入”"
_LABELS: Final = 150
_FOR_ALL: Final = "旧台账没有的必填栏目在这里填一次；有列的，只给空着的格子用。"
_FOR_FINISHED: Final = "没有办结情况这一列、又都是早已办结的旧案，在“旧案 办结情况”里选一次，就不会进今日。"


class ImportColumns(QWidget):
    """`mapping()` is what the officer says; `sheet_chosen()` when another sheet or row of headings is to be read."""

    sheet_chosen = Signal()

    def __init__(self, kind: CaseKind, choices: Callable[[], EntryContext]) -> None:
        super().__init__()
        self._kind, self._choices = kind, choices
        self._opened: Opened | None = None
        # By label, for that is what the officer chooses; `_label_of` adds what only a remembered mapping
        # names.
        self._paths = {target.label: target.path for target in targets_of(kind)}
        self.sheet, self.head_row, self.year = ChoiceEditor(), NumberEditor(), NumberEditor()
        self.columns: dict[str, ChoiceEditor] = {}
        self.words: Mapping[str, Mapping[str, str]] = {}
        self.fixed = LabelledRows(_LABELS)
        self._grid_holder, self._fixed_card = Card("每一列是什么"), Card("全部行都一样的")
        self._grid, self._fixed_rows = _CardFoot(self._grid_holder), _CardFoot(self._fixed_card)
        self._lay_out()
        self.setFocusProxy(self.sheet)

    def show_file(self, opened: Opened) -> None:
        """Fills the step with what was guessed or remembered."""
        self._opened = opened
        mapping = opened.mapping
        self.sheet.set_choices(opened.file.sheets)
        for editor, value in (
            (self.sheet, mapping.sheet),
            (self.head_row, mapping.head_row),
            (self.year, mapping.year),
        ):
            editor.set_value(value)
            # The fault was about the file of before.
            editor.set_fault(None)
        self.words = mapping.words
        self._show_columns(opened)
        self._show_fixed(opened)

    def asked(self) -> dict[str, object]:
        """Sheet and row of headings as typed, for reading the file anew."""
        row = self.head_row.value()
        return {"sheet": self.sheet.value() or "", "head_row": row if isinstance(row, int) else 0}

    def mapping(self) -> ColumnMapping:
        """The mapping as it stands in the editors; a column nobody decided about is not in it."""
        assert self._opened is not None
        columns = {
            head: path for head, editor in self.columns.items() if (path := self._path(editor)) is not None
        }
        fixed = {path: words for path in self.fixed.editors if (words := self.fixed.text(path))}
        year = self.year.value()
        known = self._opened.mapping
        # A number that cannot be read comes back as its words: the year of before stays.
        chosen_year = year if isinstance(year, int) else known.year
        return replace(known, columns=columns, fixed=fixed, words=self.words, year=chosen_year)

    def say_word(self, path: str, word: str, term: str) -> None:
        """From now on `word` in the column of this path stands for `term`."""
        self.words = {**self.words, path: {**self.words.get(path, {}), word: term}}

    def show_faults(self, faults: Iterable[Fault]) -> list[Fault]:
        """Shows what it has a place for; gives the rest."""
        left = self.fixed.show_faults(faults)
        for editor in self.columns.values():
            editor.set_fault(_UNKNOWN if self._path(editor) is None else None)
        return [fault for fault in left if fault.field != "columns"]

    def _path(self, editor: ChoiceEditor) -> str | None:
        chosen = str(editor.value() or "")
        return NOT_TAKEN if chosen == LEFT_OUT else self._paths.get(chosen)

    def _show_columns(self, opened: Opened) -> None:
        # Everything is made anew: another sheet has other columns.
        holder, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.CARD)
        for place, words in enumerate(("列", "表头", "里面写着", "导入到")):
            grid.addWidget(label(words, "context"), 0, place)
        # Not to import a column stands first: old ledgers have many that nobody needs.
        offered = [LEFT_OUT, *self._paths]
        labels = {path: words for words, path in self._paths.items()}
        self.columns = {}
        for row, column in enumerate(opened.columns, start=1):
            editor = ChoiceEditor(offered, _UNKNOWN)
            path = opened.mapping.columns.get(column.heading)
            if path is not None:
                editor.set_value(self._label_of(path, labels))
            editor.set_name(f"{column.letter}列 {column.heading} 导入到")
            grid.addWidget(label(column.letter, "context"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(column.heading, "strong", wrap=True), row, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(
                ElidedLabel("；".join(column.samples), "context"), row, 2, Qt.AlignmentFlag.AlignTop
            )
            grid.addWidget(editor, row, 3)
            self.columns[column.heading] = editor
        for place, share in ((1, 2), (2, 3), (3, 3)):
            grid.setColumnStretch(place, share)
        holder.setLayout(grid)
        self._grid.show(holder)

    def _label_of(self, path: str, labels: dict[str, str]) -> str:
        if not path:
            return LEFT_OUT
        words = labels.get(path) or target_of(self._kind, path).label
        self._paths[words] = path
        return words

    def _show_fixed(self, opened: Opened) -> None:
        """Required fields and those that are given already: one value for every row without its own."""
        given = opened.mapping.fixed
        # Without what is given already, so that a value once given can still be changed here.
        wanted = [*without_column(self._kind, replace(opened.mapping, fixed={})), *self._required()]
        paths = dict.fromkeys([*(target.path for target in wanted), *sorted(given)])
        self.fixed = LabelledRows(_LABELS)
        choices = self._choices()
        for target in (target_of(self._kind, path) for path in paths):
            editor = editor_of(target, choices)
            editor.set_value(given.get(target.path))
            self.fixed.add(target.path, target.label, editor)
        self._fixed_rows.show(self.fixed)

    def _required(self) -> list[Target]:
        history = self._kind.history
        ends = [history_target(history.step.fields[0])] if history else []
        return [
            *(Target(field) for field in self._kind.fields if field.required and not field.is_rows),
            *ends,
        ]

    def _lay_out(self) -> None:
        where = Card()
        rows = LabelledRows(_LABELS)
        for name, words, editor in (
            ("sheet", "工作表", self.sheet),
            ("head_row", "表头在第几行", self.head_row),
            ("year", "没写年份的日期是哪一年", self.year),
        ):
            rows.add(name, words, editor)
        where.body.addWidget(rows)
        self.sheet.left.connect(self._sheet_left)
        self.head_row.left.connect(self._sheet_left)
        scrolling = ScrollingColumn()
        for card in (where, self._grid_holder, self._fixed_card):
            scrolling.column.addWidget(card)
        self._fixed_card.body.addWidget(
            label(_FOR_ALL + (_FOR_FINISHED if self._kind.history else ""), "context", wrap=True)
        )
        self._fixed_rows.show(self.fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolling)

    def _sheet_left(self) -> None:
        mapping = self._opened.mapping if self._opened else None
        # Reading the file anew drops what was said of its columns: only for another sheet or row.
        if mapping and self.asked() != {"sheet": mapping.sheet, "head_row": mapping.head_row}:
            self.sheet_chosen.emit()


def editor_of(target: Target, choices: EntryContext) -> ChoiceEditor | LineEditor:
    """Words to choose from where the field has them; anything may be typed, the check tells what does not fit."""
    field, key = target.field, target.field.kind.key
    if key == "choice":
        return ChoiceEditor(choices.terms(field.vocabulary))
    if key == "area":
        return ChoiceEditor(choices.areas())
    return ChoiceEditor(choices.officer_names(field.roles)) if key == "officer" else LineEditor()


class _CardFoot:
    """The last part of a card, which another takes the place of."""

    def __init__(self, card: Card) -> None:
        self._card = card
        self._shown: QWidget | None = None

    def show(self, widget: QWidget) -> None:
        """Puts `widget` below the rest of the card instead of what was shown there."""
        if (former := self._shown) is not None:
            take_out(self._card.body, former)
        self._shown = widget
        self._card.body.addWidget(widget)
