"""Every command there is: one line a group, each module holds its COMMANDS."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from .command import Command

_MODULES = (
    "stations",
    "people",
    "roles",
    "records",
    "facts",
    "merging",
    "matters",
    "trash",
    "papers",
    "notices",
    "texts",
    "words",
    "settings",
    "sheets",
    "ledger",
    "periods",
    "upkeep",
    "folder.backups",
    "folder.copies",
    "folder.keys",
    "folder.recovery",
    "demonstration",
    "generated",
    "window",
)

GROUPS = {
    "officers": "人员：增加、列出、离任、返岗、更改，密码",
    "trash": "回收站：丢弃的没填完的表，列出、找回",
    "document": "文书：起草、核稿、签发、替换、作废、再打印、整卷、清单",
    "notices": "告知书：签发一批、登记送达、送达情况、走访检查情况",
    "words": "词表：列出、增加、更改、停用",
    "profile": "本所：名称、代字、电话等，按日期",
    "areas": "辖区：社区、网格、小区",
    "fonts": "打印字体",
    "activities": "工作台账",
    "workdays": "工作日和节假日",
    "audit": "审计",
    "key": "总钥匙",
    "recovery": "恢复单",
}
"""What the commands that begin with the same word are about, for the help."""


def every_command() -> Iterator[Command]:
    """In the order of the help."""
    for name in _MODULES:
        yield from importlib.import_module(f"{__package__}.{name}").COMMANDS
