"""Which input method Qt is to speak to, decided before Qt starts from the environment and the names on the session bus."""

from __future__ import annotations

from collections.abc import Collection, Mapping, MutableMapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

IBUS_NAME: Final = "org.freedesktop.IBus"
"""Owned by ibus itself and by fcitx5, which speaks ibus too."""
FCITX5_NAME: Final = "org.fcitx.Fcitx5"
_ANY_FCITX: Final = "org.fcitx.Fcitx"
_LIST, _ONE = "QT_IM_MODULES", "QT_IM_MODULE"
_HINTS: Final = (_LIST, _ONE, "GTK_IM_MODULE", "XMODIFIERS")
_METHODS: Final = ("fcitx", "ibus")
_OFF: Final = "none"


class Trouble(StrEnum):
    """Why no Chinese can be typed; the value is what preferences keep of it."""

    NONE_RUNS = "none"
    FCITX4 = "fcitx4"
    FCITX5_WITHOUT_IBUS = "fcitx5"


WORDS: Final = {
    Trouble.NONE_RUNS: "没有找到正在运行的中文输入法（ibus 或 fcitx5）。请先打开输入法，再重新打开本程序；"
    "电脑上没有的，请维护人员安装 fcitx5（软件包 fcitx5、fcitx5-chinese-addons）或 ibus（ibus-libpinyin）。",
    Trouble.FCITX4: "正在运行的输入法是 fcitx 4，本程序和它接不上。请维护人员换成 fcitx5"
    "（软件包 fcitx5、fcitx5-chinese-addons）或 ibus（ibus-libpinyin），注销后重新登录。",
    Trouble.FCITX5_WITHOUT_IBUS: "正在运行的 fcitx5 没有打开 ibus 前端。请在“fcitx5 配置 → 附加组件”里"
    "勾选“IBus 前端”，重新启动输入法，再重新打开本程序。",
}
"""What is the matter and what to do, for the officer."""


@dataclass(frozen=True)
class Choice:
    """`module` is for QT_IM_MODULE: empty takes the variable away, None leaves the environment as it is."""

    module: str | None = None
    trouble: Trouble | None = None


def decide(environment: Mapping[str, str], plugins: Collection[str], names: Collection[str] | None) -> Choice:
    """`plugins` are the file names of Qt's input method plugins, `names` those on the session bus, None when it cannot be asked.

    What the environment asks for and Qt has a plugin for is left alone. Qt's wheels have ibus only (docs/stack.md 0.10);
    their `xim` composes accents and no Chinese.
    """
    wanted = _wanted(environment)
    spoken = next((each for each in wanted if each == _OFF or _has_plugin(each, plugins)), "")
    # Whoever set another method that Qt has a plugin for meant it.
    if spoken not in ("", "ibus") or not _has_plugin("ibus", plugins):
        return Choice()
    instead = None if spoken else "ibus"
    if on_wayland(environment):
        return _on_wayland(wanted, instead, names or ())
    if names is not None and IBUS_NAME in names:
        return Choice(instead)
    hinted = any(method in environment.get(name, "") for name in _HINTS for method in _METHODS)
    return Choice(instead if hinted else None, None if names is None else _trouble(names))


def speak(choice: Choice, environment: MutableMapping[str, str]) -> None:
    """Puts the choice into the environment that Qt is going to read."""
    if choice.module is None:
        return
    for name in (_LIST, _ONE):
        # Both go: Qt reads the list first and would not look at ours.
        environment.pop(name, None)
    if choice.module:
        environment[_ONE] = choice.module


def on_wayland(environment: Mapping[str, str]) -> bool:
    """Whether Qt is going to open its windows by Wayland."""
    if platform := environment.get("QT_QPA_PLATFORM", ""):
        return platform.startswith("wayland")
    return environment.get("XDG_SESSION_TYPE") == "wayland" and "WAYLAND_DISPLAY" in environment


def has_a_screen(environment: Mapping[str, str]) -> bool:
    """Whether anybody is going to type: not without a screen, and not where the system brings text to every window itself."""
    platform = environment.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    if platform:
        return platform == "xcb" or platform.startswith("wayland")
    return "DISPLAY" in environment or "WAYLAND_DISPLAY" in environment


def _wanted(environment: Mapping[str, str]) -> list[str]:
    """QT_IM_MODULES goes before QT_IM_MODULE, as in Qt."""
    listed = environment.get(_LIST) or environment.get(_ONE, "")
    return [each.strip().lower() for each in listed.split(";") if each.strip()]


def _has_plugin(method: str, plugins: Collection[str]) -> bool:
    return any(method.rstrip("5") in plugin for plugin in plugins)


def _on_wayland(wanted: list[str], instead: str | None, names: Collection[str]) -> Choice:
    """There the desktop brings the text, unless the environment asks for something else that Qt cannot give."""
    if not wanted or "wayland" in wanted or instead is None:
        return Choice()
    return Choice(instead if IBUS_NAME in names else "")


def _trouble(names: Collection[str]) -> Trouble:
    if FCITX5_NAME in names:
        return Trouble.FCITX5_WITHOUT_IBUS
    is_fcitx4 = any(name.startswith(_ANY_FCITX) for name in names)
    return Trouble.FCITX4 if is_fcitx4 else Trouble.NONE_RUNS
