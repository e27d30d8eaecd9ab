"""Every document and sheet of every kind is composed and typeset from cases of the generated station."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from fengqiao_desk import cases
from fengqiao_desk.cases import Case, CaseKind
from fengqiao_desk.cases.kind import KindSheet
from fengqiao_desk.documents import typesetting
from fengqiao_desk.documents.fonts import font_choice
from fengqiao_desk.documents.form import DocumentForm, Paper
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import Refused
from fengqiao_desk.station import Act, Station, open_station

pytestmark = pytest.mark.xdist_group("generated")  # the station is made once: these files in one worker
CasesOf = Callable[[CaseKind], Sequence[Case]]
DOCUMENTS = [(kind, form) for kind in KINDS for form in kind.documents]
SHEETS = [(kind, sheet) for kind in KINDS for sheet in kind.sheets]
every_document = pytest.mark.parametrize(
    ("kind", "form"), DOCUMENTS, ids=[f"{kind.key}-{form.key}" for kind, form in DOCUMENTS]
)


@pytest.fixture(scope="module")
def station(generated_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    """A copy: binding a case is put on record."""
    root = shutil.copytree(generated_folder, tmp_path_factory.mktemp("documents") / "station")
    opened = open_station(root, "2026-11-30T10:00:00", "test")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def cases_of(station: Station) -> CasesOf:
    """All cases of a kind, loaded once."""
    loaded: dict[str, list[Case]] = {}

    def load(kind: CaseKind) -> list[Case]:
        if kind.key not in loaded:
            with station.reading():
                rows = station.connections.run("SELECT number FROM cases WHERE kind = ?", kind.key)
                loaded[kind.key] = [cases.load(station, kind, number) for (number,) in rows]
        return loaded[kind.key]

    return load


def last_day(case: Case) -> date:
    """When the case last moved: some papers may only be made within days of it."""
    return date.fromisoformat(max((case.day, *(step.day for step in case.steps))))


def on_its_day(station: Station, case: Case) -> Act:
    return Act(station.officers.named("民警甲"), datetime.combine(last_day(case), datetime.max.time()))


def draft(station: Station, case: Case, form: DocumentForm) -> PdfReader | None:
    """As the officer sees it on that day; None where its rules refuse."""
    act = on_its_day(station, case)
    try:
        made = cases.preview_document(station, case.kind, case.number, form.key, act)
    except Refused:
        return None
    return PdfReader(io.BytesIO(made.pdf))


def text_of(pdf: PdfReader) -> str:
    return "".join("".join(page.extract_text().split()) for page in pdf.pages)


def heading_of(pdf: PdfReader) -> str:
    assert pdf.metadata is not None
    return "".join(str(pdf.metadata.title).split())


@every_document
def test_it_is_drafted_in_every_state_it_may_be_made_in(
    station: Station, cases_of: CasesOf, kind: CaseKind, form: DocumentForm
) -> None:
    """A document that no case of the generated station can have is one that nobody tries."""
    drafts: dict[str, PdfReader] = {}
    for case in cases_of(kind):
        if case.state not in drafts and (made := draft(station, case, form)) is not None:
            drafts[case.state] = made
    assert drafts and set(form.states) <= set(drafts)
    for made in drafts.values():
        text = text_of(made)
        assert "草稿" in text and heading_of(made) in text


@every_document
def test_every_case_that_may_have_it_gives_its_facts(
    station: Station, cases_of: CasesOf, kind: CaseKind, form: DocumentForm
) -> None:
    """Composed of whatever a case holds or lacks: only a refusal may keep it from its paper."""
    composed = 0
    for case in cases_of(kind):
        if form.refusal(case) is not None:
            continue
        act = on_its_day(station, case)
        with suppress(Refused):
            paper = Paper(case, "", act.day, station.profile(act.day), station.texts)
            composed += bool(form.compose(paper).blocks and form.object_of(case) and form.copies_of(case))
    assert composed


@pytest.mark.parametrize(("kind", "sheet"), SHEETS, ids=[f"{kind.key}-{sheet.key}" for kind, sheet in SHEETS])
def test_every_sheet_over_all_cases_is_typeset(station: Station, kind: CaseKind, sheet: KindSheet) -> None:
    act = Act(station.officers.named("民警甲"), datetime(2026, 11, 30, 10))
    with station.reading():
        composed = sheet.compose(station, act)
    made = typesetting.typeset(composed, font_choice(station.profile(act.day)))
    assert "".join(composed.title.split()) in text_of(PdfReader(io.BytesIO(made.pdf)))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.bind is not None], ids=lambda kind: kind.key)
def test_the_whole_file_is_bound_in_every_state(station: Station, cases_of: CasesOf, kind: CaseKind) -> None:
    one_of_each = {case.state: case for case in cases_of(kind)}
    assert kind.bind is not None and one_of_each
    for case in one_of_each.values():
        bound = kind.bind(station, case, on_its_day(station, case))
        assert len(PdfReader(io.BytesIO(bound.pdf)).pages) == bound.pages


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_what_a_kind_computes_can_be_told_of_every_case(
    station: Station, cases_of: CasesOf, kind: CaseKind
) -> None:
    """Cards, drawing, related cases, next step: a detail page that cannot be drawn is a case nobody can open."""
    for case in cases_of(kind):
        with station.reading():
            for table in kind.tables(case, station, last_day(case)) if kind.tables else ():
                assert {len(row) for row in table.rows} <= {len(table.head)}
            # Of what was taken back nobody asks what comes next: no step may be taken on it.
            likely = kind.next_step if case.withdrawal is None else None
            if likely and (key := likely(case, station, last_day(case))) is not None:
                assert key in {each.key for each in kind.steps} | {each.key for each in kind.documents}
            if kind.related:
                assert case.number not in {each.number for each in kind.related(station, case)}
