"""A month as a bar: its name below, its figure above, both in a sentence for who cannot see it."""

from __future__ import annotations

from fengqiao_desk.values.quantities import Quantity

from .charts import Bar


def month_bar(month: str, quantity: Quantity | None, unit: str) -> Bar:
    """A month before the ledger began has no figure, which is not zero."""
    name = f"{int(month[5:])}月"
    if quantity is None:
        return Bar(name, None, f"{month_words(month)}没有记录")
    return Bar(name, quantity.thousandths, f"{month_words(month)}{quantity.show(unit)}", quantity.show())


def month_words(month: str) -> str:
    """`2026年11月` of `2026-11`."""
    return f"{month[:4]}年{int(month[5:])}月"
