"""Backups from the command line: their list, their keys, and a folder whose key nobody gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.commands.conftest import CommandLine


def test_a_backup_keeps_the_keys_of_its_contract(line: CommandLine, tmp_path: Path) -> None:
    answer = line("backup", "--to", tmp_path / "stick")
    assert answer.status == 0
    assert {"file", "sha256", "cases", "until", "verified"} <= set(answer.data)


def test_the_backups_in_a_place_are_listed(line: CommandLine, tmp_path: Path) -> None:
    made = line("backup", "--to", tmp_path / "stick").data
    (listed,) = line("backups", "--in", tmp_path / "stick").data
    assert {name: listed[name] for name in ("file", "made_at", "cases", "until", "verified", "is_there")} == {
        **{name: made[name] for name in ("file", "made_at", "cases", "until", "verified")},
        "is_there": True,
    }


@pytest.mark.parametrize("words", ["backups"])
def test_a_station_without_a_backup_lists_none(line: CommandLine, words: str) -> None:
    assert line(words).data == []
