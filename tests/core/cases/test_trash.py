"""Half-filled forms that were thrown away lie fourteen days with their first words, and come back whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.cases.half_filled import trash
from fengqiao_desk.cases.half_filled.trash import StillHalfFilled
from fengqiao_desk.cases.people import change_officer
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import Unknown

if TYPE_CHECKING:
    from tests.conftest import Desk

FORM = "disputes"
TYPED = {"place": "示例路8号", "facts": "漏水", "parties": [{"name": "张三"}], "seen_version": 3}


def throw(
    desk: Desk, entry: dict[str, Any], form: str = FORM, day: str = "2026-11-21", officer: str = "民警甲"
) -> None:
    desk.station.half_filled.keep(form, entry, desk.act(day, officer, hour=8))
    trash.throw_away(desk.station, KINDS, form, desk.act(day, officer))


def lying(desk: Desk, day: str = "2026-11-21", officer: str = "民警甲") -> list[trash.ThrownAway]:
    return trash.lying(desk.station, KINDS, desk.act(day, officer))


def restore(desk: Desk, *, swap: bool = False, officer: str = "民警甲") -> str:
    (thrown, *_) = lying(desk)
    return trash.restore(desk.station, KINDS, thrown.key, desk.act(officer=officer), swap=swap).form


def half_filled(desk: Desk, officer: str = "民警甲") -> list[dict[str, Any]]:
    return [form.entry for form in desk.station.half_filled.of(officer)]


def test_what_is_thrown_away_is_not_half_filled_any_more(desk: Desk) -> None:
    throw(desk, TYPED)
    assert half_filled(desk) == []


def test_it_lies_there_under_the_title_of_its_form(desk: Desk) -> None:
    throw(desk, TYPED)
    assert [(thrown.form, thrown.title) for thrown in lying(desk)] == [(FORM, "新建纠纷")]


def test_a_step_lies_there_under_its_title_and_its_case(desk: Desk) -> None:
    throw(desk, {"record": "双方到场"}, "disputes JF2026-0001 mediation_session")
    assert [(thrown.title, thrown.first_words) for thrown in lying(desk)] == [
        ("调解 JF2026-0001", "双方到场")
    ]


def test_a_form_that_the_program_no_longer_has_lies_there_under_its_own_name(desk: Desk) -> None:
    throw(desk, {"place": "示例路8号"}, "tickets T1")
    assert [(thrown.title, thrown.first_words) for thrown in lying(desk)] == [("tickets T1", "")]


def test_throwing_away_what_is_not_half_filled_leaves_nothing_lying(desk: Desk) -> None:
    trash.throw_away(desk.station, KINDS, FORM, desk.act())
    assert lying(desk) == []


def test_persons_are_named_first_then_what_was_typed_in_the_order_of_the_form(desk: Desk) -> None:
    throw(desk, TYPED)
    assert lying(desk)[0].first_words == "张三，示例路8号，漏水"


def test_what_was_chosen_or_filled_in_beforehand_is_no_first_word(desk: Desk) -> None:
    throw(desk, {"received_on": "2026-11-21", "category": "邻里", "officer": "民警甲", "place": "示例路8号"})
    assert lying(desk)[0].first_words == "示例路8号"


def test_a_number_that_lists_mask_is_no_first_word(desk: Desk) -> None:
    throw(desk, {"parties": [{"name": "张三", "phone": "13800000000", "id_number": "11010519491231002X"}]})
    assert lying(desk)[0].first_words == "张三"


def test_first_words_are_forty_characters_at_most(desk: Desk) -> None:
    throw(desk, {"place": "长" * 41})
    assert lying(desk)[0].first_words == "长" * 39 + "…"


def test_first_words_are_one_line(desk: Desk) -> None:
    throw(desk, {"facts": "先吵\n后推"})
    assert lying(desk)[0].first_words == "先吵 后推"


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"place": None},
        {"place": ["x"]},
        {"parties": "张三"},
        {"parties": ["张三", None]},
        {"place": "\ud83d"},
    ],
)
def test_whatever_stands_in_a_form_can_be_thrown_away_and_comes_back(
    desk: Desk, entry: dict[str, Any]
) -> None:
    throw(desk, entry)
    assert lying(desk)[0].first_words == ""
    restore(desk)
    assert half_filled(desk) == [entry]


def test_it_comes_back_whole_with_the_moment_it_was_kept(desk: Desk) -> None:
    throw(desk, TYPED)
    restored = restore(desk)
    (form,) = desk.station.half_filled.of("民警甲")
    assert (restored, form.entry, form.saved_at) == (FORM, TYPED, "2026-11-21T08:00:00")


def test_what_came_back_lies_in_the_trash_no_more(desk: Desk) -> None:
    throw(desk, TYPED)
    restore(desk)
    assert lying(desk) == []


def test_the_same_form_can_lie_there_more_than_once_newest_first(desk: Desk) -> None:
    throw(desk, {"place": "一"}, day="2026-11-20")
    throw(desk, {"place": "二"})
    assert [thrown.first_words for thrown in lying(desk)] == ["二", "一"]


def test_a_form_begun_meanwhile_is_not_written_over(desk: Desk) -> None:
    throw(desk, TYPED)
    desk.station.half_filled.keep(FORM, {"place": "新"}, desk.act())
    with pytest.raises(StillHalfFilled, match="新建纠纷"):
        restore(desk)
    assert (half_filled(desk), len(lying(desk))) == ([{"place": "新"}], 1)


def test_when_asked_to_the_form_begun_meanwhile_goes_into_the_trash_in_turn(desk: Desk) -> None:
    throw(desk, TYPED)
    desk.station.half_filled.keep(FORM, {"place": "新"}, desk.act())
    restore(desk, swap=True)
    assert half_filled(desk) == [TYPED]
    assert [thrown.first_words for thrown in lying(desk)] == ["新"]


def test_a_form_of_another_case_stands_in_nobody_s_way(desk: Desk) -> None:
    throw(desk, TYPED)
    desk.station.half_filled.keep("disputes JF2026-0001", {"place": "旁"}, desk.act())
    assert restore(desk) == FORM


def test_each_sees_only_his_own(desk: Desk) -> None:
    throw(desk, TYPED)
    assert lying(desk, officer="民警乙") == []


def test_nobody_restores_what_another_threw_away(desk: Desk) -> None:
    throw(desk, TYPED)
    with pytest.raises(Unknown):
        restore(desk, officer="民警乙")
    assert (len(lying(desk)), half_filled(desk, "民警乙")) == (1, [])


def test_it_lies_until_the_end_of_the_fourteenth_day_after(desk: Desk) -> None:
    throw(desk, TYPED, day="2026-11-01")
    assert [thrown.until.isoformat() for thrown in lying(desk, "2026-11-15")] == ["2026-11-15"]


def test_on_the_fifteenth_day_it_is_offered_no_more(desk: Desk) -> None:
    throw(desk, TYPED, day="2026-11-01")
    key = lying(desk, "2026-11-15")[0].key
    with pytest.raises(Unknown):
        trash.restore(desk.station, KINDS, key, desk.act("2026-11-16"))
    assert lying(desk, "2026-11-16") == []


def test_clearing_takes_what_lay_its_days_of_whoever_threw_it_away(desk: Desk) -> None:
    throw(desk, TYPED, day="2026-11-01", officer="民警乙")
    throw(desk, TYPED, day="2026-11-02", officer="民警乙")
    trash.clear(desk.station, desk.act("2026-11-16"))
    assert desk.count("thrown_away") == 1


def test_what_was_thrown_away_goes_with_the_name(desk: Desk) -> None:
    throw(desk, TYPED, officer="民警乙")
    before = desk.station.officers.named("民警乙")
    chief = desk.act(officer="所长戊")
    change_officer(desk.station, KINDS, "民警乙", replace(before, name="民警庚"), chief)
    assert [thrown.first_words for thrown in lying(desk, officer="民警庚")] == ["张三，示例路8号，漏水"]
