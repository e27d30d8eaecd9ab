"""The search made again from the records: rows that are missing are written, those of nothing are taken out, the index is cut anew."""

from __future__ import annotations

from collections.abc import Iterable

from ...documents.heads import DocumentHead
from ...documents.register import SEARCH_KIND, search_title
from ...fields import Exists
from ...station import Station
from ...store import search
from ...store.contents import SearchRow
from ...values.json_text import from_json
from ..heads import CaseHead
from ..kind import CaseKind
from ..records import load
from ..timeline import GONE
from .searched import searched_texts


def refill(station: Station, kinds: Iterable[CaseKind]) -> None:
    """Inside the caller's transaction; a row that is there stays as it is, for it was written with its record."""
    with search.indexing_anew(station.connections):
        for kind in kinds:
            _refill_cases(station, kind)
        _refill_documents(station)


def _refill_cases(station: Station, kind: CaseKind) -> None:
    head, row = CaseHead, SearchRow
    searched = row.select().where(row.kind == head.kind, row.number == head.number)
    standing = head.select(head.number).where(head.kind == kind.key, head.state.not_in(GONE))
    for (number,) in station.connections.rows(standing.where(~Exists(searched)).order_by(head.key)):
        case = load(station, kind, number)
        search.put(station.connections, kind.key, number, case.title, searched_texts(case))
    case_of_it = head.select().where(
        head.kind == row.kind, head.number == row.number, head.state.not_in(GONE)
    )
    of_nothing = row.select(row.number).where(row.kind == kind.key, ~Exists(case_of_it))
    for (number,) in station.connections.rows(of_nothing):
        search.remove(station.connections, kind.key, number)


def _refill_documents(station: Station) -> None:
    head, row = DocumentHead, SearchRow
    searched = row.select().where(row.kind == SEARCH_KIND, row.number == head.number)
    columns = (head.number, head.title, head.object, head.source)
    for number, title, about, source in station.connections.rows(
        head.select(*columns).where(~Exists(searched)).order_by(head.key)
    ):
        case = str(from_json(source).get("case", ""))
        search.put(station.connections, SEARCH_KIND, number, search_title(title, about), [case])
