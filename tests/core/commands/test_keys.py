"""encrypt and key change: from the outside, with a case and its paper in the station."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.core.commands.conftest import Answer, CommandLine

PASSWORD = "first-secret-71"
NAMES = ("--station", "示例派出所", "--parent", "示例市公安局", "--admin", "张三")


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text(PASSWORD + "\n", encoding="utf-8")
    return path


class Working:
    """A working station of one who is 管理员 and 民警, and the words to speak with it."""

    def __init__(self, line: CommandLine, root: Path, secret: Path) -> None:
        self.line, self.root, self.secret, self.user = line, root, secret, "张三"

    def __call__(self, *words: object) -> Answer:
        return self.line.run(
            "--data", self.root, "--user", self.user, "--password-file", self.secret, *words, "--json"
        )


@pytest.fixture
def plain(line: CommandLine, secret: Path, tmp_path: Path) -> Working:
    working = Working(line, tmp_path / "working", secret)
    assert working("init", *NAMES, "--plain").status == 0
    roles = ("--role", "管理员", "--role", "民警", "--badge", "1")
    assert working("officers", "change", "张三", *roles).status == 0
    for words in (("示例社区", "--level", "社区"), ("示例小区", "--level", "小区", "--parent", "示例社区")):
        working("areas", "add", *words)
    return working


@pytest.fixture
def issued(plain: Working, dispute: dict[str, Any], tmp_path: Path) -> tuple[Working, str]:
    people = {"officer": "张三", "auxiliaries": [], "partners": []}
    entry = plain.line.entry({**dispute, **people})
    number = plain("add", "disputes", "--entry", entry).data["number"]
    paper = plain("document", "issue", "disputes", number, "intake_form", "--to", tmp_path / "a.pdf")
    return plain, paper.data["number"]


def test_init_tells_the_recovery_groups_once(line: CommandLine, secret: Path, tmp_path: Path) -> None:
    answer = Working(line, tmp_path / "sealed", secret)("init", *NAMES)
    assert len(answer.data["recovery"].split()) == 7


def test_a_paper_of_an_encrypted_station_is_printed_byte_for_byte(
    issued: tuple[Working, str], tmp_path: Path
) -> None:
    working, number = issued
    assert working("encrypt").data["generation"] == 1
    assert working("key", "change").data["generation"] == 2
    assert working("document", "reprint", number, "--to", tmp_path / "b.pdf").status == 0
    assert (tmp_path / "b.pdf").read_bytes() == (tmp_path / "a.pdf").read_bytes()
    assert working("check").data == {"ok": True, "problems": []}
    assert working("audit", "verify").data["ok"]


def test_a_plain_station_has_no_master_to_change(plain: Working) -> None:
    answer = plain("key", "change")
    assert (answer.status, answer.data["message"]) == (1, "这个站没有加密，没有总钥匙可换")


def test_an_encrypted_station_is_not_encrypted_again(plain: Working) -> None:
    assert plain("encrypt").status == 0
    assert plain("encrypt").status == 1


def test_a_practice_station_is_not_encrypted(line: CommandLine) -> None:
    answer = line.run("--data", line.folder, "--user", "管理员己", "encrypt", "--json")
    assert (answer.status, answer.data["problem"]) == (1, "refused")


def test_checking_an_encrypted_station_asks_who_it_is(plain: Working) -> None:
    plain("encrypt")
    answer = plain.line.run("--data", plain.root, "check", "--json")
    assert (answer.status, answer.data["problem"]) == (3, "folder_sealed")


def test_a_backup_takes_the_place_of_the_folder_and_the_folder_stays_beside(
    plain: Working, tmp_path: Path
) -> None:
    backup = plain("backup", "--to", tmp_path / "stick").data["file"]
    plain("areas", "add", "新社区", "--level", "社区")
    done = plain("put-back", backup, "--reason", "误改").data
    assert done["missing"]["acts"] >= 1
    assert Path(done["kept"]).is_dir()
    assert "新社区" not in plain("areas", "list").out
    assert plain("areas", "add", "又一社区", "--level", "社区").data["problem"] == "only_looked_at"


def test_the_backup_of_another_station_is_not_put_in_the_place_of_this_one(
    plain: Working, line: CommandLine, secret: Path, tmp_path: Path
) -> None:
    other = Working(line, tmp_path / "other", secret)
    # Of another name: two that are founded alike in the same second have the same first act, and pass for one.
    names = ("--station", "另一派出所", "--parent", "示例市公安局", "--admin", "李四")
    other.user = "李四"
    other("init", *names, "--plain")
    backup = other("backup", "--to", tmp_path / "stick").data["file"]
    answer = plain("put-back", backup, "--reason", "误改")
    assert (answer.status, "别的站的备份" in answer.data["message"]) == (1, True)
    assert not list(tmp_path.glob("*恢复前*"))


def test_no_plain_copy_stays_beside_what_was_encrypted(plain: Working, tmp_path: Path) -> None:
    room = plain.root / "backups"
    copy = plain("backup", "--to", tmp_path / "stick").data["file"]
    (room / Path(copy).name).write_bytes(Path(copy).read_bytes())
    (room / "before-upgrade.db").write_bytes((plain.root / "station.db").read_bytes())
    backup = plain("encrypt").data["backup"]
    assert {path.name for path in room.iterdir() if path.suffix != ".json"} == {Path(backup).name}
    assert Path(copy).exists()
