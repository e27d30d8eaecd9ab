"""The people of the station: who serves, who has left, passwords hashed with argon2."""

from __future__ import annotations

from dataclasses import replace

import argon2

from ..problems import Fault, FaultyEntry, Unknown, WrongPassword
from ..store.database import Connections
from ..values.names import normalise_name
from ..values.text import clean
from .act import Act, put_on_record
from .officer import Officer, Role
from .rights import Right, require

PASSWORD_LENGTH = 8
NO_PASSWORD = "!"


class Officers:
    """The station's officers; nobody is ever deleted, only marked as having left."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._hasher = argon2.PasswordHasher()

    def add(self, officer: Officer, password: str, act: Act) -> Officer:
        """Add an officer, the name in its normal form; at set-up the first 管理员 adds himself."""
        require(act, Right.MANAGE_PEOPLE)
        officer = replace(officer, name=normalise_name(officer.name), badge=clean(officer.badge).strip())
        _check_new(officer, password, {known.name for known in self.all()})
        hashed = self._hasher.hash(password)
        with self._connections.writing():
            table = self._connections.table("officers")
            table.insert(
                name=officer.name, role=officer.role.value, badge=officer.badge, password_hash=hashed
            ).execute()
            changes = {"role": [None, officer.role.value], "badge": [None, officer.badge]}
            put_on_record(self._connections, act, "增加人员", f"人员 {officer.name}", changes)
        return officer

    def remember(self, officer: Officer, act: Act) -> None:
        """Put a name on record that old papers bear; it cannot sign in until it is given a password."""
        require(act, Right.MANAGE_PEOPLE)
        if officer.name in {known.name for known in self.all()}:
            return
        with self._connections.writing():
            self._connections.table("officers").insert(
                name=officer.name, role=officer.role.value, badge=officer.badge, password_hash=NO_PASSWORD
            ).execute()
            put_on_record(self._connections, act, "由文书重建", f"人员 {officer.name}", {})

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

    def leave(self, name: str, day: str, act: Act) -> None:
        """The officer no longer serves from `day` on; records keep the name."""
        require(act, Right.MANAGE_PEOPLE)
        self.named(name)
        with self._connections.writing():
            self._connections.run("UPDATE officers SET left_on = ? WHERE name = ?", day, name)
            put_on_record(self._connections, act, "人员离任", f"人员 {name}", {"left_on": [None, day]})

    def change_own_password(self, password: str, act: Act) -> None:
        """Everybody changes his own, and nobody another's."""
        _check_password(password)
        name = act.by.name
        hashed = self._hasher.hash(password)
        with self._connections.writing():
            self._connections.run("UPDATE officers SET password_hash = ? WHERE name = ?", hashed, name)
            put_on_record(self._connections, act, "更改密码", f"人员 {name}", {})


def _check_password(password: str) -> None:
    if len(password) < PASSWORD_LENGTH:
        raise FaultyEntry((Fault("password", f"密码至少 {PASSWORD_LENGTH} 位"),))


def _check_new(officer: Officer, password: str, taken: set[str]) -> None:
    if not officer.name:
        raise FaultyEntry((Fault("name", "请填写姓名"),))
    if officer.name in taken:
        raise FaultyEntry((Fault("name", f"“{officer.name}”已经在册"),))
    _check_password(password)
