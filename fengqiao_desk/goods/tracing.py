"""Where goods came from and went to: edges between premises and people, no edge carrying more than its node had."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..cases import Case
from ..cases.plain import Situation
from ..documents.form import Subject
from ..documents.form_parts import quoted
from ..documents.typesetting import Trace, TraceEdge, TraceNode
from ..fields import Row
from ..problems import Refused
from ..station import Station
from .custody import item_fault
from .totals import shown_quantity

SUPPLIERS = ("批发", "仓库", "生产点", "窝点", "网店")
"""Kinds of premises that stand behind a seller; the same one in two cases joins them."""


def nodes(subject: Subject) -> dict[str, TraceNode]:
    """Premises by their keys, then people by their names."""
    found = {
        row["key"]: TraceNode(row["key"], row["name"], row["kind"]) for row in subject.values["premises"]
    }
    for party in subject.values["parties"] or []:
        found.setdefault(party["name"], TraceNode(party["name"], party["name"], party["role"]))
    return found


def trace_is_possible(situation: Situation) -> Refused | None:
    """An edge joins two different nodes of the case and carries no more than its first node had of that batch."""
    case, entry = situation.case, situation.entry
    assert case is not None
    known = nodes(case)
    for end in ("from", "to"):
        if entry[end] not in known:
            return Refused(f"场点里没有代号“{entry[end]}”，当事人里也没有这个姓名", "", end)
    if entry["from"] == entry["to"]:
        return Refused("来源和去向不能是同一处", "", "to")
    fault = item_fault(case, entry["goods"], entry["quantity"], "")
    return fault or _more_than_there_was(case, entry)


def had(subject: Subject, node: str, goods: int) -> Decimal:
    """How much of a batch a node still has to give: found there + come in − gone on, in the batch's unit."""
    batch = subject.values["goods"][goods - 1]
    left = Decimal(str(batch["quantity"])) if batch["found_at"] == node else Decimal(0)
    for entry in (taken.entry for taken in subject.taken("trace")):
        if entry["goods"] == goods:
            quantity = Decimal(str(entry["quantity"]))
            left += quantity * ((entry["to"] == node) - (entry["from"] == node))
    return left


def _more_than_there_was(case: Case, entry: Row) -> Refused | None:
    left = had(case, entry["from"], entry["goods"])
    if Decimal(str(entry["quantity"])) <= left:
        return None
    batch = case.values["goods"][entry["goods"] - 1]
    name = nodes(case)[entry["from"]].name
    return Refused(
        f"“{name}”的第{entry['goods']}项物品只剩 {left.normalize():f}{batch['unit']} 可以追查，不能是 {entry['quantity']}",
        "",
        "quantity",
    )


def drawing(subject: Subject) -> Trace | None:
    """The chain as a drawing; None when nothing was traced yet."""
    edges = tuple(
        _edge(subject, number, taken.entry) for number, taken in enumerate(subject.taken("trace"), start=1)
    )
    return Trace(tuple(nodes(subject).values()), edges) if edges else None


def _edge(subject: Subject, number: int, entry: Row) -> TraceEdge:
    """Numbered, so that the sentence with its evidence is found."""
    carried, known = _carried(subject, entry), nodes(subject)
    name = subject.values["goods"][entry["goods"] - 1]["name"]
    told = (
        f"（{number}）经{entry['how']}，由{quoted(known[entry['from']].name)}查至{quoted(known[entry['to']].name)}，"
        f"涉及{name}{carried}，证据：{entry['evidence']}。"
    )
    return TraceEdge(entry["from"], entry["to"], entry["how"], f"（{number}）{carried}", told)


def _carried(subject: Subject, entry: Row) -> str:
    """`46盒`; loose goods whose number has 余 keep it."""
    batch = subject.values["goods"][entry["goods"] - 1]
    rest = batch["approximate"] and batch["pieces"] is None
    return shown_quantity({**batch, "quantity": entry["quantity"], "pieces": None, "approximate": rest})


_SHARED = """
SELECT DISTINCT c.number, c.title, o.name, o.kind
FROM goods_cases_premises p
JOIN goods_cases_premises o ON o.owner_key <> p.owner_key AND (
    o.credit_code = p.credit_code
    OR (o.name = p.name AND p.kind IN (?, ?, ?, ?, ?) AND o.kind IN (?, ?, ?, ?, ?))
)
JOIN cases c ON c.key = o.owner_key
WHERE p.owner_key = ? AND NOT EXISTS (
    SELECT 1 FROM case_links l WHERE l.undone_at IS NULL AND (
        (l.case_key = p.owner_key AND l.other_key = c.key) OR (l.other_key = p.owner_key AND l.case_key = c.key)
    )
)
ORDER BY c.key
"""


@dataclass(frozen=True)
class SharedPlace:
    """The same premises in another case; `kind` is what it is there."""

    number: str
    title: str
    name: str
    kind: str


def shared_places(station: Station, case: Case) -> list[SharedPlace]:
    """Other cases with the same premises by credit code, or the same supplier by name, that no link joins yet."""
    with station.reading():
        rows = station.connections.run(_SHARED, *SUPPLIERS, *SUPPLIERS, case.key)
    return [SharedPlace(*row) for row in rows]
