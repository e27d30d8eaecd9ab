"""Where goods came from and went to: edges between premises and people, no edge carrying more than its node had."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..cases import Case, Taking
from ..cases.heads import CaseHead, LinkHead
from ..documents.form import Subject
from ..documents.form_parts import quoted
from ..documents.typesetting import Trace, TraceEdge, TraceNode
from ..fields import Exists
from ..problems import Refused
from ..station import Station
from .batches import plain
from .custody import NOTHING, item_fault
from .declaration import GoodsCase, Premises
from .step_fields import Tracing

SUPPLIERS = ("批发", "仓库", "生产点", "窝点", "网店")
"""Kinds of premises that stand behind a seller; the same one in two cases joins them."""


def nodes(subject: Subject) -> dict[str, TraceNode]:
    """Premises by their keys, then people by their names."""
    case = subject.of(GoodsCase)
    found = {place.key: TraceNode(place.key, place.name, place.kind) for place in case.premises}
    for party in case.parties:
        # After the premises, which keep a name that both bear.
        found.setdefault(party.name, TraceNode(party.name, party.name, party.role))
    return found


def trace_is_possible(now: Taking[GoodsCase, Tracing]) -> Refused | None:
    """An edge joins two different nodes of the case and carries no more than its first node had of that batch."""
    known, entry = nodes(now.case), now.entry
    for end, field in ((entry.from_, Tracing.from_), (entry.to, Tracing.to)):
        if end not in known:
            return Refused(f"场点里没有代号“{end}”，当事人里也没有这个姓名", "", field)
    if entry.from_ == entry.to:
        return Refused("来源和去向不能是同一处", "", Tracing.to)
    fault = item_fault(now, entry.goods, entry.quantity.decimal, (Tracing.goods, Tracing.quantity))
    return fault or _more_than_there_was(now)


def had(subject: Subject, node: str, goods: int) -> Decimal:
    """How much of a batch a node still has to give: found there + come in − gone on, in the batch's unit."""
    batch = subject.of(GoodsCase).batch(goods)
    left = batch.quantity.decimal if batch.found_at == node else NOTHING
    for traced in (taken.said for taken in subject.held(Tracing)):
        if traced.goods == goods:
            # In at one end, out at the other; an edge that only passes by counts nothing.
            left += traced.quantity.decimal * ((traced.to == node) - (traced.from_ == node))
    return left


def _more_than_there_was(now: Taking[GoodsCase, Tracing]) -> Refused | None:
    entry = now.entry
    left = had(now.case, entry.from_, entry.goods)
    if entry.quantity.decimal <= left:
        return None
    name, unit = nodes(now.case)[entry.from_].name, now.of.batch(entry.goods).unit
    words = (
        f"“{name}”的第{entry.goods}项物品只剩 {plain(left)}{unit} 可以追查，不能是 {entry.quantity.number}"
    )
    return Refused(words, "", Tracing.quantity)


def drawing(subject: Subject) -> Trace | None:
    """The chain as a drawing; None when nothing was traced yet."""
    edges = tuple(
        _edge(subject, number, taken.said) for number, taken in enumerate(subject.held(Tracing), start=1)
    )
    return Trace(tuple(nodes(subject).values()), edges) if edges else None


def _edge(subject: Subject, number: int, traced: Tracing) -> TraceEdge:
    """Numbered, so that the sentence with its evidence is found; loose goods whose number has 余 keep it."""
    batch, known = subject.of(GoodsCase).batch(traced.goods), nodes(subject)
    carried = batch.in_own_unit(traced.quantity.decimal, rest=True)
    sentence = (
        f"（{number}）经{traced.how}，由{quoted(known[traced.from_].name)}查至{quoted(known[traced.to].name)}，"
        f"涉及{batch.name}{carried}，证据：{traced.evidence}。"
    )
    return TraceEdge(traced.from_, traced.to, traced.how, f"（{number}）{carried}", sentence)


@dataclass(frozen=True)
class SharedPlace:
    """The same premises in another case; `kind` is what it is there."""

    number: str
    title: str
    name: str
    kind: str

    @property
    def is_supplier(self) -> bool:
        """Whether it stands behind a seller there."""
        return self.kind in SUPPLIERS


# The table is joined with itself: places of this case against those of all others.
_Here = Premises.alias("here")
_IS_SAME = (Premises.credit_code == _Here.credit_code) | (
    (Premises.name == _Here.name) & _Here.kind.in_(SUPPLIERS) & Premises.kind.in_(SUPPLIERS)
)
_IS_LINKED = Exists(
    LinkHead.select(LinkHead.case_key).where(
        LinkHead.undone_at.is_empty(),
        ((LinkHead.case_key == _Here.owner_key) & (LinkHead.other_key == CaseHead.key))
        | ((LinkHead.other_key == _Here.owner_key) & (LinkHead.case_key == CaseHead.key)),
    )
)


def shared_places(station: Station, case: Case) -> list[SharedPlace]:
    """Other cases with the same premises by credit code, or the same supplier by name, that no link joins yet."""
    query = (
        CaseHead.select(CaseHead.number, CaseHead.title, Premises.name, Premises.kind)
        .from_(_Here, Premises, CaseHead)
        .where(
            _Here.owner_key == case.key,
            Premises.owner_key != _Here.owner_key,
            CaseHead.key == Premises.owner_key,
            _IS_SAME,
            ~_IS_LINKED,
        )
        # One place elsewhere may be the same as two of this case.
        .distinct()
        .order_by(CaseHead.key, Premises.row_position)
    )
    return [SharedPlace(*row) for row in station.connections.rows(query)]
