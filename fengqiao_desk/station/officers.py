"""The officers of the station: four roles, what each may do, passwords hashed with argon2."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import argon2

from ..problems import Fault, FaultyEntry, NotPermitted, Unknown, WrongPassword
from ..store import audit
from ..store.database import Connections
from ..values.names import normalise_name
from ..values.text import clean

PASSWORD_LENGTH = 8
NO_PASSWORD = "!"


class Role(StrEnum):
    """The four roles; no others."""

    OFFICER = "民警"
    AUXILIARY = "辅警"
    CHIEF = "所领导"
    ADMINISTRATOR = "管理员"


class Permission(StrEnum):
    """What the program asks before an act; the value is how a refusal names it."""

    RECORD = "登记"
    ISSUE = "签发文书"
    VOID = "作废文书"
    CLOSE_MONTH = "月度封账"
    MANAGE = "管理人员和设置"


# docs/law.md §2.1 (程序规定第52条②): an auxiliary helps and drafts, but never signs for the station.
_ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: frozenset({Permission.RECORD, Permission.ISSUE, Permission.VOID}),
    Role.AUXILIARY: frozenset({Permission.RECORD}),
    Role.CHIEF: frozenset(Permission),
    Role.ADMINISTRATOR: frozenset({Permission.RECORD, Permission.MANAGE}),
}


@dataclass(frozen=True)
class Officer:
    """One officer; `badge` is the 警号."""

    name: str
    role: Role
    badge: str

    def may(self, permission: Permission) -> bool:
        return permission in _ALLOWED[self.role]

    def require(self, permission: Permission) -> None:
        """Refuse in words when the role does not allow it."""
        if not self.may(permission):
            raise NotPermitted(f"{self.role}“{self.name}”不能{permission.value}，请由有权限的人员办理")


class Officers:
    """The station's officers; nobody is ever deleted, only marked as having left."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._hasher = argon2.PasswordHasher()

    def add(self, officer: Officer, password: str, at: str, by: str) -> Officer:
        """Add an officer, the name in its normal form; `by` is who adds (the name itself at set-up)."""
        officer = replace(officer, name=normalise_name(officer.name), badge=clean(officer.badge).strip())
        _check_new(officer, password, {known.name for known in self.all()})
        hashed = self._hasher.hash(password)
        with self._connections.writing():
            table = self._connections.table("officers")
            table.insert(
                name=officer.name, role=officer.role.value, badge=officer.badge, password_hash=hashed
            ).execute()
            changes = {"role": [None, officer.role.value], "badge": [None, officer.badge]}
            audit.record(
                self._connections,
                at=at,
                by=by,
                verb="增加人员",
                subject=f"人员 {officer.name}",
                changes=changes,
            )
        return officer

    def remember(self, officer: Officer, at: str, by: str) -> None:
        """Put a name on record that old papers bear; it cannot sign in until it is given a password."""
        if officer.name in {known.name for known in self.all()}:
            return
        with self._connections.writing():
            self._connections.table("officers").insert(
                name=officer.name, role=officer.role.value, badge=officer.badge, password_hash=NO_PASSWORD
            ).execute()
            audit.record(
                self._connections, at=at, by=by, verb="由文书重建", subject=f"人员 {officer.name}", changes={}
            )

    def all(self) -> list[Officer]:
        """Everyone who serves, in order of entry."""
        return self._where("left_on IS NULL")

    def ever(self) -> list[Officer]:
        """Those who have left too."""
        return self._where("true")

    def _where(self, condition: str) -> list[Officer]:
        rows = self._connections.run(f"SELECT name, role, badge FROM officers WHERE {condition} ORDER BY key")  # noqa: S608 - our own words
        return [Officer(name, Role(role), badge) for name, role, badge in rows]

    def named(self, name: str) -> Officer:
        found = next((officer for officer in self.all() if officer.name == name), None)
        if found is None:
            raise Unknown(f"没有“{name}”这个人员")
        return found

    def sign_in(self, name: str, password: str) -> Officer:
        """The officer, when name and password fit; the same sentence for either being wrong."""
        rows = self._connections.run(
            "SELECT password_hash FROM officers WHERE name = ? AND left_on IS NULL", name
        )
        try:
            self._hasher.verify(rows[0][0] if rows else self._hasher.hash("nobody"), password)
        except (argon2.exceptions.VerifyMismatchError, argon2.exceptions.InvalidHashError):
            raise WrongPassword("姓名或密码不对，请再试一次") from None
        if not rows:
            raise WrongPassword("姓名或密码不对，请再试一次")
        return self.named(name)

    def leave(self, name: str, day: str, at: str, by: str) -> None:
        """The officer no longer serves from `day` on; records keep the name."""
        self.named(name)
        with self._connections.writing():
            self._connections.run("UPDATE officers SET left_on = ? WHERE name = ?", day, name)
            audit.record(
                self._connections,
                **{"at": at, "by": by, "verb": "人员离任", "subject": f"人员 {name}"},
                changes={"left_on": [None, day]},
            )

    def change_password(self, name: str, password: str, at: str, by: str) -> None:
        _check_password(password)
        hashed = self._hasher.hash(password)
        with self._connections.writing():
            self._connections.run("UPDATE officers SET password_hash = ? WHERE name = ?", hashed, name)
            audit.record(self._connections, at=at, by=by, verb="更改密码", subject=f"人员 {name}", changes={})


def _check_password(password: str) -> None:
    if len(password) < PASSWORD_LENGTH:
        raise FaultyEntry((Fault("password", f"密码至少 {PASSWORD_LENGTH} 位"),))


def _check_new(officer: Officer, password: str, taken: set[str]) -> None:
    if not officer.name:
        raise FaultyEntry((Fault("name", "请填写姓名"),))
    if officer.name in taken:
        raise FaultyEntry((Fault("name", f"“{officer.name}”已经在册"),))
    _check_password(password)
