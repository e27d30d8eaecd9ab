"""Who signed in when and how often a password was wrong: kept beside the database, so that guessing is slow and does not stay unseen."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path
from typing import NoReturn

from ..problems import TriedTooOften, WrongPassword
from ..store.whole_files import write_whole
from ..values.days import show_moment
from ..values.json_text import from_json, to_json

FREE_TRIES = 5
"""So many wrong passwords in a row cost nothing."""
_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(minutes=15)
# Names that nobody bears are counted too, or the waiting would say who serves here; the oldest of them go.
_MOST_NAMES = 200


@dataclass(frozen=True)
class SignInNote:
    """What is known of one name: moments as `YYYY-MM-DDTHH:MM:SS`, empty where there was none.

    `wrong` counts the wrong passwords since the last right one; `before` is the last sign-in before this one, `wrong_before` how many
    wrong ones came between the two. `unseen` are those that a command or the lock was opened after: the next sign-in tells them.
    """

    wrong: int = 0
    wrong_at: str = ""
    last: str = ""
    before: str = ""
    wrong_before: int = 0
    unseen: int = 0

    @property
    def last_words(self) -> str:
        """When its owner was here before, so that he notices another's sign-in; empty at his first."""
        return f"上次登录 {show_moment(datetime.fromisoformat(self.before))}" if self.before else ""

    @property
    def wrong_words(self) -> str:
        """How often the password was wrong since; empty when it never was."""
        return f"其间输错密码 {self.wrong_before} 次" if self.wrong_before else ""

    def waits(self, at: datetime) -> timedelta:
        """How long nobody may try this name: half a minute after the fifth wrong one, each further one doubles it, a quarter of an hour at most."""
        if self.wrong < FREE_TRIES:
            return timedelta()
        # The exponent is bounded, since a number of tries is not.
        pause = min(_FIRST_WAIT * 2 ** min(self.wrong - FREE_TRIES, 10), _LONGEST_WAIT)
        since = at - datetime.fromisoformat(self.wrong_at)
        # A clock that was put back must not lock the station until that day comes again.
        return max(pause - since, timedelta()) if since >= timedelta() else timedelta()


class SignInBook:
    """A small file of the station folder: it is read before anything else may be opened, so it stands outside the database."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def note_of(self, name: str) -> SignInNote:
        """What is known of a name; nothing of one that never tried."""
        return self._read().get(name, SignInNote())

    def refuse_while_waiting(self, name: str, at: datetime, what: str = "姓名或密码") -> None:
        """Raises TriedTooOften, which says what was wrong and how long nobody may try this name."""
        note = self.note_of(name)
        if seconds := ceil(note.waits(at).total_seconds()):
            pause = f"{seconds} 秒" if seconds < 120 else f"{ceil(seconds / 60)} 分钟"
            raise TriedTooOften(f"{what}已经错了 {note.wrong} 次，请等 {pause}再试")

    def refuse(self, name: str, at: datetime) -> NoReturn:
        """Counts a wrong password; raises WrongPassword, from the fifth on TriedTooOften with the time to wait."""
        self.wrong(name, at)
        self.refuse_while_waiting(name, at)
        raise WrongPassword("姓名或密码不对，请再试一次")

    def wrong(self, name: str, at: datetime) -> SignInNote:
        """A wrong password; gives what is known then."""
        known = self.note_of(name)
        return self._keep(name, replace(known, wrong=known.wrong + 1, wrong_at=_stamp(at)))

    def right(self, name: str, at: datetime) -> None:
        """A sign-in: the count of wrong ones is told this once and begins anew."""
        known = self.note_of(name)
        self._keep(
            name,
            SignInNote(
                0, known.wrong_at, _stamp(at), before=known.last, wrong_before=known.wrong + known.unseen
            ),
        )

    def forgive(self, name: str, at: datetime) -> None:
        """A right password that is no sign-in of its own (a command, the lock): only the count begins anew."""
        known = self.note_of(name)
        if known.wrong:
            self._keep(name, replace(known, wrong=0, unseen=known.unseen + known.wrong))

    def _read(self) -> dict[str, SignInNote]:
        """Nothing where the file is not there or was damaged: a count is no reason to keep everybody out."""
        try:
            found = from_json(self._path.read_text(encoding="utf-8"))
            return {name: SignInNote(**note) for name, note in found.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def _keep(self, name: str, note: SignInNote) -> SignInNote:
        notes = {**self._read(), name: note}
        newest = sorted(notes, key=lambda each: max(notes[each].wrong_at, notes[each].last))[-_MOST_NAMES:]
        self._write({each: notes[each] for each in newest})
        return note

    def _write(self, notes: Mapping[str, SignInNote]) -> None:
        # Where the folder cannot be written nothing else can be done in it either; looking is still allowed.
        with suppress(OSError):
            write_whole(self._path, to_json({name: asdict(note) for name, note in notes.items()}).encode())


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
