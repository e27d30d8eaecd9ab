"""The fields of a form from top to bottom: a card a section, a card a field of rows; faults go to their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fengqiao_desk.fields import EntryContext, Field, Row
from fengqiao_desk.problems import Fault

from ...actions import ADD_ROW
from ...widgets import Card, Editor, ScrollingColumn
from ...widgets.editors.offer_editor import OfferEditor
from ...widgets.editors.typed_days import TypedDays
from .field_group import FieldGroup
from .rows_card import RowsCard

# The core's path of a fault: `place`, `parties[1]`, `parties[1].id_number`.
_PATH = re.compile(r"(?P<field>\w+)(?:\[(?P<row>\d+)\](?:\.(?P<part>\w+))?)?")


class FormBody(ScrollingColumn):
    """All editors of a form; `changed` at every change, `left` when the officer is through with a field."""

    changed = Signal()
    left = Signal()

    def __init__(self, fields: tuple[Field, ...], choices: EntryContext, typed: TypedDays) -> None:
        super().__init__()
        self.groups: list[FieldGroup] = []
        self.cards: dict[str, RowsCard] = {}
        self._sections: list[tuple[Card, FieldGroup]] = []
        # First of all who hear it: what comes and goes does so before anybody reads the entry.
        self.changed.connect(self._ask)
        # Sections in the order in which they are first declared.
        for section in dict.fromkeys(field.section for field in fields if not field.is_rows):
            plain = tuple(f for f in fields if f.section == section and not f.is_rows)
            self._add_group(section, FieldGroup(plain, choices, typed))
        for field in fields:
            if field.is_rows:
                self._add_card(field, choices, typed)
        self.column.addStretch(1)
        self._ask()

    def entry(self) -> Row:
        """The whole entry as it stands."""
        plain = {name: value for group in self.groups for name, value in group.entry().items()}
        return {**plain, **{name: card.entry() for name, card in self.cards.items()}}

    def set_entry(self, entry: Row) -> None:
        """Shows these values everywhere; what is not among them becomes empty."""
        for group in self.groups:
            group.set_entry(entry)
        for name, card in self.cards.items():
            card.set_entry(entry.get(name) or [])
        # Fields that nothing asks for yet are gone before the form is seen.
        self._ask()

    def show_faults(self, faults: Iterable[Fault]) -> list[Fault]:
        """Puts every fault beside its field and takes former ones away; gives back those that have no place here."""
        own: dict[str, str] = {}
        rows: dict[str, dict[int, dict[str, str]]] = {name: {} for name in self.cards}
        elsewhere = []
        for fault in faults:
            field, row, part = _split(fault.field)
            # A row counts from 1; 0 is the field as a whole.
            if field in self.cards and row and part:
                # The first sentence of a field stays: what follows from it would only confuse.
                rows[field].setdefault(row, {}).setdefault(part, fault.message)
            elif field in self.cards or any(field in group.editors for group in self.groups):
                own.setdefault(field, fault.message)
            else:
                elsewhere.append(fault)
        for group in self.groups:
            group.show_faults(own)
        for name, card in self.cards.items():
            card.show_faults(own.get(name, ""), rows[name])
        return elsewhere

    def seen(self, fault: Fault) -> bool:
        """Whether the officer filled the faulty field and went on, so that it is time to say so."""
        field, row, part = _split(fault.field)
        if field not in self.cards:
            return any(_is_seen(group, field) for group in self.groups if field in group.editors)
        filled = self.cards[field].filled()
        # A row may have been emptied since the core was asked.
        return bool(row and part) and row <= len(filled) and _is_seen(filled[row - 1], part)

    def show_derived(self, values: Row) -> None:
        """What the core derived from the entry, in the fields left empty."""
        for group in self.groups:
            group.show_derived(values)
        for name, card in self.cards.items():
            # Not strict: rows with faults are no part of what the core derived.
            for group, row in zip(card.filled(), values.get(name) or [], strict=False):
                group.show_derived(row)

    def begin(self) -> None:
        """Goes to the first field that is still empty, or to the first of all."""
        editors = list(self.editors())
        empty = (editor for editor in editors if editor.value() in (None, []))
        (next(empty, editors[0]) if editors else self).setFocus()

    def go_to_fault(self) -> bool:
        """Goes to the first faulty field; False when no fault is shown."""
        for block in self._blocks():
            # The fault of the rows as a whole stands above their fields, so it is met first.
            if isinstance(block, RowsCard) and block.fault():
                first = block.rows[0].group if block.rows else None
                self._reach(next(iter(first.editors.values())) if first else block.more)
                return True
            for editor in _editors_of(block):
                if editor.fault():
                    self._reach(editor)
                    return True
        return False

    def card_in_focus(self) -> RowsCard | None:
        """The rows in which the officer works, else the first ones."""
        # The window's: the application has none while another program is in front.
        focused = self.window().focusWidget()
        around = (card for card in self.cards.values() if focused and card.isAncestorOf(focused))
        return next(around, next(iter(self.cards.values()), None))

    def editors(self) -> Iterator[Editor]:
        """Every editor of the form as it stands, those of rows too."""
        for block in self._blocks():
            yield from _editors_of(block)

    def _blocks(self) -> list[FieldGroup | RowsCard]:
        return [*self.groups, *self.cards.values()]

    def _reach(self, widget: QWidget) -> None:
        widget.setFocus()
        # Sixty pixels around it, for the label above and the sentence below.
        self.ensureWidgetVisible(widget, 0, 60)

    def _add_group(self, section: str, group: FieldGroup) -> None:
        card = Card(section)
        card.body.addWidget(group)
        self._sections.append((card, group))
        group.changed.connect(self.changed)
        # Its name of the field is of no use here.
        group.left.connect(lambda _: self.left.emit())
        self.groups.append(group)
        self.column.addWidget(card)

    def _ask(self) -> None:
        """Fields come and go with what stands in the others; a section without any goes as a whole."""
        values = self.entry()
        for card, group in self._sections:
            card.setVisible(group.ask(values))
        for rows in self.cards.values():
            for box in rows.rows:
                box.group.ask(box.group.entry())
        for block in self._blocks():
            _offer(block, values)

    def _add_card(self, field: Field, choices: EntryContext, typed: TypedDays) -> None:
        card = RowsCard(field, choices, typed, key="" if self.cards else ADD_ROW.key_words)
        card.changed.connect(self.changed)
        card.left.connect(self.left)
        self.cards[field.name] = card
        self.column.addWidget(card)


def _groups_of(block: FieldGroup | RowsCard) -> list[FieldGroup]:
    return [block] if isinstance(block, FieldGroup) else [box.group for box in block.rows]


def _editors_of(block: FieldGroup | RowsCard) -> Iterator[Editor]:
    for group in _groups_of(block):
        # What is not asked for is hidden, and must neither be blamed nor given the focus.
        yield from group.asked()


def _offer(block: FieldGroup | RowsCard, values: Row) -> None:
    """What means something that stands elsewhere in the form is offered as it stands there now."""
    for group in _groups_of(block):
        for field in group.fields:
            editor = group.editors[field.name]
            if field.offers_in is not None and isinstance(editor, OfferEditor):
                editor.set_offered(field.offers_in(values))


def _is_seen(group: FieldGroup, name: str) -> bool:
    return name in group.seen and group.editors[name].value() not in (None, [])


def _split(path: str) -> tuple[str, int, str]:
    """`parties[1].id_number` → field, row (0 for none), part of the row."""
    found = _PATH.fullmatch(path)
    if found is None:
        return path, 0, ""
    field, row, part = found.group("field", "row", "part")
    return field, int(row or 0), part or ""
