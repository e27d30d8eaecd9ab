"""The periods of law (docs/law.md §2.9): one table in resources/deadlines.toml, one way to count them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from fengqiao_desk.problems import Unknown
from fengqiao_desk.values.days import add_months
from fengqiao_desk.values.not_valid import NotValid
from fengqiao_desk.values.workdays import Deadline, WorkingCalendar

Unit = Literal["hours", "days", "working_days", "months"]


@dataclass(frozen=True)
class DeadlineRule:
    """One period: `length` units from the base event, the day of the event not counted.

    `rolls`: a last day on a rest day moves to the next working day. `warn_early`: both days are shown and the
    earlier one warns. `on_miss` tells in Chinese what follows; `source` is the article; `lapses` is how a period
    that ends by itself is called after its last day (empty: who did nothing is late).
    """

    code: str
    title: str
    base: str
    length: int
    unit: Unit
    rolls: bool
    warn_early: bool
    on_miss: str
    source: str
    lapses: str = ""


def _read_rules() -> Mapping[str, DeadlineRule]:
    text = files("fengqiao_desk.resources").joinpath("deadlines.toml").read_text(encoding="utf-8")
    rules = [DeadlineRule(**row) for row in tomllib.loads(text)["rule"]]
    return MappingProxyType({rule.code: rule for rule in rules})


RULES = _read_rules()


def due(code: str, base: date, calendar: WorkingCalendar, extra_days: int = 0) -> Deadline:
    """When the period `code` ends that began on `base`, which is not counted itself (程序规定 35 条).

    `extra_days` are days the law adds to a period counted in days: an approved extension, the time of an
    expert's examination. For a period of hours `base` is a moment; a bare day counts from its first minute,
    the safe side. Raises `Unknown` for a code outside the table, `NotValid` for days added to another kind of
    period.
    """
    rule = _rule(code)
    if extra_days and rule.unit != "days":
        raise NotValid(f"期限{code}不按日计算，不能另加天数")
    if rule.unit == "hours":
        return _due_in_hours(rule, base)
    first = base.date() if isinstance(base, datetime) else base
    if rule.unit == "working_days":
        return calendar.add_working_days(first, rule.length)
    if rule.unit == "months":
        plain = add_months(first, rule.length)
    else:
        plain = first + timedelta(days=rule.length + extra_days)
    return calendar.next_working_day(plain) if rule.rolls else Deadline(plain, plain, provisional=False)


EARLY_CODES = tuple(code for code, rule in RULES.items() if rule.warn_early)
"""The periods whose plain last day warns although the law lets them end after the rest days."""


def miss_words(code: str) -> str:
    """What follows when the period was missed; empty for codes outside the table."""
    return RULES[code].on_miss if code in RULES else ""


def lapse_words(code: str) -> str:
    """`已自动解除` for a period that ends by itself; empty for one that somebody is late with, and for codes outside the table."""
    return RULES[code].lapses if code in RULES else ""


def _rule(code: str) -> DeadlineRule:
    if code not in RULES:
        raise Unknown(f"没有代码为“{code}”的期限，可用的有：{'、'.join(RULES)}")
    return RULES[code]


def _due_in_hours(rule: DeadlineRule, base: date) -> Deadline:
    begin = base if isinstance(base, datetime) else datetime.combine(base, time())
    moment = begin + timedelta(hours=rule.length)
    return Deadline(moment.date(), moment.date(), provisional=False, moment=moment)
