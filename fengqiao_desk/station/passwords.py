"""Passwords: hashed with argon2, and refused when anybody would guess them."""

from __future__ import annotations

from typing import Final

import argon2

from ..problems import Fault, FaultyEntry
from ..values.text import clean

SHORTEST: Final = 10
SHORTEST_FOR_PRACTICE: Final = 8
NO_PASSWORD: Final = "!"
"""Stands where a hash would: nobody signs in with it."""
_LEAST_KINDS: Final = 4
_LEAST_BESIDES_THE_NAME: Final = 4
# Rows of the keyboard and its columns; the digits twice, since 90123 is a row too.
_ROWS: Final = (
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)

# Of 0 to 4; at 2 stand a name with a birthday, and a town with 12345.
_LEAST_SCORE: Final = 3
# It takes ever longer over long ones, and refuses more than 72.
_LONGEST_WEIGHED: Final = 64

_HASHER: Final = argon2.PasswordHasher()


def hashed(password: str) -> str:
    """What is stored of a password (argon2id, 64 MiB, 3 passes)."""
    return _HASHER.hash(password)


def fits(stored: str | None, password: str) -> bool:
    """Whether it is the password; takes as long for somebody who is not there (`stored` None)."""
    try:
        return _HASHER.verify(stored or hashed("nobody"), password) and stored is not None
    except (argon2.exceptions.VerifyMismatchError, argon2.exceptions.InvalidHashError):
        return False


def check_password(password: str, *own: str, shared: bool = False) -> None:
    """Refuse what is short, repeated, in a row, known to everybody, or one's `own` name or badge; raises FaultyEntry.

    The one that all practice officers share lies readable in the folder: of it only some length is asked.
    """
    refusal = practice_weakness(password) if shared else weakness(password, *own)
    if refusal:
        raise FaultyEntry((Fault("password", refusal),))


def weakness(password: str, *own: str) -> str:
    """Why a password is refused, in words; empty when it may be kept."""
    plain = clean(password).casefold()
    if len(password) < SHORTEST:
        return f"密码至少 {SHORTEST} 位"
    if not plain.strip():
        return "密码不能全是空格"
    if len(set(plain)) < _LEAST_KINDS:
        return "密码里至少要有四种不同的字符"
    if any(plain == plain[:length] * (len(plain) // length) for length in range(1, len(plain) // 2 + 1)):
        return "密码不能是同一串字符重复"
    if any(plain in row or plain in row[::-1] for row in _ROWS):
        return "密码不能是按顺序或键盘顺序的一串"
    if any(text and len(plain.replace(text, "")) < _LEAST_BESIDES_THE_NAME for text in map(_folded, own)):
        return "密码不能是姓名或警号"
    # Its lists take a while to load, and a password is rarely set.
    from zxcvbn import zxcvbn  # noqa: PLC0415

    # Its lists of known passwords, names and dates, and its sense for keyboards, are better kept than ours would be.
    if zxcvbn(password[:_LONGEST_WEIGHED], user_inputs=[*own])["score"] < _LEAST_SCORE:
        return "这个密码太常见，容易被猜到"
    return ""


def practice_weakness(password: str) -> str:
    """Why a password is refused that protects nothing; empty when it may be kept."""
    if len(password.strip()) < SHORTEST_FOR_PRACTICE:
        return f"密码至少 {SHORTEST_FOR_PRACTICE} 位"
    return ""


def _folded(text: str) -> str:
    return clean(text).strip().casefold()
