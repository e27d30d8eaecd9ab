"""Possible earlier cases of a party: same ID number, then same phone, then same name and address; a hint, never a file on a person.

A person's history across cases needs a purpose and leaves a log; what the law seals stays sealed (治安管理处罚法第136条; docs/law.md §2.8).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..fields import Column, Row
from ..problems import Fault, FaultyEntry
from ..station import Act, Station
from ..station.act import put_on_record
from ..station.rights import Right, require
from ..values.days import add_months
from ..values.json_text import from_json
from ..values.text import clean
from .facts.heads import WithdrawnCase
from .heads import CaseHead, with_case
from .kind import CaseKind
from .links import SAME_PERSON, links_of
from .parties import PARTIES, SUSPECT, Party, parties_in, party_of
from .records import Case, load
from .timeline import TAKEN_BACK

MOST_SHOWN = 5
_WAYS = (
    ("证件号码相同", (Party.id_number,)),
    ("电话相同", (Party.phone,)),
    ("姓名和住址相同", (Party.name, Party.address)),
)


_DECIDED = "已认定是同一人"


# A phone is lent and passed on: it hints at a person, but does not count towards repetition.
_SURE_WAYS = (_WAYS[0], _WAYS[2])


@dataclass(frozen=True)
class KnownParty:
    """One earlier case in which a party may be the same person, and why; `withdrawn` when it no longer stands."""

    kind: str
    number: str
    title: str
    day: str
    name: str
    reason: str
    withdrawn: bool = False


@dataclass(frozen=True)
class Repetition:
    """`times` disputes of a party within twelve months, this one included, `together` of them with the same other party."""

    name: str
    times: int
    together: int


def possibly_known(
    station: Station, kinds: Sequence[CaseKind], party: Row, besides: str = ""
) -> list[KnownParty]:
    """At most five earlier cases, the surest reason first and the newest first within it; sealed roles are left out."""
    return _known(station, kinds, party, besides, _WAYS)[:MOST_SHOWN]


def repetitions(
    station: Station, kind: CaseKind, parties: Sequence[Party], besides: str, day: date
) -> list[Repetition]:
    """Parties with an earlier case of this kind within the twelve months up to `day`, told when a case is opened."""
    since = add_months(day, -12).isoformat()
    # By name: where two parties are called alike, the later one counts.
    cases_of = {
        party.name: {
            known.number
            for known in _known(station, (kind,), party.plain(), besides, _SURE_WAYS)
            if since <= known.day <= day.isoformat()
        }
        for party in parties
    }
    found = []
    for name, numbers in cases_of.items():
        if numbers:
            others = [theirs for other, theirs in cases_of.items() if other != name]
            together = max((len(numbers & theirs) for theirs in others), default=0)
            # Plus this one, which is not among the earlier.
            found.append(Repetition(name, len(numbers) + 1, together + 1 if together else 0))
    return found


def cases_of_person(
    station: Station,
    kinds: Sequence[CaseKind],
    party: Party,
    purpose: str,
    act: Act,
    *,
    withdrawn: bool = False,
) -> list[KnownParty]:
    """The cases of one person across kinds, on request those `withdrawn` too; needs a purpose, and who asked for what is on record."""
    require(act, Right.LOOK_UP_PERSON)
    if not clean(purpose).strip():
        raise FaultyEntry((Fault("purpose", "查询一个人的以往案件，请先填写用途"),))
    found = possibly_known(station, kinds, party.plain())
    if withdrawn:
        found += _withdrawn(station, kinds, party.plain())[:MOST_SHOWN]
    asked: dict[str, object] = {
        "purpose": clean(purpose).strip(),
        "found": [known.number for known in found],
    }
    with station.writing():
        put_on_record(
            station.connections,
            act,
            "查询以往案件",
            f"当事人 {party.name}",
            {**asked, "withdrawn": True} if withdrawn else asked,
        )
    return found


def _known(
    station: Station,
    kinds: Sequence[CaseKind],
    party: Row,
    besides: str,
    ways: Sequence[tuple[str, tuple[Column[str] | Column[str | None], ...]]],
) -> list[KnownParty]:
    found: dict[str, KnownParty] = {}
    with station.reading():
        for reason, columns in ways:
            given = {column.name: party.get(column.declared.name) for column in columns}
            # A party without a phone is not the same as every other without one.
            if not all(given.values()):
                continue
            for known in _matching(station, kinds, given, reason):
                if known.number != besides:
                    found.setdefault(known.number, known)
        waiting = list(found.values())
        while waiting:
            for known in _joined(station, kinds, waiting.pop(0)):
                if known.number != besides and known.number not in found:
                    found[known.number] = known
                    waiting.append(known)
    return list(found.values())


def _joined(station: Station, kinds: Sequence[CaseKind], known: KnownParty) -> Iterator[KnownParty]:
    """The cases of which somebody decided that the same person is a party, under whatever identity, while that decision holds."""
    by_key = {kind.key: kind for kind in kinds}
    for link in links_of(station, load(station, by_key[known.kind], known.number)):
        # Who is meant is known by name alone: a decision about somebody else of that case joins nothing here.
        if link.relation != SAME_PERSON or link.person != known.name or link.other_kind not in by_key:
            continue
        other = load(station, by_key[link.other_kind], link.other_number)
        if other.withdrawal is None and not _is_sealed(other, link.person):
            yield KnownParty(other.kind.key, other.number, other.title, other.day, link.person, _DECIDED)


def _is_sealed(case: Case, name: str) -> bool:
    """Whether the part of somebody in a case is sealed; where no party bears his name he may be any of them."""
    if case.state not in case.kind.sealed_states:
        return False
    parties = parties_in(case)
    return any(party.role == SUSPECT for party in [p for p in parties if p.name == name] or parties)


def _withdrawn(station: Station, kinds: Sequence[CaseKind], party: Row) -> list[KnownParty]:
    """The withdrawn cases of a party, the newest first; what was sealed when it was withdrawn is sealed still.

    One folded into another is not among them: that matter is told by the case that stands.
    """
    head, by_key = CaseHead, {kind.key: kind for kind in kinds}
    shown = (head.kind, head.number, head.title, head.day, WithdrawnCase.state, WithdrawnCase.entry)
    rows = WithdrawnCase.select(*shown).join(head, on=head.key == WithdrawnCase.case_key)
    found = []
    with station.reading():
        taken_back = rows.where(head.state == TAKEN_BACK).order_by(head.day.desc(), head.key.desc())
        for key, number, title, day, state, entry in station.connections.rows(taken_back):
            kind = by_key[key]
            for other in from_json(entry).get(PARTIES) or []:
                sealed = other.get(Party.role.name) == SUSPECT and state in kind.sealed_states
                if not sealed and (reason := _reason(party, other)):
                    found.append(KnownParty(key, number, title, day, other[Party.name.name], reason, True))
                    break
    return found


def _reason(party: Row, other: Row) -> str:
    """Why two parties may be the same person, the surest first; empty where nothing says so."""
    for reason, columns in _WAYS:
        names = [column.declared.name for column in columns]
        # A party without a phone is not the same as every other without one.
        if all(party.get(name) and party.get(name) == other.get(name) for name in names):
            return reason
    return ""


def _matching(station: Station, kinds: Sequence[CaseKind], given: Row, reason: str) -> Iterator[KnownParty]:
    """A suspect's part in a case that ended in a sealed state is never told here."""
    for kind in kinds:
        party = party_of(kind)
        if party is not None:
            same = (getattr(party, name).stands_as(value) for name, value in given.items())
            sealed = (party.role == SUSPECT) & CaseHead.state.in_(kind.sealed_states)
            query = with_case(party, CaseHead.number, CaseHead.title, CaseHead.day, party.name)
            # At most so many of each kind and reason: no more of them can be shown.
            newest = query.where(*same, ~sealed).order_by(CaseHead.day.desc()).limit(MOST_SHOWN)
            for number, title, day, name in station.connections.rows(newest):
                yield KnownParty(kind.key, number, title, day, name, reason)
