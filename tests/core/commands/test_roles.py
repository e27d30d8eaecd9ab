"""`roles` prints who may do what, and every command keeps to it for every role."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.commands.registry import every_command
from fengqiao_desk.station.rights import RIGHTS, Right

if TYPE_CHECKING:
    from .conftest import CommandLine

OFFICER_OF = {"民警": "民警甲", "辅警": "辅警丙", "所领导": "所长戊", "管理员": "管理员己"}
RESTRICTED = {
    command.name: right for command in every_command() for right in command.asks if len(RIGHTS[right]) < 4
}
# Right in form; mostly about what is not there, for the right is asked before anything is looked up.
WORDS: dict[str, tuple[str, ...]] = {
    "document issue": ("disputes", "JF2026-0009", "registration", "--to", "{new}"),
    "document check": ("disputes", "JF2026-0009", "registration"),
    "document replace": ("X〔2026〕1号", "--to", "{new}"),
    "document confirm": ("X〔2026〕1号", "--reason", "不影响"),
    "document void": ("X〔2026〕1号", "--reason", "错"),
    "notices issue": ("--template", "compliance", "--venues", "all", "--to", "{new}"),
    "known": ("disputes", "JF2026-0001", "--purpose", "调解"),
    "put-back": ("{text}", "--reason", "误删"),
    "withdraw": ("disputes", "JF2026-0001", "--reason", "错"),
    "reinstate": ("disputes", "JF2026-0002", "--reason", "错"),
    "replace-step": ("disputes", "JF2026-0003", "--step", "1", "--entry", "{text}", "--reason", "错"),
    "merge": ("disputes", "JF2026-0009", "--into", "JF2026-0008", "--reason", "同一件"),
    "unmerge": ("disputes", "JF2026-0009"),
    "import-undo": ("1", "--reason", "错"),
    "summary": ("--month", "2026-09", "--close", "--to", "{new}"),
    "officers add": ("新人", "--role", "民警", "--badge", "1", "--new-password-file", "{password}"),
    "officers leave": ("民警乙",),
    "officers return": ("民警乙",),
    "officers change": ("民警乙", "--badge", "900020"),
    "officers reset-password": ("民警乙", "--new-password-file", "{password}"),
    "areas add": ("新社区", "--level", "社区"),
    "workdays load": ("{days}",),
    "areas end": ("示例社区",),
    "words add": ("case_source", "来访", "--from", "2026-12-01"),
    "words change": ("venue_grade", "甲", "--from", "2026-12-01", "--entry", "{text}"),
    "words end": ("case_source", "来访", "--from", "2026-12-01"),
    "profile set": ("phone=1", "--from", "2026-12-01"),
    "fonts choose": ("title", "--none"),
    "fonts system": ("no",),
    "repair": (),
    "restore": ("{backup}", "--to", "{new}", "--last-numbers", "{last}"),
    "encrypt": (),
    "key change": (),
    "recovery print": ("--to", "{new}"),
    "take-over": ("--reason", "电脑坏了"),
    "texts save": ("compliance", "--file", "{text}", "--from", "2026-12-01"),
}


def test_every_command_that_not_everybody_may_use_is_tried() -> None:
    assert set(RESTRICTED) == set(WORDS)


def test_what_a_window_asks_a_right_for_a_command_can_do_too() -> None:
    assert set(Right) == {right for command in every_command() for right in command.asks}


@pytest.mark.parametrize("role", OFFICER_OF)
@pytest.mark.parametrize("name", WORDS)
def test_a_command_refuses_whom_the_table_refuses(
    line: CommandLine,
    add: Callable[[str, Any], str],
    dispute: dict[str, Any],
    dispute_steps: dict[str, Any],
    name: str,
    role: str,
) -> None:
    """Whoever may is told of something else, or it is done."""
    for _ in range(3):
        add("disputes", dispute)
    line("withdraw", "disputes", "JF2026-0002", "--reason", "重复")
    held = line.entry(dispute_steps["mediation_session"])
    line("step", "disputes", "JF2026-0003", "mediation_session", "--entry", held)
    beside = line.folder.parent
    (beside / "password").write_text("eight-or-more-1\n", encoding="utf-8")
    (beside / "days.csv").write_text("2027-01-01,休,元旦\n", encoding="utf-8")
    (beside / "text.json").write_text('{"closing": "请对照。"}', encoding="utf-8")
    (beside / "last.json").write_text("{}", encoding="utf-8")
    backups = line("backup", "--to", beside / "U").data["file"] if name == "restore" else ""
    places = {
        "backup": backups,
        "last": beside / "last.json",
        "new": beside / "new.pdf",
        "password": beside / "password",
        "days": beside / "days.csv",
        "text": beside / "text.json",
    }
    words = [word.format(**places) for word in WORDS[name]]
    answer = line.run(
        "--data",
        line.folder,
        "--user",
        OFFICER_OF[role],
        "--today",
        "2026-11-21",
        *name.split(" "),
        *words,
        "--json",
    )
    refused = answer.status == 1 and answer.data.get("problem") == "not_permitted"
    assert refused == (role not in RIGHTS[RESTRICTED[name]]), answer.err
    assert answer.status != 2, answer.err


def test_the_table_names_roles_rights_and_commands(line: CommandLine) -> None:
    data: dict[str, Any] = line("roles").data
    issue = next(right for right in data["rights"] if right["right"] == "issue")
    assert data["roles"] == list(OFFICER_OF)
    assert issue["roles"] == ["民警", "所领导"] and "notices issue" in issue["commands"]
