"""关联案件: which cases belong together, who said so and why; a link is added by number and undone with a reason."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk import cases
from fengqiao_desk.cases import Case, Related, links
from fengqiao_desk.cases.links import CaseLink
from fengqiao_desk.cases.parties import parties_in
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import Fault, FaultyEntry
from fengqiao_desk.values.days import day_words

from ...actions import ADD_LINK, UNDO_LINK
from ...context import WindowContext
from ...dialogs.asking import AskingDialog
from ...look import Tone
from ...widgets import Badge, ChoiceEditor, LineEditor, LinkButton, QuietButton, SegmentedEditor, label
from ...widgets.editors.labelled_rows import LabelledRows
from ...widgets.refreshed_card import RefreshedCard


class CaseLinksCard(RefreshedCard):
    """The links of one case from either end."""

    def __init__(self, context: WindowContext, case: Case) -> None:
        super().__init__("关联案件")
        self._context, self._case = context, case
        self.add_button = QuietButton.of(ADD_LINK, "关联")
        self.add_button.setAccessibleName("关联另一件案件")
        self.add_button.clicked.connect(self.ask_link)
        self.head.addWidget(self.add_button)
        self._shown: list[CaseLink] | None = None
        self.refresh()

    def refresh(self) -> None:
        """Reads which links there are, and draws them anew when that has changed."""
        found = links.links_of(self._context.station, self._case)
        if found == self._shown:
            return
        self._shown = found
        self.clear()
        for link in found:
            self.body.addWidget(self._line(link))

    def ask_link(self) -> None:
        """Asks for the other case, how they belong together, and why."""
        self._ask("", "")

    def ask_offered(self, related: Related) -> None:
        """The same with a case that is offered, its reason filled in."""
        self._ask(related.number, related.why)

    def _ask(self, number: str, why: str) -> None:
        people = [party.name for party in parties_in(self._case)]
        other, reason = LineEditor(f"如 {self._case.number}"), LineEditor()
        other.set_value(number)
        reason.set_value(why)
        editors = {
            "number": ("编号", other),
            "relation": ("关系", SegmentedEditor(links.RELATIONS)),
            "person": ("当事人", ChoiceEditor(people, "同一当事人的，填是谁")),
            "why": ("理由", reason),
        }
        AskingDialog(
            ADD_LINK.title,
            f"{self._case.number} {self._case.title}",
            editors,
            "关联",
            self._link,
            self.window(),
        ).open()

    def _link(self, rows: LabelledRows) -> None:
        number, relation = rows.text("number").strip().upper(), rows.text("relation")
        # The prefix of the number says the kind, so that nobody has to choose it.
        kind = next((kind for kind in KINDS if number.startswith(kind.number_prefix)), None)
        faults = [] if kind else [Fault("number", "请填写案件编号，如 JF2026-0001")]
        if not relation:
            faults.append(Fault("relation", "请选关系"))
        if kind is None or faults:
            raise FaultyEntry(tuple(faults))
        station = self._context.station
        other = cases.load(station, kind, number)
        links.link(
            station, self._case, other, relation, rows.text("why"), self._context.act(), rows.text("person")
        )

    def _line(self, link: CaseLink) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        opened, undone = LinkButton(link.other_number), LinkButton.of(UNDO_LINK, "撤销")
        opened.setAccessibleName(f"打开 {link.other_number} {link.other_title}")
        opened.clicked.connect(partial(self._context.go, link.other_kind, link.other_number))
        undone.setAccessibleName(f"撤销与 {link.other_number} 的关联")
        undone.clicked.connect(partial(self.ask_undo, link))
        for part in (Badge(link.relation, Tone.ACCENT), opened):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(undone)
        column.addLayout(head)
        column.addWidget(label(link.other_title, wrap=True))
        today = self._context.now().date()
        said = f"{link.person}：{link.why}" if link.person else link.why
        if link.merged_from:
            said = f"并入自 {link.merged_from} · {said}"
        column.addWidget(
            label(f"{said} · {link.made_by} {day_words(link.made_at[:10], today)}", "small", wrap=True)
        )
        return line

    def ask_undo(self, link: CaseLink, _checked: bool = False) -> None:
        """Asks before the link is taken back."""
        sentence = f"{self._case.number} 与 {link.other_number} 的“{link.relation}”不再有效；谁在何时撤销留在记录里。"
        AskingDialog(
            "撤销关联",
            sentence,
            {"why": ("理由", LineEditor())},
            "撤销",
            partial(self._undo, link),
            self.window(),
        ).open()

    def _undo(self, link: CaseLink, rows: LabelledRows) -> None:
        links.unlink(self._context.station, self._case, link.key, rows.text("why"), self._context.act())
