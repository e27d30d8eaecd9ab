"""并入 and 拆分 on the page of a case: what was folded into it, into what it was folded, and the acts."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.cases import Case, MergedCase, load
from fengqiao_desk.cases.facts.merging import merge, unmerge
from fengqiao_desk.cases.timeline import FOLDED
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.station.rights import may
from fengqiao_desk.values.days import day_words

from ... import undoing
from ...actions import MERGE, UNMERGE
from ...context import WindowContext
from ...dialogs.asking import AskingDialog
from ...look import Tone
from ...widgets import Banner, Card, LinkButton, LongTextEditor, label
from ...widgets.editors.labelled_rows import LabelledRows
from .merging_dialog import MergingDialog


class Merging:
    """The acts on one case; `window` is what their dialogs lie over."""

    def __init__(self, context: WindowContext, case: Case, window: QWidget) -> None:
        self._context, self._case, self._window = context, case, window

    @property
    def may_merge(self) -> bool:
        """Whether a menu offers to fold the case into another."""
        stands = self._case.withdrawal is None
        return stands and self._case.kind.refuses_merging is not None and self._may

    @property
    def _may(self) -> bool:
        right = MERGE.right
        return right is not None and may(self._context.officer, right)

    def ask_merge(self, offered: str = "") -> None:
        """Asks into which case it is folded, beginning with the one that is offered."""
        if self.may_merge:
            MergingDialog(self._context, self._case, offered, self._merge, self._window).open()

    def ask_unmerge(self) -> None:
        """Asks why it is parted: itself where it was folded, else the one that was folded into it last."""
        folded = self._case.number if self._case.state == FOLDED else ""
        last = [other for other in self._case.merged if other.withdrawal.into == self._case.number][-1:]
        if number := folded or "".join(other.number for other in last):
            self._ask_unmerge(number)

    def banner(self) -> Banner | None:
        """Says of a case that was folded into which, by whom and why; None of any other."""
        gone = self._case.withdrawal
        if gone is None or not gone.into:
            return None
        when = day_words(gone.at[:10], self._context.now().date())
        words = f"已并入 {gone.into}，在那里计算：{gone.reason} · {gone.by} {when}"
        banner = Banner(words, Tone.WARNING, act=UNMERGE.title if self._may else "")
        banner.acted.connect(self.ask_unmerge)
        banner.offer(gone.into, partial(self._context.go, self._case.kind.key, gone.into))
        return banner

    def card(self) -> Card | None:
        """The cases that were folded into this one; None where there is none."""
        if not self._case.merged:
            return None
        card = Card("并入的登记")
        for other in self._case.merged:
            card.body.addWidget(self._line(other))
        return card

    def _line(self, other: MergedCase) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        opened = LinkButton(other.number)
        opened.setAccessibleName(f"打开 {other.number} {other.title}")
        opened.clicked.connect(partial(self._context.go, self._case.kind.key, other.number))
        head.addWidget(opened)
        head.addStretch(1)
        # One that came with another is parted from that one, after it.
        if self._may and other.withdrawal.into == self._case.number:
            parted = LinkButton.of(UNMERGE)
            parted.setAccessibleName(f"拆分 {other.number}")
            parted.clicked.connect(partial(self._ask_unmerge, other.number))
            head.addWidget(parted)
        column.addLayout(head)
        column.addWidget(label(other.title, wrap=True))
        papers = [f"{paper.title} {paper.number}" for paper in other.documents]
        if papers:
            column.addWidget(label(f"文书：{'、'.join(papers)}", "small", wrap=True))
        folded = other.withdrawal
        when = day_words(folded.at[:10], self._context.now().date())
        column.addWidget(label(f"{folded.reason} · {folded.by} {when}", "small", wrap=True))
        return line

    def _merge(self, into: str, reason: str) -> None:
        context, case = self._context, self._case
        made = merge(context.station, KINDS, case.kind, case.number, into, reason, context.act())
        context.done(undoing.merged(context.station, made, context.act))
        context.go(case.kind.key, into)

    def _ask_unmerge(self, number: str, _checked: bool = False) -> None:
        AskingDialog(
            UNMERGE.title,
            f"{number} 重新单独计算；并入时随过去的办理和告知书随它回来。",
            {"reason": ("理由", LongTextEditor())},
            "拆分",
            partial(self._unmerge, number),
            self._window,
        ).open()

    def _unmerge(self, number: str, rows: LabelledRows) -> None:
        context, reason = self._context, rows.text("reason")
        folded = load(context.station, self._case.kind, number).withdrawal
        made = unmerge(context.station, KINDS, self._case.kind, number, context.act(), reason)
        why = folded.reason if folded else reason
        context.done(undoing.parted(context.station, made, why, context.act))
