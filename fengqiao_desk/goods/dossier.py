"""The whole file of a fake-goods case (卷宗): order of its papers, what it lacks, its cover (docs/law.md §3.0)."""

from __future__ import annotations

from ..cases import Case, CaseFile, binding
from ..cases.binding_pages import Bound
from ..cases.history import ended
from ..documents.form_parts import BLANK, day_shown, joined
from ..documents.typesetting import Entry, FillLines, OrganName, Sheet, Spacer, Subtitle, Title
from ..station import Act, Station
from ..values.days import show_day
from .declaration import GoodsCase
from .measure_fields import Appraise, Extend
from .papers.parts import confiscations, preservations
from .step_fields import Announce, Close, CustodyMove, Tracing, Transfer

TEXT = "goods_dossier"
ORDER = (
    "goods_service",
    "disposal_list",
    "claim_notice",
    "transfer_notice",
    "clue_letter",
    "assistance_letter",
    "accepted_evidence",
    "joint_record",
    "inspection_record",
    "trace_chart",
    "preservation_decision",
    "preservation_list",
    "extension_notice",
    "appraisal_notice",
    "release_notice",
    "confiscation_list",
    "custody_handover",
    "goods_labels",
)

_IN_WRITING = ((Extend, "extension_notice"), (Appraise, "appraisal_notice"))
"""What the law wants told in writing."""


def bind(station: Station, case: Case, act: Act, *, with_changes: bool = False) -> CaseFile:
    """Put the file together and log that it was; raises DiskProblem when a stored paper or attachment was changed."""
    return binding.bind(station, case, act, _PLAN, with_changes=with_changes)


def missing_papers(station: Station, case: Case) -> list[str]:
    """The titles of papers the steps taken ask for and that were not issued; an other organ's papers as its numbers."""
    there = {issued.document for issued in case.documents if issued.state == "issued"}
    found = case.of(GoodsCase)
    missing = [
        "或".join(case.kind.document(key).title for key in keys)
        for keys in _wanted(case)
        if not there & set(keys)
    ]
    # Another organ's seizure is proved by its papers, which the desk may not print (docs/law.md §2.3).
    if not found.is_seized_by_us and not found.agency_papers:
        missing.append(f"{found.seizing_agency}的查扣文书文号")
    return missing


def _wanted(case: Case) -> list[tuple[str, ...]]:
    """The papers the steps taken ask for; of several one is enough."""
    # Whether the station went alone or with others, one record of the find is in every file.
    wanted: list[tuple[str, ...]] = [("inspection_record", "joint_record")]
    found, moves = case.of(GoodsCase), [taken.said for taken in case.held(CustodyMove)]
    if preservations(case) and found.is_seized_by_us:
        wanted += [("preservation_decision",), ("goods_service",)]
        wanted += [(paper,) for step, paper in _IN_WRITING if case.held(step)]
    if confiscations(case):
        wanted.append(("confiscation_list",))
    if moves:
        wanted.append(("custody_handover",))
    if any(move.is_disposal for move in moves):
        wanted.append(("disposal_list",))
    if case.held(Announce):
        wanted.append(("claim_notice",))
    if case.held(Transfer):
        wanted.append(("transfer_notice", "clue_letter"))
    if case.held(Tracing):
        wanted.append(("trace_chart", "joint_record"))
    return wanted


def _name(case: Case) -> str:
    return f"{case.title}案"


def _organ(station: Station, case: Case, act: Act) -> str:
    return station.profile(act.day).full_name


def _cover(bound: Bound) -> Sheet:
    case, found = bound.case, bound.case.of(GoodsCase)
    closed_on, result = ended(case, Close.result)
    rows: tuple[tuple[Entry, ...], ...] = (
        (Entry("卷名", bound.name),),
        (Entry("卷号", case.number),),
        (Entry("承办人", found.officer),),
        (Entry("协同单位", joined(found.partners)),),
        (Entry("发现日期", show_day(found.found_on)),),
        (Entry("办结日期", day_shown(closed_on)),),
        (Entry("处理结果", result or BLANK),),
        (Entry("保管期限", bound.station.texts.on(TEXT, bound.act.day)["retention"]),),
        (Entry("立卷人（签名）"), Entry("立卷日期", "　　　　年　月　日")),
    )
    title = "假冒伪劣案件卷宗"
    return bound.sheet(
        title,
        [
            Spacer(3),
            OrganName(bound.organ),
            Title(title),
            Subtitle(found.conduct),
            Spacer(1),
            FillLines(rows),
        ],
    )


_PLAN = binding.FilePlan(lambda case: ORDER, missing_papers, _name, _organ, _cover)
