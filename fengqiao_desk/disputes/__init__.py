"""矛盾纠纷: a dispute from the first call to the closed case."""

from ..cases import CaseKind, State
from ..cases.history import history_of
from . import clock, dossier, figures, papers, performance, rerouting, rules, steps
from .declaration import Dispute
from .step_fields import DisputeHistory


def _closed_as(former: DisputeHistory) -> str:
    """The state of a matter that an old ledger says is over."""
    return {"移交": "已移交", "终止": "已终止"}.get(former.result, "已结案")


KIND = CaseKind(
    record=Dispute,
    title="矛盾纠纷",
    noun="纠纷",
    icon="dispute",
    number_prefix="JF",
    states=(
        State("受理", "neutral"),
        State("调解中", "warning"),
        State("待履行", "danger"),
        State("待回访", "accent"),
        State("已结案", "good", closed=True),
        State("已终止", "neutral", closed=True),
        State("已移交", "neutral", closed=True),
    ),
    first_state=lambda dispute: "受理",
    day=Dispute.received_on,
    make_title=lambda dispute: dispute.title,
    make_subtitle=lambda dispute: dispute.subtitle,
    guards=(
        rules.parties_fit_the_route,
        rules.suspects_come_themselves,
        rules.minors_have_guardians,
        rules.no_exclusion_applies,
        rules.the_spot_is_enough,
        rerouting.route_may_change,
    ),
    steps=steps.STEPS,
    may_sleep=True,
    bind=dossier.bind,
    sealed_states=("已终止", "已移交"),
    documents=papers.FORMS,
    figures=figures.FIGURES,
    deadlines=clock.deadlines,
    next_step=clock.next_step,
    row_standings=performance.clause_standings,
    refuses_merging=rules.agreement_is_followed,
    history=history_of(Dispute, DisputeHistory, _closed_as, Dispute.facts),
)
