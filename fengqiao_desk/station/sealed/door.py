"""The door of a sealed folder: who may be asked before anything is opened, and the master for whom a password fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from ...problems import WrongPassword
from ...store.failures import in_words
from ...store.layout import FolderLayout
from ...store.putting_back import finish_putting_back
from ...store.sealing.key_file import KeyFile
from ...store.sealing.master import Master
from ...store.sealing.recovery import typed_code
from ..sign_in_book import SignInBook

# In brackets, which no officer's name has.
_SHEET: Final = "（恢复单）"


@dataclass(frozen=True)
class Entrant:
    """Somebody whose password has opened the master: who let himself in is not asked for it again."""

    name: str
    password: str = field(repr=False)
    master: Master


class Door:
    """Stands before a sealed folder; nothing behind it is read."""

    def __init__(self, root: Path) -> None:
        layout = FolderLayout(root)
        with in_words(root):
            self._keys = KeyFile.read(layout.keys_to_read)
        self._book = SignInBook(layout.sign_ins)

    @property
    def station(self) -> str:
        """The station's name."""
        return self._keys.station

    @property
    def names(self) -> Sequence[str]:
        """Who has a wrap, in order of entry."""
        return list(self._keys.people)

    def enter(self, name: str, password: str, at: datetime) -> Entrant:
        """Raises WrongPassword, in the same sentence for either being wrong; after five wrong ones with the time to wait."""
        self._book.refuse_while_waiting(name, at)
        master = self._keys.opened(name, password)
        if master is None:
            self._book.refuse(name, at)
        return Entrant(name, password, master)

    def recover(self, code: str, at: datetime) -> Master:
        """The master by the recovery sheet; raises FaultyEntry for what cannot be its code, WrongPassword for another's.

        Another's counts as a wrong password does, in one name for everybody.
        """
        plain = typed_code(code)
        self._book.refuse_while_waiting(_SHEET, at, "恢复码")
        master = self._keys.recovery.opened(plain)
        if master is None:
            self._book.wrong(_SHEET, at)
            self._book.refuse_while_waiting(_SHEET, at, "恢复码")
            raise WrongPassword("恢复码不是这个站现在的恢复码：可能是旧的恢复单，或者别的站的")
        self._book.forgive(_SHEET, at)
        return master


def is_sealed(root: Path) -> bool:
    """Whether the folder asks for a password before it is opened; raises FolderDamaged when its keys cannot be read."""
    finish_putting_back(root)
    return FolderLayout(root).is_sealed
