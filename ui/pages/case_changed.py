"""When a case was changed while its form was open: the new content beside what was typed, to be taken over or not."""

from __future__ import annotations

from collections.abc import Callable

from fengqiao_desk.cases import Case
from fengqiao_desk.fields import Field, Row

from ..widgets import Card, LinkButton, label
from .case_words import row_name

HEADING = "别人改过的内容"


class ChangedCard(Card):
    """What `now` holds that `before` did not; `take` puts a new value into the form.

    `before` are the values that the form was filled from, `steps` how many steps the case had then.
    """

    def __init__(
        self, now: Case, before: Row, steps: int, fields: tuple[Field, ...], take: Callable[[Row], None]
    ) -> None:
        super().__init__(HEADING)
        self.body.addWidget(label(f"现在是“{now.state}”", wrap=True))
        for taken in now.steps[steps:]:
            self.body.addWidget(label(f"{taken.recorded_by}已办理：{taken.title}", wrap=True))
        for field in now.kind.fields:
            value = now.values.get(field.name)
            if field.name in before and value != before[field.name]:
                self.body.addWidget(label(field.label, "context"))
                self.body.addWidget(label(shown(field, value) or "（空）", wrap=True))
                if field in fields:
                    self.body.addWidget(self._take_button(field, value, take))

    def _take_button(self, field: Field, value: object, take: Callable[[Row], None]) -> LinkButton:
        button = LinkButton("采用这一项")
        button.setAccessibleName(f"采用别人改过的“{field.label}”")
        button.clicked.connect(lambda: take({field.name: value}))
        return button


def shown(field: Field, value: object) -> str:
    """A field in words; of rows their names."""
    if not field.is_rows:
        return field.kind.show(value)
    rows = value if isinstance(value, list) else []
    return "、".join(row_name(field, row)[0] for row in rows)
