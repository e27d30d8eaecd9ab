"""The ways into a station folder: one that is open asks its officers, a sealed one its door, and is opened for who has proved himself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from fengqiao_desk.cases.saving import tables
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import FolderDamaged, Problem, WrongPassword
from fengqiao_desk.station import Officer, Station, open_station
from fengqiao_desk.station.opening import PRACTICE_OFFICERS, practice_password
from fengqiao_desk.station.sealed.door import Door, Entrant, is_sealed
from fengqiao_desk.store.damage import ONLY_LOOKING
from fengqiao_desk.store.failures import DATABASE_ERRORS
from fengqiao_desk.store.sealing.master import Master

PROGRAM = "窗口"


class WayIn(Protocol):
    """What the sign-in knows of a folder: its station's name, whether it is for practice, who may come in."""

    @property
    def heading(self) -> str:
        """The station as it is called."""

    @property
    def practice(self) -> bool:
        """Whether nothing real is in it."""

    @property
    def names(self) -> Sequence[str]:
        """Who may come in, in order of entry."""

    def likely(self, last: str) -> tuple[str, str]:
        """Name and password to begin with; `last` is who signed in last."""

    def prove(self, name: str, password: str, at: datetime) -> Callable[[], Officer]:
        """On any thread, and a tenth of a second long: raises WrongPassword. What it gives lets the officer in, on the window's thread.

        That raises Problem where the folder cannot be opened.
        """

    @property
    def is_sealed(self) -> bool:
        """Whether there is a recovery sheet that opens it."""

    def recover(self, code: str, at: datetime) -> Callable[[], Station]:
        """As `prove`, by the recovery sheet: what it gives opens the station. Raises FaultyEntry, WrongPassword."""

    @property
    def station(self) -> Station:
        """The opened station; only once somebody was let in."""


class OpenWay:
    """Into a station that is open: a plain one, or a sealed one in which another officer worked before."""

    def __init__(self, station: Station, at: datetime) -> None:
        self.station = station
        profile = station.profile(at.date())
        self.heading, self.practice = profile.full_name, profile.practice
        self.names = [officer.name for officer in station.officers.all()]
        self.is_sealed = station.layout.is_sealed

    def likely(self, last: str) -> tuple[str, str]:
        """In a practice folder both are known, else only who signed in last."""
        name = last if last in self.names else ""
        password = practice_password(self.station.layout.root)
        if password is None:
            return name, ""
        practising = [officer.name for officer in PRACTICE_OFFICERS if officer.name in self.names]
        return (name if name in practising else practising[0] if practising else name), password

    def prove(self, name: str, password: str, at: datetime) -> Callable[[], Officer]:
        """Asks the officers of the station."""
        officer = self.station.officers.sign_in(name, password, at)
        return lambda: officer

    def recover(self, code: str, at: datetime) -> Callable[[], Station]:
        """Asks the door, though it stands open: the code is what has to be right."""
        Door(self.station.layout.root).recover(code, at)
        return lambda: self.station


class SealedWay:
    """Into a sealed folder that nobody has opened yet; `opened` hears of the station as soon as it is."""

    practice = False
    is_sealed = True

    def __init__(self, folder: Path, opened: Callable[[Station], None]) -> None:
        self._folder, self._door, self._tell = folder, Door(folder), opened
        self._station: Station | None = None
        self.heading, self.names = self._door.station, self._door.names

    @property
    def station(self) -> Station:
        """The station, once a password has opened it."""
        assert self._station is not None
        return self._station

    def likely(self, last: str) -> tuple[str, str]:
        """Only who signed in last."""
        return (last if last in self.names else ""), ""

    def prove(self, name: str, password: str, at: datetime) -> Callable[[], Officer]:
        """Asks the door; once the recovery sheet has opened the station, its officers."""
        if self._station is not None:
            return OpenWay(self._station, at).prove(name, password, at)
        return partial(self._enter, self._door.enter(name, password, at), at)

    def recover(self, code: str, at: datetime) -> Callable[[], Station]:
        """Asks the door."""
        master = self._door.recover(code, at)
        return lambda: self._station or self._keep(opened(self._folder, at, master))

    def _enter(self, entrant: Entrant, at: datetime) -> Officer:
        # Not where the password was tried: a station is at home on the thread that opens it.
        station = opened(self._folder, at, entrant.master)
        try:
            officer = station.officers.let_in(entrant, at, signing_in=True)
        except BaseException:
            station.close()
            raise
        self._keep(station)
        return officer

    def _keep(self, station: Station) -> Station:
        self._station = station
        self._tell(station)
        return station


def way_into(folder: Path, at: datetime, opened_station: Callable[[Station], None]) -> WayIn:
    """The way into a folder; a plain one is opened by it. Raises Problem when it cannot be opened."""
    if folder.is_dir() and is_sealed(folder):
        return SealedWay(folder, opened_station)
    station = opened(folder, at)
    opened_station(station)
    return OpenWay(station, at)


def opened(folder: Path, now: datetime, master: Master | None = None) -> Station:
    """The folder with the tables of every kind, a damaged one for looking alone while that can be done; raises Problem."""
    at = now.isoformat(timespec="seconds")
    try:
        station = open_station(folder, at, PROGRAM, master=master)
    except FolderDamaged as damaged:
        return _looked_into(folder, now, master, damaged)
    try:
        # A folder has never seen the kinds that came after its program.
        tables.ensure(station.connections, KINDS)
    except BaseException:
        station.close()
        raise
    return station


def _looked_into(folder: Path, now: datetime, master: Master | None, damaged: FolderDamaged) -> Station:
    """A damaged folder, in which it is shown what is damaged and mended by one key; raises `damaged` when nobody could sign in."""
    at = now.isoformat(timespec="seconds")
    try:
        station = open_station(folder, at, PROGRAM, master=master, looking=ONLY_LOOKING)
    except Problem:
        raise damaged from None
    if not _may_be_entered(station, now):
        station.close()
        raise damaged from None
    return station


def _may_be_entered(station: Station, now: datetime) -> bool:
    """Whether the sign-in finds what it asks for; a damaged row may be read as anything."""
    try:
        station.profile(now.date())
        return bool(station.officers.all())
    except (*DATABASE_ERRORS, Problem, ValueError, TypeError, KeyError):
        return False


def likely_sign_in(way: WayIn, user: str | None, password: str | None, at: datetime) -> Officer:
    """The officer without asking anybody, for a picture of the window; raises WrongPassword."""
    name, known = way.likely(user or "")
    secret = password if password is not None else known
    if not (user or name) or not secret:
        raise WrongPassword("请给出姓名和密码")
    officer = way.prove(user or name, secret, at)()
    way.station.officers.require_own_password(officer)
    return officer
