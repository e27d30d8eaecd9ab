"""Links between cases: same matter, same person, sequel. A link is a decision with who, when and why, and can be undone."""

from __future__ import annotations

from dataclasses import dataclass

from ..problems import Fault, FaultyEntry, Refused, Unknown
from ..station import Act, Changed, Station
from ..station.act import put_on_record
from ..station.rights import Right, require
from ..values.text import clean
from .records import Case

RELATIONS = ("同一事项", "同一当事人", "后续")


@dataclass(frozen=True)
class CaseLink:
    """One link as a case shows it; `other_*` is the case at the other end."""

    key: int
    relation: str
    person: str
    why: str
    made_at: str
    made_by: str
    other_kind: str
    other_number: str
    other_title: str


def link(
    station: Station, case: Case, other: Case, relation: str, why: str, act: Act, person: str = ""
) -> None:
    """Link two cases; `person` names the party for 同一当事人."""
    require(act, Right.RECORD)
    if relation not in RELATIONS:
        raise Unknown(f"没有“{relation}”这种关联，可用：{'、'.join(RELATIONS)}")
    if case.key == other.key:
        raise Refused("不能与自己关联")
    if not clean(why).strip():
        raise FaultyEntry((Fault("why", "请写明关联的理由"),))
    if any(
        found.other_number == other.number and found.relation == relation for found in links_of(station, case)
    ):
        raise Refused(f"{case.number} 与 {other.number} 已经关联为“{relation}”")
    with station.writing():
        station.connections.table("case_links").insert(
            case_key=case.key,
            other_key=other.key,
            relation=relation,
            person=person,
            why=clean(why).strip(),
            made_at=act.stamp,
            made_by=act.by.name,
        ).execute()
        _log(station, act, "关联", case, {"other": other.number, "relation": relation, "why": why})


def unlink(station: Station, case: Case, key: int, why: str, act: Act) -> None:
    """Undo a link; it stays on record as undone."""
    require(act, Right.RECORD)
    found = next((known for known in links_of(station, case) if known.key == key), None)
    if found is None:
        raise Unknown("没有这个关联，或者已经撤销")
    if not clean(why).strip():
        raise FaultyEntry((Fault("why", "请写明撤销的理由"),))
    with station.writing():
        station.connections.run(
            "UPDATE case_links SET undone_at = ?, undone_by = ?, undone_why = ? WHERE key = ?",
            act.stamp,
            act.by.name,
            clean(why).strip(),
            key,
        )
        _log(
            station,
            act,
            "撤销关联",
            case,
            {"other": found.other_number, "relation": found.relation, "why": why},
        )


def links_of(station: Station, case: Case) -> list[CaseLink]:
    """The links of a case that hold, from either end."""
    rows = station.connections.run(
        "SELECT l.key, l.relation, l.person, l.why, l.made_at, l.made_by, o.kind, o.number, o.title FROM case_links l "
        "JOIN cases o ON o.key = CASE WHEN l.case_key = ? THEN l.other_key ELSE l.case_key END "
        "WHERE (l.case_key = ? OR l.other_key = ?) AND l.undone_at IS NULL ORDER BY l.key",
        case.key,
        case.key,
        case.key,
    )
    return [CaseLink(*row) for row in rows]


def _log(station: Station, act: Act, verb: str, case: Case, changes: dict[str, str]) -> None:
    put_on_record(station.connections, act, verb, case.subject, changes)
    station.tell(Changed(case.kind.key, case.number, act.by.name))
