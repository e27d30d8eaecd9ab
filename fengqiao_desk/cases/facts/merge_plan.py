"""What folding a case into another would do, and what stands in the way of it and of parting the two: asked before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import peewee

from ...problems import InTheWay, Refused, Unknown
from ...station import Station
from ...store.composed import ComposedOnce
from ..heads import CaseHead
from ..kind import CaseKind
from ..records import Case, load, refuse_gone
from ..timeline import FOLDED, StepTaken, Withdrawal
from .folding import without
from .heads import MovedStep
from .references import came_along, named_in
from .whole_cases import naming


@dataclass(frozen=True)
class Merged:
    """Two cases after they were made one, or parted: `into` as it stands now, the positions there of the steps that came or went.

    `staying` are positions in the other case of what counts no more, `named` the records of other kinds that name the other now, `papers` its
    numbered ones.
    """

    number: str
    into: Case
    moved: tuple[int, ...]
    staying: tuple[int, ...]
    named: tuple[str, ...]
    papers: tuple[str, ...]
    corrects_closed: bool

    def as_data(self) -> dict[str, object]:
        """The JSON of `merge` and `unmerge`."""
        moved = {"steps": list(self.moved), "records": list(self.named), "papers": list(self.papers)}
        return {
            "number": self.number,
            "into": self.into.number,
            "moved": moved,
            "stays": list(self.staying),
            "corrects_closed": self.corrects_closed,
        }


@dataclass(frozen=True)
class MergePlan:
    """What folding `case` into `into` would do: its steps that go along, those that `into` tells already, those that stay with it.

    What stays is seen and counts no more. `named` are numbers of records of other kinds that go along, `papers` those of its papers.
    """

    case: Case
    into: Case
    going: tuple[StepTaken, ...]
    there_already: tuple[StepTaken, ...]
    staying: tuple[StepTaken, ...]
    named: tuple[str, ...]
    papers: tuple[str, ...]

    @property
    def numbers_staying(self) -> tuple[int, ...]:
        """Positions of what counts no more."""
        return tuple(taken.position for taken in (*self.there_already, *self.staying))


def plan_merge(
    station: Station, kinds: Sequence[CaseKind], kind: CaseKind, number: str, into: str
) -> MergePlan:
    """What folding a case into another would do; raises Unknown, Refused or InTheWay where it cannot be."""
    with station.reading():
        case = load(station, kind, number)
        other = _other(station, kinds, case, into)
        _refuse_two_matters(station, case, other)
        known = {(taken.step, _known_by(other, taken)) for taken in other.steps if _goes_along(other, taken)}
        along = [taken for taken in case.steps if _goes_along(case, taken)]
        doubled = [taken for taken in along if (taken.step, _known_by(case, taken)) in known]
        return MergePlan(
            case=case,
            into=other,
            going=tuple(taken for taken in along if taken not in doubled),
            there_already=tuple(doubled),
            staying=tuple(taken for taken in case.steps if taken not in along),
            named=tuple(number for _, number, _ in naming(station, kinds, case)),
            papers=tuple(issued.number for issued in case.documents),
        )


def _other(station: Station, kinds: Sequence[CaseKind], case: Case, number: str) -> Case:
    """The case it is to be folded into; raises Refused for one of another kind."""
    try:
        return load(station, case.kind, number)
    except Unknown:
        for kind in kinds:
            if kind is not case.kind and _is_of(station, kind, number):
                raise Refused(
                    f"{number} 是{kind.noun}，{case.number} 是{case.kind.noun}：同一类的才能并入"
                ) from None
        raise


@ComposedOnce
def _of_kind(kind: str, number: str) -> peewee.Query:
    return CaseHead.select(CaseHead.key).where(CaseHead.kind == kind, CaseHead.number == number)


def _is_of(station: Station, kind: CaseKind, number: str) -> bool:
    return bool(_of_kind.rows(station.connections, kind.key, number))


def _refuse_two_matters(station: Station, case: Case, other: Case) -> None:
    """Raises Refused where the two cannot be one; first what holds for every kind, then what its own law says."""
    refuses = case.kind.refuses_merging
    if refuses is None:
        raise Refused(f"{case.kind.noun}不能并入，重复登记的请撤回")
    if case.key == other.key:
        raise Refused(f"{case.number} 不能并入自己")
    for each in (case, other):
        if each.withdrawal is not None and each.withdrawal.into:
            raise Refused(f"{each.number} 已并入 {each.withdrawal.into}，请用 {each.withdrawal.into}")
        refuse_gone(each)
    if case.kind.state(case.state).is_over and not case.kind.state(other.state).is_over:
        raise Refused(
            f"{case.number} 已经“{case.state}”，{other.number} 现为“{other.state}”：并入以后办结的结果就不再计算，"
            f"请把 {other.number} 并入 {case.number}"
        )
    begun = [taken for taken in case.steps if not _goes_along(case, taken)]
    if case.kind.state(other.state).is_over and not case.kind.state(case.state).is_over and begun:
        raise Refused(
            f"{other.number} 已经“{other.state}”，{case.number} 还在办理，已经{begun[-1].title}：请先重新打开 {other.number}"
        )
    if (refusal := refuses(case, other)) is not None:
        raise refusal


def _goes_along(case: Case, taken: StepTaken) -> bool:
    return case.kind.step(taken.step).goes_along is not None


def _known_by(case: Case, taken: StepTaken) -> object:
    step = case.kind.step(taken.step)
    assert step.goes_along is not None
    return step.goes_along(step.record.of(taken.entry))


@dataclass(frozen=True)
class Parting:
    """A case that is to be parted from another: the steps there that came from it, the records that named it."""

    case: Case
    into: Case
    withdrawal: Withdrawal
    moved: tuple[StepTaken, ...]
    naming: tuple[Case, ...]


def parting(station: Station, kinds: Sequence[CaseKind], kind: CaseKind, number: str) -> Parting:
    """What parting a case from another moves; raises Refused where it is in none, InTheWay naming what rests on the merge."""
    with station.reading():
        case = load(station, kind, number)
        if case.state != FOLDED or case.withdrawal is None:
            raise Refused(f"{case.number} 现为“{case.state}”，没有并入别的{kind.noun}")
        other = load(station, kind, case.withdrawal.into)
        if other.withdrawal is not None:
            shape = {"kind": kind.key, "number": other.number, "title": other.title}
            raise InTheWay(f"{other.number} 现为“{other.state}”，请先恢复或者拆分 {other.number}", (shape,))
        positions = _positions(station, case.withdrawal)
        _refuse_changed_since(station, other, positions)
        moved = tuple(taken for taken in other.steps if taken.position in positions)
        named = tuple(came_along(station, kinds, case.withdrawal))
        for record in named:
            if named_in(record) != other.number:
                shape = {"kind": record.kind.key, "number": record.number, "title": record.title}
                raise InTheWay(f"{record.number} 已经不再写着 {other.number}，请先更正", (shape,))
        return Parting(case, other, case.withdrawal, moved, named)


def _positions(station: Station, withdrawal: Withdrawal) -> set[int]:
    rows = MovedStep.select(MovedStep.position).where(MovedStep.withdrawal == withdrawal.key)
    return {position for (position,) in station.connections.rows(rows)}


def _refuse_changed_since(station: Station, other: Case, positions: set[int]) -> None:
    """Raises InTheWay for steps that came along and were taken back or replaced since, and for later ones that rest on them."""
    gone = [taken for taken in other.withdrawn_steps if taken.position in positions]
    if gone:
        steps = "、".join(f"第 {taken.position} 步“{taken.title}”" for taken in gone)
        raise InTheWay(f"并入以后撤回或者改过 {steps}，请先恢复", tuple(map(_shape, gone)))
    objections = without(station, other, positions).objections
    resting = [taken for taken in other.steps if taken.position in objections]
    if resting:
        steps = "；".join(
            f"第 {taken.position} 步“{taken.title}”（{objections[taken.position].message}）"
            for taken in resting
        )
        raise InTheWay(
            f"拆分以后，{other.number} 后来的不再成立：{steps}。请先撤回这些", tuple(map(_shape, resting))
        )


def _shape(taken: StepTaken) -> dict[str, object]:
    return {"position": taken.position, "title": taken.title}
