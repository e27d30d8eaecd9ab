"""行刑衔接: the time table between an administrative organ and the police, and who is late (国务院令第310号, docs/law.md §2.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from ..cases import Taking
from ..documents.form import Subject
from ..problems import Refused
from ..station.laws import cite
from ..values.days import show_day, show_moment
from ..values.deadlines import RULES, due
from ..values.workdays import WorkingCalendar
from .declaration import GoodsCase
from .step_fields import Referral

LAW = "移送规定"
ORGAN, POLICE = "行政执法机关", "公安机关"


@dataclass(frozen=True)
class StagePeriod:
    """After a stage one of `stages` follows within the period `code`, done by `who`; `optional` ones may stay undone."""

    after: str
    stages: tuple[str, ...]
    code: str
    who: str
    article: int
    optional: bool = False


STAGE_PERIODS = (
    StagePeriod("提出移送报告", ("决定移送", "决定不移送"), "XS-JD", ORGAN, 5),
    StagePeriod("决定移送", ("送达移送书",), "XS-SD", ORGAN, 5),
    StagePeriod("公安签收", ("转送有管辖权机关",), "YS-24", POLICE, 7, optional=True),
    StagePeriod("公安签收", ("立案", "不予立案", "转送有管辖权机关"), "YS-3", POLICE, 8),
    StagePeriod("立案", ("移交物品",), "XS-WP", ORGAN, 12),
    StagePeriod("不予立案", ("提请复议",), "XS-FY", ORGAN, 9, optional=True),
    StagePeriod("提请复议", ("复议决定",), "XS-FJ", POLICE, 9),
)


@dataclass(frozen=True)
class TableRow:
    """One line of the table: what, who, by when, when it was done (None: not yet), the article; `late` on the day asked for."""

    what: str
    who: str
    until: date
    until_moment: datetime | None
    done: datetime | None
    late: bool
    article: str
    code: str

    @property
    def until_shown(self) -> str:
        """A moment for hours, a day for days."""
        return show_moment(self.until_moment) if self.until_moment else show_day(self.until)


def time_table(subject: Subject, day: date, calendar: WorkingCalendar) -> list[TableRow]:
    """Each period that has begun; undone optional ones are left out. Hours count to the minute, an undone one is late from the next day on."""
    # By the hour of the stage: the other organ's papers reach the station in any order.
    stages = sorted((taken.said for taken in subject.held(Referral)), key=lambda said: said.at)
    rows = []
    for period in STAGE_PERIODS:
        for place, stage in enumerate(stages):
            if stage.stage == period.after:
                row = _row(period, stage, stages[place + 1 :], day, calendar)
                # What need not follow is shown once it was done, as then its day is judged too.
                rows += [row] if row.done or not period.optional else []
    return rows


def stages_follow(now: Taking[GoodsCase, Referral]) -> Refused | None:
    """What answers a stage does not come before it."""
    for period in STAGE_PERIODS:
        begun = [taken.said.at for taken in now.held(Referral) if taken.said.stage == period.after]
        # The earliest of several: a matter sent back and referred again has each stage twice.
        if now.entry.stage in period.stages and begun and now.entry.at < min(begun):
            words = f"“{now.entry.stage}”不能早于“{period.after}”（{show_moment(min(begun))}）"
            return Refused(words, cite(LAW, period.article, now.act.day), Referral.at)
    return None


def _row(
    period: StagePeriod, stage: Referral, after: list[Referral], day: date, calendar: WorkingCalendar
) -> TableRow:
    until = due(period.code, stage.at, calendar)
    done = next((each.at for each in after if each.stage in period.stages), None)
    if done is None:
        late = day > until.day
    else:
        # Hours are judged to the minute once the answer has one; an open period ends with its day, as lists
        # are read by day.
        late = done > until.moment if until.moment else done.date() > until.day
    return TableRow(
        what=RULES[period.code].title,
        who=period.who,
        until=until.day,
        until_moment=until.moment,
        done=done,
        late=late,
        article=cite(LAW, period.article, stage.at.date()),
        code=period.code,
    )
