"""修复: what can be mended of a folder whose database is sound: the search made again, files of no row moved aside. Nothing is deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...documents.checking import whole_check
from ...station import Act, Station
from ...station.act import put_on_record
from ...station.rights import Right, require
from ...store.damage.finding import Finding, Remedy
from ...store.damage.mending import Mended
from ...store.damage.set_aside import set_aside
from ..kind import CaseKind
from .refilling import refill

REPAIRED_VERB, FOLDER = "修复数据", "数据文件夹"
"""How the audit names a repair, and what was repaired."""


@dataclass(frozen=True)
class Repaired:
    """What was mended, what is left, and where everything that was replaced or moved lies now."""

    mended: tuple[Finding, ...]
    left: tuple[Finding, ...]
    kept: tuple[Path, ...]


def repair(station: Station, kinds: Sequence[CaseKind], act: Act, before: Mended | None = None) -> Repaired:
    """Mend what the check finds; `before` is what was mended of the database before it was opened. Raises NotPermitted."""
    require(act, Right.REPAIR)
    before = before or Mended()
    everything = whole_check(station)
    found = [each for each in everything if each.remedy is Remedy.REPAIR]
    of_search = [each for each in found if each.code == "search_index"]
    strays = [each for each in found if each.code.endswith("_stray")]
    others = [each for each in everything if each not in strays]
    # Whoever is killed in between has moved files and said so in the note beside them.
    kept = [*before.kept, *set_aside(station.layout, strays, others, act.stamp)]
    mended = [*before.found, *of_search, *strays]
    with station.writing():
        if of_search or any(each.code == "search_damaged" for each in before.found):
            refill(station, kinds)
        if mended:
            codes = [each.code for each in mended]
            changes = {code: codes.count(code) for code in dict.fromkeys(codes)}
            put_on_record(station.connections, act, REPAIRED_VERB, FOLDER, {"mended": changes})
    return Repaired(tuple(mended), tuple(whole_check(station)), tuple(kept))
