"""Everybody who serves or has served, by every name: what is read of the people, and how a row of theirs is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import peewee

from ..problems import Unknown
from ..store.composed import ComposedOnce
from ..store.database import Connections
from ..store.driver import text_of
from ..values.json_text import from_json, to_json
from .officer import Officer, Role
from .tables import OfficerRow

_COLUMNS = (OfficerRow.name, OfficerRow.role, OfficerRow.badge, OfficerRow.also)
_PRESENT_NAME = peewee.fn.COALESCE(OfficerRow.now_called, OfficerRow.name)


@dataclass(frozen=True)
class Former:
    """Somebody who has left: the officer as he was, and the day (`YYYY-MM-DD`)."""

    officer: Officer
    left_on: str


class Roll:
    """A row of the table is a name. Nobody is deleted; another name is another row, and records keep the name of their day."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self) -> list[Officer]:
        """Everyone who serves, in order of entry."""
        return [_officer(*row) for row in self._connections.run(_serving())]

    def ever(self) -> list[Officer]:
        """Those who have left too, and everybody by each name he bore: what records may hold."""
        return [_officer(*row) for row in self._connections.run(_ever())]

    def left(self) -> list[Former]:
        """Who has left, by the last name, newest first."""
        # A former name has a `left_on` too, the day of the change: its bearer has not left.
        query = OfficerRow.select(*_COLUMNS, OfficerRow.left_on).where(
            OfficerRow.left_on.is_filled(), OfficerRow.now_called.is_empty()
        )
        rows = self._connections.rows(query.order_by(OfficerRow.left_on.desc(), OfficerRow.key))
        return [Former(_officer(*columns), left_on) for *columns, left_on in rows]

    def named(self, name: str) -> Officer:
        """Who serves under this name; raises Unknown, in words for who has left or has another name."""
        found = next((officer for officer in self.all() if officer.name == name), None)
        if found is None:
            raise Unknown(self._gone(name))
        return found

    def known(self, name: str) -> Officer:
        """Who serves or has left, by the present name; raises Unknown."""
        left = [former.officer for former in self.left()]
        return next((officer for officer in left if officer.name == name), None) or self.named(name)

    def names_of(self, name: str) -> tuple[str, ...]:
        """Every name the bearer of this one has had, the present one first; a name of nobody stands alone."""
        return tuple(found for (found,) in _names_of.rows(self._connections, name)) or (name,)

    def names_now(self) -> set[str]:
        """The names of everyone who serves, former ones too."""
        return {name for officer in self.all() for name in self.names_of(officer.name)}

    def _gone(self, name: str) -> str:
        query = OfficerRow.select(OfficerRow.now_called, OfficerRow.left_on)
        rows = self._connections.rows(query.where(OfficerRow.name == name))
        if not rows:
            return f"没有“{name}”这个人员"
        now_called, left_on = rows[0]
        return f"“{name}”现在叫“{now_called}”" if now_called else f"“{name}”已于 {left_on} 离任"

    def names_ever(self) -> set[str]:
        """Every name anybody bears or bore here: none of them is ever given to another."""
        return {name for (name,) in self._connections.rows(OfficerRow.select(OfficerRow.name))}

    def _insert(self, officer: Officer, stored: str, *, must_change: bool) -> None:
        row = {
            OfficerRow.name: officer.name,
            OfficerRow.role: officer.role.value,
            OfficerRow.badge: officer.badge,
            OfficerRow.also: to_json(list(officer.also)),
            OfficerRow.password_hash: stored,
            OfficerRow.must_change: must_change,
        }
        self._connections.execute(OfficerRow.insert(row))

    def _set(self, name: str, values: Mapping[peewee.Field, object]) -> None:
        self._connections.execute(OfficerRow.update(values).where(OfficerRow.name == name))


@ComposedOnce
def _names_of(name: str) -> peewee.Query:
    # An alias for the row asked about, so that its name is not taken for that of the rows looked through.
    asked = OfficerRow.alias("asked")
    present = asked.select(peewee.fn.COALESCE(asked.now_called, asked.name)).where(asked.name == name)
    # The one name that points at no other, the present one, comes first: false sorts before true.
    names = OfficerRow.select(OfficerRow.name).where(present == _PRESENT_NAME)
    return names.order_by(OfficerRow.now_called.is_filled(), OfficerRow.key)


@cache
def _serving() -> str:
    """Asked with every entry that names an officer, so it is composed once."""
    return text_of(
        OfficerRow.select(*_COLUMNS).where(OfficerRow.left_on.is_empty()).order_by(OfficerRow.key)
    )[0]


@cache
def _ever() -> str:
    return text_of(OfficerRow.select(*_COLUMNS).order_by(OfficerRow.key))[0]


def subject_of(name: str) -> str:
    """How the audit calls somebody: by the name of the day."""
    return f"人员 {name}"


def _officer(name: str, role: str, badge: str, also: str) -> Officer:
    return Officer(name, Role(role), badge, tuple(Role(each) for each in from_json(also)))
