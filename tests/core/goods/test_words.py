"""Words that the law of fake-goods cases compares with are words an officer can choose: a misspelt one would never hold."""

from __future__ import annotations

import pytest

from fengqiao_desk.fields import Column
from fengqiao_desk.goods import declaration, measure_fields, measure_rules, step_fields
from fengqiao_desk.goods.papers import claims as papers_claims
from fengqiao_desk.goods.papers.evidence import MEASURES
from fengqiao_desk.goods.referral import STAGE_PERIODS
from fengqiao_desk.goods.tracing import SUPPLIERS
from fengqiao_desk.station.vocabularies import shipped_labels

STAGES = {stage for period in STAGE_PERIODS for stage in (period.after, *period.stages)}
MOVES = (
    step_fields.COMING_IN,
    *step_fields.AWAY,
    step_fields.HANDED_ON,
    step_fields.BACK,
    *step_fields.ALWAYS_DECIDED,
)
SEIZED = (measure_fields.REGISTERED, *measure_fields.HELD, measure_fields.CONFISCATED, *MEASURES)


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (declaration.GoodsCase.seizing_agency, {declaration.OWN_STATION}),
        (declaration.Premises.kind, set(SUPPLIERS)),
        (measure_fields.Seize.measure, set(SEIZED)),
        (measure_fields.Seize.approver_rank, {measure_rules.DEPARTMENT, measure_rules.COUNTY}),
        (step_fields.CustodyMove.move, set(MOVES)),
        (step_fields.Announce.how, {papers_claims.POSTED}),
        (step_fields.Referral.stage, STAGES),
    ],
    ids=lambda value: value.name if isinstance(value, Column) else "",
)
def test_a_word_of_the_law_can_be_chosen(column: Column[str], words: set[str]) -> None:
    assert words <= set(shipped_labels(column.declared.vocabulary))
