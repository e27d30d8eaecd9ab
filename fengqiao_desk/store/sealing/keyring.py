"""The keys of an opened sealed folder: its master, and the wraps as people come, change their passwords and go."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ..database import Connections
from ..failures import in_words
from ..layout import FolderLayout
from .key_file import KeyFile
from .master import Master
from .recovery import Recovery


class Keyring:
    """Every change is written at once and taken back when the running transaction is undone."""

    def __init__(self, layout: FolderLayout, connections: Connections, master: Master) -> None:
        self._layout, self._connections = layout, connections
        self.master = master

    def begin(self, station: str, recovery: Recovery) -> None:
        """The keys of a folder that is just being made: as yet the recovery code alone opens it."""
        with in_words(self._layout.root):
            self._write(KeyFile.of(self.master, station, recovery))

    @property
    def file(self) -> KeyFile:
        """The file of the keys as it is now; raises FolderDamaged."""
        return KeyFile.read(self._layout.keys_to_read)

    def mend(self) -> None:
        """The keys and their copy are both there and the same again, after one was lost or a kill came between the two."""
        keys, copy = self._layout.keys, self._layout.copy_of_keys
        if not (keys.is_file() and copy.is_file() and keys.read_bytes() == copy.read_bytes()):
            with in_words(self._layout.root):
                self._write(self.file)

    def opens(self, name: str, password: str) -> bool:
        """Whether the password opens the station in this name."""
        if self.file.opened(name, password) != self.master:
            return False
        self.make_own(name, password)
        return True

    def make_own(self, name: str, password: str) -> None:
        """A borrowed wrap is made anew with the password that has just opened it: the hash it came from opens nothing any more."""
        if self.file.people[name].borrowed:
            self.admit(name, password)

    def admit(self, name: str, password: str) -> None:
        """From now on the password opens the station in this name."""
        self._change(lambda known: known.admitting(name, password, self.master))

    def dismiss(self, name: str) -> None:
        """The officer's password opens the station no more."""
        self._change(lambda known: known.without(name))

    def rename(self, old: str, new: str) -> None:
        """The same password opens the station in the officer's new name."""
        self._change(lambda known: known.renamed(old, new))

    def call(self, station: str) -> None:
        """The station's name, as it is shown before anything is opened."""
        if self.file.station != station:
            self._change(lambda known: known.called(station))

    def recover_by(self, recovery: Recovery) -> None:
        """Another recovery sheet; the code of the one before opens nothing any more."""
        self._change(lambda known: known.recovered_by(recovery, self.master))

    def _change(self, changed: Callable[[KeyFile], KeyFile]) -> None:
        before = self.file
        with in_words(self._layout.root):
            if self._connections.database.transaction_depth() > 0:
                # Asked for first: a write that fails half-way is undone like one that the transaction undoes.
                self._connections.if_undone(partial(self._write, before))
            self._write(changed(before))

    def _write(self, keys: KeyFile) -> None:
        keys.write(self._layout.keys, self._layout.copy_of_keys)
