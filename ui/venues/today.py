"""What 场所与告知书 adds to 今日: rounds not yet served, and days without incident."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import partial
from typing import Final

from fengqiao_desk.notices.board import BatchCount, VenueOutstanding, board
from fengqiao_desk.notices.streaks import Streak, by_category
from fengqiao_desk.summaries import month_of
from fengqiao_desk.values.days import show_short_day

from ..cases.words import deadline_words
from ..context import WindowContext
from ..look import Tone
from ..page import STATISTICS, TodayPart
from ..widgets import StreakBar, label
from ..widgets.agenda_rows import AgendaLine
from ..widgets.refreshed_card import RefreshedCard

_MOST_BARS = 5


def outstanding_lines(context: WindowContext) -> list[AgendaLine]:
    """A line for each round that has venues not yet reached."""
    found = board(context.station)
    today = context.now().date()
    return [_line(batch, found.outstanding, today) for batch in found.batches if batch.outstanding]


class StreakCard(RefreshedCard):
    """连续零警情 by category; hidden while no category files day sheets."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__("连续零警情")
        self._context = context
        self.bars: list[StreakBar] = []
        self.note = label("", "small", wrap=True)
        self.body.setSpacing(0)
        self.body.addWidget(self.note)

    def refresh(self) -> None:
        """Counts anew, the longest streak first."""
        streaks = by_category(self._context.station, self._context.now().date())
        shown = sorted(streaks, key=lambda streak: -streak.days)[:_MOST_BARS]
        for bar in self.bars:
            self.body.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        # All bars are measured by the longest.
        longest = max((streak.days for streak in shown), default=1)
        self.bars = [StreakBar(streak.category, streak.days, longest) for streak in shown]
        month = month_of(self._context.station, self._context.now().date())
        for bar, streak in zip(self.bars, shown, strict=True):
            figure = f"{month} {streak.category}连续零警情"
            bar.chosen.connect(partial(self._context.go, STATISTICS, figure))
        for place, bar in enumerate(self.bars):
            self.body.insertWidget(place, bar)
        gaps = [streak for streak in shown if streak.days_without_sheet or streak.days_filed_late]
        self.note.setText("；".join(_since(streak) for streak in gaps))
        self.note.setVisible(bool(self.note.text()))
        self.setVisible(bool(shown))


VENUES_TODAY: Final = TodayPart(outstanding_lines, StreakCard)


def count_outstanding(context: WindowContext) -> int:
    """How many notices wait for a receipt, for the navigation."""
    return board(context.station).totals.outstanding


def _line(batch: BatchCount, outstanding: tuple[VenueOutstanding, ...], today: date) -> AgendaLine:
    missing = Counter(venue.category for venue in outstanding if venue.batch == batch.batch)
    # The first of the round to fall due: one late venue makes the round late.
    due = date.fromisoformat(min(venue.serve_by for venue in outstanding if venue.batch == batch.batch))
    late = due < today
    kinds = "、".join(f"{category} {number}" for category, number in missing.most_common())
    return AgendaLine(
        deadline_words(due, today)[0] if late else "送达",
        Tone.DANGER if late else Tone.ACCENT,
        f"告知书　{batch.batch}",
        f"{batch.outstanding} 家未签收：{kinds}，应于 {show_short_day(due)}前送达",
        f"已送 {batch.reached} / {batch.reachable}",
        "录入回执",
        "venues",
        batch.batch,
    )


def _since(streak: Streak) -> str:
    parts = ((streak.days_without_sheet, "天未报"), (streak.days_filed_late, "天补报"))
    unfiled = "，".join(f"{days} {words}" for days, words in parts if days)
    return f"{streak.category}自 {show_short_day(streak.since)} 起，{unfiled}"
