"""Receipts one after the other with one hand: the number typed or scanned, Enter, who signed, Enter, the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk import cases
from fengqiao_desk.cases import CaseKind
from fengqiao_desk.cases.starting import starting_entry
from fengqiao_desk.notices import batch
from fengqiao_desk.notices.board import ListedNotice, VenueOutstanding, known
from fengqiao_desk.notices.notice_records import Notice, Service
from fengqiao_desk.problems import Problem
from fengqiao_desk.station.station import EntryChoices
from fengqiao_desk.values.text import half_width

from .. import undoing
from ..actions import KEEP_RECEIPT
from ..context import WindowContext
from ..look import Tone
from ..widgets import Banner, Card, LineEditor, Plain, PrimaryButton, ScrollingColumn, label
from ..widgets.editors.declared import make_editor
from ..widgets.editors.labelled_rows import LabelledRows
from ..widgets.editors.typed_days import TypedDays

SERVE: Final = "serve"
_NUMBER: Final = "number"
_PLACE, _RECEIVER, _IDENTITY = Service.place.name, Service.receiver.name, Service.receiver_identity.name
_KEPT: Final = (Service.tried_at.name, Service.method.name, Service.officers.name, Service.recording_no.name)
"""What stays for the next receipt of the same walk; the rest is of one venue only."""
_FIRST: Final = {Service.method.name: "直接送达", Service.outcome.name: "签收", _IDENTITY: "负责人"}
_LINES: Final = (
    _NUMBER,
    _RECEIVER,
    Service.receiver_document.name,
    _PLACE,
    Service.recording_no.name,
    Service.witness.name,
    Service.reason.name,
)
"""Where Enter looks the number up or keeps the receipt; in the others it chooses a word or a picture."""
# A 文号 has 〔2026〕; people type the brackets their keyboard has.
_BRACKETS = str.maketrans("()[]〔〕【】", "（）（）（）（）")


class ReceiptEntry(Card):
    """The form of one receipt; `served(文号)` after each that was kept."""

    served = Signal(str)

    def __init__(self, context: WindowContext, notices: CaseKind) -> None:
        super().__init__("录入回执")
        self._context = context
        self._notices = notices
        self._fields = notices.step(SERVE).fields
        self._outstanding: tuple[VenueOutstanding, ...] = ()
        self.found: VenueOutstanding | None = None
        self._suggested: dict[str, Plain] = {}
        self._dropped: set[str] = set()
        self.number = LineEditor("文号，或末尾几位，或扫码")
        self.rows = LabelledRows(84)
        self._scrolling = ScrollingColumn()
        self.rows.add(_NUMBER, "文号", self.number)
        self.venue = label("", "strong", wrap=True)
        self.venue.hide()
        self.banner = Banner("", Tone.GOOD)
        self.banner.hide()
        self._add_fields()
        self._lay_out()
        self._watch_enter()
        self.setFocusProxy(self.number)

    def set_outstanding(self, outstanding: Sequence[VenueOutstanding]) -> None:
        """The notices that wait for a receipt."""
        self._outstanding = tuple(outstanding)

    def begin_with(self, number: str) -> None:
        """Puts a number in and looks it up."""
        self.number.set_value(number)
        self.look_up()

    def look_up(self) -> None:
        """Finds the notice of what was typed; shows the venue and goes to who signed."""
        typed = self.rows.text(_NUMBER)
        fitting = matching(self._outstanding, typed)
        # Asked only when nothing waits: then it may be one that was served already.
        other = known(self._context.station, typed.upper(), self._context.now().year) if not fitting else None
        self.found = fitting[0] if len(fitting) == 1 else self._still_open(other)
        self._show_venue()
        self.number.set_fault(None if self.found else _not_one(typed, len(fitting), other))
        if self.found is None:
            self.number.setFocus()
            return
        self.number.set_value(self.found.document)
        self._suggest(self.found)
        self.rows.editors[_RECEIVER].setFocus()
        self._show_focus()

    def keep(self) -> None:
        """Records the receipt; what is wrong stands beside its field, and nothing was saved."""
        if self.found is None:
            self.look_up()
            return
        entry = {name: editor.value() for name, editor in self.rows.editors.items() if name != _NUMBER}
        try:
            case = batch.serve(self._context.station, self.found.document, entry, self._context.act())
        except Problem as problem:
            if not problem.faults or len(self.rows.show_faults(problem.faults)) == len(problem.faults):
                self._context.messages.problem(problem)
            self._show_focus()
            return
        self.rows.show_faults(())
        # The next lines forget it.
        kept = self.found
        self._begin_next()
        # The board reads itself anew by this and hands over what waits: only then it is counted.
        self.served.emit(kept.document)
        left = sum(venue.batch == kept.batch for venue in self._outstanding)
        rest = f"这一批还有 {left} 家。" if left else "这一批全部送达。"
        self.banner.tell(f"{kept.name}：{case.state}。{rest}", Tone.GOOD)
        self.banner.show()
        self._context.done(undoing.stepped(self._context.station, case, self._context.act))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the number looks it up, Enter in any other line keeps the receipt."""
        enter = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
        if enter and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if watched is self.number.focusProxy():
                self.look_up()
            else:
                self.keep()
            return True
        return super().eventFilter(watched, event)

    def _still_open(self, notice: ListedNotice | None) -> VenueOutstanding | None:
        """A notice that is not waited for but can still be served: the shop that was found closed."""
        # Served ones are refused in words; a shop found closed may have opened again.
        if notice is None or notice.state not in self._notices.step(SERVE).from_states:
            return None
        record = cases.load(self._context.station, self._notices, notice.number).of(Notice)
        return VenueOutstanding(
            venue=record.venue,
            name=notice.name,
            category=notice.category,
            area=record.area or "",
            address=notice.address,
            notice=notice.number,
            document=notice.document,
            batch=record.batch,
        )

    def _begin_next(self) -> None:
        self.found = None
        self._show_venue()
        for name, editor in self.rows.editors.items():
            if name not in _KEPT:
                editor.set_value(_FIRST.get(name))
        self._suggested, self._dropped = {_IDENTITY: _FIRST[_IDENTITY]}, set()
        self._ask()
        self.number.setFocus()
        self._show_focus()

    def _show_focus(self) -> None:
        """In a low window the line in focus is scrolled into view."""
        focused = self.window().focusWidget()
        if focused is not None and self._scrolling.isAncestorOf(focused):
            self._scrolling.ensureWidgetVisible(focused)

    def _show_venue(self) -> None:
        self.venue.setText(f"{self.found.name} · {self.found.category}" if self.found else "")
        self.venue.setVisible(self.found is not None)

    def _suggest(self, found: VenueOutstanding) -> None:
        """The notice itself says where and to whom; both can be changed."""
        notice = cases.load(self._context.station, self._notices, found.notice).of(Notice)
        self.rows.editors[_PLACE].set_value(notice.address)
        self.rows.editors[_RECEIVER].set_value(notice.person_in_charge)
        self._suggested[_RECEIVER] = notice.person_in_charge
        self._ask()

    def _ask(self) -> None:
        """Shows what method and outcome ask for; who was only suggested as signing goes with that outcome, and comes back."""
        for field in self._fields:
            editor, asked = self.rows.editors[field.name], field.asked_when
            needed = asked is None or asked(self.rows.values())
            if (
                not needed
                and editor.value() is not None
                and editor.value() == self._suggested.get(field.name)
            ):
                editor.set_value(None)
                self._dropped.add(field.name)
            elif needed and field.name in self._dropped:
                editor.set_value(self._suggested[field.name])
                self._dropped.discard(field.name)
            self.rows.show_row(field.name, field.is_asked(self.rows.values()))

    def _add_fields(self) -> None:
        choices = EntryChoices(self._context.station, self._context.act())
        typed = TypedDays(self._context.now)
        first = {**_FIRST, **starting_entry(self._fields, choices, self._context.act())}
        for field in self._fields:
            editor = make_editor(field, choices, typed)
            editor.set_value(first.get(field.name))
            editor.changed.connect(self._ask)
            self.rows.add(field.name, field.label, editor)
        self._suggested = {_IDENTITY: _FIRST[_IDENTITY]}
        self._ask()

    def _lay_out(self) -> None:
        self._scrolling.column.addWidget(self.rows)
        self._scrolling.column.addStretch()
        keep = PrimaryButton.of(KEEP_RECEIPT)
        keep.clicked.connect(self.keep)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(keep)
        top = QVBoxLayout()
        top.addWidget(self.banner)
        top.addWidget(self.venue)
        self.body.addLayout(top)
        self.body.addWidget(self._scrolling, 1)
        self.body.addLayout(foot)

    def _watch_enter(self) -> None:
        for name in _LINES:
            heart = self.rows.editors[name].focusProxy()
            if isinstance(heart, QWidget):
                heart.installEventFilter(self)


def matching(outstanding: Sequence[VenueOutstanding], typed: str) -> list[VenueOutstanding]:
    """The notices meant by a 文号 with any brackets, its last digits (`12` is `…12号`), or what the slip's QR code says."""
    wanted = _plain(typed)
    if not wanted:
        return []
    # What is typed whole means that one alone, whatever else ends so.
    whole = [f for f in outstanding if wanted in (_plain(f.document), _plain(f.notice))]
    ending = f"）{wanted.removesuffix('号')}号"
    return whole or [found for found in outstanding if _plain(found.document).endswith(ending)]


def _plain(number: str) -> str:
    return half_width(number).translate(_BRACKETS).replace(" ", "").casefold()


def _not_one(typed: str, count: int, other: ListedNotice | None) -> str:
    """Why no notice is meant; one that was served already says so, since two officers may hold the same receipt."""
    if not typed:
        return "请输入文号"
    if count:
        return f"有 {count} 份，请多输几位"
    if other is not None:
        return f"{other.name} {other.document} 已经登记：{other.state}，不用再录"
    return "未送达的告知书里没有这个文号，请核对"
