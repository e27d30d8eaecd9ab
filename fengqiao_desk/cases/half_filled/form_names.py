"""What the form of an entry is called while it is half-filled: `disputes`, `disputes JF2026-0001`, `disputes JF2026-0001 agreement`, the same with the position of a step that is entered anew."""

from __future__ import annotations

from ...fields import Field
from ..kind import CaseKind


def form_title(kind: CaseKind, form: str) -> str:
    """`新建纠纷`, `更正 JF2026-0001`, `登记履行 JF2026-0001`, `改登记履行 JF2026-0001`."""
    _, *rest = form.split(" ")
    if not rest:
        return f"新建{kind.noun}"
    # A form may have lain since a version that had the step.
    step = kind.steps_by_key.get(rest[1]) if len(rest) > 1 else None
    again = "改" if len(rest) > 2 else ""
    return f"{again}{step.title if step else '更正'} {rest[0]}"


def form_fields(kind: CaseKind, form: str) -> tuple[Field, ...]:
    """What is filled in; nothing for a step that the kind has no more."""
    _, *rest = form.split(" ")
    if len(rest) < 2:
        return kind.fields
    step = kind.steps_by_key.get(rest[1])
    return step.fields if step else ()
