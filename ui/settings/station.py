"""设置 · 本所: the station's own facts, each valid from a day."""

from __future__ import annotations

from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Right
from fengqiao_desk.station.first_day import VALID_FROM
from fengqiao_desk.station.profile import Profile
from fengqiao_desk.station.profile_facts import FACTS, HEAD, NUMBERS, FactWords, label_of, sample_number

from ..actions import SAVE_FACTS, Place
from ..context import WindowContext
from ..widgets import ChoiceEditor, DayEditor, Editor, LineEditor, NumberEditor, PrimaryButton, label
from ..widgets.editors.labelled_rows import LabelledRows
from ..widgets.editors.typed_days import TypedDays
from .section import SettingsSection, act_row


class StationSection(SettingsSection):
    """Only what was changed is kept, from the day given on; older papers keep their head."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context, Place.STATION, "印在文书上的名称、代字和电话", Right.CHANGE_SETTINGS)
        self.rows = LabelledRows(170)
        for fact in FACTS:
            self.rows.add(fact.name, fact.label, _editor(fact))
        self.rows.add(VALID_FROM, "自哪一日起生效", DayEditor(TypedDays(context.now).day))
        self.sample = label("", "strong")
        self.save_button = PrimaryButton.of(SAVE_FACTS)
        self.save_button.clicked.connect(self.save)
        card = self.card()
        for part in (self.rows, self.sample, act_row(self.save_button)):
            card.body.addWidget(part)
        self.column.addStretch()
        for editor in self.rows.editors.values():
            editor.set_read_only(not self.may)
        self.save_button.setVisible(self.may)
        self.setFocusProxy(self.rows.editors[FACTS[0].name])

    def refresh(self) -> None:
        """The facts that hold today; what was typed and not saved goes."""
        today = self.context.now().date()
        profile = self.context.station.profile(today)
        for fact in FACTS:
            self.rows.editors[fact.name].set_value(getattr(profile, fact.name))
        self.rows.editors[VALID_FROM].set_value(today.isoformat())
        self.sample.setText(f"文号样子：{sample_number(profile)}")

    def save(self) -> None:
        """Keeps the changed facts; says beside the field what cannot be kept."""
        profile = self.context.station.profile(self.context.now().date())
        self.rows.show_faults(())
        changed = {fact.name: self._value(fact.name) for fact in FACTS}
        # A fact that was not changed goes on as it is, also when another is dated from a later day.
        changed = {name: value for name, value in changed.items() if value != getattr(profile, name)}
        if not changed:
            return
        day = self.rows.text(VALID_FROM)
        kept = self.attempt(
            lambda: self.context.station.profiles.change(changed, day, self.context.act()),
            self._show,
        )
        if kept:
            self.say(f"已保存：{'、'.join(label_of(name) for name in changed)}，自 {day} 起生效。")
            self.refresh()

    def _show(self, problem: Problem) -> None:
        """Beside its field where it has one."""
        if not problem.faults or self.rows.show_faults(problem.faults):
            self.context.messages.problem(problem)

    def _value(self, name: str) -> str | int:
        value = self.rows.editors[name].value()
        # A number that was emptied goes back to what a new station has, a word to nothing.
        empty: str | int = (
            getattr(Profile(), name) if name in {fact.name for fact in (*NUMBERS, HEAD)} else ""
        )
        return value if isinstance(value, str | int) else empty


def _editor(fact: FactWords) -> Editor:
    if fact.choices:
        return ChoiceEditor(fact.choices, fact.hint)
    return (NumberEditor if fact in NUMBERS else LineEditor)(fact.hint)
