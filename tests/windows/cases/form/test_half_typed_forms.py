"""Every form of every kind, opened and typed in by halves: its editors, its side and its saving take whatever stands there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.cases.detail.steps import step_offers
from fengqiao_desk.ui.cases.form.case_form import CaseForm
from fengqiao_desk.ui.cases.form.plans import plan_of
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.messages import Messages
from fengqiao_desk.ui.widgets import Editor
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from fengqiao_desk import cases
from fengqiao_desk.cases import CaseKind
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.station import Station, open_station

if TYPE_CHECKING:
    from tests.conftest import Desk

NOW = datetime(2026, 11, 21, 14, 2, 31)
FORMS = [(kind, form) for kind in KINDS for form in ("new", "correction", *(step.key for step in kind.steps))]
TYPED = ("", " ", "12.", "2026-1", "11:", "x", "P", "99", "46", "2300余", "2026-11-20", "民警甲", "民警甲、")
unhurried = settings(
    max_examples=3,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def worn_in(
    scenario_folders: Callable[[str], Path],
    tmp_path_factory: pytest.TempPathFactory,
    desk_on: Callable[[Station], Desk],
) -> Iterator[Station]:
    """A station with a case of every kind far on its way where the station published it, of these tests alone."""
    root = Path(shutil.copytree(scenario_folders("a"), tmp_path_factory.mktemp("worn") / "station"))
    station = open_station(root, "2026-11-21T08:00:00", "测试")
    desk_on(station).complete()
    yield station
    station.close()


@pytest.fixture
def context_by(worn_in: Station, qapp: QApplication) -> Iterator[Callable[[str], WindowContext]]:
    background = Background(at_once=True)
    messages = Messages(lambda: None)
    yield lambda name: WindowContext(
        worn_in, worn_in.officers.named(name), background, messages, lambda: NOW, lambda key, number: None
    )
    background.close()


def newest(station: Station, kind: CaseKind) -> str:
    return cases.page(station, kind, limit=1).rows[0].number


def type_into(editor: Editor, words: str) -> None:
    """Puts words into an editor as far as it takes words, and goes on."""
    for line in (*editor.findChildren(QLineEdit), *editor.findChildren(QPlainTextEdit)):
        if isinstance(line, QLineEdit):
            line.setText(words)
        else:
            line.setPlainText(words)
    editor.changed.emit()
    editor.left.emit()


@pytest.mark.parametrize(("kind", "key"), FORMS, ids=[f"{kind.key}-{key}" for kind, key in FORMS])
@unhurried
@given(words=some.lists(some.sampled_from(TYPED), min_size=60, max_size=60))
def test_a_form_takes_whatever_is_typed(
    context_by: Callable[[str], WindowContext],
    qtbot: QtBot,
    words: list[str],
    kind: CaseKind,
    key: str,
) -> None:
    context = context_by("民警甲")
    number = "" if key == "new" else newest(context.station, kind)
    form = " ".join(part for part in (kind.key, number, "" if key == "correction" else key) if part)
    plan = plan_of(context.station, kind, form.removesuffix(" new"), context.act())
    shown = CaseForm(context, plan)
    qtbot.addWidget(shown)
    for card in shown.body.cards.values():
        card.begin_row()
    for editor, typed in zip(shown.body.editors(), words, strict=False):
        type_into(editor, typed)
    taken: list[str] = []
    shown.saved.connect(taken.append)
    shown.save()
    if not taken:
        shown.close_kept()
        context.station.half_filled.drop(plan.form, context.act())


@pytest.mark.parametrize("kind", KINDS, ids=[kind.key for kind in KINDS])
def test_whoever_is_signed_in_is_told_which_steps_can_be_taken(
    context_by: Callable[[str], WindowContext], worn_in: Station, kind: CaseKind
) -> None:
    case = cases.load(worn_in, kind, newest(worn_in, kind))
    everybody = [context_by(officer.name) for officer in worn_in.officers.all()]
    offered = [step_offers(worn_in, case, context.act()) for context in everybody]
    assert len({len(steps) for steps in offered}) == 1
