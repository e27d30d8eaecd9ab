"""The first start: a station made by hand, and what is told when something is missing."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pdfplumber
import pytest
from fengqiao_desk.ui.dialogs import new_station
from fengqiao_desk.ui.dialogs.first_run import FirstRun
from fengqiao_desk.ui.messages import Messages
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from fengqiao_desk.problems import FolderSealed
from fengqiao_desk.station import Station, open_station
from fengqiao_desk.station.sealed.door import Door
from fengqiao_desk.store.layout import FolderLayout

NOW = datetime(2026, 11, 21, 9, 0)
LAST = 5


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "枫桥工作台"


@pytest.fixture
def founded() -> list[Station]:
    return []


class Paper:
    """Keeps what was to be printed."""

    def __init__(self) -> None:
        self.printed: list[bytes] = []

    def print(self, pdf: bytes, parent: QWidget) -> None:
        self.printed.append(pdf)

    def save(self, pdf: bytes, parent: QWidget) -> None:
        self.printed.append(pdf)


@pytest.fixture
def paper() -> Paper:
    return Paper()


@pytest.fixture
def wizard(folder: Path, founded: list[Station], paper: Paper, qtbot: QtBot) -> FirstRun:
    made = FirstRun(folder, Messages(lambda: None), lambda: NOW, paper)
    made.founded.connect(founded.append)
    qtbot.addWidget(made)
    made.show()
    return made


def fill(wizard: FirstRun, password: str = "long-enough-1") -> None:
    wizard.names.rows.editors["parent"].set_value("合肥市公安局")
    wizard.names.rows.editors["name"].set_value("逍遥津派出所")
    for name, value in {"admin": "管理员己", "password": password, "again": password}.items():
        wizard.people.admin.editors[name].set_value(value)


def type_back(wizard: FirstRun) -> None:
    """What stands on the printed sheet."""
    form = wizard.sheet.sheet
    for number in form.asked:
        form.rows.editors[f"group_{number}"].set_value(form.recovery.groups[number].lower())


def go_to_the_end(wizard: FirstRun) -> None:
    type_back(wizard)
    for _ in range(LAST + 1):
        wizard.go_on()


def test_a_missing_name_is_told_before_the_next_step(wizard: FirstRun) -> None:
    wizard.go_on()
    assert wizard.names.rows.editors["parent"].fault() == "请填写上级公安机关"


def test_the_tokens_are_suggested_with_a_number_as_it_will_look(wizard: FirstRun) -> None:
    fill(wizard)
    wizard.go_on()
    assert wizard.tokens.sample.text() == "例：合公（逍）告字〔2026〕1号"


def test_a_station_is_made_with_its_names(wizard: FirstRun, founded: list[Station]) -> None:
    fill(wizard)
    go_to_the_end(wizard)
    profile = founded[0].profile(date(2026, 11, 21))
    founded[0].close()
    assert (profile.full_name, profile.practice) == ("合肥市公安局逍遥津派出所", False)


def test_the_first_officers_can_sign_in(wizard: FirstRun, founded: list[Station]) -> None:
    fill(wizard)
    row = wizard.people.table.rows[0]
    for name, value in {"name": "民警庚", "badge": "900009", "password": "long-enough-2"}.items():
        row[name].set_value(value)
    go_to_the_end(wizard)
    officer = founded[0].officers.sign_in("民警庚", "long-enough-2", NOW)
    founded[0].close()
    assert (officer.role, officer.badge) == ("民警", "900009")


def test_areas_lie_in_the_one_named_above(wizard: FirstRun, founded: list[Station]) -> None:
    fill(wizard)
    wizard.areas.table.rows[0]["name"].set_value("北门社区")
    wizard.areas.table.add_row({"name": "北门小区", "level": "小区", "parent": "北门社区"})
    go_to_the_end(wizard)
    areas = [(area.name, area.parent) for area in founded[0].areas.all()]
    founded[0].close()
    assert areas == [("北门社区", None), ("北门小区", "北门社区")]


def test_two_different_passwords_are_told(wizard: FirstRun) -> None:
    fill(wizard)
    wizard.people.admin.editors["again"].set_value("something-else")
    go_to_the_end(wizard)
    assert wizard.people.admin.editors["again"].fault() == "两次输入的密码不同，请再输一次"


def test_a_short_password_leads_back_to_its_step_and_leaves_no_folder(
    wizard: FirstRun, folder: Path, founded: list[Station]
) -> None:
    fill(wizard, "short")
    go_to_the_end(wizard)
    fault = wizard.people.admin.editors["password"].fault()
    assert (fault, founded, folder.exists()) == ("管理员密码至少 10 位", [], False)


def test_a_fault_in_a_later_row_leaves_no_folder(
    wizard: FirstRun, folder: Path, founded: list[Station]
) -> None:
    fill(wizard)
    row = wizard.people.table.rows[0]
    row["name"].set_value("民警庚")
    row["password"].set_value("short")
    go_to_the_end(wizard)
    assert (row["password"].fault(), founded, folder.exists()) == ("密码至少 10 位", [], False)


def test_what_was_made_opens_again(wizard: FirstRun, folder: Path, founded: list[Station]) -> None:
    fill(wizard)
    go_to_the_end(wizard)
    founded[0].close()
    with pytest.raises(FolderSealed):
        open_station(folder, "2026-11-21T10:00:00", "测试")
    master = Door(folder).enter("管理员己", "long-enough-1", NOW).master
    again = open_station(folder, "2026-11-21T10:00:00", "测试", master=master)
    names = [officer.name for officer in again.officers.all()]
    again.close()
    assert names == ["管理员己"]


def faults_of_groups(wizard: FirstRun) -> list[str | None]:
    return [editor.fault() for editor in wizard.sheet.sheet.rows.editors.values()]


def test_no_station_is_made_before_two_groups_of_the_sheet_are_typed_back(
    wizard: FirstRun, folder: Path
) -> None:
    fill(wizard)
    for _ in range(LAST + 1):
        wizard.go_on()
    assert not folder.exists()
    assert faults_of_groups(wizard) == ["请先打印恢复单，再照纸上输入这一组"] * 2


def test_a_group_that_is_not_as_printed_is_told_beside_its_field(wizard: FirstRun, folder: Path) -> None:
    fill(wizard)
    type_back(wizard)
    first, other = wizard.sheet.sheet.rows.editors.values()
    first.set_value(other.value())
    for _ in range(LAST + 1):
        wizard.go_on()
    assert [bool(fault) for fault in faults_of_groups(wizard)] == [True, False]
    assert not folder.exists()


def test_the_sheet_bears_the_name_of_the_station(wizard: FirstRun, paper: Paper) -> None:
    fill(wizard)
    wizard.sheet.sheet.print_sheet()
    with pdfplumber.open(io.BytesIO(paper.printed[0])) as pdf:
        words = pdf.pages[0].extract_text()
    assert "合肥市公安局逍遥津派出所" in words and " ".join(wizard.sheet.sheet.recovery.groups[0]) in words


def test_the_code_is_not_shown_on_the_screen(wizard: FirstRun) -> None:
    groups = wizard.sheet.sheet.recovery.groups
    assert not any(group in shown.text() for shown in wizard.findChildren(QLabel) for group in groups)


def test_not_to_encrypt_has_to_be_ticked_and_says_what_it_means(
    wizard: FirstRun, folder: Path, founded: list[Station]
) -> None:
    fill(wizard)
    wizard.sheet.plain.set_value(True)
    wizard.sheet.plain.changed.emit()
    assert any("不用密码就能读到所有案件" in shown.text() for shown in wizard.findChildren(QLabel))
    for _ in range(LAST + 1):
        wizard.go_on()
    founded[0].close()
    assert not FolderLayout(folder).is_sealed


def test_practising_asks_for_no_sheet(wizard: FirstRun, folder: Path, founded: list[Station]) -> None:
    fill(wizard)
    wizard.place.use.set_value("先练习")
    for _ in range(LAST):
        wizard.go_on()
    assert founded[0].profile(date(2026, 11, 21)).practice
    founded[0].close()


def test_what_is_tried_out_leaves_nothing_readable_on_the_disk(
    wizard: FirstRun, founded: list[Station], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(wizard)
    wizard.areas.table.rows[0]["name"].set_value("示例北门社区")
    seen: list[bytes] = []

    class Watched(TemporaryDirectory):  # type: ignore[type-arg]
        def cleanup(self) -> None:
            seen.extend(file.read_bytes() for file in Path(self.name).rglob("*") if file.is_file())
            super().cleanup()

        def __exit__(self, *error: object) -> None:
            self.cleanup()

    monkeypatch.setattr(new_station, "TemporaryDirectory", Watched)
    go_to_the_end(wizard)
    founded[0].close()
    assert seen and not any("示例北门社区".encode() in content for content in seen)
