"""A file that is about to leave: its place, looked at beforehand, and the password it is closed with."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ...store.targets import FileTarget
from .closed import closed, must_be_closable, must_be_strong


@dataclass(frozen=True)
class Outgoing:
    """`password` is empty for a file that is not closed; it is kept nowhere, and never shown."""

    target: FileTarget
    password: str = field(default="", repr=False)

    @property
    def path(self) -> Path:
        """Where it goes."""
        return self.target.path

    @property
    def is_closed(self) -> bool:
        """Whether the receiver needs a password."""
        return bool(self.password)

    def ready(self, content: bytes) -> bytes:
        """The content as it goes out, closed where there is a password."""
        return closed(content, self.path.suffix.lower(), self.password) if self.password else content

    def take_back(self) -> None:
        """The file goes again: what stands nowhere on record has not left."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def outgoing(target: FileTarget, password: str = "") -> Outgoing:
    """Asked before anything is numbered or made; raises Refused for a file that cannot be closed, FaultyEntry for a weak password."""
    if password:
        must_be_closable(target.path)
        must_be_strong(password)
    return Outgoing(target, password)
