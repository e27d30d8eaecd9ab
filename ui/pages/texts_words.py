"""How the standing texts are called in the window: their parts, and what each placeholder stands for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from fengqiao_desk.fields import Field
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.station.texts import StandingText, TextVersion

from .case_words import day_words

SHIPPED: Final = "出厂文字"
_PARTS: Final = {
    "title": "标题",
    "opening": "开头",
    "points": "事项（一行一项，编号自动加）",
    "closing": "结尾",
    "intro": "引语",
    "consequence": "履行和不履行的后果",
    "effect": "生效",
    "performed": "当场履行",
    "reading": "阅读笔录",
    "statement": "声明",
    "note": "说明",
    "rights": "权利",
    "duties": "义务",
    "known": "知悉",
    "confirmation": "司法确认",
    "copies": "份数和留存",
    "request": "请求事项",
    "facts": "事实",
    "basis": "依据",
    "promise": "承诺",
    "ways": "处理途径",
    "reminder": "提醒",
    "unresolved": "调解不成的",
    "default": "不履行协议的",
    "right": "起诉的权利",
    "offence": "违反治安管理的行为",
    "retention": "保管期限",
}
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


def part_words(name: str) -> str:
    """`points.娱乐场所管理条例` → `事项 · 娱乐场所管理条例`; a part without a name of ours keeps its own."""
    part, _, law = name.partition(".")
    words = _PARTS.get(part, part)
    return f"{words} · {law}" if law else words


def placeholder_words(name: str) -> str:
    """What stands in its place: the label of the field of this name, or what composing makes."""
    return _FILLED_IN.get(name) or next((field.label for field in _declared() if field.name == name), name)


def text_title(text: StandingText) -> str:
    """`治安调解协议书的固定文字` → `治安调解协议书`: that it is standing wording is said above the list."""
    return text.use.replace("的固定文字", "")


def version_words(version: TextVersion, today: date) -> str:
    """`2026年11月21日起 · 所长戊 11月20日 14:02 保存`."""
    saved = day_words(version.saved_at, today)
    return f"{version.valid_from} 起 · {version.saved_by} {saved} 保存"


def in_force_words(versions: list[TextVersion], today: date) -> str:
    """Whose wording holds today, and which of the station's own begins later."""
    begun = [version.valid_from for version in versions if version.valid_from <= today.isoformat()]
    later = [version.valid_from for version in versions if version.valid_from > today.isoformat()]
    words = f"本所文字，{begun[-1]} 起" if begun else SHIPPED
    return f"{words}；{later[0]} 起换新" if later else words


def _declared() -> Iterator[Field]:
    """The fields of every kind, then those of its steps."""
    for kind in KINDS:
        yield from kind.fields
    for kind in KINDS:
        for step in kind.steps:
            yield from step.fields
