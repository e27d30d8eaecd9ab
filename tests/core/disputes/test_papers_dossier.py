"""卷宗: every paper and attachment in its order, numbered through, and what the file still lacks."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from fengqiao_desk import cases
from fengqiao_desk.cases import Case, CaseFile
from fengqiao_desk.cases.attachments import attach
from fengqiao_desk.disputes import dossier
from fengqiao_desk.disputes.dossier import missing_papers
from fengqiao_desk.documents import register
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import DiskProblem
from fengqiao_desk.store import audit
from tests.core.disputes.papers_desk import PapersDesk, pages_of

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]
Bind = Callable[[Case], CaseFile]
COVER, INDEX = 0, 1


@pytest.fixture
def papers(desk: Desk, dispute: Entry, dispute_steps: Entry) -> PapersDesk:
    return PapersDesk(desk, dispute, dispute_steps)


@pytest.fixture
def bind(papers: PapersDesk) -> Bind:
    return lambda case: dossier.bind(papers.desk.station, papers.again(case), papers.desk.act())


def add(papers: PapersDesk, case: Case, path: Path, title: str) -> None:
    attach(papers.desk.station, case, path, title, papers.desk.act())


def photo(folder: Path, name: str, size: tuple[int, int] = (40, 30)) -> Path:
    path = folder / name
    Image.new("RGB", size, (len(name) * 7 % 255, sum(name.encode()) % 255, 9)).save(path)
    return path


def pdf(folder: Path, pages: int, password: str = "") -> Path:
    path = folder / f"{pages}{password}.pdf"
    with pikepdf.new() as file:
        for _ in range(pages):
            file.add_blank_page(page_size=(842, 595))
        if password:
            file.save(path, encryption=pikepdf.Encryption(owner=password, user=password))
        else:
            file.save(path)
    return path


def outline(found: CaseFile) -> list[str]:
    return [
        str(item["/Title"]) for item in PdfReader(io.BytesIO(found.pdf)).outline if not isinstance(item, list)
    ]


def test_police_papers_lie_in_the_order_of_an_administrative_file(papers: PapersDesk, bind: Bind) -> None:
    case = papers.routed("治安调解", "mediation_session", "agreement")
    issued = [papers.desk.issue(case, key).number for key in ("intake_form", "public_order_record")]
    agreement = papers.desk.issue(case, "public_order_agreement").number
    lines = outline(bind(case))
    assert [line.split(" ")[-1] for line in lines] == [
        *("封面", "卷内目录"),
        *(agreement, *issued),
        *("卷宗情况说明", "封底"),
    ]


def test_peoples_papers_lie_in_the_order_of_the_ministrys_index(papers: PapersDesk, bind: Bind) -> None:
    case = papers.routed("人民调解", "mediation_session", "agreement")
    keys = ("peoples_agreement", "mediation_record", "rights_notice", "peoples_application")
    numbers = [papers.desk.issue(case, key).number for key in keys]
    assert [line.split(" ")[-1] for line in outline(bind(case))][2:-2] == numbers[::-1]


def test_pages_are_numbered_through_from_the_first_paper(papers: PapersDesk, bind: Bind) -> None:
    case = papers.routed("治安调解", "agreement")
    for key in ("public_order_agreement", "intake_form"):
        papers.desk.issue(case, key)
    found = bind(case)
    pages = pages_of(found.pdf)
    assert (len(pages), found.pages) == (7, 7)
    assert [page.endswith(str(number)) for number, page in enumerate(pages[2:5], start=1)] == [True] * 3


def test_the_index_tells_each_papers_pages(papers: PapersDesk, bind: Bind) -> None:
    case = papers.routed("治安调解", "agreement")
    numbers = [papers.desk.issue(case, key).number for key in ("public_order_agreement", "intake_form")]
    index = pages_of(bind(case).pdf)[INDEX]
    assert f"1治安调解协议书{numbers[0]}1—2/" in index
    assert f"2矛盾纠纷受理登记表{numbers[1]}3/" in index


def test_void_and_replaced_papers_are_told_and_not_bound(papers: PapersDesk, bind: Bind) -> None:
    desk, case = papers.desk, papers.routed("治安调解")
    void, replaced = (desk.issue(case, "intake_form").number for _ in range(2))
    cases.void_document(desk.station, KINDS, void, "打印错误", desk.act())
    standing = cases.replace_document(desk.station, KINDS, replaced, desk.act()).number
    found = bind(case)
    assert outline(found)[2:-2] == [f"矛盾纠纷受理登记表 {standing}"]
    statement = pages_of(found.pdf)[-2]
    assert f"{void}《矛盾纠纷受理登记表》作废：打印错误" in statement
    assert f"{replaced}《矛盾纠纷受理登记表》已替换" in statement


def test_photos_lie_two_a_page_with_title_and_who_and_when(
    papers: PapersDesk, bind: Bind, tmp_path: Path
) -> None:
    case = papers.routed("治安调解")
    for title in ("楼道", "伤情", "收条"):
        add(papers, case, photo(tmp_path, f"{title}.png"), title)
    pages = pages_of(bind(case).pdf)
    assert len(pages) == 6
    assert "上图楼道（2026年11月21日9时00分，民警甲）下图伤情" in pages[2]
    assert ("收条" in pages[3], "下图" in pages[3]) == (True, False)


def drawn(found: CaseFile, page: int) -> Image.Image:
    """A page as it looks, one pixel a point."""
    document = pypdfium2.PdfDocument(found.pdf)
    try:
        picture: Image.Image = document[page].render().to_pil().convert("RGB")
    finally:
        document.close()
    return picture


def test_the_first_photo_lies_above_the_second(papers: PapersDesk, bind: Bind, tmp_path: Path) -> None:
    case = papers.routed("治安调解")
    for name, colour in (("red", (255, 0, 0)), ("blue", (0, 0, 255))):
        Image.new("RGB", (60, 40), colour).save(tmp_path / f"{name}.png")
        add(papers, case, tmp_path / f"{name}.png", name)
    page = drawn(bind(case), 2)
    middle = page.width // 2
    assert [page.getpixel((middle, height)) for height in (230, 620)] == [(254, 0, 0), (0, 0, 254)]


def test_a_photo_stands_upright_as_it_was_taken(papers: PapersDesk, bind: Bind, tmp_path: Path) -> None:
    lying = Image.new("RGB", (90, 30), (0, 128, 0))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees
    lying.save(tmp_path / "lying.jpg", exif=exif)
    case = papers.routed("治安调解")
    add(papers, case, tmp_path / "lying.jpg", "竖拍")
    page = drawn(bind(case), 2)
    green = [
        column for column in range(page.width) if page.getpixel((column, 230)) == page.getpixel((297, 230))
    ]
    assert 60 < len(green) < 120


def test_an_attached_pdf_lies_page_by_page(papers: PapersDesk, bind: Bind, tmp_path: Path) -> None:
    case = papers.routed("治安调解")
    add(papers, case, pdf(tmp_path, 3), "出警单")
    found = bind(case)
    assert found.pages == 7
    assert "出警单/1—32026年11月21日，民警甲" in pages_of(found.pdf)[INDEX]
    sizes = {
        (round(p.mediabox.width), round(p.mediabox.height)) for p in PdfReader(io.BytesIO(found.pdf)).pages
    }
    assert sizes == {(595, 842)}


def test_a_locked_pdf_is_told_and_stops_nothing(papers: PapersDesk, bind: Bind, tmp_path: Path) -> None:
    case = papers.routed("治安调解")
    add(papers, case, pdf(tmp_path, 1, "secret"), "加密件")
    assert "附件“加密件”已加密或者损坏" in pages_of(bind(case).pdf)[2]


def test_a_changed_paper_is_not_bound(papers: PapersDesk, bind: Bind) -> None:
    desk, case = papers.desk, papers.routed("治安调解")
    issued = desk.issue(case, "intake_form")
    path = desk.station.layout.documents / issued.file
    path.write_bytes(path.read_bytes() + b"%")
    with pytest.raises(DiskProblem):
        bind(case)


def test_an_empty_file_can_be_bound(bind: Bind, papers: PapersDesk) -> None:
    found = bind(papers.taken(papers.bare("人民调解")))
    assert found.pages == 4
    assert "0页" in pages_of(found.pdf)[-1]


def test_the_cover_says_whose_file_it_is(papers: PapersDesk, bind: Bind) -> None:
    case = papers.routed("治安调解", "mediation_session")
    cover = pages_of(bind(case).pdf)[COVER]
    words = ("合肥市公安局逍遥津派出所", "张三、阿依古丽·买买提邻里纠纷", case.number, "保管期限30年")
    assert [word for word in words if word not in cover] == []


def test_binding_is_on_record(papers: PapersDesk, bind: Bind) -> None:
    case = papers.routed("治安调解")
    bind(case)
    with papers.desk.station.reading():
        verbs = [row.verb for row in audit.history(papers.desk.station.connections, case.subject)]
    assert verbs.count("整卷") == 1


MISSING = [
    ("治安调解", (), ["矛盾纠纷受理登记表"]),
    ("治安调解", ("mediation_session",), ["矛盾纠纷受理登记表", "治安调解笔录"]),
    (
        "治安调解",
        ("agreement", "default"),
        ["矛盾纠纷受理登记表", "治安调解笔录", "治安调解协议书", "提起民事诉讼告知书"],
    ),
    ("治安调解", ("refer",), ["矛盾纠纷受理登记表", "移送案件通知书"]),
    ("告知", (), ["矛盾纠纷受理登记表", "民间纠纷处理途径告知书"]),
    (
        "人民调解",
        (),
        ["人民调解申请书或人民调解受理登记表", "人民调解当事人权利义务告知书", "人民调解记录", "身份证明"],
    ),
]


@pytest.mark.parametrize(("route", "steps", "titles"), MISSING)
def test_what_must_be_there_and_is_not_is_listed(
    papers: PapersDesk, route: str, steps: tuple[str, ...], titles: list[str]
) -> None:
    assert missing_papers(papers.desk.station, papers.routed(route, *steps)) == titles


def test_nothing_is_missing_once_every_paper_is_there(papers: PapersDesk, tmp_path: Path) -> None:
    case = papers.routed("人民调解", "mediation_session", papers.agreement(form="口头"))
    for key in ("peoples_intake", "rights_notice", "mediation_record", "oral_agreement"):
        papers.desk.issue(case, key)
    assert missing_papers(papers.desk.station, papers.again(case)) == ["身份证明"]
    add(papers, case, photo(tmp_path, "id.png"), "张三身份证")
    assert missing_papers(papers.desk.station, papers.again(case)) == []


def test_a_void_paper_is_missing(papers: PapersDesk) -> None:
    desk, case = papers.desk, papers.routed("治安调解")
    number = desk.issue(case, "intake_form").number
    assert missing_papers(desk.station, papers.again(case)) == []
    cases.void_document(desk.station, KINDS, number, "打印错误", desk.act())
    assert missing_papers(desk.station, papers.again(case)) == ["矛盾纠纷受理登记表"]


def test_what_was_recorded_on_the_spot_needs_no_written_agreement(papers: PapersDesk) -> None:
    recorded = papers.routed("现场治安调解", papers.on_the_spot())
    assert "现场治安调解协议书" not in missing_papers(papers.desk.station, recorded)
    _, held = papers.reached()
    two = ("mediation_session", {**held, "mediators": ["民警甲", "民警乙"], "recording_no": None})
    unrecorded = papers.routed("现场治安调解", two, papers.on_the_spot())
    assert "现场治安调解协议书" in missing_papers(papers.desk.station, unrecorded)


def test_bound_pages_are_the_stored_ones(papers: PapersDesk, bind: Bind) -> None:
    case = papers.routed("治安调解")
    issued = papers.desk.issue(case, "intake_form")
    papers.desk.amend(case, {"facts": "后来改过的事实。"})
    stored = pages_of(register.stored_pdf(papers.desk.station, issued.number))[0]
    bound = pages_of(bind(case).pdf)[2]
    assert stored in bound
    assert "后来改过" not in bound
