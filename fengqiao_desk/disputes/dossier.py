"""The whole file of a dispute (卷宗): its cover, its name and who keeps it (docs/law.md §3.10)."""

from __future__ import annotations

from ..cases import Case, CaseFile, binding
from ..cases.binding_pages import Bound
from ..cases.history import ended
from ..documents.form_parts import BLANK, day_shown
from ..documents.typesetting import (
    Block,
    Entry,
    FillLines,
    OrganName,
    Sheet,
    Spacer,
    Subtitle,
    Title,
)
from ..station import Act, Station
from .declaration import Dispute
from .dossier_order import missing_papers, order_of
from .papers import common
from .step_fields import Close, MediationSession

__all__ = ["bind", "missing_papers"]

TEXT = "dossier"


def bind(station: Station, case: Case, act: Act, *, with_changes: bool = False) -> CaseFile:
    """Put the file together and log that it was; raises DiskProblem when a stored paper or attachment was changed."""
    return binding.bind(station, case, act, _PLAN, with_changes=with_changes)


def _name(case: Case) -> str:
    dispute = case.of(Dispute)
    return f"{dispute.names}{dispute.category}纠纷"


def _organ(station: Station, case: Case, act: Act) -> str:
    """Who keeps the file: the 调委会 its own, the station all others."""
    if case.of(Dispute).is_peoples:
        return common.committee(case)
    return station.profile(act.day).full_name


def _cover(bound: Bound) -> Sheet:
    """卷宗封面: what a clerk looks for first; who binds it writes himself down."""
    case, dispute = bound.case, bound.case.of(Dispute)
    sessions = case.held(MediationSession)
    closed_on, _ = ended(case, Close.result)
    first, last = (sessions[0].day, sessions[-1].day) if sessions else (None, None)
    # The 调委会 numbers its own files; only a file of the station bears the station's number.
    number = "（　　）人调字第　　号" if dispute.is_peoples else case.number
    # Years of keeping are a text of the station and no rule of ours: the sources disagree (docs/law.md
    # §2.8).
    retention = bound.station.texts.on(TEXT, bound.act.day)[f"retention.{dispute.route}"]
    rows: tuple[tuple[Entry, ...], ...] = (
        (Entry("卷名", bound.name),),
        (Entry("卷号", number),),
        # Whoever of the committee mediated is written by hand: the record knows the officers of the
        # station.
        (Entry("人民调解员") if dispute.is_peoples else Entry("承办人", dispute.officer),),
        (Entry("受理日期", day_shown(dispute.received_on)),),
        (Entry("调解日期", day_shown(first)), Entry("至", day_shown(last))),
        (Entry("结案日期", day_shown(closed_on)),),
        (Entry("保管期限", retention),),
        (Entry("立卷人（签名）"), Entry("立卷日期", "　　　　年　月　日")),
        (Entry("备注", f"登记编号{case.number}" if dispute.is_peoples else BLANK),),
    )
    title = "调解卷宗"
    head: list[Block] = [Spacer(3), OrganName(bound.organ), Title(title), Subtitle(dispute.route)]
    return bound.sheet(title, [*head, Spacer(1), FillLines(rows)])


_PLAN = binding.FilePlan(order_of, missing_papers, _name, _organ, _cover)
