"""The answer of slow work comes when whoever asked for it is gone: no page, dialog or officer is troubled by it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import fengqiao_desk.ui as windows
import pytest
import xlsxwriter
from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.cases.bulk import BulkDialog
from fengqiao_desk.ui.cases.detail.attachments_card import CaseAttachmentsCard
from fengqiao_desk.ui.cases.detail.case_detail import CaseDetail
from fengqiao_desk.ui.cases.form.known_people import KnownPeople
from fengqiao_desk.ui.cases.form.printable import PrintableWatch
from fengqiao_desk.ui.cases.kind_tables import KindTables
from fengqiao_desk.ui.cases.list.case_list import CaseList
from fengqiao_desk.ui.cases.page import CasePage
from fengqiao_desk.ui.desk import Desk
from fengqiao_desk.ui.dialogs.sign_in import SignIn
from fengqiao_desk.ui.dialogs.taking_over import TakingOverDialog
from fengqiao_desk.ui.dialogs.use_recovery import UseRecovery
from fengqiao_desk.ui.entrance import Entrance
from fengqiao_desk.ui.page import Page
from fengqiao_desk.ui.papers.printing import PrintDesk
from fengqiao_desk.ui.periods.page import StatisticsPage
from fengqiao_desk.ui.preferences import Preferences
from fengqiao_desk.ui.running.application import DeskApplication
from fengqiao_desk.ui.running.way_in import OpenWay
from fengqiao_desk.ui.session import Session
from fengqiao_desk.ui.settings.fonts import FontsSection
from fengqiao_desk.ui.settings.people import PeopleSection
from fengqiao_desk.ui.settings.texts_page import TextsPage
from fengqiao_desk.ui.venues.issue_round import IssueRound
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from fengqiao_desk.documents.register import register
from fengqiao_desk.kinds import kind_of
from fengqiao_desk.station.handing_out import Outgoing, outgoing
from fengqiao_desk.store.copies.standing import Provenance, Standing
from fengqiao_desk.store.targets import FileTarget, file_target
from tests.conftest import PASSWORD

NOW = datetime(2026, 11, 21, 14, 2, 31)
LEADER = "所长戊"


class Held(Background):  # type: ignore[misc]
    """The worker is done at once, its answer is held back until `release`."""

    def __init__(self) -> None:
        super().__init__(at_once=True)
        self.held: list[Any] = []
        self.askers: set[str] = set()

    def run(self, *wanted: Any, **more: Any) -> Any:
        """Notes the module that asks."""
        self.askers.add(sys._getframe(1).f_globals["__name__"].removeprefix("fengqiao_desk.ui."))
        return super().run(*wanted, **more)

    def another(self, parent: QObject) -> Background:
        """Its answers are held back too."""
        return self

    def close(self) -> None:
        """The one for another thread is this one, which goes on."""

    def release(self) -> None:
        """All that was held is answered, and what these answers ask for in turn."""
        while self.held:
            super()._finish(self.held.pop(0))

    def _finish(self, errand: Any) -> None:
        self.held.append(errand)


class Window:
    """The real window of an officer over a folder with something of every kind in it."""

    def __init__(self, entrance: Entrance, held: Held, tmp_path: Path) -> None:
        self.entrance, self.held, self.tmp_path = entrance, held, tmp_path
        self._numbers = count()
        entrance.first_window(LEADER, PASSWORD).show()

    @property
    def session(self) -> Session:
        assert self.entrance.session is not None
        return self.entrance.session

    def next_number(self) -> int:
        return next(self._numbers)

    def target(self, name: str) -> FileTarget:
        """A place beside the station."""
        return file_target(self.tmp_path / name, self.session.context.station.layout.root, replacing=True)

    def out(self, name: str) -> Outgoing:
        """The same for what leaves the station."""
        return outgoing(self.target(name))

    def page(self, key: str, record: str = "") -> Any:
        self.session.go(key, record)
        return self.session.window.host.page()

    def part(self, kind: type[Any]) -> Any:
        """The newest such part of the page in view."""
        return self.session.window.host.page().findChildren(kind)[-1]

    def leave_for_another_page(self) -> None:
        self.session.window.show_next_page()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def leave_for_another_officer(self) -> None:
        """As 换人登录 in the lock, and in again."""
        officer = self.session.context.officer
        self.session.lock()
        self.session.lock_cover.other_officer.emit()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.entrance.enter(officer).show()


Ask = Callable[[Window], None]


@pytest.fixture
def window(qapp: DeskApplication, filled_folder: Path, tmp_path: Path) -> Iterator[Window]:
    desk = Desk(qapp, at_once=True)
    held = Held()
    desk.background = held
    entrance = Entrance(desk, filled_folder, Preferences(tmp_path / "window.ini"), lambda: NOW)
    before = set(QApplication.topLevelWidgets())
    yield Window(entrance, held, tmp_path)
    for left in set(QApplication.topLevelWidgets()) - before:
        left.blockSignals(True)
        left.deleteLater()
    desk.close()
    qapp.aboutToQuit.disconnect(entrance.save_drafts)
    entrance.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def every_act(key: str, window: Window) -> None:
    """Everything that the page offers, one after the other."""
    page = window.page(key)
    assert isinstance(page, Page)
    for act in page.acts():
        getattr(page, act.slot)()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()


def documents(window: Window) -> Any:
    page = window.page("disputes", "JF2026-0001")
    assert isinstance(page, CasePage)
    page.show_documents()
    return page.documents


def preview(window: Window) -> None:
    documents(window)


def bind_and_draft(window: Window) -> None:
    panel = documents(window)
    panel.bind_file()
    panel.verbs.draft(panel._kind.documents[0])


def typed_form(window: Window) -> None:
    page = window.page("disputes", "new")
    next(page.form.body.editors()).set_value("示例路8号")
    page.form.body.cards["parties"].set_entry([{"name": f"张{window.next_number()}"}])
    window.part(PrintableWatch).look()
    window.part(KnownPeople).look()


def typed_form_asked_anew(window: Window) -> None:
    """The form is put away while the fonts are asked for the second time."""
    typed_form(window)
    window.part(PrintableWatch).look()
    page = window.page("disputes")
    page.form.left.emit()


def export(window: Window) -> None:
    page = window.page("disputes")
    page.tables.export_to("上报", window.out("导出.xlsx"))
    page.tables.save_template(window.target("模板.xlsx"))


def bad_rows(window: Window) -> None:
    """An import with bad cells, and the sheet that marks them."""
    path = window.tmp_path / "旧台账.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("日期", "内容", "数目", "社区"))
        sheet.write_row(1, 0, ("前天", "巡逻", "30人次", "示例社区"))
    page = window.page("activities")
    dialog = KindTables(window.session.context, kind_of("activities"), page).begin_import()
    dialog.file.choose(str(path))
    window.held.release()
    dialog.checked.show_bad(dialog._opened, ())
    dialog.checked.save(window.target("改正.xlsx"))
    dialog.go_on()


def stock_list(window: Window) -> None:
    page = window.page("goods_cases")
    page.sheets._compose(page.kind.sheets[0])


def photo(window: Window) -> None:
    """A photo that is taken in, its small picture, and the large one."""
    path = window.tmp_path / "楼道.jpg"
    Image.new("RGB", (64, 48)).save(path)
    window.page("disputes", "JF2026-0001")
    window.part(CaseAttachmentsCard).add_files([path])
    window.held.release()
    window.part(CaseAttachmentsCard).refresh()
    window.part(CaseAttachmentsCard).thumbnails[0].click()


def photo_of_a_case_that_was_left(window: Window) -> None:
    photo(window)
    window.part(CaseAttachmentsCard).add_files([window.tmp_path / "没有.jpg"])
    window.page("disputes", "JF2026-0002")


def taking_back(window: Window) -> None:
    """What rests on a record is asked before it is taken back."""
    window.page("disputes", "JF2026-0001")
    window.part(CaseDetail).ask_take_back()


def look(window: Window) -> None:
    """A case was before the officer for a moment."""
    window.page("disputes", "JF2026-0001")
    looking = window.part(CaseDetail).looking
    # As if it had just been opened: the second time nothing new is shown that would begin it.
    looking.begin(window.part(CaseDetail).case)
    looking.keep()


def sample(window: Window) -> None:
    page = window.page("settings")
    page._open_texts(next(iter(page.texts.editings)))
    window.part(TextsPage)._look()


def people(window: Window) -> None:
    """Who leaves is asked about with what is open in his name."""
    window.page("settings")
    officers = window.session.context.station.officers
    window.part(PeopleSection).ask_leave(officers.named("民警乙"))


def fonts(window: Window) -> None:
    window.page("settings")
    section = window.part(FontsSection)
    section.refresh()
    section.choose("body", window.tmp_path / "没有.ttf")


def round_of_notices(window: Window) -> None:
    window.page("venues").issue_round()
    window.part(IssueRound).issue()


def step_for_several(window: Window) -> None:
    window.page("disputes")
    listed = window.part(CaseList)
    listed.rows.selectAll()
    listed.ask_bulk("hand_over")
    dialog = window.session.window.findChildren(BulkDialog)[-1]
    for name, value in {"to_officer": "民警乙", "due_back": "2026-11-30", "why": "休假"}.items():
        dialog.group.editors[name].set_value(value)
    dialog.take()


def closing(window: Window) -> None:
    page = window.page("statistics")
    assert isinstance(page, StatisticsPage)
    period, part = page.chooser.period(), page.scope.part()
    page.papers.save_workbook(period, part, window.out("报表.xlsx"))
    page.papers._close(period)


def backup(window: Window) -> None:
    window.session.backups.make(window.tmp_path)


def taking_over(window: Window) -> None:
    """As if the folder had been restored."""
    window.session.context.station.stand(Provenance(Standing.RESTORED, None))
    window.session.ask_take_over()
    dialog = window.session.window.findChildren(TakingOverDialog)[-1]
    dialog.reason.set_value("电脑坏了")
    dialog.try_it()


def copies(window: Window) -> None:
    documents(window)
    found = register(window.session.context.station)
    desk = window.part(PrintDesk)
    desk._save(found, window.tmp_path, "")


def look_for_damage(window: Window) -> None:
    window.session.context.checks.look(is_full=False)


def signing_in(window: Window) -> None:
    """Somebody presses Enter and then leaves."""
    context, above = window.session.context, window.session.window
    dialog = SignIn(OpenWay(context.station, NOW), window.held, context.messages, lambda: NOW, above)
    dialog.fill(LEADER, PASSWORD)
    dialog.try_it()
    dialog.deleteLater()


def using_the_sheet(window: Window) -> None:
    """Of a station that is not sealed: the answer is a refusal."""
    context, above = window.session.context, window.session.window
    dialog = UseRecovery(OpenWay(context.station, NOW), window.held, lambda: NOW, above)
    dialog.try_it()
    dialog.deleteLater()


ASKED: dict[str, Ask] = {
    "backups": backup,
    "cases.detail.attachment_viewer": photo,
    "cases.detail.attachments_card": photo_of_a_case_that_was_left,
    "cases.detail.looking": look,
    "cases.detail.taking_back": taking_back,
    "cases.bulk": step_for_several,
    "cases.form.printable": typed_form,
    "folder_checks": look_for_damage,
    "papers.panel": preview,
    "papers.panel_verbs": bind_and_draft,
    "imports.checked": bad_rows,
    "imports.work": export,
    "venues.issue_round": round_of_notices,
    "cases.kind_sheets": stock_list,
    "cases.kind_tables": export,
    "cases.form.known_people": typed_form_asked_anew,
    "today.month_cards": partial(every_act, "today"),
    "papers.register_words": partial(every_act, "register"),
    "settings.fonts": fonts,
    "settings.people": people,
    "periods.page": partial(every_act, "statistics"),
    "periods.papers": closing,
    "settings.texts_sample_pane": sample,
    "papers.printing": copies,
    "dialogs.sign_in": signing_in,
    "dialogs.taking_over": taking_over,
    "dialogs.use_recovery": using_the_sheet,
}
"""Who asks for slow work, and how it comes to ask."""


@pytest.mark.parametrize("asker", ASKED)
def test_an_answer_finds_its_asker_or_nobody(window: Window, asker: str) -> None:
    for leave in (window.leave_for_another_page, window.leave_for_another_officer):
        ASKED[asker](window)
        assert window.held.held
        leave()
        window.held.release()
    assert asker in window.held.askers


def test_nothing_that_a_page_offers_is_answered_when_it_is_gone(window: Window) -> None:
    for key in [entry.key for entry in window.session.window.host.entries()]:
        every_act(key, window)
        window.leave_for_another_officer()
        window.held.release()


def test_everybody_who_asks_for_slow_work_is_among_these() -> None:
    root = Path(next(iter(windows.__path__)))
    askers = {
        ".".join(path.relative_to(root).with_suffix("").parts)
        for path in root.rglob("*.py")
        if re.search(r"(background|self\._worker)\.run\b", path.read_text(encoding="utf-8"))
    }
    # These ask for dialogs of their own, which nobody can close, while no page and no officer is there.
    assert askers == {*ASKED, "dialogs.putting_back", "entrance"}
