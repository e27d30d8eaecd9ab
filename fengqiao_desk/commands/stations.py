"""Commands that set up a station: init, kinds."""

from __future__ import annotations

import argparse
from contextlib import closing

from ..cases import CaseKind
from ..cases.saving import tables
from ..fields import Field
from ..kinds import KINDS
from ..problems import WrongPassword, WrongUsage
from ..station import create_station
from ..station.opening import NewStation
from ..station.vocabularies import shipped
from ..store.copies.shared_places import warning_of
from ..store.folder import whole_or_nothing
from ..store.sealing.recovery import Recovery
from .command import Command, CommandRun, Outcome, no_options, read_password


def _init_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--station", required=True, metavar="NAME", help="派出所名称")
    parser.add_argument("--parent", required=True, metavar="NAME", help="上级公安机关")
    parser.add_argument("--admin", required=True, metavar="NAME", help="管理员姓名")
    parser.add_argument("--practice", action="store_true", help="建成练习文件夹")
    plain_option(parser)
    parser.add_argument("--with-officers", action="store_true", help="练习文件夹里加上示例人员")


def _init(run: CommandRun) -> Outcome:
    options = run.options
    if options.with_officers and not options.practice:
        raise WrongUsage("--with-officers 只能与 --practice 同用")
    password = read_password(options.password_file)
    if password is None:
        raise WrongPassword("请用 --password-file 给出管理员密码所在的文件，写在命令前面")
    new = NewStation(
        name=options.station,
        parent=options.parent,
        admin=options.admin,
        password=password,
        practice=options.practice,
        with_officers=options.with_officers,
        recovery=recovery_for(options, practice=options.practice),
        plain=options.plain,
    )
    with whole_or_nothing(run.folder):
        station = create_station(run.folder, new, run.now.isoformat(timespec="seconds"))
        with closing(station):
            tables.ensure(station.connections, KINDS)
    data = {"data": str(run.folder.resolve()), "station": options.station, "practice": options.practice}
    founded = [f"已建站：{options.station}，数据在 {run.folder.resolve()}", warning_of(run.folder)]
    return with_recovery(data, "\n".join(filter(None, founded)), new.recovery)


def plain_option(parser: argparse.ArgumentParser) -> None:
    """--plain, which has to be asked for."""
    parser.add_argument("--plain", action="store_true", help="不加密（不建议：拿到电脑的人都能读）")


def recovery_for(options: argparse.Namespace, *, practice: bool) -> Recovery | None:
    """The recovery code of a station that is being made; none where nothing is sealed."""
    return None if practice or options.plain else Recovery.fresh()


def with_recovery(data: dict[str, object], sentence: str, recovery: Recovery | None) -> Outcome:
    """The outcome with the recovery code, which is told this once and kept nowhere."""
    if recovery is None:
        return Outcome(data, sentence)
    groups = " ".join(recovery.groups)
    shown = f"{sentence}\n数据已加密。恢复码（只显示这一次，抄在纸上锁好；也可用 recovery print 打印恢复单）：\n{groups}"
    return Outcome({**data, "recovery": groups}, shown)


def _kinds(run: CommandRun) -> Outcome:
    data = {"kinds": [kind_data(kind) for kind in KINDS]}
    return Outcome(data, "\n".join(f"{kind.key}　{kind.title}" for kind in KINDS))


def kind_data(kind: CaseKind) -> dict[str, object]:
    """The shape of `kinds`: fields, states, steps and documents of a kind."""
    return {
        "key": kind.key,
        "title": kind.title,
        "fields": [_field_data(field) for field in kind.fields],
        "states": [{"title": state.title, "closed": state.closed} for state in kind.states],
        "steps": [
            {
                "key": step.key,
                "title": step.title,
                "fields": [_field_data(field) for field in step.fields],
                "from": list(step.from_states) or [state.title for state in kind.states if not state.closed],
                "to": list(step.to_states),
            }
            for step in kind.steps
        ],
        "documents": [
            {"key": form.key, "title": form.title, "copies": form.copies} for form in kind.documents
        ],
    }


def _field_data(field: Field) -> dict[str, object]:
    data: dict[str, object] = {
        "name": field.name,
        "label": field.label,
        "kind": field.kind.key,
        "required": field.required,
        "choices": _choices(field),
    }
    if field.is_rows:
        data["fields"] = [_field_data(inner) for inner in field.rows]
    return data


def _choices(field: Field) -> list[str] | None:
    """The words as shipped; a station's own additions are told when a wrong one is entered."""
    if not field.vocabulary:
        return None
    return [term.label for term in shipped()[field.vocabulary].terms]


COMMANDS = (
    Command(
        "init",
        "新建数据文件夹",
        _init_options,
        _init,
        gives='`{"data", "station", "practice", "recovery"}`; a working station is encrypted and its recovery groups are told this once, unless `--plain`; a folder that is not empty is refused.',
    ),
    Command(
        "kinds",
        "列出各类案件及其栏目、状态、步骤和文书",
        no_options,
        _kinds,
        gives='`{"kinds": [{"key", "title", "fields", "states", "steps", "documents": [{"key", "title", "copies"}]}]}`; a field has name, label, kind, required, choices.',
    ),
)
