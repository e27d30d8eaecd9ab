"""The standing wording of notices: shipped texts, chosen by template and by the law that holds for the venue."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from ..problems import Refused, Unknown
from ..station.laws import cite

# What only a deciding organ may order; a station's notice may say it only when relaying an order (domain.md §2.6).
_ORDERS = re.compile(r"责令停业|停业整顿|查封|取缔|吊销|罚款\s*[0-9]|没收|一律关停")


@dataclass(frozen=True)
class NoticeTemplate:
    """`points` maps a law to its paragraphs; the empty key serves every venue."""

    key: str
    title: str
    use: str
    opening: str
    closing: str
    needs_order: bool
    points: dict[str, list[str]]

    def paragraphs(self, facts: dict[str, str]) -> list[str]:
        """Opening, numbered points and closing with every placeholder filled; `facts['law']` chooses the points."""
        chosen = self.points.get("") or self.points[facts["law"]]
        numbered = [f"{'一二三四五六七八九'[place]}、{point}" for place, point in enumerate(chosen)]
        texts = [self.opening, *numbered, self.closing]
        return [_fill(text, facts) for text in texts]


@cache
def templates() -> dict[str, NoticeTemplate]:
    """The templates by key."""
    path = resources.files("fengqiao_desk.resources").joinpath("texts", "notices.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {key: NoticeTemplate(key, **template) for key, template in data.items()}


def template_of(key: str) -> NoticeTemplate:
    if key not in templates():
        known = "、".join(f"{found.key}（{found.use}）" for found in templates().values())
        raise Unknown(f"没有“{key}”这个告知书模板，可用：{known}")
    return templates()[key]


def refuse_orders(text: str, relays_an_order: bool, day: date) -> None:
    """A station informs and relays, it never orders (娱乐场所管理条例第43至46条: 县级公安机关; domain.md §2.5)."""
    found = _ORDERS.search(text)
    if found and not relays_an_order:
        raise Refused(
            f"告知书不能写“{found.group()}”：这要由有权机关作出决定。转告决定的，请填决定机关、文号和生效时刻",
            cite("行政处罚法", 9, day),
        )


def _fill(text: str, facts: dict[str, str]) -> str:
    """Replace each `{name}` once; what stands inside a fact is text, never a placeholder."""

    def value(match: re.Match[str]) -> str:
        found = facts.get(match.group(1), "")
        if not found:
            raise Refused(f"告知书还缺“{match.group(1)}”，不能签发")
        return found

    return re.sub(r"\{(\w+)\}", value, text)
