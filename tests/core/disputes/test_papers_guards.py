"""Which paper is refused and by which article; the numbers and the one sheet of 现场治安调解; the days of 司法确认."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk import cases
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.problems import Refused
from tests.core.disputes.papers_desk import PapersDesk

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]


@pytest.fixture
def papers(desk: Desk, dispute: Entry, dispute_steps: Entry) -> PapersDesk:
    return PapersDesk(desk, dispute, dispute_steps)


REFUSED = [
    ("告知", (), "public_order_record", "第178条"),
    ("治安调解", (), "public_order_record", "还没有登记调解"),
    ("治安调解", ("agreement",), "on_spot_agreement", "第178条"),
    ("现场治安调解", (), "on_spot_agreement", "还没有达成协议"),
    ("治安调解", (), "peoples_application", "人民调解法第18条"),
    ("现场治安调解", (), "peoples_intake", "人民调解法第18条"),
    ("告知", (), "rights_notice", "人民调解法第18条"),
    ("治安调解", (), "investigation_record", "人民调解法第18条"),
    ("人民调解", (), "mediation_record", "还没有登记调解"),
    ("治安调解", ("agreement",), "peoples_agreement", "人民调解法第18条"),
    ("人民调解", (), "peoples_agreement", "还没有达成协议"),
    ("治安调解", ("agreement",), "oral_agreement", "人民调解法第28条"),
    ("治安调解", ("agreement",), "follow_up_record", "还没有登记回访"),
    ("治安调解", ("agreement",), "confirmation_application", "人民调解法第33条"),
    ("人民调解", (), "confirmation_application", "还没有达成调解协议"),
    ("治安调解", (), "civil_notice", "第178条"),
    ("治安调解", ("agreement",), "court_notice", "第185条"),
    ("治安调解", (), "referral_notice", "还没有登记移交"),
    ("治安调解", (), "service_receipt", "第36条"),
    ("治安调解", ("agreement",), "closing_report", "还没有结案"),
]


@pytest.mark.parametrize(("route", "steps", "document", "words"), REFUSED)
def test_a_paper_that_does_not_fit_is_refused(
    papers: PapersDesk, route: str, steps: tuple[str, ...], document: str, words: str
) -> None:
    case = papers.routed(route, *steps)
    with pytest.raises(Refused) as caught:
        papers.desk.issue(case, document)
    assert words in caught.value.article + caught.value.message
    assert papers.desk.count("documents") == 0


def test_an_oral_agreement_is_not_written_as_a_paper_of_agreement(papers: PapersDesk) -> None:
    case = papers.routed("人民调解", papers.agreement(form="口头"))
    with pytest.raises(Refused, match="口头协议"):
        papers.desk.issue(case, "peoples_agreement")
    assert "口头协议登记表" in papers.words(case, "oral_agreement")


def test_three_parts_lie_on_one_sheet_with_their_number_on_both_perforations(papers: PapersDesk) -> None:
    case = papers.routed("现场治安调解", papers.on_the_spot())
    pages = papers.pages(case, "on_spot_agreement")
    assert len(pages) == 1
    assert [pages[0].count(part) for part in ("第一联", "第二联", "第三联")] == [1, 1, 1]
    assert pages[0].count("骑缝号合公（逍）现调字〔2026〕1号") == 2
    assert pages[0].count("简要事实：因楼道堆放杂物发生争吵并推搡。") == 3


def test_a_long_agreement_has_a_page_for_each_part(papers: PapersDesk) -> None:
    case = papers.routed("现场治安调解", papers.on_the_spot(), facts="双方争吵。" * 100)
    pages = papers.pages(case, "on_spot_agreement")
    assert [part in page for part, page in zip(("第一联", "第二联", "第三联"), pages, strict=True)] == [
        True
    ] * 3
    assert [page.count("双方争吵。") for page in pages] == [100] * 3


@pytest.mark.parametrize("characters", range(0, 140, 10))
def test_whatever_the_length_no_part_is_cut_by_a_page(papers: PapersDesk, characters: int) -> None:
    case = papers.routed("现场治安调解", papers.on_the_spot(), facts="字" * characters + "完。")
    pages = papers.pages(case, "on_spot_agreement")
    assert len(pages) in (1, 3)
    assert sum(page.count("字完。" if characters else "完。") for page in pages) == 3


def test_numbers_of_on_the_spot_agreements_have_no_gap(papers: PapersDesk) -> None:
    fit = [papers.routed("现场治安调解", papers.on_the_spot()) for _ in range(2)]
    unfit = papers.routed("现场治安调解", papers.reached())
    with pytest.raises(Refused):
        papers.desk.issue(unfit, "on_spot_agreement")
    numbers = [papers.desk.issue(case, "on_spot_agreement").number for case in fit]
    assert numbers == ["合公（逍）现调字〔2026〕1号", "合公（逍）现调字〔2026〕2号"]


# Agreed on 2026-10-13: the thirtieth day is Thursday 2026-11-12.
def test_judicial_confirmation_is_applied_for_within_thirty_days(papers: PapersDesk) -> None:
    case = papers.routed("人民调解", "agreement")
    assert "司法确认申请书" in papers.words(case, "confirmation_application", "2026-11-12")
    with pytest.raises(Refused, match="2026-11-12") as caught:
        papers.desk.issue(case, "confirmation_application", "2026-11-13")
    assert "第33条" in caught.value.article


def test_a_last_day_on_a_rest_day_rolls(papers: PapersDesk) -> None:
    agreed = papers.agreement(agreed_on="2026-10-15")  # the thirtieth day is Saturday 2026-11-14
    case = papers.routed("人民调解", agreed)
    assert papers.desk.issue(case, "confirmation_application", "2026-11-16").number
    with pytest.raises(Refused, match="2026-11-16"):
        papers.desk.issue(case, "confirmation_application", "2026-11-17")


def test_after_the_step_the_application_may_be_printed_later(papers: PapersDesk) -> None:
    case = papers.routed("人民调解", "agreement", "judicial_confirmation")
    assert "合肥市庐阳区人民法院" in papers.words(case, "confirmation_application", "2026-11-21")


def test_no_status_is_confirmed(papers: PapersDesk) -> None:
    case = papers.routed("人民调解", "agreement", category="婚姻家庭")
    with pytest.raises(Refused, match="身份关系"):
        papers.desk.issue(case, "confirmation_application", "2026-10-20")


def test_a_receipt_of_service_carries_the_numbers_served_for_each_recipient(papers: PapersDesk) -> None:
    case = papers.routed("治安调解", "agreement")
    number = papers.desk.issue(case, "public_order_agreement").number
    papers.desk.issue(case, "intake_form")
    pages = papers.pages(case, "service_receipt")
    assert [
        f"受送达人{name}" in page for name, page in zip(("张三", "阿依古丽·买买提"), pages, strict=True)
    ] == [True] * 2
    assert [number in page for page in pages] == [True, True]
    assert [word for word in ("矛盾纠纷受理登记表",) if word in "".join(pages)] == []


def test_a_void_paper_is_not_served(papers: PapersDesk) -> None:
    desk, case = papers.desk, papers.routed("治安调解", "agreement")
    void, standing = (desk.issue(case, "public_order_agreement").number for _ in range(2))
    cases.void_document(desk.station, KINDS, void, "打印错误", desk.act())
    said = papers.words(case, "service_receipt")
    assert (void in said, standing in said) == (False, True)


def test_who_applies_stands_before_who_answers(papers: PapersDesk) -> None:
    said = papers.words(papers.routed("人民调解"), "peoples_application")
    assert said.index("申请人阿依古丽·买买提") < said.index("被申请人张三")


def test_the_later_of_failure_and_end_is_what_the_parties_are_told(papers: PapersDesk) -> None:
    ended = {**papers.steps["terminate"], "on": "2026-11-05"}
    case = papers.routed("治安调解", "agreement", "default", ("terminate", ended))
    said = papers.words(case, "court_notice")
    assert ("一方明确不愿调解" in said, "逾期未支付" in said) == (True, False)


@pytest.mark.parametrize("route", ["人民调解", "告知"])
def test_without_an_offence_nobody_is_threatened_with_the_police(papers: PapersDesk, route: str) -> None:
    assert "违反治安管理" not in papers.words(papers.routed(route, "terminate"), "court_notice")
