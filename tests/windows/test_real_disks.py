"""Disks that are full, pulled, moved or locked under the open window: every act says so, loses nothing, and works once it is over.

The table of `make soak`: it mounts small disks, for which it needs the rights of root.
"""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.cases.detail.attachments_card import CaseAttachmentsCard
from fengqiao_desk.ui.cases.form import half_filled
from fengqiao_desk.ui.messages import Messages
from fengqiao_desk.ui.page import Page
from fengqiao_desk.ui.preferences import Preferences
from fengqiao_desk.ui.running import application
from fengqiao_desk.ui.running.application import DefectReporter
from fengqiao_desk.ui.session import Doors, Session
from fengqiao_desk.ui.venues.issue_round import IssueRound
from fengqiao_desk.ui.widgets import Banner
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox

from fengqiao_desk.practice.photo import sample_photo
from fengqiao_desk.station import Station, open_station
from fengqiao_desk.station.handing_out import outgoing
from fengqiao_desk.store import driver
from fengqiao_desk.store.failures import known_trouble
from fengqiao_desk.store.layout import FolderLayout
from fengqiao_desk.store.targets import file_target
from tests.conftest import Entry

pytestmark = [
    pytest.mark.skipif("FENGQIAO_SOAK" not in os.environ, reason="mounts disks: make soak"),
    pytest.mark.skipif(sys.platform != "linux", reason="mounts as Linux does"),
    # Qt's slots hand their errors to the reporter under test.
    pytest.mark.qt_no_exception_capture,
]
NOW = datetime(2026, 11, 21, 14, 2, 31)
OFFICER = "所长戊"
_HOLDS = """
import sys
from sqlcipher3 import dbapi2
connection = dbapi2.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def system(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


@dataclass
class Disk:
    """A small disk of its own at `place`, with a station in it; `backing` is where it is mounted for good."""

    place: Path
    backing: Path
    holder: subprocess.Popen[str] | None = None

    @property
    def root(self) -> Path:
        return self.place / "station"

    def fill(self) -> None:
        with (self.place / "filler").open("wb", buffering=0) as filler:
            for size in (1 << 20, 4096, 1):
                try:
                    while True:
                        filler.write(bytes(size))
                except OSError:
                    continue

    def make_room(self) -> None:
        (self.place / "filler").unlink()

    def pull(self) -> None:
        system("umount", "-l", self.place)

    def plug_in(self) -> None:
        system("mount", "--bind", self.backing, self.place)

    def move(self) -> None:
        self.root.rename(self.place / "elsewhere")

    def move_back(self) -> None:
        (self.place / "elsewhere").rename(self.root)

    def hold(self) -> None:
        command = [sys.executable, "-c", _HOLDS, str(FolderLayout(self.root).database)]
        self.holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.holder.stdout is not None
        assert self.holder.stdout.readline() == "held\n"

    def let_go(self) -> None:
        assert self.holder is not None
        self.holder.communicate("")


@dataclass(frozen=True)
class Situation:
    begin: Callable[[Disk], None]
    end: Callable[[Disk], None]
    words: str


SITUATIONS = {
    "full": Situation(Disk.fill, Disk.make_room, "磁盘空间已满"),
    "pulled": Situation(Disk.pull, Disk.plug_in, "数据文件夹不见了"),
    "moved": Situation(Disk.move, Disk.move_back, "数据文件夹不见了"),
    "locked": Situation(Disk.hold, Disk.let_go, "另一个程序正在写入数据"),
}


@pytest.fixture
def disk(filled_folder: Path, tmp_path: Path) -> Iterator[Disk]:
    made = Disk(tmp_path / "disk", tmp_path / "backing")
    for place in (made.place, made.backing):
        place.mkdir()
    system("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", made.backing)
    made.plug_in()
    shutil.copytree(filled_folder, made.root)
    yield made
    system("umount", "-l", made.place)
    system("umount", "-l", made.backing)


@dataclass
class Hand:
    """An officer at the window, and all that was said to him."""

    session: Session
    station: Station
    example: Callable[[str], Entry]
    outside: Path
    defects: list[str]

    @property
    def page(self) -> Any:
        return self.session.window.host.page()

    def said(self) -> list[str]:
        """Every sentence in view; boxes are read and closed."""
        QTest.qWait(50)
        found: list[str] = []
        for window in QApplication.topLevelWidgets():
            if isinstance(window, QMessageBox):
                found.append(window.informativeText())
                window.close()
        for window in [self.session.window, *self.session.window.findChildren(QDialog)]:
            found += [each.text() for each in window.findChildren(QLabel) if each.isVisible()]
            found += [each.accessibleName() for each in window.findChildren(Banner) if each.isVisible()]
        return found


@pytest.fixture
def hand(
    disk: Disk,
    tmp_path: Path,
    qtbot: Any,
    qapp: QApplication,
    example: Callable[[str], Entry],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Hand]:
    monkeypatch.setattr(half_filled, "KEEP_MILLISECONDS", 20)
    # A record of the log would keep, with its traceback, the widgets that were being made.
    monkeypatch.setattr(application._LOG, "disabled", True)
    # Five seconds of waiting for each of many statements would make the table an hour long.
    monkeypatch.setitem(driver.PRAGMAS, "busy_timeout", 50)
    station = open_station(disk.root, NOW.isoformat(), "窗口")
    background, messages, defects = Background(at_once=True), Messages(lambda: None), list[str]()
    doors = Doors(background, messages, lambda: NOW, [], Preferences(tmp_path / "window.ini"))
    reporter = DefectReporter(
        defects.append,
        tell_problem=messages.problem,
        known=lambda error: known_trouble(error, disk.root),
    )
    with reporter:
        session = Session(station, station.officers.named(OFFICER), doors)
        qtbot.addWidget(session.window)
        session.window.show()
        (tmp_path / "outside").mkdir()
        yield Hand(session, station, example, tmp_path / "outside", defects)
        for window in qapp.topLevelWidgets():
            if isinstance(window, QDialog):
                window.deleteLater()
        session.end()
        background.close()
        station.close()
        # Pages that could not be made whole are held by the errors that ended them.
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def fill(hand: Hand, form: str, entry: Entry) -> None:
    """The form as it stands when it could be opened already, else a new one."""
    if getattr(hand.page, "form", None) is None:
        hand.session.go("disputes", form)
    if hand.page.form is not None:
        hand.page.form.body.set_entry(entry)


def types(hand: Hand) -> None:
    fill(hand, "new", {**hand.example("dispute"), "place": "示例路8号"})
    if hand.page.form is not None:
        hand.page.form.body.changed.emit()
        QTest.qWait(100)


def receives(hand: Hand) -> None:
    fill(hand, "new", hand.example("dispute"))
    if hand.page.form is not None:
        hand.page.form.save()


def takes_step(hand: Hand) -> None:
    fill(hand, "JF2026-0002 mediation_session", hand.example("dispute_steps")["mediation_session"])
    if hand.page.form is not None:
        hand.page.form.save()


def issues(hand: Hand) -> None:
    hand.session.go("disputes", "JF2026-0002")
    hand.page.show_documents("intake_form")
    hand.page.documents.issue()
    for box in [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox)]:
        for button in box.buttons():
            if button.text() == "签发":
                button.click()


def issues_round(hand: Hand) -> None:
    hand.session.go("venues", "")
    hand.page.issue_round()
    for dialog in hand.page.findChildren(IssueRound):
        dialog.issue()


def attaches(hand: Hand) -> None:
    hand.session.go("disputes", "JF2026-0001")
    for card in hand.page.browser.detail.findChildren(CaseAttachmentsCard)[:1]:
        card.add_files([sample_photo(hand.outside / "楼道.jpg", "楼道", "2026-11-20")])


def changes_settings(hand: Hand) -> None:
    hand.session.go("settings", "")
    section = hand.page.station
    section.rows.editors["phone"].set_value("0551-60000009")
    section.save()


def exports(hand: Hand) -> None:
    hand.session.go("disputes", "")
    target = file_target(hand.outside / "table.xlsx", hand.station.layout.root, replacing=True)
    hand.page.tables.export_to("上报分局", outgoing(target))


def searches(hand: Hand) -> None:
    hand.session.results.look_for("张三")


def opens_pages(hand: Hand) -> None:
    for key in hand.session.window.navigation.items:
        hand.session.go(key, "")
        if isinstance(hand.page, Page):
            hand.page.come_into_view()


def rows(table: str) -> Callable[[Hand], object]:
    return lambda hand: hand.station.connections.run(f"SELECT count(*) FROM {table}")


def drafts(hand: Hand) -> object:
    return [each.entry.get("place") for each in hand.station.half_filled.of(OFFICER)]


Act = Callable[[Hand], None]
WRITING: dict[Act, Callable[[Hand], object]] = {
    types: drafts,
    receives: rows("cases"),
    takes_step: rows("steps"),
    issues: rows("documents"),
    issues_round: rows("documents"),
    attaches: rows("attachments"),
    changes_settings: lambda hand: hand.station.profile(NOW.date()).phone,
    exports: lambda hand: (hand.outside / "table.xlsx").is_file(),
}
"""Each act with what is another once it was done."""


def do(act: Act, hand: Hand) -> None:
    """As Qt calls it: what a slot raises goes to the reporter."""
    try:
        act(hand)
    except Exception as error:  # noqa: BLE001 - whatever it is, the reporter says what it is
        sys.excepthook(type(error), error, error.__traceback__)


@pytest.mark.parametrize("name", SITUATIONS)
@pytest.mark.parametrize("act", WRITING, ids=lambda act: act.__name__)
def test_what_cannot_be_written_is_said_and_done_once_it_can_be(
    hand: Hand, disk: Disk, act: Act, name: str
) -> None:
    situation, measure = SITUATIONS[name], WRITING[act]
    before = measure(hand)
    situation.begin(disk)
    do(act, hand)
    said = hand.said()
    situation.end(disk)
    assert hand.defects == []
    assert [sentence for sentence in said if situation.words in sentence] != [], said
    assert measure(hand) == before
    do(act, hand)
    assert (hand.defects, measure(hand) != before) == ([], True), hand.said()


@pytest.mark.parametrize("name", SITUATIONS)
@pytest.mark.parametrize("act", [searches, opens_pages], ids=lambda act: act.__name__)
def test_looking_in_trouble_ends_in_no_error_of_ours(hand: Hand, disk: Disk, act: Act, name: str) -> None:
    situation = SITUATIONS[name]
    situation.begin(disk)
    do(act, hand)
    said = hand.said()
    situation.end(disk)
    is_gone = situation.words.startswith("数据文件夹不见了")
    assert hand.defects == []
    assert is_gone == any(situation.words in sentence for sentence in said), said
    do(act, hand)
    assert not any(situation.words in sentence for sentence in hand.said())


@pytest.mark.parametrize("name", SITUATIONS)
def test_what_is_typed_in_trouble_is_kept_by_itself_once_it_is_over(
    hand: Hand, disk: Disk, name: str
) -> None:
    hand.session.go("disputes", "new")
    situation = SITUATIONS[name]
    situation.begin(disk)
    do(types, hand)
    situation.end(disk)
    QTest.qWait(200)
    assert drafts(hand) == ["示例路8号"]


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_window_closed_in_trouble_asks_about_what_is_not_saved(hand: Hand, disk: Disk, name: str) -> None:
    hand.session.go("disputes", "new")
    situation = SITUATIONS[name]
    situation.begin(disk)
    do(types, hand)
    closed = hand.session.window.close()
    said = hand.said()
    situation.end(disk)
    assert (closed, hand.defects) == (False, [])
    assert any("现在关闭" in sentence for sentence in said)


def test_a_full_stick_takes_no_backup_and_is_not_called_the_folder(hand: Hand, disk: Disk) -> None:
    stick = hand.outside / "stick"
    stick.mkdir()
    system("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", stick)
    try:
        hand.session.backups.make(stick)
        said, left = hand.said(), list(stick.iterdir())
    finally:
        system("umount", "-l", stick)
    assert (hand.defects, left) == ([], [])
    assert any("磁盘空间已满" in sentence for sentence in said)
