"""The hint that a case may reach the threshold of prosecution: from dated data, never a verdict (docs/law.md §2.4)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import NotRequired, TypedDict, cast

from ..station.laws import UNCONFIRMED
from .declaration import GoodsCase

HINT = "可能达到立案追诉标准，请法制审核"


@dataclass(frozen=True)
class Threshold:
    """One amount in yuan of a crime, as it holds from a day on; `base` is sold or unsold."""

    crime: str
    base: str
    yuan: int
    source: str
    confirmed: bool
    valid_from: str
    valid_until: str

    @property
    def shown(self) -> str:
        """`生产、销售伪劣产品罪：已销售50000元以上（刑法第140条）`."""
        what = {"sold": "已销售金额", "unsold": "未销售货值"}[self.base]
        unsure = "" if self.confirmed else f"，{UNCONFIRMED}"
        return f"{self.crime}：{what}{self.yuan}元以上（{self.source}{unsure}）"


# Not a class: `from` and `until` stand in the file, and `from` is a word of Python.
_Row = TypedDict(
    "_Row",
    {
        "crime": str,
        "base": str,
        "yuan": int,
        "source": str,
        "mark": str,
        "from": str,
        "until": NotRequired[str],
    },
)


class _ThresholdsFile(TypedDict):
    """What resources/thresholds.toml holds."""

    threshold: list[_Row]


@cache
def thresholds() -> tuple[Threshold, ...]:
    """Every threshold of resources/thresholds.toml."""
    text = resources.files("fengqiao_desk.resources").joinpath("thresholds.toml").read_text(encoding="utf-8")
    return tuple(
        Threshold(
            crime=row["crime"],
            base=row["base"],
            yuan=row["yuan"],
            source=row["source"],
            # What was only believed when the table was made is shown with a mark, for a legal officer to
            # look up.
            confirmed=row["mark"] == "SOURCED",
            valid_from=row["from"],
            valid_until=row.get("until", "9999-12-31"),
        )
        for row in cast(_ThresholdsFile, tomllib.loads(text))["threshold"]
    )


def reached(case: GoodsCase, day: date) -> list[Threshold]:
    """The thresholds of the day that the case's figures reach; what 余 hides is not counted."""
    # Sold and unsold are never added: 刑法第140条 sets another amount for each (docs/law.md §2.4).
    amounts = {"sold": Decimal(case.sold_amount or 0) / 100, "unsold": case.value.yuan}
    stamp = day.isoformat()
    return [
        threshold
        for threshold in thresholds()
        if threshold.valid_from <= stamp < threshold.valid_until and amounts[threshold.base] >= threshold.yuan
    ]
