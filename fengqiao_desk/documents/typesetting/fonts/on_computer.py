"""The fonts of this computer: for each role the first of the families an official document may be set in (docs/typesetting.md §8)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from fengqiao_desk.documents.typesetting.fonts.chains import FontChoice, FontRole, SystemFonts
from fengqiao_desk.documents.typesetting.fonts.names import FontNames, read_names

# Chinese and English name of each: a font tells one of them, or both.
FAMILIES: dict[FontRole, tuple[str, ...]] = {
    FontRole.BODY: (
        "仿宋_GB2312",
        "FangSong_GB2312",
        "仿宋",
        "FangSong",
        "方正仿宋_GBK",
        "FZFangSong-Z02",
        "方正仿宋简体",
        "FZFangSong-Z02S",
        "华文仿宋",
        "STFangsong",
        "朱雀仿宋",
        "Zhuque Fangsong",
        "朱雀仿宋（预览测试版）",
        "Zhuque Fangsong (technical preview)",
        "LXGW Zhuque Fangsong",
    ),
    FontRole.TITLE: (
        "方正小标宋_GBK",
        "FZXiaoBiaoSong-B05",
        "方正小标宋简体",
        "FZXiaoBiaoSong-B05S",
        "华文中宋",
        "STZhongsong",
    ),
    FontRole.HEADING: ("黑体", "SimHei", "方正黑体_GBK", "FZHei-B01"),
    FontRole.KAI: (
        "楷体_GB2312",
        "KaiTi_GB2312",
        "楷体",
        "KaiTi",
        "方正楷体_GBK",
        "FZKai-Z03",
        "华文楷体",
        "STKaiti",
        "霞鹜文楷",
        "LXGW WenKai",
    ),
}
"""Families of each role, the best first."""
RARE = ("SimSun-ExtB", "SimSun-ExtG", "花园明朝A", "HanaMinA", "花园明朝B", "HanaMinB", "BabelStone Han")
"""Families that hold rare characters, in the order they are asked."""

SUFFIXES = frozenset((".ttf", ".ttc", ".otf", ".otc"))
REGULAR = 400


def font_folders(platform: str, home: Path, environment: Mapping[str, str]) -> tuple[Path, ...]:
    """Where fonts are installed on a platform (as in `sys.platform`), the officer's own folders first."""
    if platform == "win32":
        # Since Windows 10 a user installs fonts without an administrator, into his own folder.
        own = environment.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        windows = environment.get("SYSTEMROOT", r"C:\Windows")
        return Path(own) / "Microsoft" / "Windows" / "Fonts", Path(windows) / "Fonts"
    if platform == "darwin":
        return (
            home / "Library" / "Fonts",
            *map(Path, ("/Library/Fonts", "/System/Library/Fonts", "/System/Library/AssetsV2")),
        )
    data = Path(environment.get("XDG_DATA_HOME", str(home / ".local" / "share")))
    system = map(Path, ("/usr/local/share/fonts", "/usr/share/fonts"))
    return data / "fonts", home / ".fonts", *system


def system_fonts() -> FontChoice:
    """A choice that takes this computer's fonts, looked for once in a process; `replace(choice, body=…)` adds the station's."""
    return FontChoice(system=fonts_in(font_folders(sys.platform, Path.home(), os.environ)))


@cache
def fonts_in(folders: tuple[Path, ...]) -> SystemFonts:
    """The fonts of these folders that may be embedded; what cannot be read is passed over."""
    known: dict[str, FontNames] = {}
    for names in _fonts(folders):
        for family in names.families:
            key = _key(family)
            if key not in known or _rank(names) < _rank(known[key]):
                known[key] = names
    role = {role: _first(known, families) for role, families in FAMILIES.items()}
    rare = (known[_key(family)].path for family in RARE if _key(family) in known)
    return SystemFonts(
        body=role[FontRole.BODY],
        title=role[FontRole.TITLE],
        heading=role[FontRole.HEADING],
        kai=role[FontRole.KAI],
        rare=tuple(dict.fromkeys(rare)),
    )


def _fonts(folders: Iterable[Path]) -> Iterator[FontNames]:
    for folder in folders:
        for place, inner, files in os.walk(folder):
            # The disk gives folders in any order; sorted, a computer chooses the same font every time.
            inner.sort()
            for file in sorted(files):
                path = Path(place, file)
                names = read_names(path) if path.suffix.lower() in SUFFIXES else None
                if names is not None and names.embeddable:
                    yield names


def _rank(names: FontNames) -> int:
    """Of the fonts of one family the regular one comes first; of equal ones the one that was found first."""
    return abs(names.weight - REGULAR)


def _key(family: str) -> str:
    # Versions of one font differ in blanks and capitals.
    return family.casefold().replace(" ", "")


def _first(known: Mapping[str, FontNames], families: Iterable[str]) -> Path | None:
    return next((known[_key(family)].path for family in families if _key(family) in known), None)
