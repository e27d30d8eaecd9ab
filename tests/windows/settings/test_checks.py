"""设置 · 数据检查: what a look found is said in words, and what can be mended is mended by one key with the window open."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fengqiao_desk.ui.context import WindowContext
from fengqiao_desk.ui.settings.checks import ChecksSection
from fengqiao_desk.ui.widgets import Badge
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk.store.damage.last_check import last_check
from tests.conftest import Desk

PAGE = 4096
Make = Callable[[str], ChecksSection]


@pytest.fixture
def make(context_of: Callable[[str], WindowContext], show: Callable[[QWidget], Any]) -> Make:
    """The section of an officer whose context can look."""

    def made(officer: str) -> ChecksSection:
        context = context_of(officer)
        context.checks.begin(context.station, context.background, context.now)
        section: ChecksSection = show(ChecksSection(context))
        return section

    return made


@pytest.fixture
def section(make: Make) -> ChecksSection:
    return make("民警甲")


@pytest.fixture
def paper(desk: Desk, dispute: dict[str, Any]) -> Path:
    issued = desk.issue(desk.receive("disputes", dispute), "intake_form")
    return desk.station.layout.documents / issued.file


def lose_index(desk: Desk) -> None:
    """The first page of an index, while nobody has the database open."""
    ((page,),) = desk.station.connections.run(
        "SELECT rootpage FROM sqlite_master WHERE name = 'cases_by_day'"
    )
    desk.station.connections.let_go()
    database = desk.station.layout.database
    content = bytearray(database.read_bytes())
    content[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    database.write_bytes(content)
    desk.station.connections.keep()


def said(widget: QWidget) -> list[str]:
    return [words.text() for words in widget.findChildren(QLabel) if words.isVisibleTo(widget)]


def test_before_the_first_look_it_says_so(section: ChecksSection) -> None:
    assert section.state.text() == "还没有全部查过。"
    assert section.repair_button.isHidden()


def test_a_sound_folder_is_said_to_be_sound(section: ChecksSection, paper: Path) -> None:
    section.look()
    assert section.state.text() == "2026年11月21日 14:02 全部查过，没有发现问题。"
    assert section.findings.isHidden()


def test_a_full_look_is_noted_for_the_next_start(section: ChecksSection, paper: Path) -> None:
    section.look()
    noted = last_check(section.context.station.layout)
    assert noted is not None
    assert (noted.at, noted.found) == ("2026-11-21T14:02:31", {})


def test_the_note_names_no_paper(section: ChecksSection, paper: Path) -> None:
    paper.unlink()
    section.look()
    note = (section.context.station.layout.backups / "last-check.json").read_text(encoding="utf-8")
    assert note == '{"at":"2026-11-21T14:02:31","found":{"document_missing":1}}'


def test_a_missing_paper_is_said_with_what_helps(section: ChecksSection, paper: Path) -> None:
    paper.unlink()
    section.look()
    (words,) = [words for words in said(section.findings) if "不见了" in words]
    assert words.endswith(str(paper))
    assert [badge.text() for badge in section.findings.findChildren(Badge)] == ["从备份取回"]
    assert section.repair_button.isHidden()


def test_a_damaged_index_leaves_the_folder_to_be_looked_at(section: ChecksSection, desk: Desk) -> None:
    lose_index(desk)
    section.look()
    assert "数据库已损坏" in desk.station.only_looked_at


def test_a_damaged_index_is_mended_by_one_key(section: ChecksSection, desk: Desk, paper: Path) -> None:
    lose_index(desk)
    section.look()
    section.repair_button.click()
    assert section.state.text() == "2026年11月21日 14:02 修复了 1 处，核对无误，没有别的问题。"
    assert desk.station.only_looked_at == ""


def test_work_goes_on_in_the_mended_database(
    section: ChecksSection, desk: Desk, dispute: dict[str, Any], paper: Path
) -> None:
    lose_index(desk)
    section.look()
    section.repair_button.click()
    desk.receive("disputes", dispute)
    with sqlite3.connect(desk.station.layout.database) as database:
        found = database.execute("SELECT count(*) FROM cases").fetchone()
    database.close()
    assert found == (2,)


def test_what_cannot_be_mended_is_said_and_left(section: ChecksSection, desk: Desk, paper: Path) -> None:
    desk.station.connections.run("UPDATE disputes_parties SET name = 'a' || char(0)")
    section.look()
    section.repair()
    assert "修复不了，请从备份恢复" in section.trouble.accessibleName()
    assert "数据库已损坏" in desk.station.only_looked_at


def test_an_auxiliary_is_told_who_repairs(make: Make, desk: Desk, paper: Path) -> None:
    section = make("辅警丙")
    paper.rename(paper.with_name("别的.pdf"))
    section.look()
    section.repair_button.click()
    assert "请由民警或所领导或管理员办理" in section.trouble.accessibleName()
    assert paper.with_name("别的.pdf").exists()


def test_each_act_is_done_by_the_key_its_button_shows(
    section: ChecksSection, desk: Desk, paper: Path, qtbot: QtBot
) -> None:
    lose_index(desk)
    QTest.keyClick(section, Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    # Qt shows the button pressed before it clicks it.
    qtbot.waitUntil(lambda: "查出 1 处" in section.state.text())
    QTest.keyClick(section, Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: "修复了 1 处" in section.state.text())
