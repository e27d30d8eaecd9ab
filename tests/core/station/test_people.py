"""People come, change, leave and come back; who keeps the house is never missing, and every password is its owner's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from fengqiao_desk.problems import FaultyEntry, NotPermitted, Refused, Unknown, WrongPassword
from fengqiao_desk.station import Act, Officer, Right, Role, Station, may
from fengqiao_desk.store import audit
from fengqiao_desk.values.json_text import from_json
from tests.conftest import PASSWORD, Desk

NOW = datetime(2026, 11, 21, 9)

ADMIN = "管理员己"
NEW = "brand-new-77"
Verb = Callable[[Station, Act], object]


def change(desk: Desk, name: str, *, roles: tuple[Role, ...] = (), badge: str = "", new: str = "") -> Officer:
    before = desk.station.officers.known(name)
    changed = replace(before, name=new or before.name, badge=badge or before.badge)
    if roles:
        changed = replace(changed, role=roles[0], also=roles[1:])
    return desk.station.officers.change(name, changed, desk.act(officer=ADMIN))


@pytest.fixture
def second_admin(desk: Desk) -> Desk:
    """A station in which 所长戊 is 管理员 too."""
    change(desk, "所长戊", roles=(Role.CHIEF, Role.ADMINISTRATOR))
    return desk


VERBS: dict[str, Verb] = {
    "leave": lambda station, act: station.officers.leave("民警乙", act),
    "come_back": lambda station, act: station.officers.come_back("民警乙", act),
    "change": lambda station, act: station.officers.change("民警乙", Officer("x", Role.CHIEF, ""), act),
    "reset": lambda station, act: station.officers.reset_password("民警乙", NEW, act),
}


@pytest.mark.parametrize("who", ["民警甲", "辅警丙"])
@pytest.mark.parametrize("verb", VERBS)
def test_who_may_not_manage_people_is_refused(desk: Desk, verb: str, who: str) -> None:
    with pytest.raises(NotPermitted, match="不能管理人员"):
        VERBS[verb](desk.station, desk.act(officer=who))


def test_who_comes_back_is_the_same_officer(desk: Desk) -> None:
    before = desk.station.officers.named("民警乙")
    desk.station.officers.leave("民警乙", desk.act(officer=ADMIN))
    assert desk.station.officers.come_back("民警乙", desk.act(officer=ADMIN)) == before
    assert desk.station.officers.named("民警乙") == before


def test_who_comes_back_chooses_a_password_anew(desk: Desk) -> None:
    desk.station.officers.leave("民警乙", desk.act(officer=ADMIN))
    desk.station.officers.come_back("民警乙", desk.act(officer=ADMIN))
    assert desk.station.officers.must_change_password(desk.station.officers.sign_in("民警乙", PASSWORD, NOW))


def test_who_serves_cannot_come_back(desk: Desk) -> None:
    with pytest.raises(Refused, match="“民警乙”没有离任"):
        desk.station.officers.come_back("民警乙", desk.act(officer=ADMIN))


def test_a_badge_given_to_another_meanwhile_is_told_at_the_return(desk: Desk) -> None:
    desk.station.officers.leave("民警乙", desk.act(officer=ADMIN))
    change(desk, "民警甲", badge="900002")
    with pytest.raises(FaultyEntry, match="警号 900002 现在是“民警甲”的"):
        desk.station.officers.come_back("民警乙", desk.act(officer=ADMIN))


def test_the_badge_of_who_has_left_can_be_changed_so_that_he_may_return(desk: Desk) -> None:
    desk.station.officers.leave("民警乙", desk.act(officer=ADMIN))
    change(desk, "民警甲", badge="900002")
    change(desk, "民警乙", badge="900012")
    assert desk.station.officers.come_back("民警乙", desk.act(officer=ADMIN)).badge == "900012"


def test_a_badge_of_somebody_who_serves_is_refused(desk: Desk) -> None:
    with pytest.raises(FaultyEntry, match="警号 900002 现在是“民警乙”的"):
        change(desk, "民警甲", badge=" ９００００２ ")


def test_an_auxiliary_becomes_an_officer(desk: Desk) -> None:
    change(desk, "辅警丙", roles=(Role.OFFICER,), badge="900033")
    assert desk.station.officers.named("辅警丙") == Officer("辅警丙", Role.OFFICER, "900033")


def test_joined_roles_have_the_rights_of_each(second_admin: Desk) -> None:
    chief = second_admin.station.officers.named("所长戊")
    assert (chief.roles_in_words, may(chief, Right.CLOSE_MONTH)) == ("所领导、管理员", True)


def test_an_auxiliary_is_never_an_officer_too(desk: Desk) -> None:
    with pytest.raises(FaultyEntry, match="辅警不能同时是民警"):
        change(desk, "辅警丙", roles=(Role.AUXILIARY, Role.OFFICER))


def test_the_last_administrator_cannot_leave(desk: Desk) -> None:
    with pytest.raises(Refused, match="“管理员己”是唯一的管理员，不能离任"):
        desk.station.officers.leave(ADMIN, desk.act(officer="所长戊"))


def test_the_last_administrator_cannot_lose_the_role(desk: Desk) -> None:
    with pytest.raises(Refused, match="唯一的管理员"):
        change(desk, ADMIN, roles=(Role.OFFICER,))
    assert desk.station.officers.named(ADMIN).role is Role.ADMINISTRATOR


def test_one_of_two_administrators_may_leave_and_the_other_not(second_admin: Desk) -> None:
    officers = second_admin.station.officers
    officers.leave(ADMIN, second_admin.act(officer=ADMIN))
    with pytest.raises(Refused, match="“所长戊”是唯一的管理员"):
        officers.leave("所长戊", second_admin.act(officer="所长戊"))


@pytest.mark.parametrize("name", ["", "  ", "12345", "——", "\u200b", "长" * 51])
def test_nonsense_is_no_name(desk: Desk, name: str) -> None:
    officers = desk.station.officers
    with pytest.raises(FaultyEntry):
        officers.change(ADMIN, replace(officers.named(ADMIN), name=name), desk.act(officer=ADMIN))


@pytest.mark.parametrize("taken", ["民警甲", "民警乙", "老名字"])
def test_a_name_that_anybody_ever_bore_is_refused(desk: Desk, taken: str) -> None:
    desk.station.officers.leave("民警乙", desk.act(officer=ADMIN))
    change(desk, "保管员丁", new="老名字")
    change(desk, "老名字", new="保管员丁")
    with pytest.raises(FaultyEntry, match="已经在册"):
        change(desk, "所长戊", new=taken)


def test_under_another_name_he_signs_in_and_under_the_old_one_no_more(desk: Desk) -> None:
    change(desk, "民警乙", new="民警庚")
    assert desk.station.officers.sign_in("民警庚", PASSWORD, NOW).badge == "900002"
    with pytest.raises(WrongPassword):
        desk.station.officers.sign_in("民警乙", PASSWORD, NOW)


def test_the_old_name_tells_the_new_one(desk: Desk) -> None:
    change(desk, "民警乙", new="民警庚")
    with pytest.raises(Unknown, match="“民警乙”现在叫“民警庚”"):
        desk.station.officers.named("民警乙")


def test_all_names_of_a_person_are_known_by_each_of_them(desk: Desk) -> None:
    change(desk, "民警乙", new="民警庚")
    change(desk, "民警庚", new="民警辛")
    names = desk.station.officers.names_of
    assert names("民警乙") == names("民警辛") == ("民警辛", "民警乙", "民警庚")


def test_one_may_take_his_own_former_name_again(desk: Desk) -> None:
    before = desk.station.officers.named("民警乙")
    change(desk, "民警乙", new="民警庚")
    change(desk, "民警庚", new="民警乙")
    assert desk.station.officers.sign_in("民警乙", PASSWORD, NOW) == before
    assert desk.station.officers.names_of("民警庚") == ("民警乙", "民警庚")


def test_what_is_half_filled_goes_with_the_name(desk: Desk) -> None:
    desk.station.half_filled.keep("disputes", {"place": "楼"}, desk.act(officer="民警乙"))
    change(desk, "民警乙", new="民警庚")
    assert desk.station.half_filled.of("民警庚")[0].entry == {"place": "楼"}


@pytest.mark.parametrize(
    ("verb", "changes"),
    [
        ("更改人员", {"name": ["民警乙", "民警庚"], "badge": ["900002", "900020"]}),
        ("人员离任", {"left_on": [None, "2026-11-21"]}),
        ("人员返岗", {"left_on": ["2026-11-21", None]}),
        ("重设密码", {}),
    ],
)
def test_what_happens_to_people_is_on_record(desk: Desk, verb: str, changes: dict[str, object]) -> None:
    act = desk.act(officer=ADMIN)
    change(desk, "民警乙", new="民警庚", badge="900020")
    desk.station.officers.leave("民警庚", act)
    desk.station.officers.come_back("民警庚", act)
    desk.station.officers.reset_password("民警庚", NEW, act)
    rows = {row.verb: row for row in audit.history(desk.station.connections, "人员 民警庚")}
    assert (rows[verb].officer, from_json(rows[verb].changes)) == (ADMIN, changes)


def test_a_change_of_nothing_leaves_no_row(desk: Desk) -> None:
    before = desk.count("audit")
    change(desk, "民警乙")
    assert desk.count("audit") == before


def test_a_reset_password_takes_the_place_of_the_forgotten_one(desk: Desk) -> None:
    officers = desk.station.officers
    officers.reset_password("民警乙", NEW, desk.act(officer=ADMIN))
    with pytest.raises(WrongPassword):
        officers.sign_in("民警乙", PASSWORD, NOW)
    assert officers.must_change_password(officers.sign_in("民警乙", NEW, NOW))


def test_a_password_of_ones_own_need_not_be_changed_again(desk: Desk) -> None:
    officers = desk.station.officers
    officers.reset_password("民警乙", NEW, desk.act(officer=ADMIN))
    officers.change_own_password("own-secret-55", desk.act(officer="民警乙"))
    assert not officers.must_change_password(officers.sign_in("民警乙", "own-secret-55", NOW))


def test_the_password_that_was_given_is_not_kept_as_ones_own(desk: Desk) -> None:
    desk.station.officers.reset_password("民警乙", NEW, desk.act(officer=ADMIN))
    with pytest.raises(FaultyEntry, match="不能和现在的一样"):
        desk.station.officers.change_own_password(NEW, desk.act(officer="民警乙"))


def test_who_is_added_chooses_a_password_and_practice_officers_need_not(desk: Desk) -> None:
    officers = desk.station.officers
    officers.add(Officer("新人", Role.OFFICER, "900100"), NEW, desk.act(officer=ADMIN))
    forced = [officer.name for officer in officers.all() if officers.must_change_password(officer)]
    assert forced == ["新人"]


def test_nobody_who_has_left_gets_a_password(desk: Desk) -> None:
    desk.station.officers.leave("民警乙", desk.act(officer=ADMIN))
    with pytest.raises(Unknown, match="“民警乙”已于 2026-11-21 离任"):
        desk.station.officers.reset_password("民警乙", NEW, desk.act(officer=ADMIN))
