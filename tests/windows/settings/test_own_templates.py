"""A notice template of the station's own: made from one in view, saved, offered in the round and in the form of a notice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fengqiao_desk.ui.cases.form.case_form import CaseForm
from fengqiao_desk.ui.cases.form.field_group import FieldGroup
from fengqiao_desk.ui.cases.form.plans import plan_of
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.dialogs.asking import AskingDialog
from fengqiao_desk.ui.settings.texts import TextsSection
from fengqiao_desk.ui.settings.texts_page import TextsPage
from fengqiao_desk.ui.venues.issue_round import IssueRound
from fengqiao_desk.ui.venues.page import VenuesPage
from fengqiao_desk.ui.widgets import Editor, PrimaryButton, RowRole
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from fengqiao_desk.kinds import kind_of
from fengqiao_desk.notices.board import board
from fengqiao_desk.station import Station
from tests.conftest import Desk

Make = Callable[..., TextsPage]
NAME = "防汛提示"


@pytest.fixture
def open_page(context_of: Callable[[str], WindowContext], show: Callable[..., Any]) -> Make:
    def open_(officer: str = "所长戊", key: str = "compliance") -> TextsPage:
        page: TextsPage = show(TextsPage(context_of(officer)))
        page.begin(key)
        return page

    return open_


def name_it(page: TextsPage, name: str) -> AskingDialog:
    """Asks for a new template by its key and gives it a name."""
    QTest.keyClick(page.list, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    dialog = page.window().findChild(AskingDialog)
    assert isinstance(dialog, AskingDialog)
    dialog.rows.editors["key"].set_value(name)
    dialog.findChild(PrimaryButton).click()
    return dialog


def make(page: TextsPage, name: str = NAME) -> None:
    """A new template made from the one in view, saved."""
    name_it(page, name)
    page.save()


def state_words(page: TextsPage) -> str:
    return str(page.list.currentIndex().data(RowRole.CONTEXT))


def test_a_new_template_begins_with_the_words_in_view_and_is_not_kept_yet(
    open_page: Make, station: Station
) -> None:
    page = open_page()
    name_it(page, NAME)
    assert (page.key(), page.editings[NAME].values()) == (NAME, page.editings["compliance"].values())
    assert (state_words(page), list(station.texts.own())) == ("新模板，还没保存", [])


def test_a_new_template_has_its_sample(open_page: Make) -> None:
    page = open_page(key="closure_relay")
    name_it(page, NAME)
    assert page.sample.sentence() == ""


def test_a_new_template_is_kept_when_it_is_saved(open_page: Make, station: Station) -> None:
    page = open_page()
    make(page)
    assert (list(station.texts.own()), state_words(page)) == ([NAME], "本所模板，2026-11-21 起")


def test_a_kept_template_gets_new_versions(open_page: Make, station: Station) -> None:
    page = open_page()
    make(page)
    page.editings[NAME].parts["closing"].set_value("请知悉。")
    page.save()
    assert [version.parts["closing"] for version in station.texts.versions(NAME)][1:] == ["请知悉。"]


def test_a_new_template_that_orders_is_told_beside_its_part(open_page: Make, station: Station) -> None:
    page = open_page()
    name_it(page, NAME)
    page.editings[NAME].parts["closing"].set_value("责令停业。")
    page.save()
    assert "有权机关" in page.editings[NAME].parts["closing"].fault()
    assert station.texts.own() == {}


@pytest.mark.parametrize("name", ["", "转告恢复营业", "a b"])
def test_a_name_that_is_none_or_taken_is_told_beside_it(open_page: Make, name: str) -> None:
    dialog = name_it(open_page(), name)
    assert dialog.isVisible() and dialog.rows.editors["key"].fault()


def test_only_a_notice_is_a_pattern_of_templates(open_page: Make) -> None:
    page = open_page(key="oral_agreement")
    QTest.keyClick(page.list, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert page.window().findChild(AskingDialog) is None


def test_an_officer_makes_no_template(open_page: Make) -> None:
    page = open_page("民警甲")
    QTest.keyClick(page.list, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert page.window().findChild(AskingDialog) is None


def test_the_settings_list_a_template_of_the_station(
    open_page: Make, context: WindowContext, show: Callable[..., Any]
) -> None:
    make(open_page())
    section: TextsSection = show(TextsSection(context))
    section.refresh()
    assert section.in_force[NAME].text() == "本所模板，2026-11-21 起"


@pytest.fixture
def round_of(
    context: WindowContext, desk: Desk, venue: dict[str, Any], show: Callable[..., Any]
) -> Callable[[], IssueRound]:
    """The dialog of a round to one venue."""

    def opened() -> IssueRound:
        desk.receive("venues", venue)
        page: VenuesPage = show(VenuesPage(context, kind_of("venues")))
        page.issue_round()
        found = page.findChild(IssueRound)
        assert isinstance(found, IssueRound)
        return found

    return opened


def choose(dialog: IssueRound, name: str) -> None:
    dialog.template.set_value(name)
    dialog.template.changed.emit()


def test_a_round_issues_a_template_of_the_station(
    open_page: Make, round_of: Callable[[], IssueRound], station: Station
) -> None:
    make(open_page())
    dialog = round_of()
    choose(dialog, NAME)
    dialog.issue()
    assert [found.batch for found in board(station).batches] == [f"{NAME} 2026-11-21"]


def test_a_round_asks_for_the_decision_that_a_template_of_the_station_passes_on(
    open_page: Make, round_of: Callable[[], IssueRound]
) -> None:
    make(open_page(key="closure_relay"))
    dialog = round_of()
    choose(dialog, NAME)
    assert dialog.order.isVisible() and dialog.carry_out["suspend"].isVisible()
    dialog.issue()
    assert "决定机关" in dialog.order.editors["order_organ"].fault()


def test_a_template_that_is_not_there_is_told_beside_the_field(
    open_page: Make, round_of: Callable[[], IssueRound], station: Station
) -> None:
    make(open_page())
    dialog = round_of()
    choose(dialog, "没有这个")
    dialog.issue()
    assert dialog.template.fault() and board(station).totals.sent == 0


def editor_of(form: CaseForm, field: str) -> Editor:
    """The editor of a field of the form."""
    return next(group.editors[field] for group in form.findChildren(FieldGroup) if field in group.editors)


def test_the_form_of_a_notice_offers_every_template_by_its_use(
    open_page: Make, context: WindowContext, show: Callable[..., Any]
) -> None:
    make(open_page())
    form: CaseForm = show(
        CaseForm(context, plan_of(context.station, kind_of("notices"), "notices", context.act()))
    )
    template = editor_of(form, "template")
    for words, key in (("提示法定义务", "compliance"), (NAME, NAME)):
        template.set_value(key)
        line = template.findChild(QLineEdit)
        assert isinstance(line, QLineEdit)
        assert (line.text(), template.value()) == (words, key)
