"""更改记录 of what no command does while a folder is open: links at both their ends, files that came and went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fengqiao_desk import cases
from fengqiao_desk.cases import Case
from fengqiao_desk.cases.attachments import attach, withdraw_attachment
from fengqiao_desk.cases.facts.changes import CaseChange, changes_of
from fengqiao_desk.cases.links import link, links_of, unlink

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk


def history(desk: Desk, case: Case) -> list[CaseChange]:
    return changes_of(desk.station, cases.load(desk.station, case.kind, case.number))


def test_a_link_is_told_at_both_its_ends(desk: Desk, dispute: dict[str, Any]) -> None:
    here = desk.receive("disputes", dispute)
    there = desk.receive("disputes", {**dispute, "received_on": "2026-10-09"})
    link(desk.station, here, there, "后续", "又起争执", desk.act())
    unlink(desk.station, here, links_of(desk.station, here)[0].key, "不是一回事", desk.act())
    for one, far in ((here, there), (there, here)):
        made, undone = history(desk, one)[-2:]
        assert (made.new, made.reason) == (f"后续 {far.number}", "又起争执")
        assert (undone.old, undone.new, undone.reason) == (f"后续 {far.number}", "（已撤销）", "不是一回事")


def test_a_file_that_came_and_was_taken_back_is_told(
    desk: Desk, dispute: dict[str, Any], tmp_path: Path
) -> None:
    scan = tmp_path / "现场.pdf"
    scan.write_bytes(b"%PDF-1.7\n")
    case = desk.receive("disputes", dispute)
    kept = attach(desk.station, case, scan, "", desk.act())
    withdraw_attachment(desk.station, case, kept.sha256, "拍错了", desk.act())
    came, went = history(desk, case)[-2:]
    assert (came.label, came.old, came.new) == ("附件", "", "现场")
    assert (went.old, went.new, went.reason) == ("现场", "（已撤回）", "拍错了")
