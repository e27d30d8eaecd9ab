"""The wording of notices: which template, and which points for which law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..problems import Refused, Unknown
from ..station.texts import StandingText, Texts, fill, shipped_texts
from ..values.numerals import numeral

_NEEDS_ORDER = "needs_order"


def templates() -> dict[str, StandingText]:
    """The texts that are notices, by key."""
    return {key: text for key, text in shipped_texts().items() if is_template(text)}


def template_of(key: str) -> StandingText:
    """The template of this key; raises Unknown."""
    if key not in templates():
        known = "、".join(f"{found.key}（{found.use}）" for found in templates().values())
        raise Unknown(f"没有“{key}”这个告知书模板，可用：{known}")
    return templates()[key]


def is_template(text: StandingText) -> bool:
    """Whether a text is the wording of a notice."""
    return _NEEDS_ORDER in text.facts


def relays(text: StandingText) -> bool:
    """Whether a notice of this text passes on another organ's decision, and so must name organ, number and hour."""
    return bool(text.facts[_NEEDS_ORDER])


def needs_order(key: str) -> bool:
    """As `relays`, of the template of this key; raises Unknown."""
    return relays(template_of(key))


def unnamed_template(parts: Mapping[str, str]) -> StandingText:
    """A wording that is no text yet, as the most that a notice may be: it may pass on a decision if it names it."""
    known = (name for text in templates().values() for name in text.placeholders)
    return StandingText("", "", tuple(dict.fromkeys(known)), parts, {_NEEDS_ORDER: True})


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
    return [fill(text, facts) for _, text in laid_out(parts, facts.get("law", ""))]


def laid_out(parts: Mapping[str, str], law: str) -> list[tuple[str, str]]:
    """The paragraphs of a notice in their order, each with the name of its part, nothing filled in yet.

    Raises Refused for a law the text has no points for.
    """
    name = "points" if parts.get("points") else f"points.{law}"
    if name not in parts:
        raise Refused(f"这份告知书没有《{law}》的内容，请核对场所适用的法规")
    numbered = [
        (name, f"{numeral(place)}、{point.strip()}")
        for place, point in enumerate(parts[name].strip().splitlines(), start=1)
    ]
    return [("opening", parts["opening"]), *numbered, ("closing", parts["closing"])]


def laws_of(parts: Mapping[str, str]) -> list[str]:
    """The laws a text has points for; an empty one where its points are the same for all."""
    return [name.partition(".")[2] for name in parts if name.partition(".")[0] == "points"]
