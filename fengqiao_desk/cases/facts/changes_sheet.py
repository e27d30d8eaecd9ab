"""更改记录 as a paper: every change of a case on turned pages, printed by itself or bound with the file."""

from __future__ import annotations

from itertools import groupby

from ...documents.typesetting import Align, Sheet, Table
from ...station import Act, Station
from ...values.days import day_words, show_day
from ..parties import parties_in
from ..records import Case
from .changes import NOTHING, CaseChange, changes_of

TITLE = "更改记录"
_HEAD = ("序号", "时间", "经办人", "办理", "改了什么", "原来", "现在", "理由")
_WIDTHS = (0.9, 2.6, 1.7, 2.0, 4.2, 4.6, 4.6, 3.4)
_ALIGNMENTS = (Align.CENTRE, *(Align.LEFT,) * (len(_HEAD) - 1))


def changes_sheet(station: Station, case: Case, act: Act) -> Sheet:
    """Every change of a case to the day of the act, the oldest first; who did several at once stands once."""
    profile = station.profile(act.day)
    changes = changes_of(station, case)
    rows = tuple(
        _row(change, act, place == 0)
        for _, done in groupby(changes, key=lambda change: change.act)
        for place, change in enumerate(done)
    )
    acts = changes[-1].act if changes else 0
    caption = f"{case.number}{TITLE}（至{show_day(act.day)}，共{acts}次）"
    return Sheet(
        TITLE,
        profile.full_name,
        act.day,
        (Table(_HEAD, rows, _WIDTHS, _ALIGNMENTS, caption=caption, size=10.5, turned=True),),
        # A name with a rare character stands in one font as a whole.
        names=tuple(party.name for party in parties_in(case)),
        watermark="练习" if profile.practice else "",
    )


def _row(change: CaseChange, act: Act, is_first: bool) -> tuple[str, ...]:
    when = day_words(change.at[:16], act.day)
    done = (str(change.act), when, change.by, change.verb) if is_first else ("", "", "", "")
    # What came to be whole (a step, a paper) had nothing before it to be told.
    old = change.old or (NOTHING if change.field else "")
    return (
        *done,
        change.label,
        old,
        change.new or NOTHING,
        change.reason if is_first else "",
    )
