"""矛盾纠纷: a dispute from the first call to the closed case."""

from ..cases import State
from ..cases.parties import Party, names_title
from ..cases.plain import PlainHistory, plain_kind
from ..fields import Row
from . import clock, declaration, dossier, figures, papers, performance, rerouting, rules, steps


def _subtitle(values: Row) -> str:
    return f"{values['category']} · {values['place']}"


def _closed_as(entry: Row) -> str:
    """The state of a matter that an old ledger says is over."""
    return {"移交": "已移交", "终止": "已终止"}.get(entry["result"], "已结案")


KIND = plain_kind(
    key="disputes",
    title="矛盾纠纷",
    noun="纠纷",
    icon="dispute",
    number_prefix="JF",
    fields=declaration.DISPUTE_FIELDS,
    states=(
        State("受理", "neutral"),
        State("调解中", "warning"),
        State("待履行", "danger"),
        State("待回访", "accent"),
        State("已结案", "good", closed=True),
        State("已终止", "neutral", closed=True),
        State("已移交", "neutral", closed=True),
    ),
    first_state=lambda values: "受理",
    day_field="received_on",
    make_title=lambda values: names_title([Party.of(row) for row in values["parties"]]),
    make_subtitle=_subtitle,
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
    history=PlainHistory("dispute_history", _closed_as, "facts"),
)
