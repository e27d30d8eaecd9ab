"""What 场所与告知书 says over its views: day sheets that were filed or forgotten, a new venue that may be there already."""

from __future__ import annotations

from datetime import date
from typing import Final

from fengqiao_desk.cases import CaseKind, load
from fengqiao_desk.cases.step import step_key
from fengqiao_desk.notices import day_sheets
from fengqiao_desk.notices.duplicates import similar
from fengqiao_desk.notices.venue_records import DaySheet, Venue
from fengqiao_desk.problems import Problem
from fengqiao_desk.station import Act
from fengqiao_desk.values.days import show_short_day

from .. import undoing
from ..context import WindowContext
from ..look import Tone
from ..widgets import Banner

FILE_LATE: Final = "补报"
_MOST_NAMED = 3


class VenueBanner(Banner):
    """Hidden until there is something to say; its act files the sheets that were forgotten."""

    def __init__(self, context: WindowContext, venues: CaseKind) -> None:
        super().__init__("", Tone.WARNING)
        self._context, self._venues = context, venues
        self.hide()
        self.acted.connect(self.file_late)

    def file_today(self) -> None:
        """Today's sheet of every category of 重点场所 that has none; each says that the day was looked at."""
        act = self._context.act()
        filed = self._filed(act.day, act)
        if filed is None:
            return
        self._offer_undo([*filed.values()])
        words = f"已填报今日日报：{'、'.join(filed)}。" if filed else "今日日报都已填报。"
        # Days that were forgotten are named beside today's: a day without a sheet is not counted as one without incident.
        holes = self._holes(act)
        if holes:
            words += f"{_days(holes)}还有未报，未报的不计入连续零警情。"
        self._say(words, Tone.WARNING if holes else Tone.GOOD, FILE_LATE if holes else "")

    def file_late(self) -> None:
        """The sheets forgotten in the week before; a summary tells which came late."""
        act = self._context.act()
        holes = self._holes(act)
        late: list[tuple[str, int]] = []
        for day in holes:
            filed = self._filed(day, act)
            if filed is None:
                return
            late += filed.values()
        self._offer_undo(late)
        self._say(f"已补填{_days(holes)}的日报；隔天以后补的，汇报里写明是补报。", Tone.GOOD)

    def warn_of_duplicates(self, number: str) -> None:
        """A venue that was just registered may be one that is there already."""
        venue = load(self._context.station, self._venues, number)
        # Only when it was just registered: a later change would warn again of what was looked at then.
        if venue.steps or venue.version > 1:
            return
        alike = similar(self._context.station, venue.of(Venue), number)[:_MOST_NAMED]
        if alike:
            found = "；".join(f"{other.number} {other.title}（{other.reason}）" for other in alike)
            self._say(f"{venue.title} 可能已经登记过：{found}。请核对。", Tone.WARNING)

    def _holes(self, act: Act) -> list[date]:
        return day_sheets.holes(self._context.station, act.day)

    def _filed(self, day: date, act: Act) -> dict[str, tuple[str, int]] | None:
        """The categories filed for a day, each with its venue and the position there; None when it was refused, which is told."""
        station = self._context.station
        waiting = day_sheets.missing(station, day)
        try:
            categories = day_sheets.file_all(station, day, act)
        except Problem as problem:
            self._context.messages.problem(problem)
            return None
        filed = {}
        for category in categories:
            venue = load(station, self._venues, waiting[category])
            filed[category] = (venue.number, venue.every_step[-1].position)
        return filed

    def _offer_undo(self, filed: list[tuple[str, int]]) -> None:
        if filed:
            station, title = self._context.station, self._venues.step(step_key(DaySheet)).title
            self._context.done(
                undoing.stepped_on_several(station, self._venues, title, filed, self._context.act)
            )

    def _say(self, words: str, tone: Tone, act: str = "") -> None:
        self.tell(words, tone, act=act)
        self.show()


def _days(days: list[date]) -> str:
    return "、".join(show_short_day(day) for day in days)
