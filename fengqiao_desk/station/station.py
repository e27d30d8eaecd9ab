"""An opened station: its folder, its people and words, and the news of what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any

import peewee

from ..fields import Field
from ..fields.declaration import Offered
from ..store.composed import ComposedOnce
from ..store.copies.shared_places import warning_of
from ..store.copies.standing import Provenance, Standing
from ..store.database import Connections
from ..store.failures import in_words
from ..store.kept_files import KeptFiles
from ..store.layout import FolderLayout
from ..store.lock import FolderLock
from ..store.sealing.keyring import Keyring
from ..values.workdays import SpecialDay, WorkingCalendar, mainland_calendar
from .act import Act
from .areas import Areas
from .half_filled import HalfFilledForms
from .officer import Officer
from .officers import Officers
from .profile import Profile, Profiles
from .tables import CalendarDayRow
from .texts import Texts, shipped_texts
from .vocabularies import Vocabularies
from .working_days import known_until


@dataclass(frozen=True)
class Changed:
    """Told to listeners after the commit: which record changed and who did it; no number when many of the kind did."""

    kind: str
    number: str
    by: str


class Station:
    """Everything the rooms above need; one object for an open folder."""

    def __init__(
        self,
        layout: FolderLayout,
        connections: Connections,
        lock: FolderLock | None,
        keyring: Keyring | None = None,
    ) -> None:
        self.layout = layout
        self.connections = connections
        self.keyring = keyring
        self.officers = Officers(connections, layout.sign_ins, keyring)
        self.profiles = Profiles(connections)
        self.areas = Areas(connections)
        self.vocabularies = Vocabularies(connections)
        self.texts = Texts(connections)
        self.half_filled = HalfFilledForms(connections)
        self.files = KeptFiles(layout, connections, keyring.master if keyring is not None else None)
        self.provenance = Provenance(Standing.IN_USE, None)
        self.after_unclean_stop = lock is not None and lock.after_unclean_stop
        self._lock = lock
        if lock is not None:
            connections.database.came_back = lock.renew
        self._listeners: list[Callable[[Changed], None]] = []

    @property
    def only_looked_at(self) -> str:
        """Why nothing may be written, in words; empty where it may be."""
        return self.connections.only_looked_at

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is to be said once at opening of where the folder lies and comes from, though it may be worked in; mostly nothing."""
        return tuple(filter(None, (self.provenance.warning, warning_of(self.layout.root))))

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A connection for the block; trouble with file or disk comes out in words."""
        with in_words(self.layout.root), self.connections.reading():
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction for the block: all of it is kept or nothing; raises OnlyLookedAt where nothing may be."""
        with in_words(self.layout.root), self.connections.writing():
            yield

    @contextmanager
    def recording(self) -> Iterator[None]:
        """As `writing`, for what changes nothing and leaves its record alone, such as putting a file together: where the folder is only looked at it goes on, and no record can be kept."""
        with self.reading() if self.only_looked_at else self.writing():
            yield

    def stand(self, provenance: Provenance) -> None:
        """Note where the folder comes from: a copy that nobody has taken over is only looked at."""
        self.provenance = provenance
        if not self.only_looked_at:
            self.connections.only_looked_at = provenance.only_looked_at

    @contextmanager
    def taking_over(self) -> Iterator[None]:
        """As `writing`, for the one act that a copy allows; what was the reason against writing has gone once it is committed."""
        reason = self.only_looked_at
        # Not a reason of the disk's, which taking over does not end.
        if reason == self.provenance.only_looked_at:
            self.connections.only_looked_at = ""
        try:
            with self.writing():
                yield
        except BaseException:
            self.connections.only_looked_at = reason
            raise
        self.provenance = Provenance(Standing.IN_USE, None)

    def profile(self, day: date) -> Profile:
        """The station's own facts as they hold on `day`."""
        return self.profiles.on(day)

    def calendar(self) -> WorkingCalendar:
        """Working days: the shipped table with the station's own days over it."""
        rows = _days_of_its_own.rows(self.connections)
        own = [SpecialDay(date.fromisoformat(day), bool(working), title) for day, working, title in rows]
        shipped = mainland_calendar()
        return shipped.with_overrides(own, known_until(own, shipped.known_until)) if own else shipped

    def listen(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Tell `listener` of every change after its commit, on the committing thread; what comes back stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, change: Changed) -> None:
        """Once the running transaction is committed, tell every listener."""
        for listener in self._listeners:
            # Bound now: a lambda in the loop would tell the last listener each time.
            self.connections.after_commit(partial(listener, change))

    def close(self) -> None:
        """Close this thread's connection and let the next program in."""
        self.connections.let_go()
        self.connections.database.bytes.close()
        if self._lock is not None:
            self._lock.release()


@ComposedOnce
def _days_of_its_own() -> peewee.Query:
    """The station's own working days and rest days; every period that is reckoned asks them."""
    query = CalendarDayRow.select(CalendarDayRow.day, CalendarDayRow.working, CalendarDayRow.title)
    return query.order_by(CalendarDayRow.day)


@dataclass(frozen=True)
class EntryChoices:
    """What may be chosen in an entry on the day of the act (fields.EntryContext).

    `kept` are the texts a record already holds: its ended terms, closed areas and officers who have left may stay when it is amended.
    `case` is the case a step is about.
    """

    station: Station
    act: Act
    kept: frozenset[str] = frozenset()
    case: Any = None

    @property
    def day(self) -> date:
        """The day of the act."""
        return self.act.day

    @property
    def signed_in(self) -> str:
        """The name of who enters."""
        return self.act.by.name

    def terms(self, vocabulary: str) -> Sequence[str]:
        """The words that may be chosen on the day, in their order, and those that are kept."""
        words = self.station.vocabularies
        now = words.labels(vocabulary, self.act.day)
        return self._with_kept(now, lambda: [term.label for term in words.every(vocabulary)])

    def officer_names(self, roles: tuple[str, ...]) -> Sequence[str]:
        """What a record holds already may stay, whatever its officer is or is called by now."""
        return self._with_kept(_of_roles(self._serving, roles), lambda: self._ever)

    @cached_property
    def _serving(self) -> list[Officer]:
        """Read once for all the officers that an entry names."""
        return self.station.officers.all()

    @cached_property
    def _ever(self) -> list[str]:
        return [known.name for known in self.station.officers.ever()]

    def areas(self) -> Sequence[str]:
        """The areas that are not closed, and those that are kept."""
        places = self.station.areas
        now = [area.name for area in places.all()]
        return self._with_kept(now, lambda: [area.name for area in places.ever()])

    def text_blocks(self, key: str) -> Mapping[str, str]:
        """The parts of a standing text as they hold on the day."""
        return self.station.texts.on(key, self.act.day)

    def wordings(self, fact: str) -> Mapping[str, str]:
        """The texts of the day that have this fact, shipped ones first, by key with what they are for."""
        every = {**shipped_texts(), **self.station.texts.own(self.act.day)}
        return {key: text.use for key, text in every.items() if fact in text.facts}

    def offered(self, field: Field) -> Offered:
        """What the case offers for a field, where there is one; else what the kind of the field offers of the station's."""
        if field.offers and self.case is not None:
            return field.offers(self.case)
        return field.kind.offered(self)

    def _with_kept(self, now: list[str], ever: Callable[[], list[str]]) -> list[str]:
        # A new entry keeps nothing, so what there ever was is not asked for it.
        if not self.kept:
            return now
        return [*now, *dict.fromkeys(label for label in ever() if label in self.kept and label not in now)]


def _of_roles(officers: list[Officer], roles: tuple[str, ...]) -> list[str]:
    return [officer.name for officer in officers if not roles or set(officer.roles) & set(roles)]
