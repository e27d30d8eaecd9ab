"""A database with random damage anywhere: words only, nothing changed by looking, and a repair never makes it worse."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import Answer, CommandLine

Entry = dict[str, Any]
Add = Callable[[str, Any], str]
# A soak damages five hundred times.
ROUNDS = 500 if "FENGQIAO_SOAK" in os.environ else 12
WORDS_FOR_DAMAGE = ("folder_damaged", "folder_missing", "folder_locked", "folder_newer", "disk")


def flip(content: bytearray, chance: random.Random) -> None:
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def zero(content: bytearray, chance: random.Random) -> None:
    length = chance.choice((16, 512, 4096, 40_960))
    begin = chance.randrange(len(content)) // length * length
    content[begin : begin + length] = bytes(len(content[begin : begin + length]))


def scribble(content: bytearray, chance: random.Random) -> None:
    begin = chance.randrange(len(content))
    content[begin : begin + 64] = chance.randbytes(len(content[begin : begin + 64]))


def cut(content: bytearray, chance: random.Random) -> None:
    del content[chance.randrange(len(content)) :]


DAMAGES = (flip, flip, zero, zero, scribble, cut)


@pytest.fixture
def sound(line: CommandLine, add: Add, dispute: Entry, venue: Entry, tmp_path: Path) -> Path:
    """A copy of a station with records, a long text and a document."""
    add("venues", venue)
    number = add("disputes", {**dispute, "facts": "经过很长。" * 900})
    for _ in range(4):
        add("disputes", dispute)
    words = ("document", "issue", "disputes", number, "intake_form", "--to", tmp_path / "a.pdf")
    assert line(*words).status == 0
    kept = tmp_path / "sound"
    shutil.copytree(line.folder, kept)
    return kept


def contents(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.suffix != ".db-shm"
    }


def is_in_words(answer: Answer) -> bool:
    """A status of the contract with one JSON document; what is our defect ends otherwise."""
    if answer.status == 3:
        return answer.data["problem"] in WORDS_FOR_DAMAGE
    return answer.status in (0, 1) and "Traceback" not in answer.err


def test_any_damage_ends_in_words(line: CommandLine, sound: Path) -> None:
    chance = random.Random(2026 if ROUNDS < 500 else None)
    for turn in range(ROUNDS):
        damage, seed = chance.choice(DAMAGES), chance.random()
        shutil.rmtree(line.folder)
        shutil.copytree(sound, line.folder)
        database = line.folder / "station.db"
        content = bytearray(database.read_bytes())
        damage(content, random.Random(seed))
        database.write_bytes(content)
        what = (turn, damage.__name__, seed)
        before = contents(line.folder)
        assert is_in_words(line("check")), what
        assert contents(line.folder) == before, what
        repaired = line("repair")
        assert is_in_words(repaired), what
        if repaired.status == 0 and repaired.data["ok"]:
            listed = line("list", "disputes")
            assert (listed.status, listed.data.get("total")) == (0, 5), (what, listed)
            assert line("check").data["ok"], what
        assert is_in_words(line("list", "disputes")), what
