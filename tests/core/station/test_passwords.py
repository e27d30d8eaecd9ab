"""Passwords that somebody would guess are refused, in words that say what is wrong."""

from __future__ import annotations

import pytest

from fengqiao_desk.station.passwords import fits, hashed, weakness


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("1234567", "至少 8 位"),
        ("        ", "全是空格"),
        ("　　　　　　　　", "全是空格"),
        ("aaaaaaaa", "四种不同"),
        ("11112222", "四种不同"),
        ("abcdabcd", "重复"),
        ("12345678", "顺序"),
        ("87654321", "顺序"),
        ("ABCDEFGH", "顺序"),
        ("qwertyui", "顺序"),
        ("1qaz2wsx", "顺序"),
        ("Password", "太常用"),
        ("欧阳娜娜司马相如", "姓名或警号"),
        ("欧阳娜娜司马相如12", "姓名或警号"),
        ("AH900123", "姓名或警号"),
    ],
)
def test_what_anybody_would_guess_is_refused(password: str, words: str) -> None:
    assert words in weakness(password, "欧阳娜娜司马相如", "ah900123")


@pytest.mark.parametrize("password", ["练习-password-1", "eight-or-more", "我家门前有条河", "9f3k-22lm"])
def test_what_nobody_guesses_at_once_may_be_kept(password: str) -> None:
    assert weakness(f"{password}！", "民警甲", "") == ""


def test_a_password_fits_its_own_hash_alone() -> None:
    stored = hashed("eight-or-more")
    assert (fits(stored, "eight-or-more"), fits(stored, "other-words-1"), fits(None, "nobody")) == (
        True,
        False,
        False,
    )
