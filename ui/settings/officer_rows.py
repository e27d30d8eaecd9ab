"""The rows that say who an officer is: name, roles, badge; the same when one is added and when one is changed."""

from __future__ import annotations

from fengqiao_desk.problems import Fault, FaultyEntry
from fengqiao_desk.station import Officer, Role

from ..widgets import Editor, LineEditor, NamesEditor, SegmentedEditor
from ..widgets.editors.labelled_rows import LabelledRows

_ROLES = [role.value for role in Role]


def officer_editors() -> dict[str, tuple[str, Editor]]:
    """姓名, 职务, 兼任 and 警号 by their fields, the commonest role chosen."""
    role = SegmentedEditor(_ROLES)
    role.set_value(Role.OFFICER.value)
    return {
        "name": ("姓名", LineEditor()),
        "role": ("职务", role),
        "also": ("兼任", NamesEditor(_ROLES, "没有兼任的不填")),
        "badge": ("警号", LineEditor()),
    }


def show_officer(rows: LabelledRows, officer: Officer) -> None:
    """Fills the rows with who the officer is now."""
    rows.editors["name"].set_value(officer.name)
    rows.editors["role"].set_value(officer.role.value)
    rows.editors["also"].set_value([role.value for role in officer.also])
    rows.editors["badge"].set_value(officer.badge)


def officer_in(rows: LabelledRows) -> Officer:
    """Who the rows say; raises FaultyEntry for a word that is no role."""
    also = rows.editors["also"].value()
    words = also if isinstance(also, list) else []
    unknown = [str(word) for word in words if word not in _ROLES]
    if unknown:
        raise FaultyEntry((Fault("also", f"没有“{unknown[0]}”这个职务，可选：{'、'.join(_ROLES)}"),))
    return Officer(
        rows.text("name"),
        Role(rows.text("role")),
        rows.text("badge"),
        tuple(Role(str(word)) for word in words),
    )
