"""Passwords that somebody would guess are refused, in words that say what is wrong."""

from __future__ import annotations

import subprocess
import sys

import pytest

from fengqiao_desk.station.passwords import fits, hashed, weakness


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("123456789", "至少 10 位"),
        ("          ", "全是空格"),
        ("　　　　　　　　　　", "全是空格"),
        ("aaaaaaaaaa", "四种不同"),
        ("1111122222", "四种不同"),
        ("abcdabcdabcd", "重复"),
        ("1234567890", "顺序"),
        ("0987654321", "顺序"),
        ("ABCDEFGHIJ", "顺序"),
        ("qwertyuiop", "顺序"),
        ("1qaz2wsx3edc", "顺序"),
        ("Password123", "太常见"),
        ("p@ssw0rd123", "太常见"),
        ("Aa123456789", "太常见"),
        ("abc123456789", "太常见"),
        ("19900506zhang", "太常见"),
        ("hefei12345", "太常见"),
        ("欧阳娜娜司马相如诸葛", "姓名或警号"),
        ("欧阳娜娜司马相如诸葛12", "姓名或警号"),
        ("AH90012345", "姓名或警号"),
    ],
)
def test_what_anybody_would_guess_is_refused(password: str, words: str) -> None:
    assert words in weakness(password, "欧阳娜娜司马相如诸葛", "ah90012345")


@pytest.mark.parametrize("password", ["练习-password-1", "eight-or-more", "我家门前有条河在流", "9f3k-22lm7"])
def test_what_nobody_guesses_at_once_may_be_kept(password: str) -> None:
    assert weakness(f"{password}！", "民警甲", "") == ""


def test_a_password_fits_its_own_hash_alone() -> None:
    stored = hashed("eight-or-more")
    assert (fits(stored, "eight-or-more"), fits(stored, "other-words-1"), fits(None, "nobody")) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize(
    "made",
    [
        "from fengqiao_desk.station.passwords import hashed; print(hashed('x').split('$')[1:4])",
        "from fengqiao_desk.store.sealing.wraps import Wrap; from fengqiao_desk.store.sealing.master import Master; "
        "w = Wrap.of(Master.fresh(1), 'x'); print(['argon2id', 'v=19', f'm={w.memory_kib},t={w.passes},p={w.lanes}'])",
    ],
    ids=["hash", "wrap"],
)
def test_outside_of_tests_a_password_costs_what_rfc_9106_asks(made: str) -> None:
    shown = subprocess.run([sys.executable, "-c", made], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "['argon2id', 'v=19', 'm=65536,t=3,p=4']"
