"""Officers: four roles and what each may do, passwords, names."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.problems import FaultyEntry, NotPermitted, Unknown, WrongPassword
from fengqiao_desk.station import Act, Officer, Right, Role, may, require
from fengqiao_desk.store import audit

if TYPE_CHECKING:
    from tests.conftest import Desk

NOW = datetime(2026, 11, 21, 9)

PASSWORD = "练习-password-1"
EVERYBODY = (
    "登记",
    "导入表格",
    "导出表格",
    "起草文书",
    "打印文书",
    "合成整卷",
    "更改自己的密码",
    "撤回自己当日登记的",
)
POLICE_WORK = (
    *("签发文书", "作废文书", "查询一个人的以往案件", "撤销导入", "撤回登记", "并入和拆分"),
    "修复数据文件夹",
)
HOUSEKEEPING = (
    *("管理人员", "更改设置", "更改辖区", "更改词表", "更改文书文字", "载入节假日"),
    *("接管恢复的数据", "从备份恢复"),
)
Entry = dict[str, Any]


def add(desk: Desk, name: str, password: str = "eight-or-more") -> Officer:
    return desk.station.officers.add(
        Officer(name, Role.OFFICER, "900100"), password, desk.act(officer="管理员己")
    )


def test_a_practice_station_has_the_six_of_the_contract(desk: Desk) -> None:
    roles = {officer.name: officer.role.value for officer in desk.station.officers.all()}
    assert roles == {
        **{"民警甲": "民警", "民警乙": "民警", "保管员丁": "民警"},
        **{"辅警丙": "辅警", "所长戊": "所领导", "管理员己": "管理员"},
    }


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.OFFICER, {*EVERYBODY, *POLICE_WORK}),
        (Role.AUXILIARY, {*EVERYBODY}),
        (Role.CHIEF, {*EVERYBODY, *POLICE_WORK, "月度封账", "撤回所领导登记的", *HOUSEKEEPING}),
        (Role.ADMINISTRATOR, {*EVERYBODY, *HOUSEKEEPING, "管理钥匙和恢复单", "修复数据文件夹"}),
    ],
)
def test_each_role_may_do_its_acts_and_no_others(role: Role, allowed: set[str]) -> None:
    officer = Officer("某人", role, "1")
    assert {right.value for right in Right if may(officer, right)} == allowed


def test_what_a_role_may_not_do_is_refused_in_words() -> None:
    auxiliary = Act(Officer("辅警丙", Role.AUXILIARY, "1"), datetime(2026, 11, 21))
    with pytest.raises(NotPermitted, match="辅警“辅警丙”不能签发文书，请由民警或所领导办理"):
        require(auxiliary, Right.ISSUE)


def test_name_and_password_sign_in(desk: Desk) -> None:
    assert desk.station.officers.sign_in("民警甲", PASSWORD, NOW).role is Role.OFFICER


@pytest.mark.parametrize(
    ("name", "password"), [("民警甲", "wrong"), ("民警甲", ""), ("路人", PASSWORD), ("路人", "nobody")]
)
def test_a_wrong_name_is_told_as_a_wrong_password_is(desk: Desk, name: str, password: str) -> None:
    with pytest.raises(WrongPassword) as caught:
        desk.station.officers.sign_in(name, password, NOW)
    assert (caught.value.message, caught.value.status) == ("姓名或密码不对，请再试一次", 3)


def test_no_password_is_kept_in_clear(desk: Desk) -> None:
    rows = desk.station.connections.run("SELECT password_hash FROM officers")
    assert all(row[0].startswith("$argon2id$") for row in rows)


def test_a_changed_password_replaces_the_old(desk: Desk) -> None:
    desk.station.officers.change_own_password("another-password", desk.act())
    with pytest.raises(WrongPassword):
        desk.station.officers.sign_in("民警甲", PASSWORD, NOW)
    assert desk.station.officers.sign_in("民警甲", "another-password", NOW).name == "民警甲"


def test_the_audit_never_holds_a_password(desk: Desk) -> None:
    desk.station.officers.change_own_password("another-password", desk.act())
    kept = desk.station.connections.run("SELECT changes FROM audit")
    assert not any("another-password" in row[0] or "argon2" in row[0] for row in kept)


def test_a_short_password_is_told(desk: Desk) -> None:
    with pytest.raises(FaultyEntry, match="密码至少 10 位"):
        add(desk, "新人", "1234567")


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "民警甲", " 民警甲 "])
def test_a_name_that_is_empty_or_taken_is_told(desk: Desk, name: str) -> None:
    with pytest.raises(FaultyEntry):
        add(desk, name)


def test_a_name_is_kept_in_its_normal_form(desk: Desk) -> None:
    assert add(desk, " 阿依古丽•买买提\u200b").name == "阿依古丽·买买提"
    assert desk.station.officers.named("阿依古丽·买买提")


def test_who_has_left_signs_in_no_more(desk: Desk) -> None:
    desk.station.officers.leave("民警乙", desk.act(officer="管理员己"))
    with pytest.raises(WrongPassword):
        desk.station.officers.sign_in("民警乙", PASSWORD, NOW)


def test_who_has_left_is_chosen_for_nothing_new(desk: Desk, dispute: Entry) -> None:
    desk.station.officers.leave("民警乙", desk.act(officer="管理员己"))
    with pytest.raises(FaultyEntry, match="里没有“民警乙”"):
        desk.receive("disputes", {**dispute, "officer": "民警乙"})


def test_records_of_who_has_left_can_still_be_amended(desk: Desk, dispute: Entry) -> None:
    case = desk.receive("disputes", {**dispute, "officer": "民警乙"})
    desk.station.officers.leave("民警乙", desk.act(officer="管理员己"))
    amended = desk.amend(case, {"place": "示例小区9栋"})
    assert (amended.values["officer"], amended.values["place"]) == ("民警乙", "示例小区9栋")


def test_nobody_of_that_name_is_unknown(desk: Desk) -> None:
    with pytest.raises(Unknown, match="没有“路人”这个人员"):
        desk.station.officers.named("路人")


def test_adding_an_officer_is_audited(desk: Desk) -> None:
    add(desk, "新人")
    assert audit.history(desk.station.connections, "人员 新人")[-1].verb == "增加人员"
