"""Which input method Qt speaks to: for every way a desktop asks for one, and every method that may run."""

from __future__ import annotations

import pytest
from fengqiao_desk.ui.running.input_method import (
    FCITX5_NAME,
    IBUS_NAME,
    WORDS,
    Choice,
    Trouble,
    decide,
    has_a_screen,
    on_wayland,
    speak,
)

BUS = "org.freedesktop.DBus"
FCITX5 = frozenset((BUS, FCITX5_NAME, "org.fcitx.Fcitx-0", IBUS_NAME, "org.freedesktop.portal.IBus"))
FCITX5_CLOSED = FCITX5 - {IBUS_NAME, "org.freedesktop.portal.IBus"}
IBUS = frozenset((BUS, IBUS_NAME))
FCITX4 = frozenset((BUS, "org.fcitx.Fcitx-0"))
NOTHING = frozenset((BUS,))
WHEELS = ("libcomposeplatforminputcontextplugin.so", "libibusplatforminputcontextplugin.so")
DISTRIBUTION = (*WHEELS, "libfcitx5platforminputcontextplugin.so")
NOT_SPOKEN = ("fcitx", "fcitx5", "xim", "scim")
X11 = {"XDG_SESSION_TYPE": "x11", "DISPLAY": ":0"}
WAYLAND = {"XDG_SESSION_TYPE": "wayland", "WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}


def asking(module: str, **more: str) -> dict[str, str]:
    """The environment of an X11 desktop that asks for this module; empty for none."""
    return {**X11, **({"QT_IM_MODULE": module} if module else {}), **more}


@pytest.mark.parametrize("module", ["", *NOT_SPOKEN])
@pytest.mark.parametrize("names", [FCITX5, IBUS])
def test_a_method_that_runs_is_spoken_to_by_ibus(module: str, names: frozenset[str]) -> None:
    assert decide(asking(module), WHEELS, names) == Choice("ibus")


@pytest.mark.parametrize("names", [FCITX5, IBUS])
def test_a_desktop_that_sets_xmodifiers_only_is_spoken_to_by_ibus(names: frozenset[str]) -> None:
    assert decide(asking("", XMODIFIERS="@im=fcitx"), WHEELS, names) == Choice("ibus")


@pytest.mark.parametrize("names", [FCITX5, IBUS, None])
def test_ibus_that_is_asked_for_is_left_alone(names: frozenset[str] | None) -> None:
    assert decide(asking("ibus"), WHEELS, names) == Choice()


@pytest.mark.parametrize("module", ["fcitx", "fcitx5", "FCITX"])
@pytest.mark.parametrize("names", [FCITX5, FCITX5_CLOSED, FCITX4, NOTHING, None])
def test_a_plugin_that_the_distribution_brings_is_used(module: str, names: frozenset[str] | None) -> None:
    assert decide(asking(module), DISTRIBUTION, names) == Choice()


@pytest.mark.parametrize("module", ["compose", "none"])
def test_no_method_is_given_to_who_asks_for_none(module: str) -> None:
    assert decide(asking(module), WHEELS, IBUS) == Choice()


def test_a_qt_without_ibus_is_left_alone() -> None:
    assert decide(asking("fcitx"), WHEELS[:1], FCITX5) == Choice()


@pytest.mark.parametrize("module", ["", *NOT_SPOKEN, "ibus"])
@pytest.mark.parametrize(
    ("names", "trouble"),
    [
        (FCITX4, Trouble.FCITX4),
        (FCITX5_CLOSED, Trouble.FCITX5_WITHOUT_IBUS),
        (NOTHING, Trouble.NONE_RUNS),
    ],
)
def test_where_none_answers_it_is_told_why(module: str, names: frozenset[str], trouble: Trouble) -> None:
    assert decide(asking(module), WHEELS, names).trouble is trouble


@pytest.mark.parametrize("module", ["fcitx", "fcitx5"])
@pytest.mark.parametrize("names", [NOTHING, FCITX4, None])
def test_a_method_that_is_asked_for_and_not_there_yet_is_waited_for_by_ibus(
    module: str, names: frozenset[str] | None
) -> None:
    assert decide(asking(module), WHEELS, names).module == "ibus"


@pytest.mark.parametrize("hint", [{"XMODIFIERS": "@im=ibus"}, {"GTK_IM_MODULE": "fcitx"}])
def test_without_a_bus_the_environment_s_hints_are_followed(hint: dict[str, str]) -> None:
    assert decide({**X11, **hint}, WHEELS, None) == Choice("ibus")


@pytest.mark.parametrize("module", ["", "xim"])
def test_without_a_bus_and_a_hint_nothing_is_changed_and_nothing_told(module: str) -> None:
    assert decide(asking(module), WHEELS, None) == Choice()


@pytest.mark.parametrize("listed", ["wayland;fcitx;ibus", "ibus"])
def test_a_list_of_modules_that_has_ibus_is_left_alone(listed: str) -> None:
    assert decide({**X11, "QT_IM_MODULES": listed, "QT_IM_MODULE": "fcitx"}, WHEELS, FCITX5) == Choice()


def test_a_list_of_modules_without_any_that_qt_has_gives_way() -> None:
    environment = {**X11, "QT_IM_MODULES": "wayland;fcitx"}
    speak(decide(environment, WHEELS, FCITX5), environment)
    assert environment == {**X11, "QT_IM_MODULE": "ibus"}


@pytest.mark.parametrize("environment", [WAYLAND, {**WAYLAND, "QT_IM_MODULES": "wayland;fcitx"}])
@pytest.mark.parametrize("names", [FCITX5, IBUS, FCITX4, NOTHING, None])
def test_wayland_brings_the_text_itself(environment: dict[str, str], names: frozenset[str] | None) -> None:
    assert decide(environment, WHEELS, names) == Choice()


def test_wayland_with_a_module_that_qt_has_not_speaks_ibus_where_it_answers() -> None:
    assert decide({**WAYLAND, "QT_IM_MODULE": "fcitx"}, WHEELS, FCITX5) == Choice("ibus")


@pytest.mark.parametrize("names", [FCITX5_CLOSED, NOTHING, None])
def test_wayland_with_a_module_that_qt_has_not_goes_back_to_the_desktop_s_own(
    names: frozenset[str] | None,
) -> None:
    environment = {**WAYLAND, "QT_IM_MODULE": "fcitx"}
    choice = decide(environment, WHEELS, names)
    speak(choice, environment)
    assert (environment, choice.trouble) == (WAYLAND, None)


def test_nothing_to_change_leaves_the_environment() -> None:
    environment = asking("fcitx", QT_IM_MODULES="fcitx")
    before = dict(environment)
    speak(Choice(), environment)
    assert environment == before


@pytest.mark.parametrize(
    ("environment", "wayland"),
    [
        (X11, False),
        (WAYLAND, True),
        ({**WAYLAND, "QT_QPA_PLATFORM": "xcb"}, False),
        ({**X11, "QT_QPA_PLATFORM": "wayland"}, True),
    ],
)
def test_what_opens_the_windows(environment: dict[str, str], wayland: bool) -> None:
    assert on_wayland(environment) is wayland


@pytest.mark.parametrize(
    ("environment", "screen"),
    [
        (X11, True),
        (WAYLAND, True),
        ({}, False),
        ({**X11, "QT_QPA_PLATFORM": "offscreen"}, False),
        ({**X11, "QT_QPA_PLATFORM": "minimal:size=800"}, False),
        ({**X11, "QT_QPA_PLATFORM": "xcb;wayland"}, True),
    ],
)
def test_nobody_types_without_a_screen(environment: dict[str, str], screen: bool) -> None:
    assert has_a_screen(environment) is screen


def test_every_trouble_says_what_to_do() -> None:
    assert [trouble for trouble in Trouble if "请" not in WORDS[trouble]] == []
