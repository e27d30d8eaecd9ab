"""What mypy refuses of a kind's declaration.

Each wrong line says which error it expects; `warn_unused_ignores` of `make test` fails as soon as mypy lets one pass.
"""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import fengqiao_desk
from fengqiao_desk.cases import Case, CaseKind, Considering, Receiving, Step, Taking
from fengqiao_desk.fields import DAY, LINE, Column, Record
from fengqiao_desk.problems import Refused

CORE = Path(fengqiao_desk.__file__).parent


class Find(Record):
    found_on = Column("拾得日期", DAY, required=True)
    note = Column("备注", LINE)

    class Meta:
        table_name = "typed_finds"


class Other(Record):
    heard_on = Column("日期", DAY, required=True)

    class Meta:
        table_name = "typed_others"


class Claim(Record):
    on = Column("认领日期", DAY, required=True)

    class Meta:
        table_name = "typed_finds_step_claim"


class Store(Record):
    place = Column("地点", LINE, required=True)

    class Meta:
        table_name = "typed_finds_step_store"


def not_early(now: Taking[Find, Claim]) -> Refused | None:
    return Refused("早于拾得", "", "on") if now.entry.on < now.of.found_on else None


def stored(now: Considering[Find]) -> Refused | None:
    return None if now.held(Store) else Refused("还没有入库")


def has_note(now: Receiving[Find]) -> Refused | None:
    return None if now.entry.note else Refused("请写备注")


CLAIM = Step(Find, Claim, "认领", day=Claim.on, preconditions=(stored,), guards=(not_early, stored))
STORE = Step(Find, Store, "入库", sets=lambda now: [Find.note.becomes(now.entry.place)])

if TYPE_CHECKING:
    Step(Find, Store, "入库", guards=(not_early,))  # type: ignore[arg-type]
    Step(Other, Claim, "认领", guards=(not_early,))  # type: ignore[arg-type]
    Step(Find, Claim, "认领", preconditions=(not_early,))  # type: ignore[arg-type]
    Step(Find, Store, "入库", day=Store.place)  # type: ignore[arg-type]
    Step(Find, Store, "入库", summary=lambda entry: entry.plaze)  # type: ignore[attr-defined]

    def kind_of_others() -> CaseKind[Other]:
        return CaseKind(
            record=Other,
            title="他",
            noun="他",
            number_prefix="TA",
            states=(),
            first_state=lambda other: "",
            day=Other.heard_on,
            make_title=lambda other: other.note,  # type: ignore[attr-defined]
            make_subtitle=lambda other: "",
            steps=(CLAIM,),  # type: ignore[arg-type]
            guards=(has_note,),  # type: ignore[arg-type]
        )

    def reads(find: Find, case: Case) -> None:
        _ = find.found_on.month
        find.note.upper()  # type: ignore[union-attr]
        _ = find.found_at  # type: ignore[attr-defined]
        find.found_on = "2026-11-21"  # type: ignore[assignment]
        Find.found_on.becomes("2026-11-21")  # type: ignore[arg-type]
        _ = Find.found_on >= "2026-11-21"  # type: ignore[operator]
        _ = case.of(Find).heard_on  # type: ignore[attr-defined]
        _ = case.held(Claim)[0].said.place  # type: ignore[attr-defined]


def test_a_guard_of_the_case_alone_may_be_asked_of_an_entry_too() -> None:
    assert CLAIM.guards == (not_early, stored)


def test_a_step_is_made_where_no_type_is_awaited() -> None:
    """Where a `Step[…, Any]` is awaited, mypy takes the entry as Any, and looks at no guard and no summary."""
    hidden = []
    for path in sorted(CORE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        awaited: list[ast.AST] = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.AnnAssign) and node.value and ast.unparse(node.annotation) != "Final"
        ]
        awaited += [
            each for call in ast.walk(tree) if named(call, "CaseKind") for each in ast.iter_child_nodes(call)
        ]
        hidden += [
            f"{path.relative_to(CORE)}:{node.lineno}"
            for value in awaited
            for node in ast.walk(value)
            if isinstance(node, ast.Call) and named(node, "Step")
        ]
    assert hidden == []


def named(node: ast.AST, name: str) -> bool:
    """Whether this is a call of that name."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def test_the_table_of_an_entry_tells_the_key_of_its_step() -> None:
    assert (CLAIM.key, CLAIM.day_field, STORE.day_field) == ("claim", "on", "")


def test_a_date_is_a_date() -> None:
    assert Find.of({"found_on": "2026-11-21", "note": None}).found_on == date(2026, 11, 21)
