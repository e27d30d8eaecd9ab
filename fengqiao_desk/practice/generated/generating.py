"""Makes a practice station of any size: two years of a station's work from one seed, entered through its verbs."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import peewee

from ...cases.heads import CaseHead
from ...cases.saving import tables
from ...cases.timeline import GONE
from ...documents import register
from ...kinds import KINDS
from ...problems import Refused
from ...station import Act, Station, create_station
from ...station.areas import Area
from ...station.opening import NewStation
from ...store.folder import whole_or_nothing
from . import disputes, goods, ledger, notices, venues
from .chance import Chance
from .diary import Tell
from .slips import ErringDiary
from .words import words

SPAN_DAYS = 730
EARLIEST = date(2013, 1, 1)
"""Its two years lie in the time of 人民调解法 (docs/law.md §2.0)."""
_DISPUTES_A_GOODS_CASE = 20
_DISPUTES_A_VENUE = 25
_ADMINISTRATOR = "管理员己"


@dataclass(frozen=True)
class Generated:
    """What stands in the new folder: cases by kind, papers with a number, the deeds that made them."""

    cases: dict[str, int]
    documents: int
    deeds: int


def generate(root: Path, number: int, seed: int, until: date, tell: Tell | None = None) -> Generated:
    """Make a station with `number` disputes and the rest in proportion, in a new or empty folder.

    The same number, seed and day give the same records. When it fails or is stopped, the folder is as it was before.
    """
    if until < EARLIEST:
        raise Refused(f"练习数据的最后一天不能早于 {EARLIEST.isoformat()}：那时的法律本程序没有收录")
    first = until - timedelta(days=SPAN_DAYS)
    # Also when it is stopped by a key: half a station would be taken for a whole one.
    with whole_or_nothing(root):
        station = create_station(root, _new_station(seed), f"{first.isoformat()}T08:00:00")
        with closing(station):
            return _fill(station, number, seed, first, until, tell)


def _new_station(seed: int) -> NewStation:
    return NewStation(
        "示例派出所",
        "示例市公安局示例分局",
        admin=_ADMINISTRATOR,
        # From the seed too: the same call writes the same password file.
        password=f"{Chance(seed, 'password').digits(4)}-{Chance(seed, 'practice').digits(4)}",
        organ_token="示公",
        unit_token="例",
        phone="0551-60000000",
        practice=True,
        with_officers=True,
    )


def _fill(station: Station, number: int, seed: int, first: date, until: date, tell: Tell | None) -> Generated:
    tables.ensure(station.connections, KINDS)
    areas = words().places.communities
    founding = Act(station.officers.named(_ADMINISTRATOR), datetime.combine(first, time(8)))
    for area in areas:
        station.areas.add(Area(area, "社区"), founding)
    diary = ErringDiary(station, first, until, seed)
    disputes.plan(diary, number, areas, seed)
    goods.plan(diary, max(1, number // _DISPUTES_A_GOODS_CASE), areas, seed)
    venues.plan(diary, max(venues.FEWEST, number // _DISPUTES_A_VENUE), areas, seed)
    venues.plan_day_sheets(diary)
    notices.Rounds(diary, seed).plan()
    ledger.plan(diary, number, areas, seed)
    deeds = diary.play(tell)
    with station.reading():
        number_of = peewee.fn.COUNT(CaseHead.key)
        standing = CaseHead.select(CaseHead.kind, number_of).where(CaseHead.state.not_in(GONE))
        kinds = standing.group_by(CaseHead.kind).order_by(CaseHead.kind)
        return Generated(dict(station.connections.rows(kinds)), len(register.register(station)), deeds)
