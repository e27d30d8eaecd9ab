"""What an officer can be told: every foreseen failure as one Chinese sentence; anything else is our defect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol


@dataclass(frozen=True)
class Fault:
    """One thing wrong with an entry: `field` is a path such as `parties[1].id_number`; `row` counts from 1."""

    field: str
    message: str
    row: int | None = None


class _Named(Protocol):
    @property
    def name(self) -> str:
        """As entries, columns and faults call it."""


class Declared(Protocol):
    """A column, or a field of rows, as the class of a record has it."""

    @property
    def declared(self) -> _Named:
        """The field that was declared."""


class Problem(Exception):
    """A failure that is told in words; `code` and `status` are the contract of docs/commands.md."""

    code: ClassVar[str] = "problem"
    status: ClassVar[int] = 1

    def __init__(self, message: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.faults = faults

    def as_data(self) -> dict[str, object]:
        """The JSON shape of docs/commands.md."""
        faults = [{"field": f.field, "row": f.row, "message": f.message} for f in self.faults]
        return {"problem": self.code, "message": self.message, "faults": faults}


class FaultyEntry(Problem):
    """The entry has faults; nothing was saved."""

    code = "faulty_entry"

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        shown = "；".join(fault.message for fault in faults[:3])
        more = f"……共 {len(faults)} 处" if len(faults) > 3 else ""
        super().__init__(f"有 {len(faults)} 处需要改正：{shown}{more}", faults)


class Refused(Problem):
    """A rule forbids the act; `article` names the rule (empty when it is a rule of the house), `field` is a column or a path to one."""

    code = "refused"

    def __init__(self, sentence: str, article: str = "", field: str | Declared = "") -> None:
        message = f"{sentence}（{article}）" if article else sentence
        path = field if isinstance(field, str) else field.declared.name
        super().__init__(message, (Fault(path, message),) if path else ())
        self.article = article


class InTheWay(Refused):
    """Something rests on what was to be taken back; `blocking` are its JSON shapes (docs/commands.md), in order."""

    code = "in_the_way"

    def __init__(self, sentence: str, blocking: Sequence[Mapping[str, object]]) -> None:
        super().__init__(sentence)
        self.blocking = tuple(blocking)

    def as_data(self) -> dict[str, object]:
        """As of every problem, with what stands in the way."""
        return {**super().as_data(), "blocking": list(self.blocking)}


class Unknown(Problem):
    """A kind, field, state, step, number or document that does not exist."""

    code = "unknown"


class NotPermitted(Problem):
    """The signed-in officer's role does not allow this."""

    code = "not_permitted"


class ChangedMeanwhile(Problem):
    """The record was changed by somebody else since it was read; `conflicts` are the JSON shapes of what both changed (docs/commands.md)."""

    code = "changed_meanwhile"

    def __init__(self, sentence: str, conflicts: Sequence[Mapping[str, object]] = ()) -> None:
        super().__init__(sentence)
        self.conflicts = tuple(conflicts)

    def as_data(self) -> dict[str, object]:
        """As of every problem, with what stands against each other."""
        return {**super().as_data(), "conflicts": list(self.conflicts)}


class OnlyLookedAt(Problem):
    """The folder is only looked at; `reason` says why. Nothing was changed."""

    code = "only_looked_at"

    def __init__(self, reason: str) -> None:
        super().__init__(f"现在只能查看，不能更改：{reason}。没有保存任何内容。")
        self.reason = reason


class CannotBeRecorded(OnlyLookedAt):
    """The folder is only looked at, so nothing leaves it: that somebody took it out would stand nowhere."""

    def __init__(self, reason: str) -> None:
        Problem.__init__(
            self,
            f"现在只能查看：{reason}。打印、另存、导出都要留下记录，这里记不下来，所以不能办；可以在能写入的数据文件夹里办。",
        )
        self.reason = reason


class WrongUsage(Problem):
    """The command's words are off."""

    code = "usage"
    status = 2


class FolderProblem(Problem):
    """The station folder cannot be opened."""

    code = "folder"
    status = 3


class FolderMissing(FolderProblem):
    """There is no station folder at this place, or it is not one of ours."""

    code = "folder_missing"


class FolderLocked(FolderProblem):
    """Another program holds the folder."""

    code = "folder_locked"


class FolderSealed(FolderProblem):
    """The folder is encrypted and nobody has proved himself yet, or the master is another's."""

    code = "folder_sealed"


class FolderNewer(FolderProblem):
    """A newer version of the program wrote this folder."""

    code = "folder_newer"


class FolderDamaged(FolderProblem):
    """The database cannot be read."""

    code = "folder_damaged"


class FolderReadOnly(FolderProblem):
    """The folder cannot be written."""

    code = "folder_read_only"


class WrongPassword(FolderProblem):
    """Name or password does not fit."""

    code = "wrong_password"


class TriedTooOften(WrongPassword):
    """So many wrong passwords came that nobody may try for a while; the sentence says how long."""


class PasswordNotOwn(Problem):
    """Somebody else set the password; its owner has to choose another first."""

    code = "password_not_own"


class DiskProblem(Problem):
    """The disk or the printer failed; nothing was changed."""

    code = "disk"
    status = 4
