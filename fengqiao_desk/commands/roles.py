"""Who may do what, as one table that can be read: roles, rights, and the commands that ask them."""

from __future__ import annotations

from ..station.officer import Role
from ..station.rights import CONDITIONS, RIGHTS, Right
from .command import Command, CommandRun, Outcome, no_options
from .registry import every_command


def _roles(run: CommandRun) -> Outcome:
    asking: dict[Right, list[str]] = {right: [] for right in Right}
    for command in every_command():
        for right in command.asks:
            asking[right].append(command.name)
    rights = [
        {
            "right": right.name.lower(),
            "title": right.value,
            "roles": [role.value for role in RIGHTS[right]],
            "condition": CONDITIONS.get(right, ""),
            "commands": asking[right],
        }
        for right in Right
    ]
    return Outcome(
        {"roles": [role.value for role in Role], "rights": rights}, "\n".join(_line(right) for right in Right)
    )


def _line(right: Right) -> str:
    """`更改自己的密码：民警、辅警、所领导、管理员（只限本人的密码）`."""
    condition = f"（{CONDITIONS[right]}）" if right in CONDITIONS else ""
    return f"{right.value}：{'、'.join(RIGHTS[right])}{condition}"


COMMANDS = (
    Command(
        "roles",
        "列出哪种角色可以办理什么",
        no_options,
        _roles,
        gives='`{"roles", "rights": [{"right", "title", "roles", "condition", "commands"}]}`: as the core decides it; needs no folder.',
    ),
)
