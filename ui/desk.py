"""What windows are given besides their data: background, messages, what is saved and what is closed at the end."""

from __future__ import annotations

from collections.abc import Callable

from .background import Background
from .messages import Messages
from .running.application import DeskApplication
from .running.input_method import Trouble


class Desk:
    """Who holds half-filled forms adds a function to `savers`; who holds the folder adds one to `endings`; `input_trouble` is why no Chinese can be typed."""

    def __init__(
        self, application: DeskApplication, *, at_once: bool = False, input_trouble: Trouble | None = None
    ) -> None:
        self.application, self.input_trouble = application, input_trouble
        self.savers: list[Callable[[], None]] = []
        self.endings: list[Callable[[], None]] = []
        self.messages = Messages(self.save_drafts)
        self.background = Background(application, at_once=at_once)

    def save_drafts(self) -> None:
        """Saves every half-filled form; Problem or OSError when one cannot be saved."""
        for save in self.savers:
            save()

    def close(self) -> None:
        """Waits for the background, then lets go of everything."""
        # First: what still runs works in the folder that an ending lets go.
        self.background.close()
        for end in self.endings:
            end()
