"""Links between cases: same matter, same person, sequel. A link is a decision with who, when and why, and can be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace

import peewee

from ..fields import Predicate
from ..problems import Fault, FaultyEntry, Refused, Unknown
from ..station import Act, Changed, Station
from ..station.act import put_on_record
from ..station.rights import Right, require
from ..store.composed import ComposedOnce
from ..values.text import clean
from .facts.permission import require_for
from .heads import CaseHead, LinkHead
from .records import Case, refuse_gone

SAME_PERSON = "同一当事人"
RELATIONS = ("同一事项", SAME_PERSON, "后续")
LINKED, UNLINKED = "关联", "撤销关联"
"""The verbs under which the audit keeps that two cases were linked, and that a link was undone."""


@dataclass(frozen=True)
class CaseLink:
    """One link as a case shows it; `other_*` is the case at the other end, `merged_from` the number of the case that brought it along."""

    key: int
    relation: str
    person: str
    why: str
    made_at: str
    made_by: str
    other_kind: str
    other_number: str
    other_title: str
    merged_from: str = ""


def link(
    station: Station, case: Case, other: Case, relation: str, why: str, act: Act, person: str = ""
) -> None:
    """Link two cases; `person` names the party for 同一当事人."""
    require(act, Right.RECORD)
    if relation not in RELATIONS:
        raise Unknown(f"没有“{relation}”这种关联，可用：{'、'.join(RELATIONS)}")
    if case.key == other.key:
        raise Refused("不能与自己关联")
    for each in (case, other):
        refuse_gone(each)
    if not clean(why).strip():
        raise FaultyEntry((Fault("why", "请写明关联的理由"),))
    if any(
        # From either end, so that B–A is not linked again after A–B.
        found.other_number == other.number and found.relation == relation
        for found in links_of(station, case)
    ):
        raise Refused(f"{case.number} 与 {other.number} 已经关联为“{relation}”")
    with station.writing():
        made = {
            LinkHead.case_key: case.key,
            LinkHead.other_key: other.key,
            LinkHead.relation: relation,
            LinkHead.person: person,
            LinkHead.why: clean(why).strip(),
            LinkHead.made_at: act.stamp,
            LinkHead.made_by: act.by.name,
        }
        station.connections.execute(LinkHead.insert(made))
        _log(station, act, LINKED, case, {"other": other.number, "relation": relation, "why": why})


def unlink(station: Station, case: Case, key: int, why: str, act: Act) -> None:
    """Undo a link; it stays on record as undone."""
    require(act, Right.WITHDRAW_OWN)
    found = next((known for known in links_of(station, case) if known.key == key), None)
    if found is None:
        # Looked for among those of this case: a key alone could undo a link between two others.
        raise Unknown("没有这个关联，或者已经撤销")
    if not clean(why).strip():
        raise FaultyEntry((Fault("why", "请写明撤销的理由"),))
    require_for(station, found.made_by, found.made_at, act)
    with station.writing():
        undone = {
            LinkHead.undone_at: act.stamp,
            LinkHead.undone_by: act.by.name,
            LinkHead.undone_why: clean(why).strip(),
        }
        station.connections.execute(LinkHead.update(undone).where(LinkHead.key == key))
        _log(
            station,
            act,
            UNLINKED,
            case,
            {"other": found.other_number, "relation": found.relation, "why": why},
        )


def links_of(station: Station, case: Case) -> list[CaseLink]:
    """The links of a case that hold, from either end, then those to others of the cases folded into it."""
    connections = station.connections
    found = [CaseLink(*row) for row in _holding.rows(connections, case.key)]
    own = {case.number, *(other.number for other in case.merged)}
    for other in case.merged:
        brought = (CaseLink(*row) for row in _holding.rows(connections, other.key))
        found.extend(
            replace(each, merged_from=other.number) for each in brought if each.other_number not in own
        )
    return found


@ComposedOnce
def _holding(case: int) -> peewee.Query:
    """What `CaseLink` holds of each link of a case, oldest first: the case at the other end stands beside it."""
    link, other = LinkHead, CaseHead
    own = link.select(link.key, link.relation, link.person, link.why, link.made_at, link.made_by)
    shown = own.select_extend(other.kind, other.number, other.title)
    # A link is one row, whichever of the two cases it is looked at from.
    far_end = peewee.Case(None, [(link.case_key == case, link.other_key)], link.case_key)
    beside = shown.join(other, on=Predicate(other.key, peewee.OP.EQ, far_end))
    ends = (link.case_key == case) | (link.other_key == case)
    return beside.where(ends, link.undone_at.is_empty()).order_by(link.key)


def _log(station: Station, act: Act, verb: str, case: Case, changes: dict[str, str]) -> None:
    put_on_record(station.connections, act, verb, case.subject, changes)
    station.tell(Changed(case.kind.key, case.number, act.by.name))
