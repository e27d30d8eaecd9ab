"""Guessing a password is slow, is told to its owner, and is not begun anew by starting the program again."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fengqiao_desk.problems import TriedTooOften, WrongPassword
from fengqiao_desk.station import open_station
from fengqiao_desk.station.sign_in_book import SignInBook, SignInNote
from tests.conftest import PASSWORD

if TYPE_CHECKING:
    from tests.conftest import Desk

NOW = datetime(2026, 11, 21, 9)


def guess(desk: Desk, times: int, at: datetime = NOW, name: str = "民警甲") -> str:
    """So many wrong passwords; gives the last sentence."""
    sentence = ""
    for _ in range(times):
        with pytest.raises(WrongPassword) as caught:
            desk.station.officers.sign_in(name, "wrong", at)
        sentence = caught.value.message
    return sentence


def test_four_wrong_passwords_cost_nothing(desk: Desk) -> None:
    guess(desk, 4)
    assert desk.station.officers.sign_in("民警甲", PASSWORD, NOW).name == "民警甲"


def test_after_the_fifth_even_the_right_one_waits(desk: Desk) -> None:
    assert guess(desk, 5) == "姓名或密码已经错了 5 次，请等 30 秒再试"
    with pytest.raises(TriedTooOften):
        desk.station.officers.sign_in("民警甲", PASSWORD, NOW + timedelta(seconds=29))


def test_when_the_time_is_over_the_right_one_opens(desk: Desk) -> None:
    guess(desk, 5)
    assert desk.station.officers.sign_in("民警甲", PASSWORD, NOW + timedelta(seconds=30))


def test_each_further_wrong_one_doubles_the_time(desk: Desk) -> None:
    guess(desk, 5)
    assert "请等 60 秒" in guess(desk, 1, NOW + timedelta(seconds=31))


def test_nobody_waits_longer_than_a_quarter_of_an_hour() -> None:
    note = SignInNote(wrong=10**6, wrong_at="2026-11-21T09:00:00")
    assert note.waits(NOW) == timedelta(minutes=15)


def test_a_new_start_of_the_program_forgets_nothing(station_folder: Path) -> None:
    for turn in range(5):
        opened = open_station(station_folder, f"2026-11-21T08:0{turn}:00", "测试")
        with pytest.raises(WrongPassword):
            opened.officers.sign_in("民警甲", "wrong", NOW)
        opened.close()
    assert SignInBook(station_folder / "sign-ins.json").note_of("民警甲").wrong == 5


def test_another_name_does_not_wait(desk: Desk) -> None:
    guess(desk, 6, name="民警甲")
    assert desk.station.officers.sign_in("民警乙", PASSWORD, NOW)


def test_a_name_of_nobody_waits_like_one_of_the_station(desk: Desk) -> None:
    assert guess(desk, 5, name="路人") == guess(desk, 5, name="民警甲")


def test_a_clock_put_back_keeps_nobody_out(desk: Desk) -> None:
    guess(desk, 6)
    assert desk.station.officers.sign_in("民警甲", PASSWORD, NOW - timedelta(days=400))


def test_the_owner_is_told_of_his_last_time_and_of_wrong_passwords(desk: Desk) -> None:
    desk.station.officers.sign_in("民警甲", PASSWORD, NOW)
    guess(desk, 3, NOW + timedelta(hours=1))
    desk.station.officers.sign_in("民警甲", PASSWORD, NOW + timedelta(hours=2))
    note = desk.station.officers.book.note_of("民警甲")
    assert (note.last_words, note.wrong_words) == ("上次登录 2026年11月21日9时00分", "其间输错密码 3 次")


def test_a_right_password_that_is_no_sign_in_keeps_the_wrong_ones_to_be_told(desk: Desk) -> None:
    guess(desk, 2)
    desk.station.officers.prove("民警甲", PASSWORD, NOW)
    desk.station.officers.sign_in("民警甲", PASSWORD, NOW)
    assert desk.station.officers.book.note_of("民警甲").wrong_words == "其间输错密码 2 次"


@pytest.mark.parametrize("content", [b"", b"[1]", b'{"x": 1}', b"\xff", b'{"x": {"y": 1}}'])
def test_a_damaged_book_keeps_nobody_out(desk: Desk, content: bytes) -> None:
    desk.station.layout.sign_ins.write_bytes(content)
    assert desk.station.officers.sign_in("民警甲", PASSWORD, NOW)
