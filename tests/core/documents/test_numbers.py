"""Numbers and files of documents: from 1 without a gap, never twice, whatever fails; names any disk takes."""

from __future__ import annotations

import threading
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk import cases
from fengqiao_desk.cases import Case
from fengqiao_desk.cases.search.finding import find
from fengqiao_desk.documents import register
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import Problem, Refused, Unknown
from fengqiao_desk.store.places import file_name

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]
FORM = "intake_form"


@pytest.fixture
def case(desk: Desk, dispute: Entry) -> Case:
    return desk.receive("disputes", dispute)


def numbers(desk: Desk) -> list[str]:
    return [line.number for line in register.register(desk.station)]


def void(desk: Desk, number: str, reason: str = "写错") -> None:
    cases.void_document(desk.station, KINDS, number, reason, desk.act())


def test_numbers_count_from_one_by_word(desk: Desk, case: Case, dispute_steps: Entry) -> None:
    desk.agree(case, dispute_steps)
    for document in (FORM, "public_order_agreement", FORM):
        desk.issue(case, document)
    assert set(numbers(desk)) == {
        "合公（逍）纠登字〔2026〕1号",
        "合公（逍）纠登字〔2026〕2号",
        "合公（逍）调解字〔2026〕1号",
    }


def test_the_year_of_a_number_is_that_of_signing(desk: Desk, dispute: Entry) -> None:
    case = desk.receive("disputes", dispute)
    signed = [desk.issue(case, FORM, day).number for day in ("2026-12-31", "2027-01-02", "2026-12-31")]
    assert signed == [f"合公（逍）纠登字〔{run}号" for run in ("2026〕1", "2027〕1", "2026〕2")]


def test_a_void_number_is_never_given_again(desk: Desk, case: Case) -> None:
    void(desk, desk.issue(case, FORM).number)
    assert desk.issue(case, FORM).number == "合公（逍）纠登字〔2026〕2号"


def test_a_void_document_is_not_voided_again(desk: Desk, case: Case) -> None:
    number = desk.issue(case, FORM).number
    void(desk, number)
    with pytest.raises(Refused):
        void(desk, number)


def test_voiding_what_is_not_there_is_told(desk: Desk) -> None:
    with pytest.raises(Unknown, match="文书登记里没有"):
        void(desk, "合公（逍）纠登字〔2026〕1号")


def test_a_reprint_is_the_same_to_the_byte(desk: Desk, case: Case) -> None:
    number = desk.issue(case, FORM).number
    desk.amend(case, {"place": "示例小区5栋"})
    pages = [register.reprint(desk.station, number, desk.act()) for _ in range(2)]
    assert pages[0] == pages[1] == register.stored_pdf(desk.station, number)


def test_a_name_no_font_has_takes_no_number(desk: Desk, dispute: Entry) -> None:
    dispute["parties"][0]["name"] = "张\U000f0000"
    case = desk.receive("disputes", dispute)
    with pytest.raises(Problem, match="U\\+F0000"):
        desk.issue(case, FORM)
    assert numbers(desk) == []
    assert list(desk.station.layout.documents.rglob("*.pdf")) == []


def test_a_round_undone_takes_its_files_with_it(desk: Desk, case: Case) -> None:
    with pytest.raises(RuntimeError), desk.station.writing():
        desk.issue(case, FORM)
        desk.issue(case, FORM)
        raise RuntimeError
    assert list(desk.station.layout.documents.rglob("*.pdf")) == []


def test_an_inner_failure_takes_only_its_own_file(desk: Desk, case: Case) -> None:
    with desk.station.writing():
        kept = desk.issue(case, FORM)
        with pytest.raises(RuntimeError), desk.station.writing():
            desk.issue(case, FORM)
            raise RuntimeError
    files = [path.name for path in desk.station.layout.documents.rglob("*.pdf")]
    assert files == [kept.file.partition("/")[2]]


def test_threads_issuing_at_once_leave_no_gap(desk: Desk, case: Case) -> None:
    troubles: list[BaseException] = []

    def work() -> None:
        try:
            desk.issue(case, FORM)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test tells it
            troubles.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert sorted(numbers(desk)) == [f"合公（逍）纠登字〔2026〕{place}号" for place in (1, 2, 3, 4)]


def test_an_issued_document_is_found_by_its_number_and_its_people(desk: Desk, case: Case) -> None:
    number = desk.issue(case, FORM).number
    for text in (number, "张三"):
        assert number in [hit.number for hit in find(desk.station, KINDS, text, 10).hits]


HOSTILE = [
    *(
        'a<b>c:d"e/f\\g|h?i*j',
        "..\\..\\windows",
        "../../etc/passwd",
        "名" * 300,
        "👮" * 100,
        "尾点...",
        " 空 ",
    ),
    *("tab\there", "line\nbreak", "nul\x00byte", "", "CON", "阿依古丽·买买提"),
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_name_is_safe_everywhere(name: str) -> None:
    file = file_name("合公（逍）告字〔2026〕1号", name, "2026-11-21")
    folder, base = file.split("/")
    assert (folder, len(PureWindowsPath(file).parts)) == ("2026", 2)
    assert not set(base) & set('<>:"/\\|?*') and base.isprintable()
    assert len(base.encode()) <= 250 and not base.startswith(".")


@pytest.mark.parametrize("name", ["../../../etc/x", "a/b\\c:d", "名" * 200])
def test_a_document_about_a_hostile_name_is_stored_in_its_folder(
    desk: Desk, dispute: Entry, name: str
) -> None:
    dispute["parties"][0]["name"] = name
    issued = desk.issue(desk.receive("disputes", dispute), FORM)
    path = (desk.station.layout.documents / issued.file).resolve()
    assert path.parent == (desk.station.layout.documents / "2026").resolve()
    assert path.is_file()
