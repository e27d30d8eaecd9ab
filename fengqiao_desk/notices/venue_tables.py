"""What a venue shows beyond its fields: its status as intervals, the notices it got, and its days without incident."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from ..cases import Case, CaseTable
from ..cases.figures.sources import has_taken
from ..cases.heads import CaseHead, with_case
from ..documents.form import Subject
from ..documents.heads import DocumentHead
from ..station import Station
from ..values.days import show_day, show_moment
from .notice_papers import NOTICE_FORM
from .notice_records import WITHDRAWN, Notice, Withdraw
from .periods import StatusPeriod, periods
from .streaks import VenueStreak, by_venue

PERIODS_HEAD: Final = ("状态", "起", "止", "决定机关", "文号或依据")
BLANK: Final = "/"


def period_rows(subject: Subject) -> tuple[tuple[str, ...], ...]:
    """One row an interval of the status, with who decided it and by what order."""
    return tuple(
        (
            period.status,
            moment_shown(period.since),
            moment_shown(period.until),
            period.decided_by or BLANK,
            period.order_number or period.note or BLANK,
        )
        for period in periods(subject)
    )


def moment_shown(day: date | None) -> str:
    """A day or a moment as on paper; what has no end yet goes on."""
    if day is None:
        return "至今"
    return show_moment(day) if isinstance(day, datetime) else show_day(day)


def decision(period: StatusPeriod) -> str:
    """Who decided, by what order or on what ground, and what was noted."""
    parts = (period.decided_by, period.order_number, period.note)
    return " ".join(part for part in parts if part) or BLANK


def tables(case: Case, station: Station, day: date) -> list[CaseTable]:
    """Only what there is to tell: intervals once the status changed, notices once there are some, days where sheets are filed."""
    found = periods(case)
    rows = tuple((_interval(each), each.status, decision(each)) for each in found)
    # One period is what the state beside it says already.
    tables = [CaseTable("经营状态", ("期间", "状态", "决定"), rows)] if len(rows) > 1 else []
    notices = _notices(case, station)
    if notices:
        tables.append(CaseTable("收到的告知书", ("文号", "批次", "送达情况"), notices))
    return [*tables, *(_streak(found) for found in by_venue(station, day, case.number))]


def _notices(case: Case, station: Station) -> tuple[tuple[str, ...], ...]:
    issued = (
        with_case(Notice, DocumentHead.number, Notice.batch, CaseHead.state, has_taken(Withdraw))
        .join(DocumentHead, on=DocumentHead.case_key == CaseHead.key)
        .where(DocumentHead.document == NOTICE_FORM.key, DocumentHead.state == "issued")
        .where(Notice.venue == case.number)
        .order_by(DocumentHead.key.desc())
    )
    return tuple(
        # Who was served stays served when a notice is withdrawn, so the withdrawal is said beside.
        (number, batch, f"{state}，已撤回" if withdrawn and state != WITHDRAWN else state)
        for number, batch, state, withdrawn in station.connections.rows(issued)
    )


def _interval(period: StatusPeriod) -> str:
    """`2026-11-20 18:00 起，至今`; short, for a card in the window."""
    since = _short(period.since)
    return f"{since} 至 {_short(period.until)}" if period.until is not None else f"{since} 起，至今"


def _short(day: date) -> str:
    return f"{day:%Y-%m-%d %H:%M}" if isinstance(day, datetime) else day.isoformat()


def _streak(found: VenueStreak) -> CaseTable:
    row = (
        f"{found.days} 天",
        show_day(found.since),
        f"{found.days_without_sheet} 天",
        found.reset_by or BLANK,
    )
    return CaseTable("连续零警情", ("有日报的天数", "自", "未报", "重新起算的警情"), (row,))
