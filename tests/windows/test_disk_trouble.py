"""A disk that is full or a folder that is gone while the window is open: words, nothing typed is lost, and on again by itself."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import peewee
import pytest
from fengqiao_desk.ui.background import Background
from fengqiao_desk.ui.cases.form import half_filled
from fengqiao_desk.ui.messages import Messages
from fengqiao_desk.ui.preferences import Preferences
from fengqiao_desk.ui.running.application import DefectReporter
from fengqiao_desk.ui.session import Doors, Session
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from fengqiao_desk.station import Station
from fengqiao_desk.store.database import StationDatabase
from fengqiao_desk.store.failures import known_trouble

NOW = datetime(2026, 11, 21, 14, 2, 31)
OFFICER = "民警甲"
FULL = "磁盘空间已满"
GONE = "数据文件夹不见了"


class FullDisk:
    """The database's answer while the disk is full: a write is refused at its commit, as SQLite refuses it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full = False
        commit = StationDatabase.commit

        def commit_if_there_is_room(database: StationDatabase) -> object:
            if self.is_full:
                database.rollback()
                raise peewee.OperationalError("database or disk is full")
            return commit(database)

        monkeypatch.setattr(StationDatabase, "commit", commit_if_there_is_room)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> FullDisk:
    return FullDisk(monkeypatch)


@pytest.fixture
def session(
    station: Station, tmp_path: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Session]:
    monkeypatch.setattr(half_filled, "KEEP_MILLISECONDS", 10)
    background = Background(at_once=True)
    preferences = Preferences(tmp_path / "window.ini")
    doors = Doors(background, Messages(lambda: None), lambda: NOW, [], preferences)
    made = Session(station, station.officers.named(OFFICER), doors)
    qtbot.addWidget(made.window)
    made.window.show()
    yield made
    for box in boxes(qapp):
        box.deleteLater()
    made.end()
    background.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def boxes(qapp: QApplication) -> list[QMessageBox]:
    return [each for each in qapp.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()]


def words_in(widget: QObject) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def form(session: Session, dispute: dict[str, Any]) -> Any:
    """The form of a new dispute, filled in as an officer fills it in."""
    session.go("disputes", "new")
    form = session.window.host.page().form
    form.body.set_entry({**dispute, "place": "示例路8号"})
    form.body.changed.emit()
    return form


def kept(station: Station) -> list[object]:
    return [each.entry["place"] for each in station.half_filled.of(OFFICER)]


def test_a_full_disk_while_typing_is_said_beside_the_form_and_in_no_box(
    disk: FullDisk, form: Any, qtbot: QtBot, qapp: QApplication
) -> None:
    disk.is_full = True
    form.body.changed.emit()
    qtbot.waitUntil(lambda: f"草稿没有保存：{FULL}" in words_in(form))
    assert boxes(qapp) == []


def test_what_was_typed_on_a_full_disk_is_kept_by_itself_once_there_is_room(
    disk: FullDisk, form: Any, station: Station, qtbot: QtBot
) -> None:
    disk.is_full = True
    form.body.changed.emit()
    qtbot.waitUntil(lambda: FULL in words_in(form))
    disk.is_full = False
    qtbot.waitUntil(lambda: kept(station) == ["示例路8号"])


def test_a_record_that_a_full_disk_refuses_stays_in_its_form_and_takes_no_number(
    disk: FullDisk, form: Any, station: Station
) -> None:
    disk.is_full = True
    form.save()
    assert FULL in words_in(form)
    assert form.body.entry()["place"] == "示例路8号"
    disk.is_full = False
    form.save()
    assert station.connections.run("SELECT number FROM cases") == [("JF2026-0001",)]


def test_a_record_that_was_received_is_not_offered_as_half_filled(
    form: Any, station: Station, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: kept(station) != [])
    form.save()
    assert kept(station) == []


def test_a_form_that_cannot_be_forgotten_is_not_received_either(
    form: Any, station: Station, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Received and still offered, it would be received twice."""
    qtbot.waitUntil(lambda: kept(station) != [])

    def full(*_: object) -> None:
        raise peewee.OperationalError("database or disk is full")

    monkeypatch.setattr(type(station.half_filled), "drop", full)
    form.save()
    assert FULL in words_in(form)
    assert station.connections.run("SELECT count(*) FROM cases") == [(0,)]


def test_a_window_with_text_that_is_not_saved_asks_before_it_closes(
    disk: FullDisk, form: Any, session: Session, qapp: QApplication
) -> None:
    disk.is_full = True
    form.body.changed.emit()
    assert not session.window.close()
    (box,) = boxes(qapp)
    assert FULL in box.informativeText()
    assert session.window.isVisible()


def test_a_window_whose_text_is_given_up_closes(
    disk: FullDisk, form: Any, session: Session, qapp: QApplication, qtbot: QtBot
) -> None:
    disk.is_full = True
    form.body.changed.emit()
    session.window.close()
    (box,) = boxes(qapp)
    disk.is_full = False
    next(button for button in box.buttons() if button.text() == "仍然关闭").click()
    # A backup at leaving may come before.
    qtbot.waitUntil(lambda: not session.window.isVisible())


def test_a_window_whose_text_is_saved_closes_without_a_word(
    form: Any, session: Session, station: Station, qapp: QApplication, qtbot: QtBot
) -> None:
    session.window.close()
    qtbot.waitUntil(lambda: not session.window.isVisible())
    assert (boxes(qapp), kept(station)) == ([], ["示例路8号"])


def test_another_officer_waits_until_the_text_of_the_former_is_kept(
    disk: FullDisk, form: Any, session: Session, station: Station
) -> None:
    left: list[bool] = []
    session.left.connect(lambda: left.append(True))
    disk.is_full = True
    form.body.changed.emit()
    session.lock_cover.other_officer.emit()
    assert left == []
    disk.is_full = False
    session.lock_cover.other_officer.emit()
    assert (left, kept(station)) == ([True], ["示例路8号"])


def test_a_folder_that_is_gone_is_said_below_until_it_is_back(
    session: Session, station: Station, tmp_path: Path, qtbot: QtBot
) -> None:
    station.layout.root.rename(tmp_path / "elsewhere")
    session.refresh()
    assert GONE in session.window.status_line.words()[0]
    (tmp_path / "elsewhere").rename(station.layout.root)
    qtbot.waitUntil(lambda: GONE not in session.window.status_line.words()[0])


def test_what_was_typed_while_the_folder_was_gone_is_kept_once_it_is_back(
    form: Any, station: Station, tmp_path: Path, qtbot: QtBot
) -> None:
    station.layout.root.rename(tmp_path / "elsewhere")
    form.body.changed.emit()
    qtbot.waitUntil(lambda: GONE in words_in(form))
    (tmp_path / "elsewhere").rename(station.layout.root)
    qtbot.waitUntil(lambda: kept(station) == ["示例路8号"])


def test_the_same_trouble_is_told_once_while_it_is_being_read(
    disk: FullDisk, form: Any, session: Session, qapp: QApplication
) -> None:
    disk.is_full = True
    form.body.changed.emit()
    for _ in range(3):
        session.window.close()
    assert len(boxes(qapp)) == 1


@pytest.fixture
def reported(qapp: QApplication) -> Callable[[BaseException], tuple[list[str], list[str]]]:
    """What becomes of an error that nobody caught: reports of defects, and sentences."""

    def report(error: BaseException) -> tuple[list[str], list[str]]:
        defects, sentences = list[str](), list[str]()
        reporter = DefectReporter(
            defects.append,
            tell_problem=lambda problem: sentences.append(problem.message),
            known=lambda caught: known_trouble(caught, Path("/media/stick/station")),
        )
        with reporter:
            sys.excepthook(type(error), error, None)
        return defects, sentences

    return report


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left on device"), FULL),
        (OSError(5, "Input/output error", "/media/stick/station/documents/2026/a.pdf"), "读写磁盘失败"),
        (OSError(30, "Read-only file system"), "不能写入"),
        (peewee.OperationalError("database or disk is full"), FULL),
        (peewee.DatabaseError("database disk image is malformed"), GONE),
    ],
)
def test_trouble_of_the_disk_that_nobody_caught_is_no_error_of_ours(
    reported: Callable[[BaseException], tuple[list[str], list[str]]], error: BaseException, words: str
) -> None:
    defects, (sentence,) = reported(error)
    assert (defects, words in sentence) == ([], True), sentence


@pytest.mark.parametrize(
    "error", [ValueError("x"), FileNotFoundError(2, "No such file", "/usr/lib/icon.svg")]
)
def test_an_error_of_ours_is_still_reported_as_one(
    reported: Callable[[BaseException], tuple[list[str], list[str]]], error: BaseException
) -> None:
    defects, sentences = reported(error)
    assert (len(defects), sentences) == (1, [])
