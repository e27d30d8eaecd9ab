"""The verbs on the keys of a station: sealing a plain one, and changing the master of a sealed one without asking anybody's password."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ...problems import Fault, FaultyEntry, Refused
from ...store.backups.facts import Backup
from ...store.backups.keeping import BackedUp, back_up
from ...store.backups.plain_copies import clear_plain_copies
from ...store.database import Connections
from ...store.sealing.generations import Content, Progress, commit, next_generation
from ...store.sealing.key_file import KeyFile
from ...store.sealing.master import Master
from ...store.sealing.recovery import Recovery
from .. import passwords
from ..act import Act, put_on_record
from ..officer import Officer
from ..rights import Right, may, require
from ..station import Station
from ..tables import OfficerRow

SUBJECT = "钥匙"
_SERVING = OfficerRow.left_on.is_empty() & (OfficerRow.password_hash != passwords.NO_PASSWORD)


def seal(station: Station, recovery: Recovery, act: Act, progress: Progress) -> Master:
    """Bring a plain station over into a sealed generation beside it; the keys that are written last make it count.

    Everybody's password goes on opening it: a wrap is made of the hash that was stored. The station is closed and opened again
    with the master, which clears what was plain. Raises Refused for a sealed or a practice station, DiskProblem; then nothing changed.
    """
    require(act, Right.MANAGE_KEYS)
    profile = station.profile(act.day)
    if station.layout.is_sealed:
        raise Refused("这个站已经加密了")
    if profile.practice:
        raise Refused("练习站不加密：练习密码人人知道，里面也没有真实的案件")
    if not station.connections.database.can_seal:
        raise Refused("这台电脑上的程序缺少加密的组件（sqlcipher3），不能加密，请重新安装")
    master = Master.fresh(1)
    keys = KeyFile.of(master, profile.name, recovery)
    for name, stored in station.connections.rows(
        OfficerRow.select(OfficerRow.name, OfficerRow.password_hash).where(_SERVING).order_by(OfficerRow.key)
    ):
        keys = keys.borrowing(name, stored, master)
    with next_generation(_content(station), master, progress) as sealed:
        with sealed.writing():
            sealed.execute(OfficerRow.update({OfficerRow.password_hash: passwords.NO_PASSWORD}))
            _record(sealed, act, "加密本站", {"generation": [0, master.generation]})
        commit(station.layout, keys)
    return master


def change_master(station: Station, act: Act, progress: Progress) -> Master:
    """Seal everything anew with another master, wrapped for all by their public halves; the masters of before open old backups.

    Who left and copied the folder reads what he copied, and nothing of what comes. As after `seal` the station is opened again.
    """
    require(act, Right.MANAGE_KEYS)
    if station.keyring is None:
        raise Refused("这个站没有加密，没有总钥匙可换")
    old = station.keyring.master
    master = Master.fresh(old.generation + 1)
    with next_generation(_content(station), master, progress) as sealed:
        with sealed.writing():
            _record(sealed, act, "更换总钥匙", {"generation": [old.generation, master.generation]})
        commit(station.layout, station.keyring.file.about(master, old))
    return master


def renew_recovery(station: Station, recovery: Recovery, act: Act) -> None:
    """From now on this recovery sheet opens the station, and the one before opens nothing. Raises Refused where nothing is sealed."""
    require(act, Right.MANAGE_KEYS)
    if station.keyring is None:
        raise Refused("这个站没有加密，不用恢复单")
    with station.writing():
        station.keyring.recover_by(recovery)
        _record(station.connections, act, "更换恢复单", {})


def regain(station: Station, name: str, password: str, at: datetime) -> Officer:
    """Who opened the station by the recovery sheet gives one of its 管理员 a new password; gives him. Raises FaultyEntry (`admin`, `password`)."""
    serving = station.officers.all()
    officer = next((each for each in serving if each.name == name.strip()), None)
    if officer is None or not may(officer, Right.MANAGE_KEYS):
        allowed = "、".join(each.name for each in serving if may(each, Right.MANAGE_KEYS))
        wrong = f"“{name}”不是现任管理员" if name.strip() else "请选一位管理员"
        raise FaultyEntry((Fault("admin", f"{wrong}。现任管理员：{allowed}"),))
    station.officers.regain(password, Act(officer, at))
    return officer


def begin_sealed(station: Station, act: Act) -> Backup:
    """Once the station was opened by its new master: a verified backup in its own room, after which no plain copy stays there.

    Raises DiskProblem, FolderDamaged; then the plain copies stay until there is one.
    """
    require(act, Right.MANAGE_KEYS)
    of = BackedUp(station.connections, station.layout, station.files, station.profile(act.day).name)
    made = back_up(of, station.layout.backups, act.by.name, act.stamp)
    clear_plain_copies(station.layout)
    return made


def _content(station: Station) -> Content:
    return Content(station.layout, station.connections, station.files)


def _record(connections: Connections, act: Act, verb: str, changes: Mapping[str, object]) -> None:
    put_on_record(connections, act, verb, SUBJECT, changes)
