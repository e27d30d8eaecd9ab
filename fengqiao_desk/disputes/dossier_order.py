"""Which papers a dispute's file needs and in which order they lie in it (docs/law.md §2.7, 3.0, 3.10)."""

from __future__ import annotations

from ..cases import Case
from ..cases.attachments import attachments_of
from ..station import Station
from .declaration import ON_THE_SPOT_ROUTE, is_public_order
from .papers.common import PEOPLES
from .papers.notices import CIVIL_ROUTE

POLICE_ORDER = (
    *("service_receipt", "public_order_agreement", "on_spot_agreement", "civil_notice", "court_notice"),
    *("intake_form", "evidence_list", "referral_notice", "public_order_record"),
    *("follow_up_record", "closing_report"),
)
"""行政卷: service, agreement and its performance, receipt, evidence, transfer, records (docs/law.md §3.0)."""
PEOPLES_ORDER = (
    *("peoples_application", "peoples_intake", "intake_form", "rights_notice", "investigation_record"),
    *("evidence_list", "mediation_record", "peoples_agreement", "oral_agreement", "follow_up_record"),
    *("confirmation_application", "court_notice", "referral_notice", "service_receipt", "closing_report"),
)
"""人民调解卷 (docs/law.md §3.10)."""
IDENTITY_WORDS = ("身份", "证件", "户口")
IDENTITY_PAPER = "身份证明"


def order_of(case: Case) -> tuple[str, ...]:
    """The keys of papers in the order of the case's file."""
    return PEOPLES_ORDER if case.values["route"] == PEOPLES else POLICE_ORDER


def missing_papers(station: Station, case: Case) -> list[str]:
    """The titles of the papers the file must have and has not; to be asked before closing."""
    there = {found.document for found in case.documents if found.state == "issued"}
    wanted = _peoples(case) if case.values["route"] == PEOPLES else _police(case)
    missing = ["或".join(_title(case, key) for key in keys) for keys in wanted if not there & set(keys)]
    if case.values["route"] == PEOPLES and not _has_identity(station, case):
        missing.append(IDENTITY_PAPER)
    return missing


def _police(case: Case) -> list[tuple[str, ...]]:
    wanted: list[tuple[str, ...]] = [("intake_form",)]
    route, agreed = case.values["route"], bool(case.taken("agreement"))
    sessions = case.taken("mediation_session")
    if is_public_order(case.values) and sessions:
        wanted.append(("public_order_record",))
    if agreed and route == ON_THE_SPOT_ROUTE:
        # What the recording shows needs no written agreement (程序规定第178条第三款).
        if not any(taken.entry["recording_no"] for taken in sessions):
            wanted.append(("on_spot_agreement",))
    elif agreed and is_public_order(case.values):
        wanted.append(("public_order_agreement",))
    if route == CIVIL_ROUTE:
        wanted.append(("civil_notice",))
    return wanted + _ended(case)


def _peoples(case: Case) -> list[tuple[str, ...]]:
    """The papers marked * in the ministry's index; the agreement only when there is one."""
    wanted: list[tuple[str, ...]] = [("peoples_application", "peoples_intake"), ("rights_notice",)]
    wanted.append(("mediation_record",))
    agreements = case.taken("agreement")
    if agreements:
        oral = agreements[-1].entry["form"] == "口头"
        wanted.append(("oral_agreement",) if oral else ("peoples_agreement",))
    if case.taken("judicial_confirmation"):
        wanted.append(("confirmation_application",))
    return wanted + _ended(case)


def _ended(case: Case) -> list[tuple[str, ...]]:
    wanted: list[tuple[str, ...]] = []
    if case.taken("default") or case.taken("terminate"):
        wanted.append(("court_notice",))
    if case.taken("refer"):
        wanted.append(("referral_notice",))
    return wanted


def _title(case: Case, key: str) -> str:
    return case.kind.document(key).title


def _has_identity(station: Station, case: Case) -> bool:
    titles = [found.title for found in attachments_of(station, case)]
    return any(word in title for title in titles for word in IDENTITY_WORDS)
