"""When a case was changed while its form was open: the new content beside what was typed; nothing is overwritten unseen."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject, Qt, Signal

from fengqiao_desk import cases
from fengqiao_desk.cases import Case
from fengqiao_desk.cases.facts.row_words import row_name
from fengqiao_desk.fields import Field, Row

from ...actions import COMPARE, TAKE_OVER
from ...context import WindowContext
from ...look import Tone
from ...widgets import Badge, Banner, Card, LinkButton, label
from .body import FormBody
from .plans import FormPlan
from .side import FormSide

HEADING = "别人改过的内容"
# Beside the fields in what is kept half-filled; no field of a kind has this name.
SEEN = "seen_version"


class ChangedCard(Card):
    """What `now` holds that `before` did not; a link puts the new value into the form, unless it is in `taken` already.

    `before` are the values that the form was filled from, `steps` how many steps the case had then.
    """

    def __init__(
        self, now: Case, before: Row, steps: int, taken: Collection[str], take: Callable[[Row], None] | None
    ) -> None:
        super().__init__(HEADING)
        self._now, self._taken, self._take = now, taken, take
        for step in now.steps[steps:]:
            self.body.addWidget(
                label(f"{step.recorded_by}已办理：{step.title}，现在是“{now.state}”", wrap=True)
            )
        for field in now.kind.fields:
            value = now.values.get(field.name)
            # A step's form knows few of the fields: what it was not filled from has no former value.
            if field.name in before and value != before[field.name]:
                self._add(field, value)

    def _add(self, field: Field, value: object) -> None:
        self.body.addWidget(label(f"{field.label}：{shown(self._now, field, value) or '（空）'}", wrap=True))
        if field.name in self._taken:
            self.body.addWidget(Badge("已采用", Tone.GOOD))
        elif self._take is not None:
            # A local name: of the attribute mypy cannot know that it is no None at the click.
            button, take = LinkButton.of(TAKE_OVER), self._take
            button.setAccessibleName(f"采用别人改过的“{field.label}”")
            button.clicked.connect(lambda: take({field.name: value}))
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


class VersionWatch(QObject):
    """Knows from which version of the case the form was filled; `version` is what saving is told.

    `taken` comes after values of the new content were put into the form.
    """

    taken = Signal()

    def __init__(
        self, context: WindowContext, plan: FormPlan, body: FormBody, side: FormSide, banner: Banner
    ) -> None:
        super().__init__(body)
        self._context, self._plan = context, plan
        self._body, self._side, self._banner = body, side, banner
        self._before = plan.case
        self._filled: Row = {}
        self.version = plan.version
        banner.acted.connect(self.show_new_content)

    def filled(self) -> None:
        """The form was filled from the case as it is in the plan."""
        self._before, self.version = self._plan.case, self._plan.version
        self._filled = self._body.entry()
        self._banner.hide()

    def resumed(self, entry: Row) -> None:
        """The form was filled with what was left half-filled, perhaps of an older version."""
        self.version = entry.get(SEEN, self.version)
        if self._plan.case is not None and self.version != self._plan.version:
            # The case as it was then is not kept, only its version: what differs from what was typed counts
            # as new.
            self._before = None
            self.offer(f"{self._plan.case.number} 在这期间已被改过；您填的还在")

    def marked(self, entry: Row) -> Row:
        """The entry with the version it began from, as it is kept half-filled."""
        return entry if self.version is None else {**entry, SEEN: self.version}

    def offer(self, words: str) -> None:
        """Says that there is new content, with the act that shows it."""
        self._banner.tell(words, Tone.WARNING, act=COMPARE.title)
        self._banner.show()

    def show_new_content(self) -> None:
        """Puts what the case holds now beside the form, and into the fields the officer did not touch; then it is seen."""
        assert self._plan.case is not None
        now = cases.load(self._context.station, self._plan.kind, self._plan.case.number)
        typed = self._body.entry()
        before = self._before.values if self._before else typed
        # What it began from is not known: the last step stands for what came in between.
        steps = len(self._before.steps) if self._before else len(now.steps) - 1
        # Untouched is what still stands as the form was filled: the officer has no say to lose there.
        untouched = [name for name, value in self._filled.items() if typed[name] == value and name in before]
        fresh = {name: now.values[name] for name in untouched if now.values[name] != before[name]}
        self._take(fresh)
        # In a step's form the case's fields are only shown: there is nothing to take them into.
        amends = self._plan.fields is self._plan.kind.fields
        self._side.add_card(ChangedCard(now, before, steps, fresh.keys(), self._take if amends else None))
        self._before = now
        self._filled = {name: self._body.entry()[name] for name in untouched}
        # Seen is seen: saving goes on from here, and a third change would be told anew.
        self.version = now.version
        self._banner.tell("新内容已列在旁边；请核对后再保存", Tone.ACCENT)

    def _take(self, values: Row) -> None:
        if values:
            self._body.set_entry({**self._body.entry(), **values})
            self.taken.emit()


def shown(case: Case, field: Field, value: object) -> str:
    """A field in words; of rows their names."""
    if not field.is_rows:
        return field.kind.show(value)
    rows = value if isinstance(value, list) else []
    return "、".join(row_name(field, row, case)[0] for row in rows)
