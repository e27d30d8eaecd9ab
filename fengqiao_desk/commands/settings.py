"""Commands on what a station says of itself: profile, areas, fonts."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ..documents import typesetting
from ..documents.fonts import PRACTICE, ROLES, font_choice, keep_font, look_at, use_system_fonts
from ..problems import WrongUsage
from ..station.areas import LEVELS, Area
from ..station.first_day import first_day
from ..station.profile_facts import FACTS, label_of, read_fact, sample_number
from ..station.rights import Right, require
from .command import Command, CommandRun, Outcome, no_options, parse_argument_day

if TYPE_CHECKING:
    from ..documents.typesetting import FontUse


def _profile_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", default=None, metavar="YYYY-MM-DD", help="哪一天的（默认今天）")


def _profile(run: CommandRun) -> Outcome:
    run.sign_in()
    day = parse_argument_day(run.options.on, "--on") if run.options.on else run.today
    profile = run.station.profile(day)
    facts = [{"fact": fact.name, "label": fact.label, "value": getattr(profile, fact.name)} for fact in FACTS]
    data = {"on": day.isoformat(), "facts": facts, "sample_number": sample_number(profile)}
    lines = (f"{fact.name}　{fact.label}：{getattr(profile, fact.name)}" for fact in FACTS)
    return Outcome(data, "\n".join(lines))


def _set_options(parser: argparse.ArgumentParser) -> None:
    words = "改什么，可写几项，见 profile show"
    parser.add_argument("facts", nargs="+", metavar="FACT=VALUE", help=words)
    parser.add_argument(
        "--from", dest="begins", required=True, metavar="DATE", help="从哪一天起生效，旧文书不变"
    )


def _set(run: CommandRun) -> Outcome:
    facts = dict(_fact(text) for text in run.options.facts)
    begins = first_day(run.options.begins)
    run.station.profiles.change(facts, begins, run.act)
    sentence = f"已保存：{'、'.join(label_of(name) for name in facts)}，自 {begins} 起生效"
    return Outcome({"from": begins, "facts": facts}, sentence)


def _fact(text: str) -> tuple[str, str | int]:
    name, given, value = text.partition("=")
    if not given:
        raise WrongUsage(f"“{text}”应写成 phone=0551-62345678 的样子")
    return name, read_fact(name, value)


def _areas_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help="也列出停用的")


def _areas(run: CommandRun) -> Outcome:
    run.sign_in()
    places = run.station.areas
    found: list[tuple[Area, str | None]] = [(area, None) for area in places.all()]
    found += places.closed() if run.options.all else []
    data = {"areas": [{**_area_data(area), "ended_on": until} for area, until in found]}
    lines = "\n".join(_area_line(area, until) for area, until in found)
    return Outcome(data, lines or "还没有登记区域")


def _area_data(area: Area) -> dict[str, object]:
    return {"name": area.name, "level": area.level, "parent": area.parent}


def _area_line(area: Area, until: str | None) -> str:
    above = f"　属于 {area.parent}" if area.parent else ""
    return f"{area.level}　{area.name}{above}{f'　{until} 起停用' if until else ''}"


def _area_name_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="名称")


def _area_options(parser: argparse.ArgumentParser) -> None:
    _area_name_option(parser)
    parser.add_argument("--level", default=LEVELS[0], metavar="LEVEL", help="、".join(LEVELS))
    parser.add_argument("--parent", default=None, metavar="NAME", help="上级区域")


def _add_area(run: CommandRun) -> Outcome:
    options = run.options
    area = Area(options.name, options.level, options.parent)
    run.station.areas.add(area, run.act)
    return Outcome(_area_data(area), f"已增加区域：{area.level} {area.name}")


def _end_area(run: CommandRun) -> Outcome:
    name, places = run.options.name, run.station.areas
    places.end(name, run.act)
    area, until = next((area, until) for area, until in places.closed() if area.name == name)
    data = {**_area_data(area), "ended_on": until}
    return Outcome(data, f"已停用区域：{area.level} {area.name}，旧记录保留")


def _fonts(run: CommandRun) -> Outcome:
    run.sign_in()
    profile = run.station.profile(run.today)
    trouble = ""
    uses: tuple[FontUse, ...] = ()
    try:
        uses = typesetting.describe(font_choice(profile))
    except typesetting.FontProblem as problem:
        trouble = problem.message
    of_role = {role: [use for use in uses if use.role.name.lower() == role] for role in ROLES}
    roles = [
        {
            "role": role,
            "title": title,
            "own": profile.fonts.get(role, "") or None,
            "fonts": [_font_data(use) for use in of_role[role]],
        }
        for role, title in ROLES.items()
    ]
    data = {"system_fonts": profile.system_fonts, "practice": profile.practice, "roles": roles}
    lines = [_role_line(role, of_role[role], profile.fonts.get(role, "")) for role in ROLES]
    notes = [note for note in (trouble, PRACTICE if profile.practice else "") if note]
    return Outcome({**data, "trouble": trouble or None}, "\n".join([*lines, *notes]))


def _font_data(use: FontUse) -> dict[str, object]:
    return {
        "family": use.family,
        "origin": use.origin,
        "path": str(use.path),
        "licence": use.licence,
        "covered": use.covered,
        "standard": use.standard,
    }


def _role_line(role: str, uses: list[FontUse], own: str) -> str:
    family = f"{uses[0].family}　{uses[0].origin}" if uses else own or "与所在文字相同的字体"
    return f"{role}　{ROLES[role]}：{family}"


def _choose_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "role", metavar="ROLE", help="用在哪里：" + "、".join(ROLES.values()) + "，写法见 fonts list"
    )
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--file", default=None, metavar="FILE", help="字体文件；不能用、不许嵌入的不收")
    chosen.add_argument("--none", action="store_true", help="不再用本所选定的")


def _choose(run: CommandRun) -> Outcome:
    options = run.options
    path = Path(options.file).absolute() if options.file else None
    require(run.act, Right.CHANGE_SETTINGS)
    if path is not None:
        look_at(path)
    keep_font(run.station, options.role, path, run.act)
    chosen = (
        f"已选定“{ROLES[options.role]}”的字体：{path}" if path else f"不再用“{ROLES[options.role]}”选定的字体"
    )
    return Outcome(
        {"role": options.role, "own": str(path) if path else None}, f"{chosen}，今天起签发的文书用"
    )


def _system_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("use", choices=("yes", "no"), metavar="yes|no", help="用不用")


def _system(run: CommandRun) -> Outcome:
    use = run.options.use == "yes"
    use_system_fonts(run.station, use, run.act)
    chosen = "用本机安装的公文字体" if use else "不用本机安装的字体"
    return Outcome({"system_fonts": use}, f"{chosen}，今天起签发的文书用")


COMMANDS = (
    Command(
        "profile show",
        "本所的名称、代字、电话等，按日期",
        _profile_options,
        _profile,
        gives='`{"on", "facts": [{"fact", "label", "value"}], "sample_number"}`.',
    ),
    Command(
        "profile set",
        "从某一天起更改本所的名称、代字、电话等",
        _set_options,
        _set,
        (Right.CHANGE_SETTINGS,),
        gives='`{"from", "facts": {FACT: VALUE}}`.',
    ),
    Command(
        "areas list",
        "列出社区、网格和小区",
        _areas_options,
        _areas,
        gives='`{"areas": [{"name", "level", "parent", "ended_on"}]}`.',
    ),
    Command(
        "areas add",
        "增加社区、网格或小区",
        _area_options,
        _add_area,
        (Right.CHANGE_AREAS,),
        gives='`{"name", "level", "parent"}`; one that was ended comes back.',
    ),
    Command(
        "areas end",
        "停用社区、网格或小区，旧记录保留",
        _area_name_option,
        _end_area,
        (Right.CHANGE_AREAS,),
        gives='`{"name", "level", "parent", "ended_on"}`; refused while areas lie in it that are not ended.',
    ),
    Command(
        "fonts list",
        "列出打印用的字体、来源、许可和字数",
        no_options,
        _fonts,
        gives='`{"system_fonts", "practice", "roles": [{"role", "title", "own", "fonts": [{"family", "origin", "path", "licence", "covered", "standard"}]}], "trouble"}`; `trouble` says why a chosen file cannot be used.',
    ),
    Command(
        "fonts choose",
        "选定一种用途的字体文件",
        _choose_options,
        _choose,
        (Right.CHANGE_SETTINGS,),
        gives='`{"role", "own"}`.',
    ),
    Command(
        "fonts system",
        "用不用本机安装的公文字体",
        _system_options,
        _system,
        (Right.CHANGE_SETTINGS,),
        gives='`{"system_fonts"}`.',
    ),
)
