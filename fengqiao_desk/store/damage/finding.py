"""What a check finds: its code for programs, its place, its sentence for people, and what helps against it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Remedy(StrEnum):
    """What helps; the value ends the sentence of a finding."""

    REPAIR = "可以修复：repair"
    BACKUP = "修复不了，请从备份恢复"
    FETCH = "可从备份取回"
    NONE = ""


ONLY_LOOKING: Final = "检查发现数据库已损坏，为了不再写坏，修复或者从备份恢复以后才能更改（设置 · 数据检查）"
"""Why a damaged folder is only looked at; a repair lifts this reason and no other."""
_LOST = ("damaged", "damaged_page", "damaged_table", "torn_text", "unreadable")
_MADE_ANEW = ("damaged_index", "loose_pages", "search_damaged")
_OF_A_FILE = ("document", "attachment", "closing")
_REMEDY_OF = {
    **dict.fromkeys(_MADE_ANEW, Remedy.REPAIR),
    **dict.fromkeys(("search_index", "document_stray", "attachment_stray"), Remedy.REPAIR),
    **dict.fromkeys(("log_foreign", "log_torn"), Remedy.REPAIR),
    **dict.fromkeys(_LOST, Remedy.BACKUP),
    **{f"{what}_{how}": Remedy.FETCH for what in _OF_A_FILE for how in ("missing", "changed", "unreadable")},
}


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be: `code` for programs, `where` it lies, `message` for people."""

    code: str
    where: str
    message: str

    @property
    def remedy(self) -> Remedy:
        """What helps against this kind."""
        return _REMEDY_OF.get(self.code, Remedy.NONE)

    @property
    def is_of_database(self) -> bool:
        """Whether the database itself is damaged: whoever writes on may lose more."""
        return self.code in (*_LOST, *_MADE_ANEW)

    @property
    def sentence(self) -> str:
        """The message and what helps."""
        return f"{self.message}；{self.remedy}" if self.remedy else self.message

    def as_data(self) -> dict[str, str]:
        """The JSON shape of docs/commands.md: code, where, message."""
        return {"code": self.code, "where": self.where, "message": self.sentence}
