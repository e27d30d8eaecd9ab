"""Asks into which case another is folded: found by number or name, both side by side, what will move, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.cases import Case, StepTaken
from fengqiao_desk.cases.facts.merge_plan import MergePlan, plan_merge
from fengqiao_desk.cases.search.finding import find
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import Problem, Unknown

from ...actions import CONFIRM, LEAVE, MERGE, set_key
from ...context import WindowContext
from ...look import Space, Tone
from ...widgets import (
    Banner,
    ChoiceEditor,
    LongTextEditor,
    PrimaryButton,
    QuietButton,
    ScrollingColumn,
    label,
)
from ...widgets.editors.labelled_rows import LabelledRows
from ...widgets.emptying import empty
from ...widgets.fitted import FittedDialog

_MERGE = MERGE.title.rstrip("…")
_WIDTH = 720
_LABELS = 76
_BOTH = 280
_MOST_OFFERED = 8
_MOST_NAMED = 6
"""So many steps or numbers are named in a line; how many there are beside them is told."""


class MergingDialog(FittedDialog):
    """`do(into, reason)` acts; the dialog stays when it raises Problem. `offered` is the number of the one that seems the same."""

    def __init__(
        self,
        context: WindowContext,
        case: Case,
        offered: str,
        do: Callable[[str, str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._context, self._case, self._do = context, case, do
        self.setWindowTitle(_MERGE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self.other = ChoiceEditor((), "输另一件的编号、名称或电话")
        self.reason = LongTextEditor("如：同一家，登记了两次")
        self.rows = LabelledRows(_LABELS)
        self.rows.add("into", "并入到", self.other)
        self.banner = Banner("", Tone.DANGER)
        self.banner.hide()
        # Room from the beginning: a dialog that grew with what it shows would pass the lower edge of the screen.
        self._both = ScrollingColumn()
        self._both.setMinimumHeight(_BOTH)
        # The arrow keys scroll it.
        self._both.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._both.setAccessibleName("两件的内容和会动什么")
        self._beside = QGridLayout()
        self._beside.setHorizontalSpacing(14)
        self._beside.setVerticalSpacing(4)
        self._moves = QVBoxLayout()
        self._moves.setSpacing(4)
        self._both.column.addLayout(self._moves)
        self._both.column.addLayout(self._beside)
        self._both.column.addStretch(1)
        self._merge = PrimaryButton.of(CONFIRM, _MERGE)
        self._lay_out()
        self.other.changed.connect(self._look)
        self.other.set_value(offered)
        self._look()
        (self.reason if offered else self.other).setFocus()

    @property
    def number(self) -> str:
        """The number that was typed or taken from the list."""
        return self.other.text().strip().partition(" ")[0].upper()

    def try_it(self) -> None:
        """Folds the one into the other; what stands in the way is told, and all that was typed stays."""
        try:
            self._do(self.number, self.reason.text())
        except Problem as problem:
            reasons = [fault.message for fault in problem.faults if fault.field == "reason"]
            self.reason.set_fault(reasons[0] if reasons else None)
            if reasons:
                self.reason.setFocus()
            else:
                self._say(problem)
            return
        self.accept()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column.setSpacing(12)
        column.addWidget(label(f"{self._case.number} {self._case.title}", "title", wrap=True))
        column.addWidget(
            label(
                "并入以后两边的内容都看得到，编号都在，只算一次；没有别的依托时可以拆分。",
                "context",
                wrap=True,
            )
        )
        for part in (self.rows, self.banner):
            column.addWidget(part)
        column.addWidget(self._both, 1)
        reason = LabelledRows(_LABELS)
        reason.add("reason", "理由", self.reason)
        column.addWidget(reason)
        row = QHBoxLayout()
        row.addStretch()
        leave = QuietButton.of(LEAVE)
        set_key(self._merge, CONFIRM)
        leave.clicked.connect(self.reject)
        self._merge.clicked.connect(self.try_it)
        for button in (leave, self._merge):
            button.setAutoDefault(False)
            row.addWidget(button)
        column.addLayout(row)

    def _look(self) -> None:
        """Offers what holds the words, and shows the case whose number stands there beside this one."""
        begun = self._offer(self.other.text().strip())
        empty(self._beside)
        empty(self._moves)
        self.banner.hide()
        self._merge.setEnabled(False)
        # A name is being typed; every number has a hyphen.
        if "-" not in self.number:
            return
        try:
            plan = plan_merge(self._context.station, KINDS, self._case.kind, self._case.number, self.number)
        except Problem as problem:
            # The first half of a number that is there is no fault.
            if isinstance(problem, Unknown) and begun:
                return
            self._say(problem)
            return
        self._show(plan)
        self._merge.setEnabled(True)

    def _offer(self, typed: str) -> bool:
        """Offers what holds the words; whether there is anything."""
        if not typed or " " in typed:
            return False
        found = find(self._context.station, (self._case.kind,), typed, _MOST_OFFERED).hits
        kind, own = self._case.kind.key, self._case.number
        offered = [f"{hit.number} {hit.title}" for hit in found if hit.kind == kind and hit.number != own]
        self.other.set_choices(offered)
        self.other.suggestions.offer(typed, all_fit=True)
        return bool(offered)

    def _say(self, problem: Problem) -> None:
        self.banner.tell(problem.message, Tone.DANGER)
        self.banner.show()

    def _show(self, plan: MergePlan) -> None:
        for across, case in enumerate((plan.case, plan.into), start=1):
            self._beside.addWidget(label(f"{case.number} {case.state}", "strong", wrap=True), 0, across)
            self._beside.setColumnStretch(across, 1)
        for down, (name, mine, theirs) in enumerate(side_by_side(plan.case, plan.into), start=1):
            self._beside.addWidget(label(name, "context"), down, 0, Qt.AlignmentFlag.AlignTop)
            for across, words in enumerate((mine, theirs), start=1):
                # What is told differently stands out: by it one sees whether the two are the same.
                shown = label(words, "body" if mine == theirs else "strong", wrap=True)
                shown.setAccessibleName(f"{name} {words}")
                self._beside.addWidget(shown, down, across, Qt.AlignmentFlag.AlignTop)
        for words in what_moves(plan):
            self._moves.addWidget(label(words, wrap=True))


def side_by_side(case: Case, other: Case) -> Iterator[tuple[str, str, str]]:
    """The fields that either of two cases has filled, in words: label, of the one, of the other."""
    for field in case.kind.fields:
        mine, theirs = (
            each.shown(field, each.values) if each.values.get(field.name) else "" for each in (case, other)
        )
        if mine or theirs:
            yield field.label, mine or "—", theirs or "—"


def what_moves(plan: MergePlan) -> Iterator[str]:
    """What a merge would do, in sentences."""
    if plan.going:
        yield f"随过去、在 {plan.into.number} 计算：{_steps(plan.going)}"
    if plan.there_already:
        yield f"{plan.into.number} 已有同样的、不重算：{_steps(plan.there_already)}"
    if plan.staying:
        yield f"留在 {plan.case.number}、看得到、不再计算：{_steps(plan.staying)}"
    if plan.named:
        yield f"改为属于 {plan.into.number}：{_listed(plan.named)}"
    if plan.papers:
        yield f"文号不变，在 {plan.into.number} 里列为并入自 {plan.case.number}：{_listed(plan.papers)}"


def _steps(steps: tuple[StepTaken, ...]) -> str:
    return _listed(tuple(f"{taken.title} {taken.day}" for taken in steps))


def _listed(words: tuple[str, ...]) -> str:
    more = f" 等 {len(words)} 项" if len(words) > _MOST_NAMED else ""
    return "、".join(words[:_MOST_NAMED]) + more
