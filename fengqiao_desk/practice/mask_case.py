"""The mask case of station a from find to hand-over: goods taken by market supervision, kept, traced to the den, given to the office."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ..cases import Case
from .desk import AREA, KEEPER, OFFICER, SAMPLE, SECOND, PracticeDesk
from .photo import sample_photo

_OFFICE = "市场监督管理所"
_THEIRS = (f"市监人员子（{SAMPLE}）", f"市监人员丑（{SAMPLE}）")
_DECISION = f"{SAMPLE}市监扣〔2020〕12号"
_LIST = f"{SAMPLE}市监清〔2020〕12号"
_BOXES, _IN_A_BOX = 30, 50


def enter(desk: PracticeDesk, published: dict[str, Any]) -> None:
    """Every day of the case, with its photos and papers; the goods add up to the published quantity."""
    found = date.fromisoformat(published["date"])
    traced, given, closed = (found + timedelta(days=days) for days in (1, 2, 3))
    all_of_it = _items(published)
    case = desk.receive("goods_cases", found, _entry(found, published))
    with TemporaryDirectory() as folder:
        case = _taken(desk, case, found, all_of_it, Path(folder))
        desk.issue(case, "custody_handover", found)
        case = _traced(desk, case, traced, published)
        for paper in ("joint_record", "trace_chart"):
            desk.issue(case, paper, traced)
        case = _given(desk, case, given, all_of_it, Path(folder))
    desk.step(case, "close", closed, {"closed_on": closed.isoformat(), "result": "收缴"})


def _items(published: dict[str, Any]) -> list[dict[str, Any]]:
    """What of each batch: the boxes, and loose pieces that make up the published figure."""
    loose = published["quantity"]["figure"] - _BOXES * _IN_A_BOX
    return [{"goods": 1, "quantity": _BOXES}, {"goods": 2, "quantity": loose}]


def _taken(desk: PracticeDesk, case: Case, day: date, items: list[dict[str, Any]], folder: Path) -> Case:
    """The office takes the goods with its own papers; they lie in the station's room over the night."""
    seizure = {
        "measure": "扣押",
        "agency": _OFFICE,
        "at": f"{day}T15:20",
        "items": items,
        "officers": [OFFICER, SECOND],
        "holder": f"李某（{SAMPLE}）",
        "holder_signed": True,
        "reason": f"由{_OFFICE}实施，文书{_DECISION}",
    }
    case = desk.step(case, "seize", day, seizure)
    stored = sample_photo(folder / "入库交接.jpg", "入库交接", str(day))
    move = {"at": f"{day}T16:40", "move": "入库", "items": items, "from": _THEIRS[0], "to": KEEPER}
    place = {"place": f"涉案财物室A-01（{SAMPLE}）", "photos": [str(stored)]}
    return desk.step(case, "custody", day, {**move, **place})


def _traced(desk: PracticeDesk, case: Case, day: date, published: dict[str, Any]) -> Case:
    """Both batches lead to the den."""
    evidence = (f"进货微信记录、转账记录（{SAMPLE}）", f"供货人李某的陈述（{SAMPLE}）")
    for item, found in zip(_items(published), evidence, strict=True):
        edge = {"from": "P1", "to": "P2", "how": published["trace"][0]["how"], "evidence": found, **item}
        case = desk.step(case, "trace", day, edge)
    return case


def _given(desk: PracticeDesk, case: Case, day: date, items: list[dict[str, Any]], folder: Path) -> Case:
    """A station and an office inform each other: a letter with what was found, the goods from hand to hand."""
    handed = sample_photo(folder / "移交清点.jpg", "移交清点", str(day))
    move = {"at": f"{day}T10:00", "move": "移交", "items": items, "from": KEEPER, "to": _THEIRS[0]}
    place = {"place": f"{_OFFICE}物证室（{SAMPLE}）", "decision_number": _DECISION, "photos": [str(handed)]}
    case = desk.step(case, "custody", day, {**move, **place})
    desk.issue(case, "custody_handover", day)
    transfer = {"to": _OFFICE, "on": day.isoformat(), "basis": "由市场监督管理部门依法处理", "items": items}
    papers = ["联合检查记录", "移交清单"]
    case = desk.step(case, "transfer", day, {**transfer, "papers": papers})
    desk.issue(case, "clue_letter", day)
    return case


def _entry(found: date, published: dict[str, Any]) -> dict[str, Any]:
    place, goods = published["found_at"], published["goods"]
    return {
        "found_on": found.isoformat(),
        "source": "走访排查",
        "area": AREA,
        "place": place,
        "conduct": "销售涉嫌假冒伪劣口罩",
        "seizing_agency": _OFFICE,
        "officer": OFFICER,
        "agency_papers": [_DECISION, _LIST],
        "partners": published["partners"],
        "partner_people": list(_THEIRS),
        "facts": _FACTS.format(place=place, goods=goods),
        "premises": [
            {"key": "P1", "name": f"{SAMPLE}药房", "kind": "零售", "address": f"{SAMPLE}路1号"},
            {"key": "P2", "name": f"{SAMPLE}窝点", "kind": "窝点", "address": f"{SAMPLE}路99号"},
        ],
        "goods": _batches(published),
    }


_FACTS = "走访发现{place}销售{goods}，会同市场监督管理所检查，无进货票据，该所扣押全部口罩。"


def _batches(published: dict[str, Any]) -> list[dict[str, Any]]:
    """Boxes that were counted, loose pieces whose number was published with 余."""
    quantity, unit = published["quantity"], published["quantity"]["unit"]
    common = {"name": published["goods"], "found_at": "P1"}
    boxes = {
        "specification": f"{_IN_A_BOX}{unit}/盒",
        "quantity": _BOXES,
        "unit": "盒",
        "pieces": _BOXES * _IN_A_BOX,
        "pieces_unit": unit,
        "approximate": False,
        "batch": f"{SAMPLE}1203",
        "features": "无注册证号、无合格证明",
    }
    loose = {
        "specification": "散装",
        "quantity": quantity["figure"] - _BOXES * _IN_A_BOX,
        "unit": unit,
        "approximate": quantity["approximate"],
        "features": "无包装、无标签，塑料袋盛装",
    }
    return [{**common, **boxes}, {**common, **loose}]
