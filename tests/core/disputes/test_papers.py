"""The papers of a dispute: what each says, how many copies, that nothing is left white and nothing signed by the machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.cases import Case
from fengqiao_desk.documents import register
from fengqiao_desk.kinds import kind_of
from tests.core.disputes.papers_desk import BARE_PARTY, PapersDesk

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]
STATION = "合肥市公安局逍遥津派出所"
ENDED = ("mediation_session", "agreement", "performance", "follow_up", "close")


@pytest.fixture
def papers(desk: Desk, dispute: Entry, dispute_steps: Entry) -> PapersDesk:
    return PapersDesk(desk, dispute, dispute_steps)


# Route, steps, paper, and what stands on it.
SAYS = [
    ("治安调解", ENDED, "intake_form", ["处理途径治安调解", "违法嫌疑人张三", "诉求赔偿医药费。"]),
    (
        "治安调解",
        ENDED,
        "public_order_agreement",
        ["主持人民警甲", "一式三份", "公安机关不再处罚", "见证人王某"],
    ),
    (
        "治安调解",
        ENDED,
        "public_order_record",
        ["第2次", "录音录像编号LX-0001", "调解结果：达成", "双方陈述"],
    ),
    ("治安调解", ENDED, "follow_up_record", ["回访方式上门", "有激化迹象否", "当事人满意是", "双方和好。"]),
    ("治安调解", ENDED, "evidence_list", ["收条一张", "第1条履行凭证", "提交人（签名）", "一式三份"]),
    ("治安调解", ENDED, "closing_report", ["结案结果调解成功", "2026年10月25日", "凭证：收条一张"]),
    (
        "治安调解",
        (*ENDED[:2], "default"),
        "court_notice",
        ["第1条没有履行（逾期未支付）", "第185条", "提起民事诉讼"],
    ),
    ("治安调解", ("terminate",), "court_notice", ["一方明确不愿调解", "将依法处理", "骑缝号"]),
    ("人民调解", ("terminate",), "court_notice", ["人民调解法第26条", "提起民事诉讼"]),
    (
        "治安调解",
        ("refer",),
        "referral_notice",
        ["司法所：", "属人民调解范围", "JF2026-0001", "接收人（签名）"],
    ),
    (
        "告知",
        (),
        "civil_notice",
        ["张三、阿依古丽·买买提：", "第178条", "人民调解委员会申请调解", "特此告知"],
    ),
    (
        "人民调解",
        (),
        "peoples_application",
        ["人民调解申请书", "申请人阿依古丽·买买提", "被申请人张三", "申请事项赔偿医药费。"],
    ),
    ("人民调解", (), "peoples_intake", ["纠纷类型邻里", "此表由人民调解委员会填写", "登记人（签名）"]),
    ("人民调解", (), "rights_notice", ["不收取任何费用", "享有下列权利", "履行下列义务"]),
    ("人民调解", (), "investigation_record", ["被调查人", "张三、阿依古丽·买买提邻里纠纷", "记录人（签名）"]),
    (
        "人民调解",
        ENDED[:1],
        "mediation_record",
        ["参加人社居委王某", "调解结果：未达成", "人民调解员（签名）"],
    ),
    (
        "人民调解",
        ENDED[:2],
        "peoples_agreement",
        ["一式三份", "加盖人民调解委员会印章", "按指印", "人民调解法第33条"],
    ),
    (
        "人民调解",
        (*ENDED[:2], "judicial_confirmation"),
        "confirmation_application",
        ["庐阳区人民法院", "有效", "共同申请"],
    ),
]


@pytest.mark.parametrize(("route", "steps", "document", "words"), SAYS)
def test_a_paper_says_what_it_is_for(
    papers: PapersDesk, route: str, steps: tuple[str, ...], document: str, words: list[str]
) -> None:
    case = papers.routed(route, *steps)
    said = papers.words(case, document)
    title = case.kind.document(document).title
    assert [word for word in (title, *words) if word not in said] == []


COPIES = {
    "public_order_agreement": 3,
    "on_spot_agreement": 1,
    "peoples_agreement": 3,
    "evidence_list": 3,
    "referral_notice": 3,
    "civil_notice": 2,
    "court_notice": 2,
    "service_receipt": 1,
}


@pytest.mark.parametrize(("document", "copies"), COPIES.items())
def test_each_paper_has_its_copies(document: str, copies: int) -> None:
    assert kind_of("disputes").document(document).copies == copies


def test_every_paper_but_the_stations_own_says_who_signs() -> None:
    assert [form.key for form in kind_of("disputes").documents if not form.signers] == []


@pytest.mark.parametrize(
    "document", ["peoples_application", "rights_notice", "mediation_record", "peoples_agreement"]
)
def test_papers_of_the_committee_bear_no_police_head_or_seal(papers: PapersDesk, document: str) -> None:
    case = papers.routed("人民调解", *ENDED[:2])
    assert STATION not in papers.words(case, document)


def test_the_committee_stands_above_its_papers_by_name(papers: PapersDesk) -> None:
    case = papers.routed("人民调解", partners=["逍遥津街道人民调解委员会"])
    assert papers.words(case, "peoples_intake").count("逍遥津街道人民调解委员会") == 2


def test_amounts_stand_in_figures_and_capitals(papers: PapersDesk) -> None:
    said = papers.words(papers.routed("治安调解", "agreement"), "public_order_agreement")
    assert "金额1200.50元（人民币壹仟贰佰元伍角）" in said


def test_ten_clauses_are_counted_in_chinese(papers: PapersDesk) -> None:
    clause = papers.steps["agreement"]["clauses"][0]
    clauses = [{**clause, "does": f"做第{number}件事"} for number in range(1, 12)]
    said = papers.words(
        papers.routed("治安调解", papers.agreement(clauses=clauses)), "public_order_agreement"
    )
    assert "十一、张三向阿依古丽·买买提做第11件事" in said


def test_an_agreement_of_five_parties_has_six_copies(papers: PapersDesk) -> None:
    parties = [{**papers.dispute["parties"][1], "name": f"当事人{n}", "role": "当事人"} for n in "甲乙丙丁戊"]
    case = papers.routed("人民调解", "agreement", parties=parties)
    assert "本协议一式六份" in papers.words(case, "peoples_agreement")


def test_the_guardian_of_a_minor_signs(papers: PapersDesk) -> None:
    papers.dispute["parties"][1] |= {"birth_date": "2012-01-01", "guardian": "𬭎𬴂", "guardian_phone": None}
    said = papers.words(papers.routed("治安调解", "agreement"), "public_order_agreement")
    assert [word for word in ("监护人𬭎𬴂", "联系方式/", "监护人（签名）") if word not in said] == []


def test_the_proxy_of_a_victim_stands_with_the_mandate(papers: PapersDesk) -> None:
    papers.dispute["parties"][1]["proxy"] = "王律师"
    said = papers.words(papers.routed("治安调解", "agreement"), "public_order_agreement")
    assert "代理人王律师委托书附卷" in said


@pytest.mark.parametrize("document", ["public_order_agreement", "intake_form", "public_order_record"])
def test_two_thousand_characters_of_facts_are_all_printed(papers: PapersDesk, document: str) -> None:
    long = "某日因楼道堆放杂物争吵。" * 166 + "到此为止。"
    session = papers.session(record=long, outcome="达成")
    case = papers.routed("治安调解", session, "agreement", facts=long)
    said = re.sub(r"第\d页共\d页|练习", "", papers.words(case, document))
    assert said.count("楼道堆放杂物") == 166
    assert "到此为止。" in said


BARE_SESSION = (
    "mediation_session",
    {
        "held_at": "2026-10-13T09:00",
        "place": "现场",
        "mediators": ["民警甲", "民警乙"],
        "record": "……",
        "outcome": "达成",
    },
)
STRUCK = [
    ("治安调解", "intake_form", ["性别、年龄/", "联系电话/", "诉求/", "涉及金额/", "协同单位/"]),
    (
        "治安调解",
        "public_order_agreement",
        ["性别/", "出生日期/", "工作单位/", "现住址/", "见证人/", "证件种类及号码/（未携带）"],
    ),
    ("现场治安调解", "on_spot_agreement", ["录音录像编号：/", "出生日期：/", "电话：/", "住址：/"]),
    ("人民调解", "peoples_application", ["民族/", "联系方式/", "现住址/", "申请事项/"]),
    ("人民调解", "peoples_intake", ["联系电话/", "单位、职业/"]),
    ("人民调解", "peoples_agreement", ["争议事项：/", "联系电话/"]),
]


@pytest.mark.parametrize(("route", "document", "struck"), STRUCK)
def test_what_is_not_filled_is_struck(
    papers: PapersDesk, route: str, document: str, struck: list[str]
) -> None:
    case = papers.taken(papers.bare(route), BARE_SESSION, papers.on_the_spot(witnesses=None))
    said = papers.words(case, document)
    assert [word for word in struck if word not in said] == []


def everything(papers: PapersDesk, case: Case) -> str:
    forms = [form for form in case.kind.documents if form.refusal(papers.again(case)) is None]
    return "".join(papers.words(case, form.key) for form in forms if form.key != "confirmation_application")


@pytest.mark.parametrize("route", ["治安调解", "人民调解"])
def test_no_paper_types_a_signature_or_has_a_word_of_old_forms(papers: PapersDesk, route: str) -> None:
    said = everything(papers, papers.routed(route, *ENDED))
    assert re.findall(r"（签名[^）]*）(?:张三|阿依古丽|民警甲|王某)", said) == []
    assert [word for word in ("受案", "此页无正文", "收容教育", "[2026]", "【2026】") if word in said] == []


def test_a_peoples_agreement_is_made_once_for_each_party_and_once_to_be_kept(papers: PapersDesk) -> None:
    third = {**papers.dispute["parties"][1], "name": "王五", **BARE_PARTY}
    case = papers.routed(
        "人民调解",
        *("mediation_session", "agreement"),
        parties=[*papers.dispute["parties"], third],
    )
    issued = papers.desk.issue(case, "peoples_agreement")
    assert register.copies_of(papers.desk.station, issued.number) == 4
