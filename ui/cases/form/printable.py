"""Warns while a form is filled in: which characters no font can print; nothing is refused for it."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from fengqiao_desk.documents import typesetting
from fengqiao_desk.documents.fonts import font_choice
from fengqiao_desk.problems import Problem

from ...context import WindowContext
from ...widgets import Editor
from ...widgets.editors.warning_line import shown_warning, warn
from .body import FormBody

PAUSE_MILLISECONDS = 400


class PrintableWatch(QTimer):
    """Asks the fonts on the worker after a pause in typing; each character is asked about once in a form."""

    def __init__(self, context: WindowContext, body: FormBody) -> None:
        super().__init__(body)
        self._context, self._body = context, body
        # Kept for the life of the form: fonts are asked once a character, not once a letter typed.
        self._known: dict[str, bool] = {}
        self.setSingleShot(True)
        self.setInterval(PAUSE_MILLISECONDS)
        self.timeout.connect(self.look)
        body.changed.connect(self.start)

    def look(self) -> None:
        """Warns under the fields, after asking about the characters that are new."""
        typed = {letter for editor in self._body.editors() for letter in text_of(editor)}
        new = "".join(sorted(typed - self._known.keys()))
        if not new:
            self._show()
            return
        profile = self._context.station.profile(self._context.now().date())
        self._context.background.run(
            self,
            lambda _: typesetting.missing_characters(new, font_choice(profile)),
            lambda missing: self._learn(new, missing),
            self._cannot_ask,
            anew=True,
        )

    def give_up(self) -> None:
        """The form is put away: nothing is asked or shown any more."""
        self.stop()
        self._context.background.give_up(self)

    def _learn(self, asked: str, missing: list[str]) -> None:
        self._known |= {letter: letter in missing for letter in asked}
        self._show()

    def _cannot_ask(self, problem: Problem) -> None:
        """A font of the station's is of no use: that is said in the settings and when something is printed, not here."""

    def _show(self) -> None:
        for editor in self._body.editors():
            missing = [letter for letter in dict.fromkeys(text_of(editor)) if self._known.get(letter)]
            sentence = warning(missing)
            # Setting the same words again would lay the form out anew at every pause.
            if sentence != shown_warning(editor):
                warn(editor, sentence)


def text_of(editor: Editor) -> str:
    """All that is typed in a field."""
    value = editor.value()
    if isinstance(value, list):
        return "".join(value)
    return value if isinstance(value, str) else ""


def warning(missing: list[str]) -> str:
    """The sentence about characters that cannot be printed; empty when there are none."""
    if not missing:
        return ""
    letters = "、".join(f"“{letter}”（U+{ord(letter):04X}）" for letter in missing)
    return f"没有字体能打印{letters}，仍可保存"
