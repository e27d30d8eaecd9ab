"""Which fonts a station prints with: its own files, this computer's fonts, then the packaged ones; and how it chooses them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..problems import Unknown
from ..station import Act, Station
from ..station.profile import Profile
from ..station.rights import Right, require
from . import typesetting

if TYPE_CHECKING:
    from .typesetting import FontChoice

ROLES: Final = {
    "body": "仿宋（正文）",
    "title": "小标宋（标题）",
    "heading": "黑体（一级标题、表格项目）",
    "kai": "楷体（二级标题）",
    "latin": "数字和西文",
}
"""What the fonts of a paper are for, and the font the standard wants there (GB/T 9704)."""
PRACTICE: Final = "练习文件夹只用随程序安装的字体，在每台电脑上打印都一样；选定的字体在正式文件夹里才用。"


def font_choice(profile: Profile) -> FontChoice:
    """The chain of fonts; a practice folder prints with the packaged fonts only, so that its pages are equal everywhere."""
    if profile.practice:
        return typesetting.FontChoice()
    begun = typesetting.system_fonts() if profile.system_fonts else typesetting.FontChoice()
    own = {role: Path(path) for role, path in profile.fonts.items() if path}
    return replace(
        begun,
        body=own.get("body"),
        title=own.get("title"),
        heading=own.get("heading"),
        kai=own.get("kai"),
        latin=own.get("latin"),
    )


def look_at(path: Path) -> None:
    """Reads a font file as printing does; raises FontProblem for what is no font or may not be embedded."""
    typesetting.describe(typesetting.FontChoice(body=path))


def keep_font(station: Station, role: str, path: Path | None, act: Act) -> None:
    """A role prints with a file that was looked at, or (None) without one of its own, from the day of the act on."""
    require(act, Right.CHANGE_SETTINGS)
    if role not in ROLES:
        known = "、".join(f"{name}（{title}）" for name, title in ROLES.items())
        raise Unknown(f"没有“{role}”这种用途的字体，可用：{known}")
    # Fonts are one value of the profile: what changes from a day on is the whole of it.
    fonts = {name: kept for name, kept in station.profile(act.day).fonts.items() if name != role}
    chosen = {role: str(path)} if path else {}
    station.profiles.change({"fonts": {**fonts, **chosen}}, act.day.isoformat(), act)


def use_system_fonts(station: Station, use: bool, act: Act) -> None:
    """Whether this computer's fonts are taken where the station chose none, from the day of the act on."""
    station.profiles.change({"system_fonts": use}, act.day.isoformat(), act)
