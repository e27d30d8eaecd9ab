"""Adding a kind is one package and one line: a toy kind, declared here alone, gets all that the kinds of the desk have."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk import cases, kinds
from fengqiao_desk.cases import Case, CaseKind, Condition, Figure, State, Step, Taking
from fengqiao_desk.cases.agenda import agenda
from fengqiao_desk.cases.figures.counts import Counted
from fengqiao_desk.cases.kind import DeadlineDue
from fengqiao_desk.cases.saving import tables
from fengqiao_desk.cases.search.finding import find
from fengqiao_desk.commands import command, main
from fengqiao_desk.commands import records as record_commands
from fengqiao_desk.commands.stations import kind_data
from fengqiao_desk.documents.form import DocumentForm, Paper
from fengqiao_desk.documents.typesetting import Paragraph, Sheet, Title
from fengqiao_desk.fields import AMOUNT, DAY, LINE, NAMES, PERSON, QUANTITY, Column, Record, RowRecord, Rows
from fengqiao_desk.problems import FaultyEntry, Refused
from fengqiao_desk.station import Station
from fengqiao_desk.store.check import check
from fengqiao_desk.summaries import Count
from fengqiao_desk.values.days import month_period, parse_day

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]


def _compose(paper: Paper) -> Sheet:
    values = paper.subject.values
    blocks = (Title("招领启事"), Paragraph(f"{values['finder']}拾得{values['what']}。"))
    return Sheet("招领启事", paper.profile.full_name, paper.day, blocks)


class Mark(RowRecord):
    mark = Column("记号", LINE, required=True, searched=True)

    class Meta:
        table_name = "lost_property_contents_marks"


class Content(RowRecord):
    name = Column("名称", LINE, required=True, searched=True)
    quantity = Column("数量", QUANTITY, required=True)
    marks = Rows(Mark, "记号")

    class Meta:
        table_name = "lost_property_contents"


class LostProperty(Record):
    found_on = Column("拾得日期", DAY, required=True, listed=True)
    what = Column("物品", LINE, required=True, searched=True, listed=True)
    finder = Column("拾得人", PERSON, required=True, searched=True)
    value = Column("价值", AMOUNT)
    helpers = Column("协助", NAMES, searched=True)
    contents = Rows(Content, "内有")

    class Meta:
        table_name = "lost_property"


class IdentityPaper(RowRecord):
    paper = Column("证件", LINE, required=True)

    class Meta:
        table_name = "lost_property_step_claim_papers"


class Claim(Record):
    on = Column("认领日期", DAY, required=True)
    owner = Column("失主", PERSON, required=True, searched=True)
    papers = Rows(IdentityPaper, "证件")

    class Meta:
        table_name = "lost_property_step_claim"


def _not_his_own(now: Taking[LostProperty, Claim]) -> Refused | None:
    if now.entry.owner == now.of.finder:
        return Refused("拾得人不能认领", "民法典第314条", "owner")
    return None


def _deadlines(case: Case, station: Station) -> list[DeadlineDue]:
    if case.kind.state(case.state).closed:
        return []
    found = parse_day(case.day)
    day = found.replace(year=found.year + 1)
    return [DeadlineDue("ZL", "无人认领上缴", day, day, "claim")]


LOST_PROPERTY = CaseKind(
    record=LostProperty,
    title="拾得物品",
    noun="物品",
    number_prefix="SW",
    states=(State("待领"), State("已领", "good", closed=True)),
    first_state=lambda found: "待领",
    day=LostProperty.found_on,
    make_title=lambda found: found.what,
    make_subtitle=lambda found: found.finder,
    steps=(Step(LostProperty, Claim, "认领", ("待领",), ("已领",), day=Claim.on, guards=(_not_his_own,)),),
    documents=(DocumentForm("poster", "招领启事", "领", 1, _compose, lambda subject: subject.title),),
    figures=(
        Figure(
            key="lost_property.found",
            label="拾得物品",
            unit="件",
            section="服务群众",
            rule="期间内拾得的物品",
            counts=(Counted(LostProperty, LostProperty.found_on),),
        ),
    ),
    deadlines=_deadlines,
)
KINDS = (LOST_PROPERTY,)
UMBRELLA = {"name": "雨伞", "quantity": 1.5, "marks": [{"mark": "红绳"}, {"mark": "刻字"}]}
ENTRY = {
    **{"found_on": "2026-11-20", "what": "黑色背包", "finder": "张三", "value": "99.90", "helpers": ["物业"]},
    "contents": [UMBRELLA, {"name": "书", "quantity": 2, "marks": []}],
}
CLAIM = {"on": "2026-11-21", "owner": "李四", "papers": [{"paper": "身份证"}]}


@dataclass
class Toy:
    """The verbs on the toy kind."""

    desk: Desk

    def receive(self, **more: Any) -> Case:
        return cases.receive(self.desk.station, LOST_PROPERTY, {**ENTRY, **more}, self.desk.act())

    def claim(self, case: Case, **more: Any) -> Case:
        entry, act = {**CLAIM, **more}, self.desk.act()
        return cases.take_step(self.desk.station, LOST_PROPERTY, case.number, "claim", entry, act)

    def amend(self, case: Case, **entry: Any) -> Case:
        return cases.amend(self.desk.station, LOST_PROPERTY, case.number, entry, self.desk.act())


@pytest.fixture
def toy(desk: Desk) -> Toy:
    tables.ensure(desk.station.connections, KINDS)
    return Toy(desk)


def test_it_is_received_with_its_rows_of_rows(toy: Toy) -> None:
    case = toy.receive()
    assert (case.number, case.state, case.values["contents"]) == ("SW2026-0001", "待领", ENTRY["contents"])


def test_its_faults_are_told_by_field(toy: Toy) -> None:
    with pytest.raises(FaultyEntry) as caught:
        toy.receive(what="", contents=[{"name": "雨伞", "quantity": 1, "marks": [{}]}])
    assert {fault.field for fault in caught.value.faults} == {"what", "contents[1].marks[1].mark"}


def test_it_is_amended_with_its_rows(toy: Toy) -> None:
    amended = toy.amend(toy.receive(), what="蓝色背包", contents=[{"name": "信", "quantity": 1}])
    assert (amended.title, [row["name"] for row in amended.values["contents"]]) == ("蓝色背包", ["信"])


def test_rows_of_rows_that_were_replaced_leave_nothing(toy: Toy) -> None:
    toy.amend(toy.receive(), contents=[])
    assert toy.desk.count("lost_property_contents_marks") == 0


def test_its_step_moves_it_and_stands_on_the_timeline(toy: Toy) -> None:
    case = toy.claim(toy.receive())
    (taken,) = case.steps
    assert (case.state, taken.title, taken.day) == ("已领", "认领", "2026-11-21")
    assert taken.entry == CLAIM


def test_its_guard_refuses_with_the_article(toy: Toy) -> None:
    with pytest.raises(Refused, match="民法典第314条") as caught:
        toy.claim(toy.receive(), owner="张三")
    assert caught.value.faults[0].field == "owner"


def test_closed_it_is_read_only(toy: Toy) -> None:
    with pytest.raises(Refused, match="现为“已领”，不能再改"):
        toy.amend(toy.claim(toy.receive()), what="蓝色背包")


def test_its_deadline_stands_on_the_agenda_until_it_is_closed(toy: Toy) -> None:
    case = toy.receive()
    until = parse_day("2027-12-31")
    assert [item.title for item in agenda(toy.desk.station, until, until)] == ["无人认领上缴"]
    toy.claim(case)
    assert agenda(toy.desk.station, until, until) == []


def test_it_is_listed_and_filtered(toy: Toy) -> None:
    toy.receive()
    toy.receive(what="手机")
    listed = cases.page(toy.desk.station, LOST_PROPERTY, (Condition("what", "手机"),))
    assert (listed.total, listed.rows[0].title) == (1, "手机")


@pytest.mark.parametrize("text", ["背包", "伞", "红绳", "物业", "李四", "SW2026"])
def test_it_is_found_by_its_fields_rows_and_steps(toy: Toy, text: str) -> None:
    toy.claim(toy.receive())
    assert [hit.number for hit in find(toy.desk.station, KINDS, text, 10).hits] == ["SW2026-0001"]


def test_a_hit_says_where_it_was_found(toy: Toy) -> None:
    toy.receive()
    (hit,) = find(toy.desk.station, KINDS, "红绳", 10).hits
    assert (hit.field, hit.snippet) == ("记号", "红绳")


def test_its_document_is_issued_with_a_number_of_its_word(toy: Toy) -> None:
    number = toy.receive().number
    issued = cases.issue_document(toy.desk.station, LOST_PROPERTY, number, "poster", toy.desk.act())
    assert (issued.number, issued.pages) == ("合公（逍）领字〔2026〕1号", 1)


def test_its_figure_is_a_line_of_the_summary(toy: Toy) -> None:
    toy.receive()
    (figure,) = Count(toy.desk.station, month_period("2026-11"), kinds=KINDS).figures()
    assert (figure.label, figure.shown) == ("拾得物品", "1件")


def test_its_figure_explains_itself(toy: Toy) -> None:
    case = toy.receive()
    rows = Count(toy.desk.station, month_period("2026-11"), kinds=KINDS).records("lost_property.found")
    assert [row.number for row in rows] == [case.number]


def test_its_shape_is_told_like_that_of_any_kind() -> None:
    data: Any = kind_data(LOST_PROPERTY)
    assert [step["key"] for step in data["steps"]] == ["claim"]
    assert [document["key"] for document in data["documents"]] == ["poster"]


def test_the_check_finds_nothing_wrong_with_it(toy: Toy) -> None:
    toy.claim(toy.receive())
    assert check(toy.desk.station.connections, toy.desk.station.files) == []


def test_making_its_tables_again_changes_nothing(toy: Toy) -> None:
    toy.receive()
    tables.ensure(toy.desk.station.connections, KINDS)
    assert toy.desk.count("lost_property") == 1


@pytest.fixture
def one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one line in KINDS, for the commands."""
    everything = (*kinds.KINDS, LOST_PROPERTY)
    for module in (kinds, command, record_commands):
        monkeypatch.setattr(module, "KINDS", everything)


@pytest.mark.usefixtures("one_line")
def test_with_its_line_the_command_line_knows_it(
    station_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = tmp_path / "entry.json"
    entry.write_text(json.dumps(ENTRY), encoding="utf-8")
    words = ["--data", str(station_folder), "--today", "2026-11-21"]
    assert main([*words, "add", "lost_property", "--entry", str(entry), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["number"] == "SW2026-0001"
    assert main([*words, "search", "背包", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["hits"][0]["number"] == "SW2026-0001"
