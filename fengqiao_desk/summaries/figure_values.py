"""One figure of a period: its number, those it is compared with, and how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from ..values.percentages import Comparison
from ..values.quantities import Quantity

SMALL_BASE = 10_000
"""Thousandths: below ten a change is told as a number alone (docs/law.md §6.5)."""
_TEN_THOUSAND = 10_000_000
_FULL = 100_000
"""A whole 万, and a whole of a percentage, in thousandths."""


FrozenQuantity = tuple[int, bool]
"""Thousandths and whether there is 余; a JSON list of the two."""


class FrozenFigure(TypedDict):
    """A figure as it stands in the JSON of a closing: every release reads those of all releases before it."""

    key: str
    label: str
    unit: str
    section: str
    base: str
    rule: str
    remark: str
    value: FrozenQuantity
    previous: FrozenQuantity | None
    last_year: FrozenQuantity | None


@dataclass(frozen=True)
class FigureValue:
    """One figure of a period; `previous` and `last_year` are None when nothing was kept then.

    `key` is the declaration's, followed by the label where the rows name the figure: `activities.出动警力`.
    """

    key: str
    label: str
    unit: str
    section: str
    base: str
    rule: str
    value: Quantity
    previous: Quantity | None = None
    last_year: Quantity | None = None
    remark: str = ""

    @property
    def shown(self) -> str:
        """`2300余只`, `2873.80万元`, `73.7%`."""
        return self.show(self.value)

    def show(self, quantity: Quantity) -> str:
        """A quantity of this figure in the unit of its row: all in 万元 where one of the row is (docs/law.md §6.4)."""
        return show_quantity(quantity, self.unit, (self.value, self.previous, self.last_year))

    def against(self, base: Quantity | None) -> Comparison:
        """Beside the same figure of another period; 余 in either stays in what is said of both."""
        approximate = self.value.approximate or (base is not None and base.approximate)
        return Comparison(
            self.value.thousandths,
            None if base is None else base.thousandths,
            # Through this figure, so that the difference is in the unit of its row.
            show=lambda thousandths: self.show(Quantity(thousandths, approximate)),
            small_base=SMALL_BASE,
        )

    @property
    def says_something(self) -> bool:
        """Not zero now, and not a change to zero either."""
        kept = (self.value, self.previous, self.last_year)
        return any(quantity is not None and quantity.thousandths for quantity in kept)

    def frozen(self) -> FrozenFigure:
        """Everything of the figure as it is kept when its period is closed."""
        return {
            "key": self.key,
            "label": self.label,
            "unit": self.unit,
            "section": self.section,
            "base": self.base,
            "rule": self.rule,
            "remark": self.remark,
            "value": _frozen_quantity(self.value),
            "previous": None if self.previous is None else _frozen_quantity(self.previous),
            "last_year": None if self.last_year is None else _frozen_quantity(self.last_year),
        }

    @classmethod
    def thawed(cls, kept: FrozenFigure) -> FigureValue:
        """The figure as it was kept."""
        previous, last_year = kept["previous"], kept["last_year"]
        return cls(
            key=kept["key"],
            label=kept["label"],
            unit=kept["unit"],
            section=kept["section"],
            base=kept["base"],
            rule=kept["rule"],
            value=Quantity(*kept["value"]),
            previous=None if previous is None else Quantity(*previous),
            last_year=None if last_year is None else Quantity(*last_year),
            remark=kept["remark"],
        )

    def as_data(self) -> dict[str, object]:
        """The JSON of `summary`."""
        return {
            "key": self.key,
            "label": self.label,
            "value": plain_number(self.value),
            "unit": self.unit,
            "approximate": self.value.approximate,
            "section": self.section,
            "base": self.base,
            "previous": plain_number(self.previous),
            "last_year": plain_number(self.last_year),
            "rule": self.rule,
            "remark": self.remark,
        }


def show_quantity(quantity: Quantity, unit: str, beside: Sequence[Quantity | None] = ()) -> str:
    """From ten thousand 元 on, or `beside` such an amount, in 万元 with two decimals; percentages with one, all else as it is."""
    # 余 stands before the unit (2300余只), 以上 behind the mark of a percentage.
    rest = "余" if quantity.approximate else ""
    amounts = [abs(each.thousandths) for each in (quantity, *beside) if each is not None]
    if unit == "元" and max(amounts) >= _TEN_THOUSAND:
        return f"{_ten_thousands(quantity.thousandths)}万{rest}元"
    if unit == "%":
        return f"{_percent(quantity.thousandths)}%{'以上' if rest else ''}"
    return quantity.show(unit)


def plain_number(quantity: Quantity | None) -> int | float | None:
    """As other programs read it: whole where it is whole."""
    if quantity is None:
        return None
    whole, rest = divmod(quantity.thousandths, 1000)
    return quantity.thousandths / 1000 if rest else whole


def _ten_thousands(thousandths: int) -> str:
    """Two decimals, half up; what is there is never written as nothing."""
    # In whole numbers: of a float nobody knows on which side of the half it lies.
    hundredths = (thousandths + _TEN_THOUSAND // 200) * 100 // _TEN_THOUSAND
    if thousandths and not hundredths:
        return "不足0.01"
    return f"{hundredths // 100}.{hundredths % 100:02}"


def _percent(thousandths: int) -> str:
    """One decimal, half up; but never 100 while something is missing."""
    # 99.96% is shown as 99.9%: a coverage of 100% says that nobody is left out. From 100 on it is rounded down.
    tenths = min((thousandths + 50) // 100, 999 if thousandths < _FULL else thousandths // 100)
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"


def _frozen_quantity(quantity: Quantity) -> FrozenQuantity:
    return quantity.thousandths, quantity.approximate
