"""A kind that no window was written for gets list, detail, form and steps from its declaration alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.cases.page import CasePage
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.messages import Messages
from fengqiao_desk.ui.widgets import RowRole
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk.cases import CaseKind, State, Step
from fengqiao_desk.cases.saving import tables
from fengqiao_desk.fields import COUNT, DAY, LINE, Column, Record, Row, RowRecord, Rows
from fengqiao_desk.station import Station

NOW = datetime(2026, 11, 21, 14, 2, 31)


class Thing(RowRecord):
    name = Column("品名", LINE, required=True)
    pieces = Column("件数", COUNT)

    class Meta:
        table_name = "lost_property_things"


class LostProperty(Record):
    found_on = Column("拾到日期", DAY, required=True, starts_as="today")
    place = Column("拾到地点", LINE, required=True, searched=True)
    things = Rows(Thing, "物品", required=True)

    class Meta:
        table_name = "lost_property"


class Return(Record):
    owner = Column("失主", LINE, required=True)

    class Meta:
        table_name = "lost_property_step_return"


LOST_PROPERTY = CaseKind(
    record=LostProperty,
    title="失物招领",
    noun="失物",
    number_prefix="SW",
    icon="document",
    states=(State("待认领", "warning"), State("已领回", "good", closed=True)),
    first_state=lambda found: "待认领",
    day=LostProperty.found_on,
    make_title=lambda found: "、".join(thing.name for thing in found.things),
    make_subtitle=lambda found: found.place,
    steps=(Step(LostProperty, Return, "领回", ("待认领",), ("已领回",)),),
)


@pytest.fixture
def page(station: Station, qapp: QApplication, qtbot: QtBot) -> Iterator[CasePage]:
    tables.ensure(station.connections, (LOST_PROPERTY,))
    background = Background(at_once=True)
    context = WindowContext(
        *(station, station.officers.named("民警甲"), background, Messages(lambda: None)),
        *(lambda: NOW, lambda key, number: None),
    )
    made = CasePage(context, LOST_PROPERTY)
    qtbot.addWidget(made)
    made.resize(1084, 700)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    yield made
    background.close()


def fill(page: CasePage, entry: Row, qtbot: QtBot) -> None:
    form = page.form
    assert form is not None
    qtbot.waitUntil(lambda: form.isAncestorOf(QApplication.focusWidget()))
    form.body.set_entry(entry)
    QTest.keyClick(form.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def received(page: CasePage, qtbot: QtBot) -> None:
    page.begin_new()
    entry = {"found_on": "2026-11-21", "place": "示例路8号", "things": [{"name": "雨伞", "pieces": 2}]}
    fill(page, entry, qtbot)


def words_of(widget: QWidget) -> str:
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if not found.isHidden())


def test_it_is_received_and_listed(page: CasePage, qtbot: QtBot) -> None:
    received(page, qtbot)
    first = page.browser.list.model.index(0)
    assert (first.data(RowRole.TITLE), first.data(RowRole.STATE)) == ("雨伞", "待认领")


def test_its_rows_are_shown_with_their_labels(page: CasePage, qtbot: QtBot) -> None:
    received(page, qtbot)
    shown = words_of(page.browser.detail)
    assert "物品" in shown and "件数" in shown


def test_its_step_moves_it_on(page: CasePage, qtbot: QtBot) -> None:
    received(page, qtbot)
    page.browser.detail.take_next_step()
    fill(page, {"owner": "张三"}, qtbot)
    case = page.browser.case()
    assert case is not None and case.state == "已领回"
