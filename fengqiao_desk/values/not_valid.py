"""The refusal of a value: one Chinese sentence that says what to do."""

from __future__ import annotations


class NotValid(ValueError):
    """A rule refuses a value; `message` is the sentence shown beside the field."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class WrongCheckCharacter(NotValid):
    """Only the check character is wrong: old registers hold such numbers, a written reason may excuse it."""
