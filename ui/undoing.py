"""What was just done, as it is taken back at once: the same verbs as later, with their own reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fengqiao_desk.cases import Case, CaseKind, StepTaken, amend
from fengqiao_desk.cases.attachments import Attachment, withdraw_attachment
from fengqiao_desk.cases.facts.merge_plan import Merged
from fengqiao_desk.cases.facts.merging import merge, unmerge
from fengqiao_desk.cases.facts.seen import Seen, values_then
from fengqiao_desk.cases.facts.whole_cases import bring_back_case, withdraw_case
from fengqiao_desk.cases.facts.withdrawing import (
    TAKEN_BACK_AT_ONCE,
    TakenBack,
    bring_back_step,
    replace_step,
    withdraw_step,
)
from fengqiao_desk.kinds import KINDS
from fengqiao_desk.station import Act, Station

from .context import Done

Now = Callable[[], Act]
"""The signed-in officer at the moment of the undoing, as `WindowContext.act`."""


def received(station: Station, case: Case, now: Now) -> Done:
    """A record that was received."""

    def undo() -> None:
        """The whole record is taken back."""
        withdraw_case(station, KINDS, case.kind, case.number, TAKEN_BACK_AT_ONCE, now())

    return Done(f"已登记 {case.number} {case.title}", undo)


def stepped(station: Station, case: Case, now: Now) -> Done:
    """The newest step of a case."""
    taken = case.every_step[-1]

    def undo() -> None:
        """The step is taken back, unless something rests on it by now."""
        withdraw_step(station, case.kind, case.number, taken.position, TAKEN_BACK_AT_ONCE, now())

    return Done(f"已登记“{taken.title}” {case.number}", undo)


def stepped_on_several(
    station: Station, kind: CaseKind, title: str, taken: Sequence[tuple[str, int]], now: Now
) -> Done:
    """A step taken on many cases at once; `taken` has their numbers and the positions."""

    def undo() -> None:
        """All or none: half a round taken back would be harder to understand than none."""
        with station.writing():
            for number, position in reversed(taken):
                withdraw_step(station, kind, number, position, TAKEN_BACK_AT_ONCE, now())

    return Done(f"已登记“{title}” {len(taken)} {kind.measure}", undo)


def attached(station: Station, case: Case, added: Sequence[Attachment], now: Now) -> Done:
    """Files that were added to a case."""

    def undo() -> None:
        """All of them; a file that an entry names by now stays, and so do the others."""
        with station.writing():
            for each in added:
                withdraw_attachment(station, case, each.sha256, TAKEN_BACK_AT_ONCE, now())

    return Done(f"已加入 {len(added)} 个附件 {case.number}", undo)


def amended(station: Station, before: Case, after: Case, now: Now) -> Done | None:
    """A correction; it is undone by another that says what stood before. None where nothing was changed."""
    if len(after.amendments) == len(before.amendments) or after.amendments[-1].by != now().by.name:
        return None
    # Right before this correction, not as the form was opened: what somebody else corrected meanwhile stays.
    stood = values_then(station, after, Seen(after.version - 1))
    former = {name: stood[name] for name in after.amendments[-1].changes}
    seen = Seen(after.version, after.values, tuple(taken.position for taken in after.steps))

    def undo() -> None:
        """Not over what somebody else corrects after it: what was seen says so."""
        amend(station, after.kind, after.number, former, now(), seen, reason=TAKEN_BACK_AT_ONCE)

    return Done(f"已更正 {after.number}", undo)


def replaced(station: Station, case: Case, old: StepTaken, now: Now) -> Done:
    """A step that was entered anew; it is undone by entering the former once more in its place."""
    new = case.every_step[-1]

    def undo() -> None:
        """The former entry stands again, as a step of its own."""
        replace_step(station, case.kind, case.number, new.position, old.entry, TAKEN_BACK_AT_ONCE, now())

    return Done(f"已改“{old.title}” {case.number}", undo)


def taken_back(station: Station, back: TakenBack, now: Now) -> Done:
    """Steps that were taken back; they are brought back together."""
    case, position = back.case, back.positions[0]

    def undo() -> None:
        """They stand again."""
        bring_back_step(station, case.kind, case.number, position, TAKEN_BACK_AT_ONCE, now())

    return Done(f"已撤回 {case.number} 的 {len(back.positions)} 步", undo)


def case_taken_back(station: Station, case: Case, now: Now) -> Done:
    """A whole record that was taken back."""

    def undo() -> None:
        """It stands again, with its steps."""
        bring_back_case(station, case.kind, case.number, TAKEN_BACK_AT_ONCE, now())

    return Done(f"已撤回 {case.number} {case.title}", undo)


def brought_back(station: Station, back: TakenBack, now: Now) -> Done:
    """Steps that stand again; they are taken back together once more."""
    case, first = back.case, min(back.positions)

    def undo() -> None:
        """Each that came along rests on the first."""
        along = len(back.positions) > 1
        withdraw_step(station, case.kind, case.number, first, TAKEN_BACK_AT_ONCE, now(), with_later=along)

    return Done(f"已恢复 {case.number} 的 {len(back.positions)} 步", undo)


def case_brought_back(station: Station, case: Case, now: Now) -> Done:
    """A whole record that stands again, with its steps."""

    def undo() -> None:
        """With the steps, which came back with it."""
        withdraw_case(
            station, KINDS, case.kind, case.number, TAKEN_BACK_AT_ONCE, now(), with_later=bool(case.steps)
        )

    return Done(f"已恢复 {case.number} {case.title}", undo)


def merged(station: Station, made: Merged, now: Now) -> Done:
    """A case that was folded into another."""
    kind = made.into.kind

    def undo() -> None:
        """The two are parted, unless something rests on the merge by now."""
        unmerge(station, KINDS, kind, made.number, now(), TAKEN_BACK_AT_ONCE)

    return Done(f"已并入 {made.number} → {made.into.number}", undo)


def parted(station: Station, made: Merged, why: str, now: Now) -> Done:
    """A case that was parted from another, into which it had been folded because of `why`."""
    kind = made.into.kind

    def undo() -> None:
        """It is folded into the same again."""
        merge(station, KINDS, kind, made.number, made.into.number, why, now())

    return Done(f"已拆分 {made.number}", undo)
