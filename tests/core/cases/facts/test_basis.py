"""What a paper was made from is found again: composed from it, it is the very file that was stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import peewee
import pytest

from fengqiao_desk.cases import Case, CaseKind, load
from fengqiao_desk.cases.facts.at_issue import papers_at_issue
from fengqiao_desk.cases.heads import CaseHead
from fengqiao_desk.documents import typesetting
from fengqiao_desk.documents.files import sha256_of
from fengqiao_desk.documents.fonts import font_choice
from fengqiao_desk.documents.form import Paper
from fengqiao_desk.documents.heads import DocumentHead
from fengqiao_desk.documents.register import IssuedDocument
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.station import Station

pytestmark = pytest.mark.xdist_group("generated")
EACH = 5
"""How many papers of each sort are composed again."""
IN_ROUNDS = {"notice"}
"""Sorts that share the file of their round: their own bytes are nowhere to be compared."""


def some_papers(station: Station, kind: CaseKind) -> Iterator[tuple[IssuedDocument, Case]]:
    """Papers of a kind that have a file of their own, a few of each sort, with the case as it stood."""
    about = CaseHead.select(CaseHead.number).join(DocumentHead, on=CaseHead.key == DocumentHead.case_key)
    numbers = about.where(CaseHead.kind == kind.key, DocumentHead.state == "issued").distinct()
    found: Counter[str] = Counter()
    for (number,) in station.connections.rows(numbers.order_by(CaseHead.key)):
        for paper, then in papers_at_issue(station, load(station, kind, number)):
            if paper.place.first_page is None and found[paper.document] < EACH:
                found[paper.document] += 1
                yield paper, then


def made_again(station: Station, paper: IssuedDocument, then: Case) -> bytes:
    """The file of a paper, its facts attached as they were stored."""
    day = date.fromisoformat(paper.issued_on)
    profile = station.profile(day)
    sheet = then.kind.document(paper.document).compose(Paper(then, paper.number, day, profile, station.texts))
    source: peewee.Query = DocumentHead.select(DocumentHead.source).where(DocumentHead.number == paper.number)
    ((attached,),) = station.connections.rows(source)
    signed = replace(sheet, watermark="练习", attached_json=attached.encode())
    return typesetting.typeset(signed, font_choice(profile)).pdf


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.documents], ids=lambda kind: kind.key)
def test_composed_from_its_basis_a_paper_is_what_was_issued_unless_that_changed(
    generated: Station, kind: CaseKind
) -> None:
    with generated.reading():
        papers = list(some_papers(generated, kind))
        others = [
            paper.number
            for paper, then in papers
            if (sha256_of(made_again(generated, paper, then)) != paper.sha256)
            != (paper.basis_changed_at is not None)
        ]
    tried = {paper.document for paper, _ in papers}
    assert {form.key for form in kind.documents} - tried <= IN_ROUNDS
    assert others == []
