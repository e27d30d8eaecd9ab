"""Who may do what: every right the core asks, and the roles that have it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from ..problems import NotPermitted
from .act import Act
from .officer import Officer, Role


class Right(StrEnum):
    """What the core asks before an act; the value is how a refusal names it."""

    RECORD = "登记"
    IMPORT = "导入表格"
    EXPORT = "导出表格"
    DRAFT = "起草文书"
    PRINT = "打印文书"
    BIND = "合成整卷"
    ISSUE = "签发文书"
    VOID = "作废文书"
    LOOK_UP_PERSON = "查询一个人的以往案件"
    UNDO_IMPORT = "撤销导入"
    WITHDRAW_OWN = "撤回自己当日登记的"
    WITHDRAW = "撤回登记"
    WITHDRAW_DECISION = "撤回所领导登记的"
    MERGE = "并入和拆分"
    CLOSE_MONTH = "月度封账"
    CHANGE_OWN_PASSWORD = "更改自己的密码"
    MANAGE_PEOPLE = "管理人员"
    MANAGE_KEYS = "管理钥匙和恢复单"
    CHANGE_SETTINGS = "更改设置"
    CHANGE_AREAS = "更改辖区"
    CHANGE_WORDS = "更改词表"
    CHANGE_TEXTS = "更改文书文字"
    CHANGE_HOLIDAYS = "载入节假日"
    RESTORE = "从备份恢复"
    REPAIR = "修复数据文件夹"
    TAKE_OVER = "接管恢复的数据"


_EVERYBODY: Final = tuple(Role)
# docs/law.md §2.1 (程序规定第52条②): an auxiliary helps and drafts, but never signs for the station.
_POLICE: Final = (Role.OFFICER, Role.CHIEF)
_HOUSEKEEPERS: Final = (Role.ADMINISTRATOR, Role.CHIEF)

RIGHTS: Final[Mapping[Right, tuple[Role, ...]]] = {
    Right.RECORD: _EVERYBODY,
    Right.IMPORT: _EVERYBODY,
    Right.EXPORT: _EVERYBODY,
    Right.DRAFT: _EVERYBODY,
    Right.PRINT: _EVERYBODY,
    Right.BIND: _EVERYBODY,
    Right.ISSUE: _POLICE,
    Right.VOID: _POLICE,
    Right.LOOK_UP_PERSON: _POLICE,
    Right.UNDO_IMPORT: _POLICE,
    Right.WITHDRAW_OWN: _EVERYBODY,
    Right.WITHDRAW: _POLICE,
    Right.WITHDRAW_DECISION: (Role.CHIEF,),
    Right.MERGE: _POLICE,
    Right.CLOSE_MONTH: (Role.CHIEF,),
    Right.CHANGE_OWN_PASSWORD: _EVERYBODY,
    Right.MANAGE_PEOPLE: _HOUSEKEEPERS,
    Right.MANAGE_KEYS: (Role.ADMINISTRATOR,),
    Right.RESTORE: _HOUSEKEEPERS,
    Right.CHANGE_SETTINGS: _HOUSEKEEPERS,
    Right.CHANGE_AREAS: _HOUSEKEEPERS,
    Right.CHANGE_WORDS: _HOUSEKEEPERS,
    Right.CHANGE_TEXTS: _HOUSEKEEPERS,
    Right.CHANGE_HOLIDAYS: _HOUSEKEEPERS,
    # Nothing of a record changes by it; whoever is on duty must not wait for another.
    Right.REPAIR: (*_POLICE, Role.ADMINISTRATOR),
    Right.TAKE_OVER: _HOUSEKEEPERS,
}
"""The roles that have a right; what an officer may do is asked of this table alone, by verbs and by buttons."""

READING: Final = frozenset({Right.BIND})
"""What changes nothing in the folder and takes nothing out of it: it goes on where the folder is only looked at."""
HANDING_OUT: Final = frozenset({Right.EXPORT, Right.PRINT})
"""What changes nothing but has to stand on record, and is refused in words of its own where no record can be kept."""

CONDITIONS: Final[Mapping[Right, str]] = {
    Right.CHANGE_OWN_PASSWORD: "只限本人的密码",
    Right.WITHDRAW_OWN: "只限本人当日登记的",
    Right.WITHDRAW: "要写明理由；所领导登记的除外",
    Right.WITHDRAW_DECISION: "要写明理由",
    Right.MERGE: "要写明理由；所领导登记的除外",
    Right.TAKE_OVER: "要写明理由，并填纸质文书上各系列的最后一号",
}
"""What a right is limited to beyond the role; the verb itself sees to it."""


def may(officer: Officer, right: Right) -> bool:
    """Whether the officer has the right: for buttons, which offer only what can be done."""
    return any(role in RIGHTS[right] for role in officer.roles)


def role_for(officer: Officer, right: Right) -> Role:
    """The role by which somebody has a right; his first where he has it not."""
    return next((role for role in officer.roles if role in RIGHTS[right]), officer.role)


def require(act: Act, right: Right) -> None:
    """Refuse an act of somebody who has not the right, in words that say who has; raises NotPermitted."""
    refusal = why_not(act.by, right)
    if refusal:
        raise NotPermitted(refusal)


def why_not(officer: Officer, right: Right) -> str:
    """The sentence of the refusal; empty when the officer may."""
    if may(officer, right):
        return ""
    allowed = "或".join(role.value for role in RIGHTS[right])
    return f"{officer.roles_in_words}“{officer.name}”不能{right}，请由{allowed}办理"
