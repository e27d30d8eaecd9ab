"""A paper whose facts were changed after it was issued is told, until it is replaced, voided, or stands with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from fengqiao_desk import commands
from fengqiao_desk.station import open_station
from fengqiao_desk.store import audit

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Answer, CommandLine

Entry = dict[str, Any]
Add = Callable[[str, Any], str]
WHY = ("--reason", "登记错了")
STANDS = ("--reason", "更正的只是联系电话，不影响效力")


@pytest.fixture
def number(add: Add, dispute: Entry) -> str:
    """A dispute as it was received."""
    return add("disputes", dispute)


@pytest.fixture
def issue(line: CommandLine, tmp_path: Path) -> Callable[[str, str], str]:
    """Issues a paper of a dispute and gives its number."""

    def issued(number: str, document: str) -> str:
        file = tmp_path / f"{document}.pdf"
        answer = line("document", "issue", "disputes", number, document, "--to", file, "--overwrite")
        assert answer.status == 0, answer.err
        return str(answer.data["number"])

    return issued


@pytest.fixture
def paper(issue: Callable[[str, str], str], number: str) -> str:
    """The form on which the dispute was taken in."""
    return issue(number, "intake_form")


def step(line: CommandLine, number: str, key: str, entry: Entry) -> None:
    answer = line("step", "disputes", number, key, "--entry", line.entry(entry))
    assert answer.status == 0, answer.err


def amend(line: CommandLine, number: str, changes: Entry, kind: str = "disputes") -> None:
    answer = line("amend", kind, number, "--entry", line.entry(changes))
    assert answer.status == 0, answer.err


def is_told(line: CommandLine, paper: str) -> bool:
    """Whether the register says that its basis changed."""
    return bool(row_of(line, paper)["basis_changed"])


def row_of(line: CommandLine, paper: str) -> Entry:
    rows = line("register").data["documents"]
    return next(row for row in rows if row["number"] == paper)


def verbs(line: CommandLine, paper: str) -> list[str]:
    """What the audit tells of a paper, oldest first."""
    station = open_station(line.folder, "2026-11-22T08:00:00", "测试")
    try:
        with station.reading():
            return [row.verb for row in audit.history(station.connections, f"文书 {paper}")]
    finally:
        station.close()


def test_nothing_is_told_of_a_paper_as_issued(line: CommandLine, paper: str) -> None:
    assert not is_told(line, paper)


def test_a_correction_of_what_a_paper_says_is_told_by_the_register(
    line: CommandLine, number: str, paper: str
) -> None:
    amend(line, number, {"facts": "更正过的经过"})
    assert is_told(line, paper)
    printed = line.run("--data", line.folder, "--today", "2026-11-21", "register")
    assert "依据已变更" in printed.err + printed.out


def test_the_case_tells_it_too(line: CommandLine, number: str, paper: str) -> None:
    amend(line, number, {"facts": "更正过的经过"})
    shown = line("show", "disputes", number).data["documents"]
    assert [(each["number"], each["basis_changed"]) for each in shown] == [(paper, True)]


def test_the_agenda_lists_it_with_its_case(line: CommandLine, number: str, paper: str) -> None:
    amend(line, number, {"facts": "更正过的经过"})
    (listed,) = line("agenda").data["basis_changed"]
    assert (listed["document"], listed["kind"], listed["number"]) == (paper, "disputes", number)


def test_a_correction_taken_back_takes_the_mark_away(
    line: CommandLine, number: str, paper: str, dispute: Entry
) -> None:
    amend(line, number, {"facts": "更正过的经过"})
    amend(line, number, {"facts": "又一次更正的经过"})
    assert is_told(line, paper)
    amend(line, number, {"facts": dispute["facts"]})
    assert not is_told(line, paper)


@pytest.fixture
def agreed(line: CommandLine, number: str, dispute_steps: Entry) -> str:
    """Mediated and agreed: positions 1 and 2."""
    held = {**dispute_steps["mediation_session"], "outcome": "达成", "held_at": "2026-10-12T14:00"}
    step(line, number, "mediation_session", held)
    step(line, number, "agreement", dispute_steps["agreement"])
    return number


@pytest.fixture
def record(agreed: str, issue: Callable[[str, str], str]) -> str:
    """The record of the mediation, which tells the session."""
    return issue(agreed, "public_order_record")


def test_a_correction_that_a_paper_does_not_say_is_not_told(
    line: CommandLine, agreed: str, record: str
) -> None:
    amend(line, agreed, {"partners": ["社居委", "物业"]})
    assert not is_told(line, record)


def test_a_step_that_a_paper_tells_taken_back_is_told(line: CommandLine, agreed: str, record: str) -> None:
    assert line("withdraw", "disputes", agreed, "--step", 1, "--with-later", *WHY).status == 0
    assert is_told(line, record)


def test_brought_back_it_takes_the_mark_away(line: CommandLine, agreed: str, record: str) -> None:
    line("withdraw", "disputes", agreed, "--step", 1, "--with-later", *WHY)
    assert line("reinstate", "disputes", agreed, "--step", 1, "--reason", "撤错了").status == 0
    assert not is_told(line, record)


def test_another_entry_in_its_place_is_told(
    line: CommandLine, agreed: str, record: str, dispute_steps: Entry
) -> None:
    entry = {**dispute_steps["mediation_session"], "outcome": "达成", "held_at": "2026-10-12T15:30"}
    made = line("replace-step", "disputes", agreed, "--step", 1, "--entry", line.entry(entry), *WHY)
    assert made.status == 0, made.err
    assert is_told(line, record)


def test_what_goes_on_after_the_paper_is_no_change_of_its_basis(
    line: CommandLine, agreed: str, record: str, dispute_steps: Entry
) -> None:
    step(line, agreed, "performance", {**dispute_steps["performance"], "amount": "1000.00"})
    assert not is_told(line, record)
    assert line("withdraw", "disputes", agreed, "--step", 3, *WHY).status == 0
    assert not is_told(line, record)


class OneSecond(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> OneSecond:
        return cls(2026, 11, 21, 12)


@pytest.fixture
def one_second(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every act has the same moment, and only the audit tells what came first."""
    monkeypatch.setattr(commands, "datetime", OneSecond)


@pytest.mark.usefixtures("one_second")
def test_of_acts_of_one_second_those_before_the_paper_are_its_basis(
    line: CommandLine, agreed: str, issue: Callable[[str, str], str], dispute_steps: Entry
) -> None:
    step(line, agreed, "performance", {**dispute_steps["performance"], "amount": "1000.00"})
    record = issue(agreed, "public_order_record")
    step(line, agreed, "performance", {**dispute_steps["performance"], "amount": "200.00"})
    assert line("withdraw", "disputes", agreed, "--step", 4, *WHY).status == 0
    assert not is_told(line, record)
    entry = {**dispute_steps["mediation_session"], "outcome": "达成", "held_at": "2026-10-12T15:30"}
    line("replace-step", "disputes", agreed, "--step", 1, "--entry", line.entry(entry), *WHY)
    assert is_told(line, record)


def test_a_field_that_a_later_step_set_is_corrected_without_touching_the_paper(
    line: CommandLine, number: str, paper: str
) -> None:
    handed = {"on": "2026-11-20", "to_officer": "民警乙", "due_back": "2026-11-30", "why": "轮岗"}
    step(line, number, "hand_over", handed)
    assert not is_told(line, paper)
    amend(line, number, {"officer": "所长戊"})
    assert not is_told(line, paper)


def confirm(line: CommandLine, paper: str, *reason: str) -> Answer:
    return line("document", "confirm", paper, *(reason or STANDS))


def test_a_paper_that_stands_nevertheless_is_marked_no_more(
    line: CommandLine, number: str, paper: str
) -> None:
    amend(line, number, {"facts": "更正过的经过"})
    answer = confirm(line, paper)
    assert answer.status == 0, answer.err
    row = row_of(line, paper)
    assert (row["basis_changed"], row["basis_confirmed_by"]) == (False, "民警甲")
    assert row["basis_confirmed_why"] == STANDS[1]
    assert line("agenda").data["basis_changed"] == []


def test_a_further_change_marks_it_anew(line: CommandLine, number: str, paper: str) -> None:
    amend(line, number, {"facts": "更正过的经过"})
    confirm(line, paper)
    amend(line, number, {"facts": "又一次更正的经过"})
    row = row_of(line, paper)
    assert (row["basis_changed"], row["basis_confirmed_by"]) == (True, None)


def test_a_change_back_to_what_it_says_marks_nothing_after_it_was_confirmed(
    line: CommandLine, number: str, paper: str, dispute: Entry
) -> None:
    amend(line, number, {"facts": "更正过的经过"})
    confirm(line, paper)
    amend(line, number, {"facts": dispute["facts"]})
    assert not is_told(line, paper)


def test_confirming_asks_for_a_reason(line: CommandLine, number: str, paper: str) -> None:
    amend(line, number, {"facts": "更正过的经过"})
    answer = confirm(line, paper, "--reason", "  ")
    assert (answer.status, answer.data["faults"][0]["field"]) == (1, "reason")
    assert is_told(line, paper)


def test_where_nothing_is_marked_there_is_nothing_to_confirm(line: CommandLine, paper: str) -> None:
    answer = confirm(line, paper)
    assert (answer.status, answer.data["problem"]) == (1, "refused")
    assert confirm(line, "没有这个号").data["problem"] == "unknown"


def test_an_auxiliary_confirms_nothing(line: CommandLine, number: str, paper: str) -> None:
    amend(line, number, {"facts": "更正过的经过"})
    words = ("--user", "辅警丙", "document", "confirm", paper, *STANDS, "--json")
    answer = line.run("--data", line.folder, "--today", "2026-11-21", *words)
    assert answer.data["problem"] == "not_permitted"
    assert is_told(line, paper)


def test_the_paper_that_takes_its_place_bears_no_mark(
    line: CommandLine, number: str, paper: str, tmp_path: Path
) -> None:
    amend(line, number, {"facts": "更正过的经过"})
    made = line("document", "replace", paper, "--to", tmp_path / "new.pdf")
    assert made.status == 0, made.err
    assert not is_told(line, paper)
    assert not is_told(line, made.data["number"])


def test_voiding_ends_the_mark(line: CommandLine, number: str, paper: str) -> None:
    amend(line, number, {"facts": "更正过的经过"})
    assert line("document", "void", paper, "--reason", "写错").status == 0
    assert not is_told(line, paper)


def test_the_audit_has_a_row_for_each_turn(
    line: CommandLine, number: str, paper: str, dispute: Entry
) -> None:
    amend(line, number, {"facts": "更正过的经过"})
    amend(line, number, {"facts": dispute["facts"]})
    amend(line, number, {"facts": "更正过的经过"})
    confirm(line, paper)
    assert verbs(line, paper)[2:] == ["依据已变更", "依据已复原", "依据已变更", "确认仍然有效"]


def test_a_change_that_is_refused_marks_nothing(line: CommandLine, number: str, paper: str) -> None:
    assert line("amend", "disputes", number, "--entry", line.entry({"received_at": "以前"})).status == 1
    assert not is_told(line, paper)


def test_a_venue_corrected_marks_no_notice(line: CommandLine, add: Add, venue: Entry, tmp_path: Path) -> None:
    number = add("venues", venue)
    made = line("notices", "issue", "--template", "compliance", "--venues", "all", "--to", tmp_path / "n.pdf")
    amend(line, number, {"address": "另一条路1号"}, "venues")
    assert not is_told(line, made.data["numbers"][0])


@pytest.mark.usefixtures("one_second")
def test_a_wrong_signature_of_a_notice_taken_back_marks_nothing(
    line: CommandLine, add: Add, venue: Entry, service: Entry, tmp_path: Path
) -> None:
    add("venues", venue)
    made = line("notices", "issue", "--template", "compliance", "--venues", "all", "--to", tmp_path / "n.pdf")
    paper = made.data["numbers"][0]
    assert line("notices", "serve", paper, "--entry", line.entry(service)).status == 0
    notice = line("show", "notices", paper).data
    position = notice["timeline"][-1]["position"]
    assert line("withdraw", "notices", notice["number"], "--step", position, *WHY).status == 0
    assert not is_told(line, paper)


def test_the_printed_register_tells_it(line: CommandLine, number: str, paper: str, tmp_path: Path) -> None:
    amend(line, number, {"facts": "更正过的经过"})
    book = tmp_path / "book.pdf"
    assert line("register", "--year", 2026, "--to", book).status == 0
    text = "".join(page.extract_text() for page in PdfReader(book).pages)
    assert "依据已变更" in re.sub(r"\s", "", text)
