"""One officer of the station: the name, the roles, the 警号."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The four roles; no others."""

    OFFICER = "民警"
    AUXILIARY = "辅警"
    CHIEF = "所领导"
    ADMINISTRATOR = "管理员"


@dataclass(frozen=True)
class Officer:
    """Who acts and who is chosen; `badge` is the 警号, `also` are roles joined to the first."""

    name: str
    role: Role
    badge: str
    also: tuple[Role, ...] = ()

    @property
    def roles(self) -> tuple[Role, ...]:
        """The first and those joined to it."""
        return (self.role, *self.also)

    @property
    def roles_in_words(self) -> str:
        """`民警、管理员`."""
        return "、".join(self.roles)
