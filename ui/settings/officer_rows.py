"""The rows that say who an officer is: name, roles, badge; the same when one is added and when one is changed."""

from __future__ import annotations

from fengqiao_desk.problems import Fault, FaultyEntry
from fengqiao_desk.station import Officer, Role

from ..widgets import Editor, LineEditor, NamesEditor, SegmentedEditor

_ROLES = [role.value for role in Role]


class OfficerRows:
    """姓名, 职务, 兼任 and 警号, the commonest role chosen; each row bears the name the core gives its faults."""

    def __init__(self) -> None:
        self.name, self.badge = LineEditor(), LineEditor()
        self.role = SegmentedEditor(_ROLES)
        self.also = NamesEditor(_ROLES, "没有兼任的不填")
        self.role.set_value(Role.OFFICER.value)

    def editors(self) -> dict[str, tuple[str, Editor]]:
        """Label and editor of each row, by the field of Officer that it fills."""
        return {
            "name": ("姓名", self.name),
            "role": ("职务", self.role),
            "also": ("兼任", self.also),
            "badge": ("警号", self.badge),
        }

    def show(self, officer: Officer) -> None:
        """Fills the rows with who the officer is now."""
        self.name.set_value(officer.name)
        self.role.set_value(officer.role.value)
        self.also.set_value([role.value for role in officer.also])
        self.badge.set_value(officer.badge)

    def clear(self) -> None:
        """Empty rows for the next officer; the role stays, for several of one role are added in a row."""
        for editor in (self.name, self.also, self.badge):
            editor.set_value(None)

    def officer(self) -> Officer:
        """Who the rows say; raises FaultyEntry for a word that is no role."""
        also = self.also.value()
        # NamesEditor takes any word, as other fields of it do; a role is one of few.
        words = [str(word) for word in also] if isinstance(also, list) else []
        if unknown := [word for word in words if word not in _ROLES]:
            raise FaultyEntry((Fault("also", f"没有“{unknown[0]}”这个职务，可选：{'、'.join(_ROLES)}"),))
        return Officer(
            self.name.text(), Role(self.role.text()), self.badge.text(), tuple(Role(word) for word in words)
        )
