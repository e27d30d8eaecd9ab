"""What a thread's running transactions have yet to write, and what they have to undo outside the database."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable


class Unfinished(threading.local):
    """`acts` undo what lies outside the database, the last first; `late` waits for the end of the transaction, each write with what it is of.

    `unwritten` is called before any statement, where there is one; `kept` says that the thread's connection stays open between reads.
    """

    def __init__(self) -> None:
        self.acts: list[Callable[[], None]] = []
        self.late: list[tuple[Hashable, Callable[[], None]]] = []
        self.unwritten: Callable[[], None] | None = None
        self.kept = False

    def write_late(self) -> None:
        """Of several writes of one thing only the last is called, in the place of the first."""
        # None is forgotten before the end: what is written in a savepoint that is undone is written again.
        for write in dict(self.late).values():
            write()

    def undo(self, acts: int, late: int) -> None:
        """Back to as many acts and late writes as there were when the transaction began."""
        del self.late[late:]
        while len(self.acts) > acts:
            self.acts.pop()()
