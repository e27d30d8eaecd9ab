"""The papers of a fake-goods case: issued for whom they are due, refused with the article where they are not."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from fengqiao_desk import cases
from fengqiao_desk.cases import Case
from fengqiao_desk.documents import register
from fengqiao_desk.documents.typesetting import Table
from fengqiao_desk.goods import KIND
from fengqiao_desk.problems import Refused

if TYPE_CHECKING:
    from tests.conftest import Desk

Take = Callable[..., Case]
Entry = dict[str, Any]
DAY = "2026-12-31"


def text_of(desk: Desk, number: str) -> str:
    """The text of all pages without blanks and line breaks."""
    pdf = pypdfium2.PdfDocument(io.BytesIO(register.stored_pdf(desk.station, number)))
    try:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()
    return "".join("".join(pages).split())


@pytest.fixture
def issued(desk: Desk) -> Callable[[Case, str], str]:
    """Issues a paper and gives its text."""
    return lambda case, document: text_of(desk, desk.issue(case, document, DAY).number)


@pytest.fixture
def seized(case: Case, take: Take) -> Case:
    return take(case, "seize", approver="所长戊", approver_rank="办案部门负责人", reason="可能灭失")


@pytest.mark.parametrize(
    "document",
    ["preservation_decision", "preservation_list", "accepted_evidence", "inspection_record", "goods_labels"],
)
def test_a_paper_of_a_seizure_fits_its_pages(desk: Desk, seized: Case, document: str) -> None:
    assert desk.issue(seized, document, DAY).pages == (2 if document == "preservation_decision" else 1)


def test_a_decision_tells_measure_period_and_remedy(seized: Case, issued: Callable[[Case, str], str]) -> None:
    text = issued(seized, "preservation_decision")
    for words in ("■先行登记保存", "□扣押", "自2026年11月21日至2026年11月28日", "六十日", "46盒，计2300余只"):
        assert words in text, words


@pytest.mark.parametrize("document", ["preservation_decision", "preservation_list"])
def test_no_paper_of_ours_for_what_another_organ_seized(
    desk: Desk, goods_case: Entry, take: Take, document: str
) -> None:
    case = take(desk.receive("goods_cases", goods_case), "seize", agency="市场监督管理所")
    with pytest.raises(Refused, match="登记其文号") as caught:
        desk.issue(case, document, DAY)
    assert "第107条" in caught.value.article


def test_the_numbers_of_the_other_organ_stand_in_the_joint_record(
    desk: Desk, goods_case: Entry, issued: Callable[[Case, str], str]
) -> None:
    case = desk.receive("goods_cases", {**goods_case, "agency_papers": ["庐市监扣字〔2026〕7号"]})
    assert "庐市监扣字〔2026〕7号" in issued(case, "joint_record")


def test_a_hand_over_names_both_people(seized: Case, take: Take, issued: Callable[[Case, str], str]) -> None:
    text = issued(take(seized, "custody"), "custody_handover")
    assert all(words in text for words in ("民警甲", "保管员丁", "涉案财物室A-01", "第190条"))


def test_a_list_of_destroyed_goods_bears_its_name(
    seized: Case, take: Take, issued: Callable[[Case, str], str]
) -> None:
    case = take(take(seized, "custody"), "custody", move="销毁", decision_number="处〔2026〕1号")
    assert "销毁物品清单" in issued(case, "disposal_list")


def test_no_disposal_is_listed_before_one(desk: Desk, seized: Case, take: Take) -> None:
    with pytest.raises(Refused, match="还没有登记返还"):
        desk.issue(take(seized, "custody"), "disposal_list", DAY)


def test_a_case_is_transferred_to_a_bureau(
    seized: Case, take: Take, issued: Callable[[Case, str], str]
) -> None:
    assert "市场监督管理局：" in issued(take(seized, "transfer"), "transfer_notice")


def test_offices_inform_each_other_and_transfer_nothing(
    desk: Desk, seized: Case, take: Take, issued: Callable[[Case, str], str]
) -> None:
    case = take(seized, "transfer", to="市场监督管理所")
    with pytest.raises(Refused, match="线索通报函"):
        desk.issue(case, "transfer_notice", DAY)
    assert "市场监督管理所：" in issued(case, "clue_letter")


def test_an_assistance_letter_asks_for_the_supplier(
    case: Case, take: Take, issued: Callable[[Case, str], str]
) -> None:
    assert "示例窝点" in issued(take(case, "trace"), "assistance_letter")


def test_a_receipt_lists_the_numbers_served(
    desk: Desk, seized: Case, issued: Callable[[Case, str], str]
) -> None:
    number = desk.issue(seized, "preservation_decision", DAY).number
    assert number in issued(seized, "goods_service")


def test_a_receipt_of_four_papers_is_one_page(desk: Desk, seized: Case, take: Take) -> None:
    case = take(take(seized, "custody"), "release")
    case = take(case, "custody", move="返还", at="2026-11-27T09:00")
    for document in ("preservation_decision", "preservation_list", "release_notice", "disposal_list"):
        desk.issue(case, document, DAY)
    assert desk.issue(case, "goods_service", DAY).pages == 1


def test_a_hand_over_to_the_keeper_is_served_on_nobody(desk: Desk, seized: Case, take: Take) -> None:
    case = take(seized, "custody")
    desk.issue(case, "custody_handover", DAY)
    with pytest.raises(Refused, match="还没有签发"):
        desk.issue(case, "goods_service", DAY)


def test_each_hand_over_gets_its_own_list(
    desk: Desk, seized: Case, take: Take, issued: Callable[[Case, str], str]
) -> None:
    case = take(seized, "custody")
    case = take(case, "custody", move="送检", at="2026-11-22T09:00", to="检验员")
    texts = [issued(case, "custody_handover") for _ in range(3)]
    assert ["检验员" in text for text in texts] == [False, True, True]


def test_a_replaced_list_tells_the_same_hand_over(desk: Desk, seized: Case, take: Take) -> None:
    case = take(seized, "custody")
    case = take(case, "custody", move="送检", at="2026-11-22T09:00", to="检验员")
    first = desk.issue(case, "custody_handover", DAY).number
    anew = cases.replace_document(desk.station, (KIND,), first, desk.act(DAY))
    assert "入库" in anew.object and "检验员" not in text_of(desk, anew.number)


def test_a_return_is_no_hand_over(desk: Desk, case: Case, take: Take) -> None:
    case = take(take(case, "seize"), "custody")
    case = take(take(case, "release"), "custody", move="返还", at="2026-11-27T09:00")
    text = [text_of(desk, desk.issue(case, "custody_handover", DAY).number) for _ in range(2)]
    assert all("返还" not in words for words in text)


def test_a_release_is_told_with_its_reason(
    seized: Case, take: Take, issued: Callable[[Case, str], str]
) -> None:
    text = issued(take(seized, "release"), "release_notice")
    expected = (
        "示例药房：",
        "采取先行登记保存措施",
        "因移送处理",
        "自2026年11月27日起解除",
        "46盒，计2300余只",
    )
    assert [words for words in expected if words not in text] == []


def test_a_release_is_one_page(desk: Desk, seized: Case, take: Take) -> None:
    assert desk.issue(take(seized, "release"), "release_notice", DAY).pages == 1


def test_what_was_confiscated_is_listed_and_no_evidence_preserved(
    desk: Desk, goods_case: Entry, take: Take, issued: Callable[[Case, str], str]
) -> None:
    goods_case["goods"][0]["unit_price"] = "5.00"
    received = desk.receive("goods_cases", {**goods_case, "seizing_agency": "本所"})
    case = take(received, "seize", measure="收缴", approver="所长戊", approver_rank="办案部门负责人")
    text = issued(case, "confiscation_list")
    assert [words for words in ("收缴物品清单", "第195条", "所长戊", "46盒") if words not in text] == []
    with pytest.raises(Refused, match="收缴不是证据保全措施"):
        desk.issue(case, "preservation_decision", DAY)


def test_what_was_seized_is_not_listed_as_handed_in(
    case: Case, take: Take, issued: Callable[[Case, str], str]
) -> None:
    assert "46盒" in issued(case, "accepted_evidence")
    assert "46盒" not in issued(take(case, "seize"), "accepted_evidence")


def test_an_extension_is_told_in_writing_with_its_last_day(
    case: Case, take: Take, issued: Callable[[Case, str], str]
) -> None:
    case = take(take(case, "seize", measure="扣押", at="2026-11-21T10:00"), "extend")
    text = issued(case, "extension_notice")
    expected = (
        "示例药房：",
        "期限至2026年12月21日",
        "案情复杂",
        "副局长庚",
        "延长至2027年1月20日",
        "第112条",
    )
    assert [words for words in expected if words not in text] == []


def test_an_appraisal_is_told_in_writing(case: Case, take: Take, issued: Callable[[Case, str], str]) -> None:
    case = take(take(case, "seize", measure="扣押"), "appraise")
    text = issued(case, "appraisal_notice")
    assert "2026年11月25日送示例检验所鉴定" in text and "不计入扣押期限" in text


@pytest.mark.parametrize("document", ["extension_notice", "appraisal_notice"])
def test_a_period_of_another_organ_is_told_by_that_organ(
    desk: Desk, goods_case: Entry, document: str
) -> None:
    case = desk.receive("goods_cases", goods_case)
    with pytest.raises(Refused, match="第107条"):
        desk.issue(case, document, DAY)


def test_a_receipt_waits_for_something_to_serve(desk: Desk, seized: Case) -> None:
    with pytest.raises(Refused, match="还没有签发"):
        desk.issue(seized, "goods_service", DAY)


def test_a_chart_draws_the_chain(case: Case, take: Take, issued: Callable[[Case, str], str]) -> None:
    text = issued(take(case, "trace"), "trace_chart")
    assert all(words in text for words in ("示例药房", "示例窝点", "46盒"))


def test_each_edge_bears_the_number_of_its_evidence(
    case: Case, take: Take, issued: Callable[[Case, str], str]
) -> None:
    text = issued(take(take(case, "trace", quantity=30), "trace", quantity=16), "trace_chart")
    assert text.count("（2）16盒") == 1
    assert "（2）经溯源调查，由“示例药房”查至“示例窝点”，涉及一次性使用医用口罩(标称)16盒" in text


def test_every_paper_has_a_number_word_of_its_own() -> None:
    words = [form.word for form in KIND.documents]
    assert len(set(words)) == len(words)


def bound(desk: Desk, case: Case) -> tuple[list[str], str]:
    """What the file lacks and its text."""
    assert KIND.bind is not None
    made = KIND.bind(desk.station, cases.load(desk.station, KIND, case.number), desk.act(DAY))
    pdf = pypdfium2.PdfDocument(io.BytesIO(made.pdf))
    try:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    finally:
        pdf.close()
    return made.missing, "".join(text.split())


def test_a_file_lacks_the_papers_its_steps_ask_for(desk: Desk, seized: Case, take: Take) -> None:
    missing, _ = bound(desk, take(seized, "custody"))
    assert missing == ["现场检查笔录或联合检查情况记录", "证据保全决定书", "送达回执", "扣押物品移交清单"]


def test_a_file_of_another_organ_lacks_its_numbers(desk: Desk, goods_case: Entry) -> None:
    case = desk.receive("goods_cases", goods_case)
    desk.issue(case, "joint_record", DAY)
    assert bound(desk, case)[0] == ["市场监督管理所的查扣文书文号"]


def test_a_file_holds_the_papers_in_their_order(desk: Desk, seized: Case) -> None:
    decision = desk.issue(seized, "preservation_decision", DAY).number
    receipt = desk.issue(seized, "goods_service", DAY).number
    text = bound(desk, seized)[1]
    index = text[text.index("卷内目录") :]
    assert index.index(receipt) < index.index(decision)


def test_the_stock_list_holds_what_lies_in_the_store(desk: Desk, seized: Case, take: Take) -> None:
    take(take(seized, "custody"), "custody", move="送检", items=[{"goods": 1, "quantity": 6}])
    (stock,) = KIND.sheets
    tables = [
        block for block in stock.compose(desk.station, desk.act(DAY)).blocks if isinstance(block, Table)
    ]
    assert [row[3] for table in tables for row in table.rows] == ["40盒"]
