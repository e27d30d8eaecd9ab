"""The station's own words: dated, so that an old month keeps its old names; and its areas and facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.problems import FaultyEntry, Problem, Refused, Unknown
from fengqiao_desk.station.areas import Area
from fengqiao_desk.station.vocabularies import shipped

if TYPE_CHECKING:
    from tests.conftest import Desk

TODAY = "2026-11-21"
NOW = f"{TODAY}T09:00:00"
WHO = "管理员己"
Entry = dict[str, Any]


def end(desk: Desk, vocabulary: str, label: str, day: str = "2026-11-01") -> None:
    desk.station.vocabularies.end(vocabulary, label, day, desk.act(TODAY, WHO))


def add(desk: Desk, vocabulary: str, label: str, day: str = "2026-11-01", **facts: Any) -> None:
    desk.station.vocabularies.add(vocabulary, label, day, facts, desk.act(TODAY, WHO))


def test_an_ended_term_was_there_before_its_end(desk: Desk) -> None:
    end(desk, "dispute_category", "旅游")
    words = desk.station.vocabularies
    assert "旅游" in words.labels("dispute_category", date(2026, 10, 31))
    assert "旅游" not in words.labels("dispute_category", date(2026, 11, 1))


def test_a_new_term_was_not_there_before_its_day(desk: Desk) -> None:
    add(desk, "dispute_category", "宠物")
    words = desk.station.vocabularies
    assert "宠物" not in words.labels("dispute_category", date(2026, 10, 31))
    assert "宠物" in words.labels("dispute_category", date(2026, 11, 1))


def test_a_new_record_may_not_take_an_ended_term(desk: Desk, dispute: Entry) -> None:
    end(desk, "dispute_category", "旅游")
    with pytest.raises(FaultyEntry, match="里没有“旅游”"):
        desk.receive("disputes", {**dispute, "category": "旅游"})


def test_an_old_record_keeps_its_ended_term_when_another_field_is_amended(desk: Desk, dispute: Entry) -> None:
    case = desk.receive("disputes", {**dispute, "category": "旅游"}, "2026-10-01")
    end(desk, "dispute_category", "旅游")
    assert desk.amend(case, {"place": "示例小区9栋"}).values["category"] == "旅游"


def test_an_old_record_may_not_change_to_an_ended_term(desk: Desk, dispute: Entry) -> None:
    case = desk.receive("disputes", dispute, "2026-10-01")
    end(desk, "dispute_category", "旅游")
    with pytest.raises(FaultyEntry, match="里没有“旅游”"):
        desk.amend(case, {"category": "旅游"})


def test_rows_of_an_old_record_keep_their_ended_terms(desk: Desk, dispute: Entry) -> None:
    dispute["parties"][0]["id_kind"] = "护照"
    case = desk.receive("disputes", dispute, "2026-10-01")
    end(desk, "id_kind", "护照")
    assert desk.amend(case, {"place": "示例小区9栋"}).values["parties"][0]["id_kind"] == "护照"


def test_properties_stay_with_an_ended_term(desk: Desk) -> None:
    end(desk, "activity", "张贴海报")
    assert desk.station.vocabularies.facts("activity", "张贴海报")["unit"] == "份"


def test_an_ended_term_can_come_back(desk: Desk) -> None:
    end(desk, "dispute_category", "旅游", "2026-10-01")
    add(desk, "dispute_category", "旅游", "2026-11-01")
    words = desk.station.vocabularies
    assert "旅游" not in words.labels("dispute_category", date(2026, 10, 15))
    assert "旅游" in words.labels("dispute_category", date(2026, 11, 15))


@pytest.mark.parametrize("vocabulary", [each.key for each in shipped().values() if each.fixed])
def test_words_of_the_law_cannot_be_edited(desk: Desk, vocabulary: str) -> None:
    with pytest.raises(Refused, match="由法律或程序规定"):
        add(desk, vocabulary, "新词")


@pytest.mark.parametrize("label", ["", "  ", "\u200b", "邻里", " 邻里 "])
def test_a_term_that_is_empty_or_there_already_is_told(desk: Desk, label: str) -> None:
    with pytest.raises(FaultyEntry):
        add(desk, "dispute_category", label)


def test_a_term_that_ends_before_it_begins_is_told(desk: Desk) -> None:
    add(desk, "dispute_category", "宠物", "2026-11-10")
    with pytest.raises(Problem, match="早于"):
        end(desk, "dispute_category", "宠物", "2026-11-01")


def test_a_term_that_begins_before_its_last_end_is_told(desk: Desk) -> None:
    add(desk, "dispute_category", "宠物", "2026-11-01")
    end(desk, "dispute_category", "宠物", "2026-11-10")
    with pytest.raises(FaultyEntry):
        add(desk, "dispute_category", "宠物", "2026-11-01")


def test_a_day_of_a_term_is_a_day(desk: Desk) -> None:
    with pytest.raises(FaultyEntry, match="应写成"):
        add(desk, "dispute_category", "宠物", "明天")


def test_ending_what_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(Unknown, match="没有在用的“宠物”"):
        end(desk, "dispute_category", "宠物")


def test_a_vocabulary_that_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(Unknown, match="没有“colours”这个词表"):
        add(desk, "colours", "红")


def test_every_field_with_choices_has_its_vocabulary(desk: Desk) -> None:
    from fengqiao_desk.cases.saving.tables import tables_of
    from fengqiao_desk.kinds import KINDS

    used = {
        field.vocabulary
        for kind in KINDS
        for table in tables_of(kind)
        for field in table.fields
        if field.vocabulary
    }
    assert used - set(shipped()) == set()


def test_an_area_needs_a_name_of_its_own(desk: Desk) -> None:
    for name in ("", "示例社区", " 示例社区 "):
        with pytest.raises(FaultyEntry):
            desk.station.areas.add(Area(name, "社区"), desk.act(TODAY, WHO))


def test_an_area_lies_in_one_that_is_there(desk: Desk) -> None:
    with pytest.raises(FaultyEntry, match="还没有登记"):
        desk.station.areas.add(Area("新网格", "网格", "火星"), desk.act(TODAY, WHO))


def test_a_new_area_can_be_chosen(desk: Desk, dispute: Entry) -> None:
    desk.station.areas.add(Area("新社区", "社区"), desk.act(TODAY, WHO))
    assert desk.receive("disputes", {**dispute, "area": "新社区"}).values["area"] == "新社区"


def test_facts_of_the_station_hold_from_their_day(desk: Desk) -> None:
    desk.station.profiles.change({"phone": "0551-62345678"}, "2026-11-01", desk.act(TODAY, WHO))
    assert desk.station.profile(date(2026, 10, 31)).phone == ""
    assert desk.station.profile(date(2026, 11, 1)).phone == "0551-62345678"


def test_organs_follow_from_the_names(desk: Desk) -> None:
    profile = desk.station.profile(date(2026, 11, 21))
    assert profile.letterhead_organ == profile.seal_organ == "合肥市公安局逍遥津派出所"


def test_half_filled_forms_are_kept_for_their_officer_alone(desk: Desk) -> None:
    forms = desk.station.half_filled
    forms.keep("disputes", {"place": "旧"}, desk.act())
    forms.keep("disputes", {"place": "新"}, desk.act(hour=10))
    assert [form.entry for form in forms.of("民警甲")] == [{"place": "新"}]
    assert forms.of("民警乙") == []


def test_half_a_character_in_a_form_is_kept_as_it_was_typed(desk: Desk) -> None:
    desk.station.half_filled.keep("disputes", {"place": "楼\ud83d"}, desk.act())
    assert desk.station.half_filled.of("民警甲")[0].entry == {"place": "楼\ud83d"}


def test_a_dropped_form_is_gone(desk: Desk) -> None:
    desk.station.half_filled.keep("disputes", {"place": "旧"}, desk.act())
    desk.station.half_filled.drop("disputes", desk.act())
    assert desk.station.half_filled.of("民警甲") == []
