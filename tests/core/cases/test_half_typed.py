"""While a form of any kind is typed, nothing that is computed from it breaks: empty fields, wrong words, unfinished numbers and days."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from fengqiao_desk import cases
from fengqiao_desk.cases import Case, CaseKind
from fengqiao_desk.cases.known_people import possibly_known
from fengqiao_desk.cases.parties import PARTIES
from fengqiao_desk.cases.reviewing import EntryForm, Review, review
from fengqiao_desk.fields import EntryContext, Field, NotThere, Row
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.station import Act, Station, open_station

if TYPE_CHECKING:
    from tests.conftest import Desk

NEW, CORRECTION = "new", "correction"
FORMS = [(kind, form) for kind in KINDS for form in (NEW, CORRECTION, *(step.key for step in kind.steps))]
ABSENT = object()
EMPTY: tuple[Any, ...] = (None, "", " ", [], {})
UNFINISHED: tuple[Any, ...] = (
    *("12.", "1-", "2026-1", "2026-11-", "2026-11-21T", "11:", "〔2026〕", "x", "余", "P", "1101051949"),
    *(0, -1, 99, 1.5, True, ["x"], [None], [{}], {"x": None}, {"x": True}),
)
RIGHT: dict[str, tuple[Any, ...]] = {
    "identity": ("11010519491231002X",),
    "phone": ("13800000000",),
    "credit_code": ("91350100M000100Y43",),
    "day": ("2020-01-30", "2026-11-20", "2026-11-21"),
    "moment": ("2020-01-30T10:30", "2026-11-20T08:00", "2026-11-21T08:59"),
    "amount": ("1200.50", "0"),
    "quantity": (1, 46, 1.5, 10**9),
    "count": (1, 2, 99),
    "flag": (True, False),
    "photos": ([],),
}
"""Values of the sorts of fields that have no list of words and no officers: a new sort is a line until it stands here."""
unhurried = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def lived_in(
    scenario_folders: Callable[[str], Path],
    tmp_path_factory: pytest.TempPathFactory,
    desk_on: Callable[[Station], Desk],
) -> Iterator[Station]:
    """A station with a case of every kind, far on its way where the station published it."""
    root = shutil.copytree(scenario_folders("a"), tmp_path_factory.mktemp("lived_in") / "station")
    station = open_station(root, "2026-11-21T08:00:00", "测试")
    desk_on(station).complete()
    yield station
    station.close()


@pytest.fixture
def early(lived_in: Station) -> Callable[[CaseKind, int], Case]:
    """The newest case of a kind as it stood after so many of its steps."""

    def case_of(kind: CaseKind, steps: int) -> Case:
        case = cases.load(lived_in, kind, cases.page(lived_in, kind, limit=1).rows[0].number)
        taken = case.steps[:steps]
        state = taken[-1].to_state if taken else kind.first_state(case.record)
        return replace(case, steps=taken, state=state)

    return case_of


def right(field: Field, choices: EntryContext) -> some.SearchStrategy[Any]:
    """What an officer would fill in in the end."""
    words = list(choices.terms(field.vocabulary)) if field.vocabulary else []
    people = list(choices.officer_names(field.roles))
    if offered := choices.offered(field):
        return some.sampled_from([value for value, _ in offered])
    by_list: dict[str, list[Any]] = {
        "choice": words,
        "area": list(choices.areas()),
        "officer": people,
        "officers": [people[:1], people[:2]],
        "names": [words[:2], ["某单位"]],
        "checklist": [dict.fromkeys(words, False), {words[0]: True} if words else {}],
    }
    return some.sampled_from(by_list.get(field.kind.key) or list(RIGHT.get(field.kind.key, ("某某", "P1"))))


@some.composite
def typed(draw: some.DrawFn, fields: tuple[Field, ...], choices: EntryContext) -> Row:
    """An entry as it may stand in a form at any moment: some fields right, some empty, some unfinished, some not there."""
    hurry = draw(some.sampled_from((0, 1, 5)))
    entry: Row = {}
    for field in fields:
        if draw(some.integers(0, 9)) < hurry:
            value = draw(some.sampled_from((ABSENT, *EMPTY, *UNFINISHED)))
        elif field.rows:
            value = draw(some.lists(typed(field.rows, choices) | some.builds(dict), max_size=3))
        else:
            value = draw(right(field, choices))
        if value is not ABSENT:
            entry[field.name] = value
    return entry


@pytest.mark.parametrize(("kind", "key"), FORMS, ids=[f"{kind.key}-{key}" for kind, key in FORMS])
@unhurried
@given(data=some.data())
def test_whatever_stands_in_a_form_can_be_looked_over(
    lived_in: Station,
    early: Callable[[CaseKind, int], Case],
    data: some.DataObject,
    kind: CaseKind,
    key: str,
) -> None:
    case = None if key == NEW else early(kind, data.draw(some.integers(0, 12)))
    step = kind.step(key) if key not in (NEW, CORRECTION) else None
    form = EntryForm(kind, case, step)
    act = Act(lived_in.officers.named("民警甲"), datetime.fromisoformat("2026-11-21T09:00:00"))
    entry = data.draw(typed(form.fields, form.choices(lived_in, act)))
    look_everywhere(lived_in, form, entry, review(lived_in, form, entry, act))


def look_everywhere(station: Station, form: EntryForm, entry: Row, found: Review) -> None:
    """All that a window asks of a declaration about an entry that is half typed."""
    if form.step is None:
        record = form.kind.record.of(found.checked.sound)
        for line_of in (form.kind.make_title, form.kind.make_subtitle):
            with suppress(NotThere):
                line_of(record)
    for field in form.fields:
        look_at(form, field, entry, entry, found.checked.values)
        for part in field.rows:
            rows = entry.get(field.name)
            for row in rows if isinstance(rows, list) and all(isinstance(row, dict) for row in rows) else []:
                look_at(form, part, entry, row, row)
            for row in found.checked.values[field.name]:
                look_at(form, part, entry, row, row)
    for party in found.checked.values.get(PARTIES) or []:
        possibly_known(station, KINDS, party)


def look_at(form: EntryForm, field: Field, entry: Row, raw: Row, checked: Row) -> None:
    """`raw` is the row as it stands in the editors (one value each, no lists of anything), `checked` what the core made of it."""
    field.is_asked({name: value for name, value in raw.items() if not isinstance(value, list | dict)})
    if field.offers_in is not None:
        field.offers_in(entry)
    if field.remainder_when is not None:
        field.remainder_when(raw)
    if form.case is not None and not field.is_rows and checked is not raw:
        form.case.shown(field, checked)
