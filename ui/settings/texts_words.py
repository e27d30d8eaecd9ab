"""How the standing texts are called in the window: their parts, and what each placeholder stands for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from fengqiao_desk.fields import Field
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.station.texts import StandingText, TextVersion, shipped_texts
from fengqiao_desk.values.days import day_words

SHIPPED: Final = "出厂文字"
_FILLED_IN: Final = {
    "contact": "本所电话和报警电话",
    "article": "引用的法条",
    "copies": "份数",
    "day": "日期",
    "names": "当事人",
    "case": "案件",
    "why": "移送的理由",
    "clause": "没有履行的条款",
    "committee": "人民调解委员会",
    "until": "措施的起止日期",
    "extended": "延长后的期满日",
}
"""Placeholders that are no field of a case: composing makes them."""


def placeholder_words(name: str) -> str:
    """What stands in its place: the label of the field of this name, or what composing makes."""
    return _FILLED_IN.get(name) or next((field.label for field in _declared() if field.name == name), name)


def version_words(version: TextVersion, today: date) -> str:
    """`2026年11月21日起 · 所长戊 11月20日 14:02 保存`."""
    saved = day_words(version.saved_at, today)
    return f"{version.valid_from} 起 · {version.saved_by} {saved} 保存"


def in_force_words(text: StandingText, versions: list[TextVersion], today: date) -> str:
    """Whose wording holds today, and which of the station's own begins later."""
    begun = [version.valid_from for version in versions if version.valid_from <= today.isoformat()]
    later = [version.valid_from for version in versions if version.valid_from > today.isoformat()]
    if text.key in shipped_texts():
        words = f"本所文字，{begun[-1]} 起" if begun else SHIPPED
    else:
        words = f"本所模板，{begun[-1]} 起" if begun else "本所模板"
    if not later:
        return words
    return f"{words}；{later[0]} 起{'换新' if begun or text.key in shipped_texts() else '用'}"


def _declared() -> Iterator[Field]:
    """The fields of every kind, then those of its steps."""
    for kind in KINDS:
        yield from kind.fields
    for kind in KINDS:
        for step in kind.steps:
            yield from step.fields
