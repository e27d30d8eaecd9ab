"""Set-up of a new station and opening of an existing one."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from ..problems import Fault, FaultyEntry, FolderDamaged, FolderReadOnly
from ..store.backups.plain_copies import clear_plain_copies
from ..store.copies.standing import note_first_place, provenance_of
from ..store.damage.finding import Finding
from ..store.damage.left_log import log_findings
from ..store.damage.mending import Mended, mend_database
from ..store.failures import DATABASE_ERRORS
from ..store.folder import (
    COMMAND_WAIT_SECONDS,
    create_folder,
    lock_folder,
    look_into_folder,
    open_folder,
    whole_or_nothing,
)
from ..store.kept_names import kept_names
from ..store.layout import FolderLayout
from ..store.lock import WINDOW, FolderLock, Holder, is_held
from ..store.looking import unwritable_words, why_unwritable
from ..store.putting_back import finish_putting_back
from ..store.sealing.generations import clear_other_generations
from ..store.sealing.keyring import Keyring
from ..store.sealing.master import Master
from ..store.sealing.recovery import Recovery
from ..store.whole_files import clear_unfinished
from .act import Act
from .areas import Area
from .officer import Officer, Role
from .passwords import practice_weakness, weakness
from .people_rules import check_name, in_normal_form
from .profile import FROM_THE_BEGINNING
from .station import Station

PRACTICE_OFFICERS = (
    Officer("民警甲", Role.OFFICER, "900001"),
    Officer("民警乙", Role.OFFICER, "900002"),
    Officer("保管员丁", Role.OFFICER, "900003"),
    Officer("辅警丙", Role.AUXILIARY, "F90001"),
    Officer("所长戊", Role.CHIEF, "900004"),
    Officer("管理员己", Role.ADMINISTRATOR, "900005"),
)
PRACTICE_AREAS = (Area("示例社区", "社区"), Area("示例小区", "小区", "示例社区"))


@dataclass(frozen=True)
class NewStation:
    """What the first-run wizard and `init` ask for; organs and tokens left empty follow from the names.

    A working station is sealed with the recovery sheet it was given, and left `plain` only for who says so; a practice station is plain.
    """

    name: str
    parent: str
    admin: str
    password: str
    letterhead_organ: str = ""
    seal_organ: str = ""
    organ_token: str = ""
    unit_token: str = ""
    phone: str = ""
    practice: bool = False
    with_officers: bool = False
    recovery: Recovery | None = None
    plain: bool = False

    def facts(self) -> dict[str, object]:
        """The dated facts of the profile. Tokens default to the first character of each name and can be corrected."""
        full = self.name if self.name.startswith(self.parent) else self.parent + self.name
        own = self.name.removeprefix(self.parent)
        return {
            "name": self.name,
            "parent": self.parent,
            "letterhead_organ": self.letterhead_organ or full,
            "seal_organ": self.seal_organ or full,
            "organ_token": self.organ_token or self.parent[:1] + "公",
            "unit_token": self.unit_token or own[:1],
            "phone": self.phone,
            "practice": self.practice,
        }


def create_station(root: Path, new: NewStation, at: str) -> Station:
    """Make the folder and fill it in one go; `at` is the moment of set-up, its act the first 管理员's own.

    Raises FaultyEntry when a name is missing; whatever is raised, nothing is left of the folder.
    """
    _check(new)
    with whole_or_nothing(root):
        return _create(root, new, at)


def _create(root: Path, new: NewStation, at: str) -> Station:
    master = Master.fresh(1) if new.recovery is not None else None
    connections = create_folder(root, master)
    layout = FolderLayout(root, master.generation if master is not None else 0)
    keyring = None
    if master is not None and new.recovery is not None:
        keyring = Keyring(layout, connections, master)
        keyring.begin(new.name, new.recovery)
    # Before anything is filled in: a folder that is only half a station must not be opened by another program.
    lock = lock_folder(root, Holder.here("建站"), 0)
    # The thread that opens a station keeps one connection until it closes the station: else each read would open one.
    connections.keep()
    station = Station(layout, connections, lock, keyring)
    try:
        _fill(
            station,
            new,
            Act(in_normal_form(Officer(new.admin, Role.ADMINISTRATOR, "")), datetime.fromisoformat(at)),
        )
    except BaseException:
        station.close()
        raise
    return station


def _fill(station: Station, new: NewStation, act: Act) -> None:
    with station.writing():
        station.profiles.change(new.facts(), FROM_THE_BEGINNING, act)
        station.vocabularies.fill()
        station.officers.add(act.by, new.password, act, shared=new.practice)
        if not new.practice:
            note_first_place(station.connections, station.layout.root, act.stamp)
        if new.practice and new.with_officers:
            _add_practice_people(station, new.password, act)


def open_station(
    root: Path,
    at: str,
    program: str,
    *,
    exclusive: bool = True,
    master: Master | None = None,
    looking: str = "",
) -> Station:
    """Open a folder; `program` is what a second start is told, `exclusive` False only for looking and backing up.

    `looking` is why it may only be looked at (`Station.only_looked_at`); a folder that cannot be written gives its own reason. A sealed
    one is opened with the master for which somebody has proved himself (`station.sealed.door`); raises FolderSealed without.
    """
    if exclusive:
        finish_putting_back(root)
    layout = FolderLayout(root)
    unwritable = why_unwritable(layout)
    lock: FolderLock | None = None
    if exclusive and not unwritable:
        try:
            # A second window is told at once; a command waits, for another command ends by itself and a window may be closing.
            lock = lock_folder(root, Holder.here(program), 0.0 if program == WINDOW else COMMAND_WAIT_SECONDS)
        except FolderReadOnly:
            unwritable = unwritable_words(root)
    try:
        if reason := looking or unwritable:
            connections = look_into_folder(root, reason, alone=bool(lock or unwritable), master=master)
        else:
            stamp = at.replace(":", "").replace("-", "")
            connections = open_folder(root, f"before-upgrade-{stamp}", master, may_migrate=exclusive)
        connections.keep()
        keyring = Keyring(layout, connections, master) if master is not None else None
        station = Station(layout, connections, lock, keyring)
        if exclusive and not reason:
            clear_unfinished(layout.kept_files)
            # What counts is open: what another generation has left, plain or sealed, lies there for nobody.
            clear_other_generations(layout)
            if keyring is not None:
                keyring.mend()
                clear_plain_copies(layout)
            # A damaged register cannot say whose they are: they stay until it can.
            with suppress(*DATABASE_ERRORS):
                station.files.settle(partial(kept_names, connections))
            station.vocabularies.take_in_new()
            _learn_provenance(station, at, may_write=True)
        else:
            # Who only looks at a damaged folder is told so by what he looks for.
            with suppress(FolderDamaged, *DATABASE_ERRORS, ValueError, TypeError, KeyError):
                _learn_provenance(station, at, may_write=False)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return station


def mend_folder(root: Path, at: str, program: str, master: Master | None = None) -> Mended:
    """Mend what can be mended of the database before it is opened; waits like a command for whoever has the folder.

    Asks no right: the rows stay what they were. Raises FolderDamaged, with nothing changed, when rows are lost.
    """
    lock = lock_folder(root, Holder.here(program), COMMAND_WAIT_SECONDS)
    try:
        key = master.database_key if master is not None else None
        return mend_database(FolderLayout(root), key, at.replace(":", "").replace("-", ""))
    finally:
        lock.release()


def left_by_a_kill(root: Path, master: Master | None = None) -> list[Finding]:
    """What a killed program has left that nobody may open before it is mended; empty while a program works here. Changes nothing."""
    layout = FolderLayout(root)
    key = master.database_key if master is not None else None
    return [] if is_held(layout) else log_findings(layout, key)


def _learn_provenance(station: Station, at: str, *, may_write: bool) -> None:
    """Whether the folder is a copy that nobody has taken over yet; the place of one that knows none is kept."""
    root = station.layout.root
    # A practice folder is copied by hand as often as somebody likes: its numbers are nobody's.
    by_place = not station.profile(datetime.fromisoformat(at).date()).practice
    if may_write and by_place:
        note_first_place(station.connections, root, at)
    station.stand(provenance_of(station.connections, root, by_place=by_place))


def practice_password(root: Path) -> str | None:
    """The password every practice officer has; None in a folder that is not for practice."""
    path = FolderLayout(root).practice_password
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return lines[0] if lines else None


def _check(new: NewStation) -> None:
    faults = [
        Fault(field, f"请填写{label}")
        for field, label, value in (
            ("station", "派出所名称", new.name),
            ("parent", "上级公安机关名称", new.parent),
            ("admin", "管理员姓名", new.admin),
        )
        if not value.strip()
    ]
    # A name that is empty has its sentence already.
    faults += [Fault("admin", fault.message) for fault in check_name(new.admin, ()) if new.admin.strip()]
    if new.recovery is None and not (new.plain or new.practice):
        faults.append(Fault("recovery", "请先打印恢复单：没有它，密码都忘了就打不开了"))
    weak = practice_weakness(new.password) if new.practice else weakness(new.password, new.admin)
    if weak:
        faults.append(Fault("password", f"管理员{weak}" if weak.startswith("密码") else weak))
    if faults:
        raise FaultyEntry(tuple(faults))


def _add_practice_people(station: Station, password: str, act: Act) -> None:
    """The practice officers all have the administrator's password, kept readable in the folder."""
    station.layout.practice_password.write_text(password + "\n", encoding="utf-8")
    for officer in PRACTICE_OFFICERS:
        if officer.name != act.by.name:
            station.officers.add(officer, password, act, shared=True)
    for area in PRACTICE_AREAS:
        station.areas.add(area, act)
