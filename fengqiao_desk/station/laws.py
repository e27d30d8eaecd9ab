"""Legal citations from a dated table: the version is chosen by the day of the act, what is unsure says so."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import NotRequired, TypedDict

UNCONFIRMED = "待法制部门确认"

_Version = TypedDict("_Version", {"from": str, "until": NotRequired[str]})
_ArticleData = TypedDict("_ArticleData", {"number": int, "mark": str, "gist": str, "from": NotRequired[str]})


class _LawData(TypedDict):
    """A law of laws.toml; its versions stand in the order of their days."""

    title: str
    short: str
    versions: list[_Version]
    articles: list[_ArticleData]


@dataclass(frozen=True)
class Article:
    """One article as the desk cites it; `confirmed` is False where docs/law.md says BELIEVED."""

    law: str
    number: int
    valid_from: str
    valid_until: str | None
    confirmed: bool
    gist: str

    @property
    def citation(self) -> str:
        """`公安机关办理行政案件程序规定第52条`, with 待法制部门确认 when it is not confirmed."""
        return f"{self.law}第{self.number}条" + ("" if self.confirmed else f"，{UNCONFIRMED}")


@cache
def articles() -> tuple[tuple[str, Article], ...]:
    """Every article with its law's short name."""
    text = resources.files("fengqiao_desk.resources").joinpath("laws.toml").read_text(encoding="utf-8")
    return tuple(
        (law["short"], _article(law, article))
        for law in tomllib.loads(text)["law"]
        for article in law["articles"]
    )


def cite(law: str, number: int, day: date) -> str:
    """The citation of an article as it holds on the day of the act.

    A day before the article came into force gets the citation marked 待法制部门确认. Raises KeyError for an article that is not in the
    table: a rule that cites it is a defect.
    """
    found = [article for short, article in articles() if short == law and article.number == number]
    if not found:
        raise KeyError(f"{law} {number}")
    stamp = day.isoformat()
    holding = [
        article
        for article in found
        if article.valid_from <= stamp and (article.valid_until is None or stamp < article.valid_until)
    ]
    # The newest of those that hold; before the first came into force nobody has confirmed which number it bore.
    if holding:
        return holding[-1].citation
    return f"{found[0].law}第{number}条，{UNCONFIRMED}"


def _article(law: _LawData, article: _ArticleData) -> Article:
    first, last = law["versions"][0], law["versions"][-1]
    return Article(
        law=law["title"],
        number=article["number"],
        valid_from=article.get("from", first["from"]),
        valid_until=last.get("until"),
        confirmed=article["mark"] == "SOURCED",
        gist=article["gist"],
    )
