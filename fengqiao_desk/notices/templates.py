"""The wording of notices: which template, which points for which law, and what a station may never order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from ..problems import Refused, Unknown
from ..station.laws import cite
from ..station.texts import StandingText, Texts, fill, shipped_texts

# What only a deciding organ may order; a station's notice may say it only when relaying an order (docs/law.md §2.6).
_ORDERS = re.compile(
    r"[责勒]令.{0,4}(?:停业|停产|停止营业|关闭|关停)|停业整[顿治]|(?<!检)查封|取缔|吊销|没收(?!到)"
    r"|一律.{0,4}(?:关停|停业|关闭|停止营业|暂停营业)|(?:要求|命令|立即|强制)[^、。,;:!?]{0,4}(?:停业|关停)|(?:要求|命令)[^、。,;:!?]{0,4}停止营业"
    r"|罚款(?:人民币)?[0-9一二三四五六七八九十百千万两壹贰叁肆伍陆柒捌玖拾佰仟]|元[^、。,;:!?]{0,3}罚款"
)
_STOPS = "。、,;:!?"
_TRADITIONAL = str.maketrans("責業頓關罰銷締沒萬貳參陸閉幣兩", "责业顿关罚销缔没万贰叁陆闭币两")
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


def refuse_orders(text: str, order: Sequence[str], day: date) -> None:
    """A station informs and relays, it never orders (娱乐场所管理条例第43至46条: 县级公安机关; docs/law.md §2.5).

    `order` is who decided, its number and the hour of effect; words of an order are only passed on when all three stand in the text.
    Blanks, marks, full-width and traditional characters between or in the words hide nothing.
    """
    shown = plain(text)
    found = _ORDERS.search(shown)
    if found and not all(part and plain(part) in shown for part in order):
        raise Refused(
            f"告知书不能写“{found.group()}”：这要由有权机关作出决定。转告决定的，文中要有决定机关、文号和生效时刻",
            cite("行政处罚法", 9, day),
        )


def plain(text: str) -> str:
    """Letters, digits and stops alone, in their usual width and simplified form, so that no spelling hides a word."""
    usual = unicodedata.normalize("NFKC", text).translate(_TRADITIONAL)
    return "".join(sign for sign in usual if sign.isalnum() or sign in _STOPS)
