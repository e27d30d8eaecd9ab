"""可能认识的人: while parties are typed, earlier cases in which they may be the same person; a hint that never blocks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QTimer

from fengqiao_desk import cases
from fengqiao_desk.cases import Case, known_people, links
from fengqiao_desk.cases.known_people import MOST_SHOWN, KnownParty
from fengqiao_desk.cases.parties import PARTIES
from fengqiao_desk.fields import Row, check_entry
from fengqiao_desk.kinds import KINDS, kind_of
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Station

from ...context import WindowContext
from .body import FormBody
from .known_people_card import KnownPeopleCard, ShownPerson
from .plans import FormPlan

# Longer than the pause before a review: each party is looked for in the cases of all kinds.
PAUSE_MILLISECONDS = 500
SAME_PERSON = links.RELATIONS[1]
_TELLING = ("id_number", "phone", "name", "address")


@dataclass(frozen=True)
class Likeness:
    """A party as typed, and the earlier cases that one reason hints at, the newest first."""

    name: str
    found: tuple[KnownParty, ...]

    @property
    def reason(self) -> str:
        """Why the cases are hinted at: the same number, the same phone …"""
        return self.found[0].reason

    @property
    def key(self) -> tuple[str, ...]:
        """What a decision about it is remembered by."""
        return (self.name, self.reason, *(known.number for known in self.found))


class KnownPeople(QTimer):
    """Asks on the worker after a pause in typing; `card` stands beside the form, `link` keeps what was decided."""

    def __init__(self, context: WindowContext, plan: FormPlan, body: FormBody) -> None:
        super().__init__(body)
        self._context, self._plan, self._body = context, plan, body
        self._asked: list[Row] = []
        self._found: list[Likeness] = []
        self._same: dict[tuple[str, ...], Likeness] = {}
        self._others: set[tuple[str, ...]] = set()
        self.card = KnownPeopleCard()
        self.card.decided.connect(self._decide)
        self.setSingleShot(True)
        self.setInterval(PAUSE_MILLISECONDS)
        self.timeout.connect(self.look)
        # Steps and kinds without parties have nobody to know.
        if PARTIES in body.cards:
            body.changed.connect(self.start)

    def look(self) -> None:
        """Asks about the parties as they stand, unless nothing that tells a person was changed."""
        parties = self._parties()
        # A telephone looked over again, a role chosen: nothing that tells a person changed.
        if parties == self._asked:
            return
        self._asked = parties
        station, besides = self._context.station, self._plan.case
        self._context.background.run(
            self,
            lambda _: _likenesses(station, parties, besides),
            self._show,
            self._cannot_ask,
            anew=True,
        )

    def link(self, case: Case) -> None:
        """Links what was called the same person; a link that cannot be made is told, the case stays received."""
        for likeness in self._same.values():
            for known in likeness.found:
                self._link(case, likeness, known)

    def give_up(self) -> None:
        """The form is put away: nothing is asked or shown any more."""
        self.stop()
        self._context.background.give_up(self)

    def _link(self, case: Case, likeness: Likeness, known: KnownParty) -> None:
        station, why = self._context.station, f"登记当事人时确认（{likeness.reason}）"
        try:
            other = cases.load(station, kind_of(known.kind), known.number)
            links.link(station, case, other, SAME_PERSON, why, self._context.act(), likeness.name)
        except Problem as problem:
            self._context.messages.problem(problem)

    def _parties(self) -> list[Row]:
        """The typed parties in the form they are stored in, with what tells a person only."""
        if PARTIES not in self._body.cards:
            return []
        field = self._plan.kind.field(PARTIES)
        with self._context.station.reading():
            choices = self._plan.asks.choices(self._context.station, self._context.act())
            typed = {PARTIES: self._body.cards[PARTIES].entry()}
            # Checked, so that 138 0000 0000 is asked for as it is stored.
            rows: list[Row] = check_entry((field,), typed, choices).values[PARTIES]
        return [{name: row[name] for name in _TELLING} for row in rows]

    def _show(self, found: list[Likeness]) -> None:
        self._found = found
        keys = {likeness.key for likeness in found}
        # A name typed otherwise is another person: what was decided about the former is not linked.
        self._same = {key: likeness for key, likeness in self._same.items() if key in keys}
        self._show_card()

    def _show_card(self) -> None:
        shown = [likeness for likeness in self._found if likeness.key not in self._others]
        today = self._context.now().date()
        people = [ShownPerson(one.key, one.name, one.found, same=one.key in self._same) for one in shown]
        self.card.set_people(people, today)

    def _decide(self, key: tuple[str, ...], same: bool | None) -> None:
        """`same` True: is the same person; False: is not; None: takes the decision back."""
        likeness = next(found for found in self._found if found.key == key)
        if same:
            self._same[key] = likeness
        else:
            self._same.pop(key, None)
            if same is False:
                self._others.add(key)
        self._show_card()

    def _cannot_ask(self, problem: Problem) -> None:
        """A hint that cannot be read is no trouble of the form; the disk's trouble is told when the form is saved."""


def _likenesses(station: Station, parties: list[Row], case: Case | None) -> list[Likeness]:
    """At most five earlier cases over all parties, grouped by party, name and reason; linked ones are left out."""
    linked = {link.other_number for link in links.links_of(station, case)} if case else set()
    besides = case.number if case else ""
    shown: set[str] = set(linked)
    found: list[Likeness] = []
    for party in parties:
        known = known_people.possibly_known(station, KINDS, party, besides)
        new = [one for one in known if one.number not in shown][: MOST_SHOWN - (len(shown) - len(linked))]
        shown |= {one.number for one in new}
        for name, reason in dict.fromkeys((one.name, one.reason) for one in new):
            group = tuple(one for one in new if (one.name, one.reason) == (name, reason))
            found.append(Likeness(party.get("name") or name, group))
    return found
