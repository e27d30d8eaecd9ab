"""An export: all cases of a kind as a file of Excel or CSV, for a stated purpose, on record."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..cases import CaseKind
from ..cases.heads import CaseHead
from ..cases.saving.checking import Tell
from ..cases.timeline import GONE
from ..problems import Fault, FaultyEntry
from ..station import Act, Station
from ..station.handing_out import Handed, HandedAs, Outgoing, hand_out_file
from ..station.rights import Right, require
from .comma_text import comma_text
from .sheets import workbook


@dataclass(frozen=True)
class Exported:
    """Where the file lies, how many cases stand in it, and how many were left out because the law seals them."""

    path: Path
    cases: int
    sealed: int


def export(
    station: Station, kind: CaseKind, purpose: str, act: Act, out: Outgoing, tell: Tell | None = None
) -> Exported:
    """All cases of a kind as a file; the purpose is asked for and logged, what the law seals stays out (治安管理处罚法第136条).

    The ending says what it is: `.csv` is CSV, anything else a workbook. `tell` may stop it, and then nothing is logged. ID numbers
    are text there, dates are dates, and no cell can become a formula. Raises FaultyEntry without a purpose.
    """
    require(act, Right.EXPORT)
    if not purpose.strip():
        raise FaultyEntry((Fault("purpose", "请写明导出的用途"),))
    made = comma_text if out.path.suffix.lower() == ".csv" else workbook
    query = CaseHead.select(CaseHead.number, CaseHead.state).order_by(CaseHead.year, CaseHead.sequence)
    # In one transaction: what is counted here is what stands in the file.
    with station.recording():
        found = station.connections.rows(query.where(CaseHead.kind == kind.key, CaseHead.state.not_in(GONE)))
        numbers = [str(number) for number, state in found if state not in kind.sealed_states]
        content = made(station, kind, numbers, tell)
        what = Handed(kind.key, {"cases": len(numbers)}, as_file=HandedAs.EXPORT)
        path = hand_out_file(station, act, what, out, content, purpose)
    return Exported(path, len(numbers), len(found) - len(numbers))
