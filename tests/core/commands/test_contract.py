"""The contract of the command line: every command's JSON keys, statuses and words (docs/commands.md)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fengqiao_desk.kinds import KINDS

if TYPE_CHECKING:
    from tests.core.commands.conftest import CommandLine

Entry = dict[str, Any]
Add = Callable[[str, Any], str]


def test_kinds_needs_no_folder(line: CommandLine) -> None:
    kinds = line.run("kinds", "--json").data["kinds"]
    assert [kind["key"] for kind in kinds] == [kind.key for kind in KINDS]
    assert all({"key", "title", "fields", "states", "steps", "documents"} <= kind.keys() for kind in kinds)


def test_kinds_tells_each_field_and_step(line: CommandLine) -> None:
    dispute = line.run("kinds", "--json").data["kinds"][0]
    assert {"name", "label", "kind", "required", "choices"} <= dispute["fields"][0].keys()
    assert {"key", "title", "fields", "from", "to"} <= dispute["steps"][0].keys()
    assert {"key", "title"} <= dispute["documents"][0].keys()


def test_add_gives_key_and_number(line: CommandLine, dispute: Entry) -> None:
    answer = line("add", "disputes", "--entry", line.entry(dispute))
    assert (answer.status, answer.data) == (0, {"key": 1, "number": "JF2026-0001"})


def test_amend_changes_what_is_given(line: CommandLine, add: Add, dispute: Entry) -> None:
    number = add("disputes", dispute)
    assert line("amend", "disputes", number, "--entry", line.entry({"place": "别处"})).status == 0
    assert line("show", "disputes", number).data["fields"]["place"] == "别处"


def test_step_gives_state_and_deadlines(
    line: CommandLine, add: Add, dispute: Entry, dispute_steps: Entry
) -> None:
    number = add("disputes", dispute)
    reached = {**dispute_steps["mediation_session"], "outcome": "达成"}
    line("step", "disputes", number, "mediation_session", "--entry", line.entry(reached))
    entry = line.entry(dispute_steps["agreement"])
    data = line("step", "disputes", number, "agreement", "--entry", entry).data
    assert data["state"] == "待履行"
    assert {"code", "title", "date", "provisional"} <= data["deadlines"][0].keys()


def test_show_gives_everything(line: CommandLine, add: Add, dispute: Entry) -> None:
    data = line("show", "disputes", add("disputes", dispute)).data
    assert {"fields", "timeline", "deadlines", "documents", "state", "number"} <= data.keys()
    assert data["fields"]["parties"][1]["name"] == "阿依古丽·买买提"


def test_list_gives_total_and_rows(line: CommandLine, add: Add, dispute: Entry) -> None:
    add("disputes", dispute)
    data = line("list", "disputes", "--where", "category=邻里", "--limit", 1).data
    assert (data["total"], data["rows"][0]["number"]) == (1, "JF2026-0001")


def test_search_gives_hits(line: CommandLine, add: Add, dispute: Entry) -> None:
    add("disputes", dispute)
    data = line("search", "买买提").data
    assert {"total", "elapsed_ms", "hits"} <= data.keys()
    assert {"kind", "number", "title", "field", "snippet"} <= data["hits"][0].keys()


def test_a_document_is_issued_and_reprinted_to_the_byte(
    line: CommandLine, add: Add, dispute: Entry, tmp_path: Path
) -> None:
    number = add("disputes", dispute)
    issued = line("document", "issue", "disputes", number, "intake_form", "--to", tmp_path / "a.pdf").data
    assert {"number", "sha256", "path", "pages"} <= issued.keys()
    line("document", "reprint", issued["number"], "--to", tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_draft_takes_no_number(line: CommandLine, add: Add, dispute: Entry, tmp_path: Path) -> None:
    number = add("disputes", dispute)
    answer = line("document", "draft", "disputes", number, "intake_form", "--to", tmp_path / "a.pdf")
    assert (answer.status, answer.data["number"]) == (0, None)
    assert line("register").data["documents"] == []


def test_a_void_number_stays_in_the_register(
    line: CommandLine, add: Add, dispute: Entry, tmp_path: Path
) -> None:
    number = add("disputes", dispute)
    issued = line("document", "issue", "disputes", number, "intake_form", "--to", tmp_path / "a.pdf").data
    assert line("document", "void", issued["number"], "--reason", "写错").status == 0
    (document,) = line("register", "--year", 2026).data["documents"]
    assert (document["number"], document["state"]) == (issued["number"], "void")
    assert {"number", "kind", "title", "object", "state", "issued_on", "sha256"} <= document.keys()


def test_notices_are_issued_served_and_on_the_board(
    line: CommandLine, add: Add, venue: Entry, service: Entry, tmp_path: Path
) -> None:
    add("venues", venue)
    add("venues", {**venue, "name": "示例棋牌室二", "trading_name": None})
    words = ("--template", "compliance", "--venues", "all", "--to", tmp_path / "n.pdf")
    issued = line("notices", "issue", *words).data
    assert issued["issued"] == 2
    assert line("notices", "serve", issued["numbers"][0], "--entry", line.entry(service)).status == 0
    board = line("notices", "board").data
    assert board["totals"] == {"sent": 2, "signed": 1, "refused": 0, "outstanding": 1}
    assert [venue["name"] for venue in board["venues_outstanding"]] == ["示例棋牌室二"]


def test_streaks_tell_days_and_what_reset_them(
    line: CommandLine, add: Add, venue: Entry, example: Callable[[str], Entry]
) -> None:
    number = add("venues", venue)
    for step in ("incident", "day_sheet"):
        line("step", "venues", number, step, "--entry", line.entry(example("venue_steps")[step]))
    (category,) = line("streaks").data["categories"]
    assert {"category", "days", "since", "reset_by", "days_without_sheet"} <= category.keys()
    assert (category["days"], category["since"], category["days_without_sheet"]) == (1, "2026-11-11", 10)


def test_activities_are_added_and_totalled(line: CommandLine, example: Callable[[str], Entry]) -> None:
    line("activities", "add", "--entry", line.entry(example("activity")))
    data = line("activities", "total", "--from", "2020-02-01", "--until", "2020-02-01").data
    assert [(total["label"], total["value"]) for total in data["totals"]] == [("配合核查人员", 30)]


def test_a_summary_gives_figures_and_a_pdf(
    line: CommandLine, add: Add, dispute: Entry, tmp_path: Path
) -> None:
    add("disputes", dispute)
    data = line("summary", "--month", "2026-09", "--to", tmp_path / "s.pdf").data
    assert {"figures", "path", "closed", "head"} <= data.keys()
    wanted = {"key", "label", "value", "unit", "approximate", "previous", "last_year"}
    assert all(wanted <= figure.keys() for figure in data["figures"])
    assert Path(data["path"]).read_bytes().startswith(b"%PDF")


def test_explain_lists_the_records(line: CommandLine, add: Add, dispute: Entry) -> None:
    number = add("disputes", dispute)
    data = line("explain", "disputes.received", "--month", "2026-09").data
    assert [record["number"] for record in data["records"]] == [number]


def test_explain_lists_what_is_left_out_with_why(line: CommandLine, add: Add, dispute: Entry) -> None:
    number = add("disputes", dispute)
    (other,) = line("explain", "disputes.settled", "--month", "2026-09").data["left_out"]
    assert (other["number"], other["day"], bool(other["why"])) == (number, dispute["received_on"], True)


def test_working_days_need_no_folder(line: CommandLine) -> None:
    data = line.run("workdays", "add", "2026-09-28", 7, "--json").data
    assert (data["date"], data["provisional"]) == ("2026-10-13", False)


def test_a_deadline_goes_by_its_code(line: CommandLine) -> None:
    assert line.run("deadline", "ZT-2ND", "2026-09-28", "--json").data["date"] == "2026-10-13"


def test_the_check_finds_nothing_in_a_sound_folder(line: CommandLine, add: Add, dispute: Entry) -> None:
    add("disputes", dispute)
    assert line("check").data["ok"] is True


def test_the_audit_is_verified(line: CommandLine, add: Add, dispute: Entry) -> None:
    add("disputes", dispute)
    data = line("audit", "verify").data
    assert (data["ok"], data["broken"], len(data["head"])) == (True, [], 64)


def test_officers_are_listed(line: CommandLine) -> None:
    assert len(line("officers", "list").data["officers"]) == 6


def test_a_summary_leaves_the_folder_as_it_was(line: CommandLine, add: Add, dispute: Entry) -> None:
    add("disputes", dispute)
    head = line("audit", "verify").data["head"]
    line("summary", "--month", "2026-09")
    assert line("audit", "verify").data["head"] == head
