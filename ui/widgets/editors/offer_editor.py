"""Editor of a field that means something of the case: the officer sees words, the entry gets the value."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from .choice_editors import ChoiceEditor
from .field_box import Plain


class OfferEditor(ChoiceEditor):
    """One of the values offered, shown by its words; a value may also be typed, what is none is given back as typed."""

    def __init__(
        self, offered: Sequence[tuple[str | int, str]], hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__([words for _, words in offered], hint, parent)
        self._words = dict(offered)

    def set_offered(self, offered: Sequence[tuple[str | int, str]]) -> None:
        """Offers other values; the one that stands here is shown by its new words."""
        if dict(offered) == self._words:
            return
        # Read with the former words, shown with the new ones: its name may just have been typed elsewhere in
        # the form.
        standing = self.value()
        self._words = dict(offered)
        self.set_choices(list(self._words.values()))
        self.set_value(standing)

    def value(self) -> Plain:
        """The value that the words mean, or the words as typed; None when empty."""
        typed = super().value()
        # A value may be typed as it is, `P1` for its longer words.
        meant = (value for value, words in self._words.items() if typed in (words, str(value)))
        return next(meant, typed)

    def set_value(self, value: Plain) -> None:
        """Shows the words of a value; what is not offered stands as it is."""
        super().set_value(self._words.get(value, value) if isinstance(value, str | int) else value)
