"""Asking the session bus: a real one, none, one that is gone, and one that takes the call and says nothing."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from fengqiao_desk.ui.running import session_bus
from fengqiao_desk.ui.running.session_bus import names_on_bus


@pytest.fixture
def silent_bus(tmp_path: Path) -> Iterator[Path]:
    """Takes every call and never says a word."""
    place = tmp_path / "bus"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(place))
        listening.listen()
        yield place


@pytest.mark.parametrize(
    "address",
    [
        "unix:path=/nowhere/bus",
        "nonsense",
        "unix:",
        "unix:tmpdir=/tmp",
        "tcp:host=localhost,port=1",
        "unix:path=",
    ],
)
def test_a_bus_that_cannot_be_reached_gives_none(address: str) -> None:
    assert names_on_bus({"DBUS_SESSION_BUS_ADDRESS": address}) is None


@pytest.mark.parametrize("environment", [{}, {"XDG_RUNTIME_DIR": ""}, {"XDG_RUNTIME_DIR": "/nowhere"}])
def test_without_a_bus_none_is_started(environment: dict[str, str]) -> None:
    assert names_on_bus(environment) is None


def test_a_bus_that_says_nothing_is_given_up(silent_bus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_bus, "PATIENCE_SECONDS", 0.01)
    assert names_on_bus({"DBUS_SESSION_BUS_ADDRESS": f"unix:path={silent_bus}"}) is None


def test_the_bus_of_systemd_is_asked_where_no_address_is_given(
    silent_bus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def note(address: str) -> bool:
        asked.append(address)
        return False

    monkeypatch.setattr(session_bus, "_answers", note)
    names_on_bus({"XDG_RUNTIME_DIR": str(silent_bus.parent)})
    assert asked == [f"unix:path={silent_bus}"]


@pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="dbus-daemon 没有安装")
def test_the_names_on_a_bus_that_runs_are_given(tmp_path: Path) -> None:
    address = f"unix:path={tmp_path / 'a bus'}".replace(" ", "%20")
    command = [
        "dbus-daemon",
        "--session",
        "--nofork",
        "--nopidfile",
        "--print-address",
        f"--address={address}",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        printed = daemon.stdout.readline().strip()
        names = names_on_bus({"DBUS_SESSION_BUS_ADDRESS": printed})
        daemon.terminate()
    assert names is not None
    assert "org.freedesktop.DBus" in names
