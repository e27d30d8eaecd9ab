"""Who may do what, as one table that can be read: roles, rights, and the commands that ask them."""

from __future__ import annotations

from typing import Any

from ..station.officer import Role
from ..station.rights import CONDITIONS, RIGHTS, Right
from .command import Command, CommandRun, Outcome
from .registry import every_command


def _roles(run: CommandRun) -> Outcome:
    asking: dict[Right, list[str]] = {right: [] for right in Right}
    for command in every_command():
        for right in command.asks:
            asking[right].append(command.name)
    rights: list[dict[str, Any]] = [
        {
            "right": right.name.lower(),
            "title": right.value,
            "roles": [role.value for role in RIGHTS[right]],
            "condition": CONDITIONS.get(right, ""),
            "commands": asking[right],
        }
        for right in Right
    ]
    told = "\n".join(
        f"{right['title']}：{'、'.join(right['roles'])}{'（' + right['condition'] + '）' if right['condition'] else ''}"
        for right in rights
    )
    return Outcome({"roles": [role.value for role in Role], "rights": rights}, told)


COMMANDS = (
    Command(
        "roles",
        "列出哪种角色可以办理什么",
        lambda parser: None,
        _roles,
        gives='`{"roles", "rights": [{"right", "title", "roles", "condition", "commands"}]}`: as the core decides it; needs no folder.',
    ),
)
