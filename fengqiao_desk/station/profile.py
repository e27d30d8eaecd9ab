"""The station's own facts, dated: name, parent bureau, organs on letterhead and seal, tokens of document numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

import peewee

from ..problems import Fault, FaultyEntry
from ..store.composed import ComposedOnce
from ..store.database import Connections
from ..values.json_text import from_json, to_json
from .act import Act, put_on_record
from .first_day import first_day
from .profile_facts import FACTS, NO_HEAD, SUMMARY_HEADS
from .rights import Right, require
from .tables import ClosedPeriod, SettingRow

FROM_THE_BEGINNING = "0001-01-01"
"""The first day there is: what set-up says holds for every older record and paper too."""
_TOKEN = re.compile(r"\{(\w+)(?::0([1-6]))?\}")
_MONTH_BEGINS = range(1, 29)
"""To the 28th: the last day that every month has."""
_MOST_FORCE = 100_000
_LONGEST_IDLE = 24 * 60
"""Minutes of a day."""
_TOKENS_TOLD = "可用：{organ} {unit} {word} {year} {sequence} {sequence:03}"


@dataclass(frozen=True)
class Profile:
    """`parent` is the bureau; `organ_token` and `unit_token` make `合公(逍)告字〔2026〕1号`.

    `month_begins` is the day on which the station's own month of figures begins: 26 makes 10月26日至11月25日 its November.
    `force` is the number of officers and auxiliaries, against which patrols are measured; 0 where it is not stated.
    `summary_head` is one of SUMMARY_HEADS.
    """

    name: str = ""
    parent: str = ""
    letterhead_organ: str = ""
    seal_organ: str = ""
    organ_token: str = ""
    unit_token: str = ""
    phone: str = ""
    number_pattern: str = "{organ}（{unit}）{word}字〔{year}〕{sequence}号"
    number_patterns: dict[str, str] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)
    system_fonts: bool = True
    idle_minutes: int = 10
    month_begins: int = 1
    force: int = 0
    summary_head: str = NO_HEAD
    practice: bool = False

    def pattern_of(self, document: str) -> str:
        """The pattern of a document's number: the station's own for this document, else the general one."""
        return self.number_patterns.get(document, self.number_pattern)

    @property
    def full_name(self) -> str:
        """`合肥市公安局逍遥津派出所`; a name that already begins with the bureau stays as it is."""
        return self.name if self.name.startswith(self.parent) else self.parent + self.name


def number_text(pattern: str, organ: str, unit: str, word: str, year: int, sequence: int) -> str:
    """A document's number by its pattern; `{sequence:03}` pads with zeros. Raises FaultyEntry for a pattern with other tokens."""
    facts = {"organ": organ, "unit": unit, "word": word, "year": str(year)}

    def value(match: re.Match[str]) -> str:
        name, width = match.group(1), match.group(2)
        if name == "sequence":
            return str(sequence).zfill(int(width or 0))
        if name not in facts or width:
            raise FaultyEntry((Fault("number_pattern", f"文号格式里不认识 {match.group()}，{_TOKENS_TOLD}"),))
        return facts[name]

    if "{sequence" not in pattern or "{year}" not in pattern:
        raise FaultyEntry((Fault("number_pattern", f"文号格式至少要有年份和序号，{_TOKENS_TOLD}"),))
    text = _TOKEN.sub(value, pattern)
    if "{" in text or "}" in text:
        raise FaultyEntry((Fault("number_pattern", f"文号格式里有不认识的花括号，{_TOKENS_TOLD}"),))
    return text


class Profiles:
    """Each fact is kept with the day from which it holds, so that an old paper keeps its old head."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def on(self, day: date) -> Profile:
        """The facts that hold on `day`."""
        rows = _begun_until.rows(self._connections, day.isoformat())
        known = {declared.name for declared in fields(Profile)}
        found: dict[str, Any] = {name: from_json(value) for name, value in rows if name in known}
        return replace(Profile(), **found)

    def change(self, facts: Mapping[str, object], valid_from: str, act: Act) -> None:
        """Set facts from a day on; `valid_from` is `YYYY-MM-DD`. Raises FaultyEntry beside the facts that cannot hold."""
        require(act, Right.CHANGE_SETTINGS)
        _check(facts)
        if valid_from != FROM_THE_BEGINNING:
            valid_from = first_day(valid_from)
        with self._connections.writing():
            if "month_begins" in facts:
                self._refuse_closed(valid_from)
            for name, value in facts.items():
                row = SettingRow.insert(
                    {
                        SettingRow.name: name,
                        SettingRow.value: to_json(value),
                        SettingRow.valid_from: valid_from,
                    }
                )
                again = [SettingRow.name, SettingRow.valid_from]
                self._connections.execute(row.on_conflict(conflict_target=again, preserve=[SettingRow.value]))
            put_on_record(self._connections, act, "更改设置", "设置", {**facts, "valid_from": valid_from})

    def _refuse_closed(self, valid_from: str) -> None:
        """Months of another division would overlap those that are closed, and could never be closed themselves."""
        ((last,),) = self._connections.rows(ClosedPeriod.select(peewee.fn.MAX(ClosedPeriod.last_day)))
        if last and last >= valid_from:
            refusal = f"{last} 以前的已经封账，统计月只能从以后的一日改起"
            raise FaultyEntry((Fault("valid_from", refusal),))


@ComposedOnce
def _begun_until(day: str) -> peewee.Query:
    """The facts that have begun, in the order of their days: of several values of one, the last one read holds. Asked by every paper and form."""
    begun = SettingRow.select(SettingRow.name, SettingRow.value).where(SettingRow.valid_from <= day)
    return begun.order_by(SettingRow.valid_from)


def _check(facts: Mapping[str, object]) -> None:
    """Raises FaultyEntry for what cannot hold."""
    empty = [
        Fault(fact.name, f"请填写{fact.label}")
        for fact in FACTS
        if fact.required and not str(facts.get(fact.name, fact.label)).strip()
    ]
    if empty:
        raise FaultyEntry(tuple(empty))
    of_documents = facts.get("number_patterns")
    patterns = list(of_documents.values()) if isinstance(of_documents, dict) else []
    for pattern in [facts.get("number_pattern"), *patterns]:
        if pattern is not None:
            # By numbering a document with it: what cannot be numbered is refused before it is kept.
            number_text(str(pattern), "", "", "", 1, 1)
    if facts.get("month_begins", 1) not in _MONTH_BEGINS:
        raise FaultyEntry((Fault("month_begins", "统计月从每月1日至28日中的一天开始"),))
    idle = facts.get("idle_minutes", 0)
    if not isinstance(idle, int) or not 0 <= idle <= _LONGEST_IDLE:
        raise FaultyEntry((Fault("idle_minutes", f"请填分钟数，如 10，至多 {_LONGEST_IDLE}"),))
    force = facts.get("force", 0)
    if not isinstance(force, int) or not 0 <= force < _MOST_FORCE:
        raise FaultyEntry((Fault("force", "民警和辅警人数应是 0 或大于 0 的整数"),))
    if facts.get("summary_head", NO_HEAD) not in SUMMARY_HEADS:
        raise FaultyEntry((Fault("summary_head", f"汇报版头只能选“{'”或“'.join(SUMMARY_HEADS)}”"),))
