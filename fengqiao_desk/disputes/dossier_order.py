"""Which papers a dispute's file needs and in which order they lie in it (docs/law.md §2.7, 3.0, 3.10)."""

from __future__ import annotations

from ..cases import Case
from ..cases.attachments import attachments_of
from ..station import Station
from .declaration import Dispute
from .step_fields import Agreement, Default, JudicialConfirmation, MediationSession, Refer, Terminate

POLICE_ORDER = (
    "service_receipt",
    "public_order_agreement",
    "on_spot_agreement",
    "civil_notice",
    "court_notice",
    "intake_form",
    "evidence_list",
    "referral_notice",
    "public_order_record",
    "follow_up_record",
    "closing_report",
)
"""行政卷: service, agreement and its performance, receipt, evidence, transfer, records (docs/law.md §3.0)."""
PEOPLES_ORDER = (
    "peoples_application",
    "peoples_intake",
    "intake_form",
    "rights_notice",
    "investigation_record",
    "evidence_list",
    "mediation_record",
    "peoples_agreement",
    "oral_agreement",
    "follow_up_record",
    "confirmation_application",
    "court_notice",
    "referral_notice",
    "service_receipt",
    "closing_report",
)
"""人民调解卷 (docs/law.md §3.10)."""
IDENTITY_WORDS = ("身份", "证件", "户口")
IDENTITY_PAPER = "身份证明"


def order_of(case: Case) -> tuple[str, ...]:
    """The keys of papers in the order of the case's file."""
    return PEOPLES_ORDER if case.of(Dispute).is_peoples else POLICE_ORDER


def missing_papers(station: Station, case: Case) -> list[str]:
    """The titles of the papers the file must have and has not; to be asked before closing."""
    there = {found.document for found in case.documents if found.state == "issued"}
    is_peoples = case.of(Dispute).is_peoples
    wanted = (_peoples(case) if is_peoples else _police(case)) + _ended(case)
    missing = ["或".join(_title(case, key) for key in keys) for keys in wanted if not there & set(keys)]
    # The identity is copied, never issued here, so it is looked for among the attachments.
    if is_peoples and not _has_identity(station, case):
        missing.append(IDENTITY_PAPER)
    return missing


def _police(case: Case) -> list[tuple[str, ...]]:
    wanted: list[tuple[str, ...]] = [("intake_form",)]
    dispute, sessions, is_agreed = case.of(Dispute), case.held(MediationSession), bool(case.held(Agreement))
    if dispute.is_public_order and sessions:
        wanted.append(("public_order_record",))
    if is_agreed and dispute.is_on_the_spot:
        # What the recording shows needs no written agreement (程序规定第178条第三款).
        if not any(session.said.recording_no for session in sessions):
            wanted.append(("on_spot_agreement",))
    elif is_agreed and dispute.is_public_order:
        wanted.append(("public_order_agreement",))
    if dispute.is_civil:
        wanted.append(("civil_notice",))
    return wanted


def _peoples(case: Case) -> list[tuple[str, ...]]:
    """The papers marked * in the ministry's index; the agreement only when there is one."""
    wanted: list[tuple[str, ...]] = [
        ("peoples_application", "peoples_intake"),
        ("rights_notice",),
        ("mediation_record",),
    ]
    agreement = case.last(Agreement)
    if agreement is not None:
        wanted.append(("oral_agreement",) if agreement.said.is_oral else ("peoples_agreement",))
    if case.held(JudicialConfirmation):
        wanted.append(("confirmation_application",))
    return wanted


def _ended(case: Case) -> list[tuple[str, ...]]:
    wanted: list[tuple[str, ...]] = []
    if case.held(Default, Terminate):
        wanted.append(("court_notice",))
    if case.held(Refer):
        wanted.append(("referral_notice",))
    return wanted


def _title(case: Case, key: str) -> str:
    return case.kind.document(key).title


def _has_identity(station: Station, case: Case) -> bool:
    titles = [found.title for found in attachments_of(station, case)]
    # Attachments have no sort; officers name such copies by one of these words.
    return any(word in title for title in titles for word in IDENTITY_WORDS)
