"""Commands about the people of the station: who serves, who comes, leaves, comes back and changes, and passwords."""

from __future__ import annotations

import argparse
from dataclasses import replace

from ..cases.people import OpenWork, change_officer, open_work
from ..kinds import KINDS
from ..problems import Refused, WrongUsage
from ..station.officer import Officer, Role
from ..station.rights import Right
from .command import Command, CommandRun, Outcome, read_password


def _name_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="姓名")


def new_password_option(parser: argparse.ArgumentParser) -> None:
    """--new-password-file FILE."""
    parser.add_argument("--new-password-file", required=True, metavar="FILE", help="新密码文件（第一行）")


def _role_option(parser: argparse.ArgumentParser, *, required: bool) -> None:
    words = f"身份，可写两次：{'、'.join(Role)}"
    parser.add_argument("--role", required=required, action="append", metavar="ROLE", help=words)


def _add_options(parser: argparse.ArgumentParser) -> None:
    _name_option(parser)
    _role_option(parser, required=True)
    parser.add_argument("--badge", required=True, metavar="N", help="警号")
    new_password_option(parser)


def _add(run: CommandRun) -> Outcome:
    options = run.options
    role, *also = _roles(options.role)
    password = read_password(options.new_password_file) or ""
    officer = Officer(options.name, role, options.badge, tuple(also))
    added = run.station.officers.add(officer, password, run.act)
    return Outcome(_data(added), f"已增加人员：{_line(added)}；首次登录要改掉密码")


def _list_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help="也列出离任的人员")


def _list(run: CommandRun) -> Outcome:
    officers = run.station.officers
    found = [(_data(officer), _line(officer)) for officer in officers.all()]
    if run.options.all:
        found += [
            (
                {**_data(former.officer), "left_on": former.left_on},
                f"{_line(former.officer)}　{former.left_on} 离任",
            )
            for former in officers.left()
        ]
    return Outcome({"officers": [data for data, _ in found]}, "\n".join(line for _, line in found))


def _leave(run: CommandRun) -> Outcome:
    name, station = run.options.name, run.station
    officer = station.officers.named(name)
    station.officers.leave(name, run.act)
    work = open_work(station, KINDS, name)
    data = {
        **_data(officer),
        "left_on": run.act.day.isoformat(),
        "open": [each.as_data() for each in work],
    }
    return Outcome(data, f"已办理离任：{_line(officer)}{_left_behind(name, work)}")


def _left_behind(name: str, work: tuple[OpenWork, ...]) -> str:
    """What somebody else has to take over, and the command that lists it."""
    if not work:
        return ""
    lines = [
        f"　{each.words}：list {each.kind.key} --where {each.field.name}={name} --where open=是"
        for each in work
    ]
    return "\n名下还有没办完的，请用 amend 改由别人负责：\n" + "\n".join(lines)


def _return(run: CommandRun) -> Outcome:
    officer = run.station.officers.come_back(run.options.name, run.act)
    return Outcome(_data(officer), f"已办理返岗：{_line(officer)}；下次登录要改密码")


def _change_options(parser: argparse.ArgumentParser) -> None:
    _name_option(parser)
    _role_option(parser, required=False)
    parser.add_argument("--badge", metavar="B", help="新的警号")
    parser.add_argument("--rename", metavar="NEW", help="新的姓名；以前的文书和办理经过保留当天的姓名")


def _change(run: CommandRun) -> Outcome:
    options, station = run.options, run.station
    if options.role is None and options.badge is None and options.rename is None:
        raise WrongUsage("请写明改什么：--role、--badge 或 --rename")
    changed = station.officers.known(options.name)
    if options.role is not None:
        role, *also = _roles(options.role)
        changed = replace(changed, role=role, also=tuple(also))
    if options.badge is not None:
        changed = replace(changed, badge=options.badge)
    if options.rename is not None:
        changed = replace(changed, name=options.rename)
    officer = change_officer(station, KINDS, options.name, changed, run.act)
    return Outcome(_data(officer), f"已更改：{_line(officer)}")


def _reset_options(parser: argparse.ArgumentParser) -> None:
    _name_option(parser)
    new_password_option(parser)


def _reset_password(run: CommandRun) -> Outcome:
    officers, name = run.station.officers, run.options.name
    officers.reset_password(name, read_password(run.options.new_password_file) or "", run.act)
    must_change = officers.must_change_password(officers.named(name))
    then = "；本人下次登录要改成自己的密码" if must_change else ""
    return Outcome({"name": name, "must_change": must_change}, f"已重设“{name}”的密码{then}")


def _own_password(run: CommandRun) -> Outcome:
    password = read_password(run.options.new_password_file) or ""
    act = run.act_of(run.signed_in)
    run.station.officers.change_own_password(password, act)
    return Outcome({"name": act.by.name, "must_change": False}, f"“{act.by.name}”的密码已更改")


def _roles(words: list[str]) -> list[Role]:
    """The roles named, the first of them leading; raises Refused for one that is none."""
    for word in words:
        if word not in list(Role):
            raise Refused(f"没有“{word}”这个身份，可用：{'、'.join(Role)}", field="role")
    return [Role(word) for word in words]


def _data(officer: Officer) -> dict[str, object]:
    return {
        "name": officer.name,
        "role": officer.role.value,
        "roles": [role.value for role in officer.roles],
        "badge": officer.badge,
    }


def _line(officer: Officer) -> str:
    return f"{officer.roles_in_words}　{officer.name}　{officer.badge}".rstrip("　")


COMMANDS = (
    Command(
        "officers add",
        "增加人员",
        _add_options,
        _add,
        (Right.MANAGE_PEOPLE,),
        gives='`{"name", "role", "roles", "badge"}`; of two roles the first leads.',
    ),
    Command(
        "officers list",
        "列出人员",
        _list_options,
        _list,
        gives='`{"officers": [{"name", "role", "roles", "badge"}]}`; `--all` adds who left, with `left_on`.',
    ),
    Command(
        "officers leave",
        "办理离任，列出名下没办完的",
        _name_option,
        _leave,
        (Right.MANAGE_PEOPLE,),
        gives='`{"name", "role", "roles", "badge", "left_on", "open": [{"kind", "title", "field", "count"}]}`: what is open in the officer\'s name; the last 管理员 neither leaves nor loses the role.',
    ),
    Command(
        "officers return",
        "离任的人员返岗",
        _name_option,
        _return,
        (Right.MANAGE_PEOPLE,),
        gives='`{"name", "role", "roles", "badge"}`.',
    ),
    Command(
        "officers change",
        "更改身份、警号或姓名",
        _change_options,
        _change,
        (Right.MANAGE_PEOPLE,),
        gives='`{"name", "role", "roles", "badge"}`; under a new name old papers and steps keep the old one, open cases say the new one, and either finds all.',
    ),
    Command(
        "officers reset-password",
        "重设忘记的密码",
        _reset_options,
        _reset_password,
        (Right.MANAGE_PEOPLE,),
        gives='`{"name", "must_change"}`. A password that somebody else set opens nothing in a working station but `officers password` (problem `password_not_own`, status 1).',
    ),
    Command(
        "officers password",
        "更改自己的密码",
        new_password_option,
        _own_password,
        (Right.CHANGE_OWN_PASSWORD,),
        gives='`{"name", "must_change"}`.',
    ),
)
