"""The wording of notices: which template, and which points for which law."""

from __future__ import annotations

from datetime import date

from ..problems import Refused, Unknown
from ..station.texts import StandingText, Texts, fill, shipped_texts

_NEEDS_ORDER = "needs_order"
_NUMERALS = "一二三四五六七八九十"


def templates() -> dict[str, StandingText]:
    """The texts that are notices, by key."""
    return {key: text for key, text in shipped_texts().items() if _NEEDS_ORDER in text.facts}


def template_of(key: str) -> StandingText:
    """The template of this key; raises Unknown."""
    if key not in templates():
        known = "、".join(f"{found.key}（{found.use}）" for found in templates().values())
        raise Unknown(f"没有“{key}”这个告知书模板，可用：{known}")
    return templates()[key]


def needs_order(key: str) -> bool:
    """Whether it passes on another organ's decision, and so must name organ, number and hour."""
    return bool(template_of(key).facts[_NEEDS_ORDER])


def carries_out(key: str) -> str:
    """What the order it passes on does to a venue: `suspend`, `resume`, or nothing."""
    return str(template_of(key).facts.get("carries_out", ""))


def closing_templates() -> list[str]:
    """The notices that pass on a closure, and that a reopening withdraws."""
    return [key for key in templates() if carries_out(key) == "suspend"]


def title(texts: Texts, key: str, facts: dict[str, str], day: date) -> str:
    """The heading of a notice; `facts['addressed_as']` is how its sort of venue is called (网吧 and 棋牌室 are no 娱乐场所)."""
    return fill(texts.on(template_of(key).key, day)["title"], facts)


def paragraphs(texts: Texts, key: str, facts: dict[str, str], day: date) -> list[str]:
    """Opening, numbered points and closing with every placeholder filled; `facts['law']` chooses the points.

    Raises Refused for a law the text has no points for.
    """
    parts = texts.on(template_of(key).key, day)
    points = parts.get("points") or parts.get(f"points.{facts['law']}")
    if points is None:
        raise Refused(f"这份告知书没有《{facts['law']}》的内容，请核对场所适用的法规")
    numbered = [
        f"{_NUMERALS[place]}、{point.strip()}" for place, point in enumerate(points.strip().splitlines())
    ]
    return [fill(text, facts) for text in (parts["opening"], *numbered, parts["closing"])]
