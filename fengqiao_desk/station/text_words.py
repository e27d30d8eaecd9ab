"""How the standing texts and their parts are called, in the window and on the command line."""

from __future__ import annotations

from typing import Final

from .texts import StandingText

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


def part_words(name: str) -> str:
    """`points.娱乐场所管理条例` → `事项 · 娱乐场所管理条例`; a part without a name of ours keeps its own."""
    part, _, law = name.partition(".")
    words = _PARTS.get(part, part)
    return f"{words} · {law}" if law else words


def text_title(text: StandingText) -> str:
    """`治安调解协议书的固定文字` → `治安调解协议书`: that it is standing wording is said above the list."""
    return text.use.replace("的固定文字", "")
