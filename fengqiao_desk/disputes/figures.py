"""What a month counts of disputes, each by its date (docs/law.md §6.6)."""

from __future__ import annotations

from datetime import date

from ..cases import Figure
from ..cases.figures.counts import Counted, Near, RecordedNow, number_of
from ..cases.figures.sources import has_taken, heads, is_last, said, state_after, steps, taken_since
from ..cases.heads import CaseHead, StepHead
from ..fields import Column, Predicate
from .declaration import Dispute
from .step_fields import (
    SUCCESS,
    Agreement,
    Close,
    Default,
    DisputeHistory,
    FollowUp,
    MediationSession,
    Performance,
    Refer,
    Reopen,
    Terminate,
)

_SECTION = "矛盾纠纷排查化解"
_CLOSED = "已结案"
_OVER = (_CLOSED, "已终止", "已移交")
_ENDINGS = (Close, Terminate, Refer)
# `_untouched_and_open` and its counterpart divide the cases by these: a case moved by a step left out here
# would stand as it is now, not as it stood then.
MOVES = (MediationSession, Agreement, Performance, FollowUp, *_ENDINGS, Reopen, Default, DisputeHistory)
"""Every step that may lead to another state."""

_IS_CLOSED = CaseHead.state == _CLOSED
_IS_OVER = CaseHead.state.in_(_OVER)
_NOW = said("期间内受理，现为“%s”", CaseHead.state)
_ENDED = steps(Dispute, *_ENDINGS)
_OLD_ENDINGS = steps(Dispute, DisputeHistory)
"""How an old ledger says a matter ended; without a day it is counted in no period."""
_WITHOUT_DAY = DisputeHistory.closed_on.is_empty()
_NO_DAY = "旧台账没有写结案日期，不计入任何期间"

FINISHED = Figure(
    key="disputes.finished",
    label="办结纠纷",
    unit="起",
    section=_SECTION,
    rule="期间内结案、终止或移交的纠纷，重新打开过的按最后一次；调解成功率是其中调解成功的占比",
    base="办结日期",
    counts=(
        Counted(_ENDED, where=_IS_OVER & is_last(*_ENDINGS)),
        # An old ledger's end counts only while no step of the desk ended the matter, else it would be
        # finished twice.
        Counted(_OLD_ENDINGS, where=_IS_OVER & ~_WITHOUT_DAY & ~has_taken(*_ENDINGS)),
    ),
    left_out=(
        Near(Dispute, ((~_IS_OVER, _NOW),), by=Dispute.received_on),
        Near(
            _ENDED,
            ((_IS_OVER, "重新打开过，按最后一次办结计"), (None, "办结后重新打开")),
            where=~(_IS_OVER & is_last(*_ENDINGS)),
        ),
        Near(_OLD_ENDINGS, ((_WITHOUT_DAY, _NO_DAY),)),
    ),
)

_SETTLED_BEFORE = DisputeHistory.result == SUCCESS
SETTLED = Figure(
    key="disputes.settled",
    label="化解纠纷",
    unit="起",
    section=_SECTION,
    rule="期间内以“调解成功”结案的纠纷，重新打开过的按最后一次；旧台账写明调解成功和结案日期的也计",
    base="结案日期",
    counts=(
        Counted(steps(Dispute, Close), where=_IS_CLOSED & is_last(Close) & (Close.result == SUCCESS)),
        Counted(_OLD_ENDINGS, where=_IS_CLOSED & _SETTLED_BEFORE & ~_WITHOUT_DAY & ~has_taken(Close)),
    ),
    rate="调解成功率",
    # 成功率 is of what was finished in the period, not of what was received: the two are different
    # disputes.
    rate_of=FINISHED.key,
    left_out=(
        Near(Dispute, ((~_IS_CLOSED, _NOW),), by=Dispute.received_on),
        Near(
            steps(Dispute, Close),
            (
                (~_IS_CLOSED, "结案后重新打开"),
                (~is_last(Close), "重新打开过，按最后一次结案计"),
                (Close.result != SUCCESS, said("以“%s”结案", Close.result)),
            ),
        ),
        Near(
            _OLD_ENDINGS,
            (
                (~_IS_CLOSED & _SETTLED_BEFORE, "旧台账记为“调解成功”，后来重新打开"),
                (_IS_CLOSED & _WITHOUT_DAY, _NO_DAY),
                (_IS_CLOSED & ~_SETTLED_BEFORE, said("旧台账记为“%s”", DisputeHistory.result)),
            ),
        ),
    ),
    headline=True,
)


def _untouched_and_open(last: date) -> Predicate:
    """What nobody moved since stands as it stood then."""
    still_open = CaseHead.state.in_(("受理", "调解中", "待履行", "待回访"))
    # Two counts instead of one: only a case that was moved since has to be asked what its last step before
    # the end was.
    return still_open & (CaseHead.day <= last) & ~taken_since(last, *MOVES)


def _open_before_it_was_touched(last: date) -> Predicate:
    """Of the rest the last step before the end tells."""
    return (
        (CaseHead.day <= last) & taken_since(last, *MOVES) & state_after(last, otherwise="受理").not_in(_OVER)
    )


OPEN = Figure(
    key="disputes.open",
    label="期末未化解纠纷",
    unit="起",
    section=_SECTION,
    rule="到期末已经受理、还没有结案、终止或移交的纠纷",
    base="期末",
    counts=(
        Counted(heads(Dispute), at_end=_untouched_and_open),
        Counted(heads(Dispute), at_end=_open_before_it_was_touched),
    ),
    left_out=(
        Near(_ENDED, ((None, said("期间内“%s”", StepHead.to_state)),)),
        Near(
            _OLD_ENDINGS,
            (
                (_WITHOUT_DAY, said("旧台账记为“%s”，没有写结案日期", DisputeHistory.result)),
                (None, said("期间内“%s”（旧台账）", StepHead.to_state)),
            ),
        ),
    ),
    listed=True,
)

RECEIVED = Figure(
    key="disputes.received",
    label="受理纠纷",
    unit="起",
    section=_SECTION,
    rule="期间内受理的全部纠纷",
    counts=(Counted(Dispute, Dispute.received_on),),
    left_out=(RecordedNow(Dispute, Dispute.received_on),),
    trend=True,
    headline=True,
)


def _divided(key: str, column: Column[str], rule: str) -> Figure:
    return Figure(
        key=f"disputes.by_{key}",
        label="",
        unit="起",
        section=f"{_SECTION}·{column.declared.label}",
        rule=rule,
        counts=(Counted(Dispute, Dispute.received_on, named=column),),
        left_out=(RecordedNow(Dispute, Dispute.received_on, named=column),),
        whole=RECEIVED.key,
        drawn=True,
    )


FIGURES = (
    RECEIVED,
    FINISHED,
    SETTLED,
    Figure(
        key="disputes.amount",
        label="涉及金额",
        unit="元",
        section=_SECTION,
        rule="期间内受理的纠纷的涉及金额；没有填写的不计",
        counts=(
            Counted(Dispute, Dispute.received_on, where=Dispute.amount.is_filled(), quantity=Dispute.amount),
        ),
        left_out=(Near(Dispute, ((Dispute.amount.is_empty(), "没有填写涉及金额"),), by=Dispute.received_on),),
    ),
    Figure(
        key="disputes.parties",
        label="涉及当事人",
        unit="人次",
        section=_SECTION,
        rule="期间内受理的纠纷的当事人；一人涉及几件的，每件各计一次",
        counts=(Counted(Dispute, Dispute.received_on, quantity=number_of(Dispute.parties)),),
        left_out=(RecordedNow(Dispute, Dispute.received_on),),
    ),
    Figure(
        key="disputes.reopened",
        label="重新打开纠纷",
        unit="起",
        section=_SECTION,
        rule="期间内重新打开的次数",
        base="重新打开日期",
        counts=(Counted(steps(Dispute, Reopen)),),
        left_out=(RecordedNow(steps(Dispute, Reopen), word="补记"),),
    ),
    OPEN,
    _divided("category", Dispute.category, "按纠纷类型分"),
    _divided("source", Dispute.source, "按来源分；一件只有一个来源"),
    _divided("risk", Dispute.risk_level, "按登记的风险等级分"),
    _divided("area", Dispute.area, "按发生的社区分"),
)
