"""What a version before 0.3 kept of a correction, its sentence alone, read back into the figure that it tells."""

from __future__ import annotations

import re
from decimal import Decimal

from ..values.quantities import Quantity
from .figure_values import show_quantity
from .signed import CountedFigure

_SENTENCE = re.compile(
    r"原为.+，现为(?P<shown>(?:不足)?(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<ten_thousand>万?)(?P<rest>余?)(?P<unit>[^（。]*))"
    r"(?:（(?P<changes>.*)）)?。"
)
_CHANGES = re.compile(r"(增加|减少|改动)([^；]*)")


def figure_in(sentence: str, frozen: CountedFigure, now: CountedFigure) -> CountedFigure | None:
    """The figure as the sentence tells it, from `原为` on; None where it tells of another unit.

    It names the records without what was counted of them: those that are there still are taken for unchanged since.
    """
    found = _SENTENCE.fullmatch(sentence)
    if found is None or found["unit"] != frozen.unit:
        return None
    records = dict(frozen.records)
    for how, numbers in _CHANGES.findall(found["changes"] or ""):
        for number in numbers.split("、"):
            if how == "减少":
                records.pop(number, None)
            else:
                # Nothing that counts: it was there then, and shows as gone when it is not there now.
                records[number] = now.records.get(number, [])
    # 1.32万元 is no exact sum: where now is written alike it is the same.
    if found["shown"] == show_quantity(now.value, now.unit, (frozen.value, now.value)):
        return CountedFigure(frozen.label, frozen.unit, now.value, records)
    thousandths = int(Decimal(found["number"]) * (10_000_000 if found["ten_thousand"] else 1000))
    return CountedFigure(frozen.label, frozen.unit, Quantity(thousandths, bool(found["rest"])), records)
