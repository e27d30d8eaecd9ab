"""What this computer remembers beside the station: the look, where the window stood, who signed in last, and the filters an officer keeps."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect, QSettings, QStandardPaths

from fengqiao_desk.values.json_text import from_json, to_json

from .look import Appearance
from .placing import WindowPlace
from .running.input_method import Trouble

_PLACE: Final = re.compile(r"-?[0-9]{1,5} -?[0-9]{1,5} [1-9][0-9]{0,4} [1-9][0-9]{0,4}")
"""Left, top, width and height."""


class Preferences:
    """A small file of the user's own; nothing about cases is ever kept in it."""

    def __init__(self, file: Path | None = None) -> None:
        # A file on every system: by itself Qt would take the registry on Windows.
        self._settings = QSettings(str(file or default_file()), QSettings.Format.IniFormat)

    def appearance(self) -> Appearance:
        """Light, dark or the system's; the system's where nothing legible was kept."""
        kept = str(self._settings.value("look", Appearance.SYSTEM.value))
        return Appearance(kept) if kept in list(Appearance) else Appearance.SYSTEM

    def keep_appearance(self, appearance: Appearance) -> None:
        """For the next start on this computer."""
        self._settings.setValue("look", appearance.value)

    def place(self) -> WindowPlace | None:
        """Where the window was left; None before the first time, and where what was kept cannot be read."""
        kept = str(self._settings.value("window/place", ""))
        if _PLACE.fullmatch(kept) is None:
            return None
        left, top, width, height = (int(number) for number in kept.split())
        # The file gives back text, whatever was put in.
        maximised = str(self._settings.value("window/maximised", "")) == "true"
        return WindowPlace(QRect(left, top, width, height), maximised)

    def keep_place(self, place: WindowPlace) -> None:
        """Where the window stands now, in logical pixels."""
        rect = place.rect
        self._settings.setValue("window/place", f"{rect.left()} {rect.top()} {rect.width()} {rect.height()}")
        self._settings.setValue("window/maximised", "true" if place.maximised else "false")

    def input_trouble(self) -> Trouble | None:
        """What was said of typing Chinese the last time; None where all was well."""
        kept = str(self._settings.value("input", ""))
        return Trouble(kept) if kept in list(Trouble) else None

    def keep_input_trouble(self, trouble: Trouble | None) -> None:
        """What was said of typing Chinese this time; None that all is well."""
        self._settings.setValue("input", "" if trouble is None else trouble.value)

    def last_officer(self) -> str:
        """Empty before anybody signed in on this computer."""
        return str(self._settings.value("officer", ""))

    def keep_officer(self, name: str) -> None:
        """Who signed in; offered at the next start."""
        self._settings.setValue("officer", name)

    def filters(self, officer: str, kind: str) -> dict[str, dict[str, str]]:
        """The filters an officer keeps for the list of a kind: by name, the chosen word of each chip."""
        kept = str(self._settings.value(f"filters/{officer}/{kind}", "{}"))
        found = from_json(kept)
        return found if isinstance(found, dict) else {}

    def keep_filters(self, officer: str, kind: str, filters: dict[str, dict[str, str]]) -> None:
        """All filters of an officer for the list of a kind, in place of those before."""
        # One text: the name of a filter is free, and a slash in a key would begin a group.
        self._settings.setValue(f"filters/{officer}/{kind}", to_json(filters))

    def folder(self) -> Path | None:
        """The station folder chosen in the wizard; None for the default place."""
        kept = str(self._settings.value("folder", ""))
        return Path(kept) if kept else None

    def keep_folder(self, folder: Path) -> None:
        """The station folder that the next start opens."""
        self._settings.setValue("folder", str(folder))

    def backup_folder(self) -> Path | None:
        """Where the last backup went; None before the first."""
        kept = str(self._settings.value("backup", ""))
        return Path(kept) if kept else None

    def keep_backup_folder(self, folder: Path) -> None:
        """Where the next backup is offered to go."""
        self._settings.setValue("backup", str(folder))

    def printer(self, document: str) -> str:
        """The printer that documents of this key went to last; empty before the first."""
        return str(self._settings.value(f"printing/{document}/printer", ""))

    def copies(self, document: str) -> int | None:
        """How many copies of documents of this key were printed last; None before the first."""
        kept = str(self._settings.value(f"printing/{document}/copies", ""))
        # Whoever edits the file by hand may write anything: no number is as good as none.
        return int(kept) if kept.isdecimal() and int(kept) else None

    def keep_printing(self, document: str, printer: str, copies: int | None) -> None:
        """`copies` None leaves what was kept."""
        self._settings.setValue(f"printing/{document}/printer", printer)
        if copies is not None:
            self._settings.setValue(f"printing/{document}/copies", copies)


def default_file() -> Path:
    """The file of this computer's user, in the place the system has for settings."""
    return _place(QStandardPaths.StandardLocation.AppConfigLocation) / "window.ini"


def default_folder() -> Path:
    """Where the station lies when nobody says otherwise."""
    return _place(QStandardPaths.StandardLocation.AppDataLocation) / "枫桥工作台"


def _place(location: QStandardPaths.StandardLocation) -> Path:
    return Path(QStandardPaths.writableLocation(location))
