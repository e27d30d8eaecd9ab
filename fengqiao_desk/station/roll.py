"""Everybody who serves or has served, by every name: what is read of the people, and how a row of theirs is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import peewee

from ..problems import Unknown
from ..store.database import Connections, text_of
from ..values.json_text import from_json, to_json
from .officer import Officer, Role

_OFFICERS: Any = peewee.Table(
    "officers",
    ("key", "name", "role", "badge", "also", "left_on", "now_called", "password_hash", "must_change"),
)
_COLUMNS = (_OFFICERS.name, _OFFICERS.role, _OFFICERS.badge, _OFFICERS.also)


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
        query = _OFFICERS.select(*_COLUMNS, _OFFICERS.left_on).where(
            _OFFICERS.left_on.is_null(False), _OFFICERS.now_called.is_null()
        )
        rows = self._connections.rows(query.order_by(_OFFICERS.left_on.desc(), _OFFICERS.key))
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
        rows = self._connections.run(
            "SELECT name FROM officers WHERE coalesce(now_called, name) = "
            "(SELECT coalesce(now_called, name) FROM officers WHERE name = ?) ORDER BY now_called IS NOT NULL, key",
            name,
        )
        return tuple(found for (found,) in rows) or (name,)

    def names_now(self) -> set[str]:
        """The names of everyone who serves, former ones too."""
        return {name for officer in self.all() for name in self.names_of(officer.name)}

    def _gone(self, name: str) -> str:
        rows = self._connections.run("SELECT now_called, left_on FROM officers WHERE name = ?", name)
        if not rows:
            return f"没有“{name}”这个人员"
        now_called, left_on = rows[0]
        return f"“{name}”现在叫“{now_called}”" if now_called else f"“{name}”已于 {left_on} 离任"

    def names_ever(self) -> set[str]:
        return {name for (name,) in self._connections.run("SELECT name FROM officers")}

    def _insert(self, officer: Officer, stored: str, *, must_change: bool) -> None:
        self._connections.table("officers").insert(
            name=officer.name,
            role=officer.role.value,
            badge=officer.badge,
            also=to_json(list(officer.also)),
            password_hash=stored,
            must_change=int(must_change),
        ).execute()

    def _set(self, name: str, **columns: str | int | None) -> None:
        changed = {getattr(_OFFICERS, column): value for column, value in columns.items()}
        self._connections.execute(_OFFICERS.update(changed).where(_OFFICERS.name == name))


@cache
def _serving() -> str:
    """Asked with every entry that names an officer, so it is composed once."""
    return text_of(_OFFICERS.select(*_COLUMNS).where(_OFFICERS.left_on.is_null()).order_by(_OFFICERS.key))[0]


@cache
def _ever() -> str:
    return text_of(_OFFICERS.select(*_COLUMNS).order_by(_OFFICERS.key))[0]


def subject_of(name: str) -> str:
    """How the audit calls somebody: by the name of the day."""
    return f"人员 {name}"


def _officer(name: str, role: str, badge: str, also: str) -> Officer:
    return Officer(name, Role(role), badge, tuple(Role(each) for each in from_json(also)))
