"""Asks the session bus which names are on it, before Qt's application is there; never waits long, never starts a bus."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import unquote

PATIENCE_SECONDS: Final = 0.3
_NAME: Final = "fengqiao-desk-input-method"
_BUS: Final = "org.freedesktop.DBus"


def names_on_bus(environment: Mapping[str, str]) -> frozenset[str] | None:
    """The names that programs own on the session bus; None where there is no bus, or none that answers in time."""
    address = _address(environment)
    # Greeted by hand first: Qt would wait for ever on a bus that takes the call and says nothing (docs/stack.md §0.10).
    if address is None or not _answers(address):
        return None
    try:
        from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage  # noqa: PLC0415 - not in every build of Qt
    except ImportError:
        return None
    connection = QDBusConnection.connectToBus(address, _NAME)
    question = QDBusMessage.createMethodCall(_BUS, "/org/freedesktop/DBus", _BUS, "ListNames")
    answer = connection.call(question, QDBus.CallMode.Block, int(PATIENCE_SECONDS * 1000))
    # The name stays in Qt's table otherwise; nothing else here speaks on the bus.
    QDBusConnection.disconnectFromBus(_NAME)
    said = answer.arguments()
    return frozenset(map(str, said[0])) if said and isinstance(said[0], list) else None


def _address(environment: Mapping[str, str]) -> str | None:
    """The first address that is given, else the bus of systemd where it is there; libdbus would start one if asked without."""
    given = environment.get("DBUS_SESSION_BUS_ADDRESS", "").split(";")[0]
    if given:
        return given
    usual = Path(environment.get("XDG_RUNTIME_DIR", "")) / "bus"
    return f"unix:path={usual}" if usual.is_absolute() and usual.is_socket() else None


def _answers(address: str) -> bool:
    """Whether a bus greets us there: Qt has no limit for a bus that takes the call and says nothing (D-Bus Specification, Auth)."""
    place = _socket_of(address)
    if place is None:
        return False
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(PATIENCE_SECONDS)
            line.connect(place)
            # The user's number in digits, each digit in hex: so AUTH EXTERNAL wants it.
            line.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
            return line.recv(64).startswith(b"OK")
    except OSError:
        return False


def _socket_of(address: str) -> str | None:
    """`unix:path=/run/user/1000/bus` or `unix:abstract=…`; None for other transports and where the system has no such sockets."""
    transport, _, rest = address.partition(":")
    if transport != "unix" or not hasattr(socket, "AF_UNIX"):
        return None
    keys = dict(part.partition("=")[::2] for part in rest.split(","))
    path, abstract = keys.get("path"), keys.get("abstract")
    if path is not None:
        return unquote(path)
    return None if abstract is None else "\0" + unquote(abstract)
