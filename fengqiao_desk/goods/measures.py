"""The station's own measures: who approves them, how long they last, what ends them (程序规定第56、107、110、112条)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..cases import Case
from ..cases.plain import Situation
from ..documents.form import Subject, TakenStep
from ..fields import Row
from ..problems import Refused
from ..station.laws import cite
from ..values.days import parse_day, parse_moment, show_day
from ..values.deadlines import due
from ..values.workdays import Deadline, WorkingCalendar
from .custody import PROCEDURE, balances, items_exist, running
from .declaration import OWN_STATION
from .totals import goods_value

REGISTERED = "先行登记保存"
HELD = ("扣押", "扣留", "查封")
CONFISCATED = "收缴"
DEPARTMENT, ORGAN, COUNTY = "办案部门负责人", "公安机关负责人", "县级以上公安机关负责人"
RANKS = (DEPARTMENT, ORGAN, COUNTY)
EXTENSION = 30
SMALL_VALUE = Decimal(500)
"""Yuan up to which a station itself confiscates (程序规定第195条)."""


@dataclass(frozen=True)
class Seizure:
    """One of the station's measures as it stands; `number` counts all seizures of the case from 1, `ended` says by what it ended."""

    number: int
    entry: Row
    approval: Row | None
    extended: bool
    appraising: bool
    appraised_days: int
    ended: str

    @property
    def measure(self) -> str:
        return str(self.entry["measure"])

    @property
    def code(self) -> str:
        """The code of its period; empty for a measure without one."""
        return "DJ-7" if self.measure == REGISTERED else "KY-30" if self.measure in HELD else ""

    @property
    def at_its_end(self) -> str:
        """What becomes of it, and of the goods, when its period is over."""
        lapses = self.measure == REGISTERED
        return "逾期自动解除，物品应当返还或者另采取措施" if lapses else "届满应当解除"

    def until(self, calendar: WorkingCalendar) -> Deadline | None:
        """Its last day; None while an appraisal runs, which is not counted, and for a measure without a period."""
        if not self.code or self.appraising:
            return None
        extra = self.appraised_days + (EXTENSION if self.extended else 0)
        return due(self.code, parse_moment(self.entry["at"]).date(), calendar, extra)

    def lapsed(self, day: date, calendar: WorkingCalendar) -> bool:
        """Whether it ended by itself before the day, as a 先行登记保存 does (程序规定第110条)."""
        until = self.until(calendar)
        return self.measure == REGISTERED and not self.ended and until is not None and day > until.day

    def standing(self, day: date, calendar: WorkingCalendar) -> str:
        """How it stands on a day: 已解除…, 鉴定中, 自动解除, 期限届满 or 至 its last day."""
        if self.ended:
            return self.ended
        if self.appraising:
            return "鉴定中，期间不计入"
        until = self.until(calendar)
        if until is None:
            return "无期限"
        if day <= until.day:
            return f"至{show_day(until.day)}" + ("（已延长）" if self.extended else "")
        return f"{show_day(until.day)}届满，" + ("已自动解除" if self.measure == REGISTERED else "应当解除")


def own_seizures(subject: Subject) -> list[Seizure]:
    """The measures of the station itself, oldest first."""
    taken = subject.taken("seize")
    replaced = {each.entry["instead_of"] for each in taken if each.entry["instead_of"]}
    return [
        _seizure(subject, number, each, number in replaced)
        for number, each in enumerate(taken, start=1)
        if each.entry["agency"] == OWN_STATION
    ]


def _seizure(subject: Subject, number: int, taken: TakenStep, replaced: bool) -> Seizure:
    entry = taken.entry
    begun, done = _of(subject, "appraise", number), _of(subject, "appraised", number)
    days = sum(
        (parse_day(end["on"]) - parse_day(start["on"])).days for start, end in zip(begun, done, strict=False)
    )
    approvals = _of(subject, "approve", number)
    approval = entry if entry["approver"] else approvals[0] if approvals else None
    return Seizure(
        *(number, entry, approval, bool(_of(subject, "extend", number)), len(begun) > len(done), days),
        ended=_ended(subject, number, entry, replaced),
    )


def _ended(subject: Subject, number: int, entry: Row, replaced: bool) -> str:
    released = _of(subject, "release", number)
    if released:
        return f"{show_day(parse_day(released[-1]['on']))}解除"
    if replaced:
        return "已变更措施"
    now = balances(subject)
    numbers = {item["goods"] for item in entry["items"]}
    if all(now[goods].seized and now[goods].in_hand <= 0 for goods in numbers):
        return "物品已全部处理"
    return ""


def _of(subject: Subject, step: str, number: int) -> list[Row]:
    return [taken.entry for taken in subject.taken(step) if taken.entry["seizure"] == number]


def approver_has_the_rank(situation: Situation) -> Refused | None:
    """先行登记保存 and 抽样取证 by the head of the handling unit, 扣押 and the like by the organ's (程序规定第107、195条)."""
    case, entry = situation.case, situation.entry
    assert case is not None
    measure = entry.get("measure") or _asked(case, entry).entry["measure"]
    rank, day = entry["approver_rank"], situation.act.day
    if not entry["approver"] or entry.get("agency", OWN_STATION) != OWN_STATION:
        return None
    if measure in HELD and rank == DEPARTMENT:
        return Refused(f"{measure}应由公安机关负责人批准", cite(PROCEDURE, 107, day), "approver_rank")
    if measure == CONFISCATED and rank != COUNTY and goods_value(case.values["goods"]).yuan > SMALL_VALUE:
        return Refused(
            "收缴由县级以上公安机关决定；价值500元以下且无异议的，派出所可以收缴",
            cite(PROCEDURE, 195, day),
            "approver_rank",
        )
    return None


def replaces_an_earlier_one(situation: Situation) -> Refused | None:
    """A changed measure names an earlier seizure of the case that nothing ended yet, takes no more than that, and is another one."""
    number = situation.entry["instead_of"]
    assert situation.case is not None
    if not number:
        return None
    found = next((each for each in own_seizures(situation.case) if each.number == number), None)
    if found is None or found.ended:
        return Refused(f"没有可以变更的第{number}次保全", "", "instead_of")
    if found.measure == REGISTERED == situation.entry["measure"]:
        article = cite(PROCEDURE, 110, situation.act.day)
        return Refused("先行登记保存七日内应当作出处理决定，不能再以先行登记保存接续", article, "measure")
    had = {item["goods"]: Decimal(str(item["quantity"])) for item in found.entry["items"]}
    for position, item in enumerate(situation.entry["items"], start=1):
        if Decimal(str(item["quantity"])) > had.get(item["goods"], Decimal(0)):
            return Refused("变更措施的物品不能多于原来保全的", "", f"items[{position}].quantity")
    return None


def names_a_running_measure(situation: Situation) -> Refused | None:
    """A step on a measure names one of ours that has not ended."""
    assert situation.case is not None
    number = situation.entry["seizure"]
    found = [each for each in own_seizures(situation.case) if each.number == number]
    if not found:
        return Refused(f"本所没有第{number}次保全", "", "seizure")
    return Refused(f"第{number}次保全：{found[0].ended}", "", "seizure") if found[0].ended else None


def approved_once(situation: Situation) -> Refused | None:
    """An approval is for a measure that has none and comes after it (程序规定第56条)."""
    case, entry = situation.case, situation.entry
    assert case is not None
    seizure = _asked(case, entry)
    if seizure.approval is not None:
        return Refused(f"第{seizure.number}次保全已经批准", "", "seizure")
    if entry["at"] < seizure.entry["at"]:
        return Refused(
            "补办批准不能早于实施；事先批准的填在保全措施里", cite(PROCEDURE, 56, situation.act.day), "at"
        )
    return None


def extended_once_in_time(situation: Situation) -> Refused | None:
    """扣押 is extended once, by thirty days, from the county upwards, told in writing, before it ends (程序规定第112条)."""
    case, entry, day = situation.case, situation.entry, situation.act.day
    assert case is not None
    seizure, article = _asked(case, entry), cite(PROCEDURE, 112, day)
    if seizure.measure not in HELD:
        return Refused(f"{seizure.measure}不能延长", article, "seizure")
    if seizure.extended:
        return Refused("扣押期限只能延长一次，不超过三十日", article, "seizure")
    if entry["approver_rank"] != COUNTY:
        return Refused("延长扣押期限应经县级以上公安机关负责人批准", article, "approver_rank")
    if not entry["told_in_writing"]:
        return Refused("延长期限应书面告知当事人并说明理由", article, "told_in_writing")
    until = seizure.until(situation.station.calendar())
    if until is not None and parse_day(entry["on"]) > until.day:
        return Refused(f"期限已于{show_day(until.day)}届满，不能再延长", article, "on")
    return None


def appraisal_is_told(situation: Situation) -> Refused | None:
    """The time of an appraisal is not counted when it was told in writing (程序规定第112条)."""
    case, entry, day = situation.case, situation.entry, situation.act.day
    assert case is not None
    seizure, article = _asked(case, entry), cite(PROCEDURE, 112, day)
    if seizure.appraising:
        return Refused("上一次鉴定还没有登记意见", article, "seizure")
    if not entry["told_in_writing"]:
        return Refused("鉴定期间应书面告知当事人，才不计入期限", article, "told_in_writing")
    until = seizure.until(situation.station.calendar())
    if until is not None and parse_day(entry["on"]) > until.day:
        return Refused(f"期限已于{show_day(until.day)}届满，不能再以鉴定停算", article, "on")
    return _not_before(entry["on"], seizure.entry["at"])


def appraisal_was_begun(situation: Situation) -> Refused | None:
    """An opinion ends an appraisal that runs, and not before it began."""
    case, entry = situation.case, situation.entry
    assert case is not None
    if not _asked(case, entry).appraising:
        return Refused("没有登记过送鉴定", "", "seizure")
    return _not_before(entry["on"], _of(case, "appraise", entry["seizure"])[-1]["on"])


def two_officers_seize(situation: Situation) -> Refused | None:
    """Seizing needs two officers; the exception for one with auxiliaries does not cover it (程序规定第52条)."""
    if situation.entry["agency"] == OWN_STATION and len(situation.entry["officers"]) < 2:
        return Refused("采取证据保全措施应有两名以上民警", cite(PROCEDURE, 52, situation.act.day), "officers")
    return None


def seized_by_us_or_the_named_organ(situation: Situation) -> Refused | None:
    """A seizure is by the organ the case names, or by the station itself in a joint action (程序规定第107条)."""
    case = situation.case
    assert case is not None
    if situation.entry["agency"] not in (OWN_STATION, case.values["seizing_agency"]):
        return Refused(
            f"本案查扣机关是“{case.values['seizing_agency']}”，不能登记为“{situation.entry['agency']}”实施",
            cite(PROCEDURE, 107, situation.act.day),
            "agency",
        )
    return None


def taken_once(situation: Situation) -> Refused | None:
    """What a running measure holds is not taken a second time; a change of the measure names the one it replaces."""
    case, entry = situation.case, situation.entry
    assert case is not None
    if entry["instead_of"]:
        return None
    ended = {seizure.number for seizure in own_seizures(case) if seizure.ended}
    held: dict[int, Decimal] = {}
    for number, taken in enumerate(case.taken("seize"), start=1):
        for item in [] if number in ended or taken.entry["instead_of"] else taken.entry["items"]:
            held[item["goods"]] = held.get(item["goods"], Decimal(0)) + Decimal(str(item["quantity"]))
    for position, item, quantity in running(entry["items"]):
        batch, before = case.values["goods"][item["goods"] - 1], held.get(item["goods"], Decimal(0))
        if before + quantity > Decimal(str(batch["quantity"])):
            words = (
                f"第{item['goods']}项共 {batch['quantity']}{batch['unit']}，已查扣 {before.normalize():f}，"
                f"不能再查扣 {quantity.normalize():f}；变更措施的填“替代第几次保全”"
            )
            return Refused(words, "", f"items[{position}].quantity")
    return None


SEIZE_GUARDS = (
    seized_by_us_or_the_named_organ,
    two_officers_seize,
    items_exist,
    replaces_an_earlier_one,
    taken_once,
    approver_has_the_rank,
)


def _asked(case: Case, entry: Row) -> Seizure:
    """The seizure the entry names, which the guard before has found to be there."""
    number = entry["seizure"]
    return next(each for each in own_seizures(case) if each.number == number)


def _not_before(day: str, begun: str) -> Refused | None:
    if day < begun[:10]:
        return Refused(f"不能早于{show_day(parse_day(begun[:10]))}", "", "on")
    return None
