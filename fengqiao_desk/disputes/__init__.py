"""矛盾纠纷: a dispute from the first call to the closed case."""

from ..cases import CaseKind, State, Step
from ..cases.parties import names_title
from ..fields import Row
from . import declaration, figures, papers, rules


def _subtitle(values: Row) -> str:
    return f"{values['category']} · {values['place']}"


KIND = CaseKind(
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
    make_title=lambda values: names_title(values["parties"]),
    make_subtitle=_subtitle,
    guards=(rules.parties_fit_the_route, rules.minors_have_guardians),
    steps=(
        Step(
            "mediation_session",
            "调解",
            declaration.SESSION_FIELDS,
            ("受理", "调解中"),
            ("调解中",),
            day_field="held_at",
            guards=(rules.one_officer_records, rules.sessions_are_limited),
            summary=lambda entry: f"{entry['outcome']} · {entry['place']}",
        ),
        Step(
            "agreement",
            "达成协议",
            declaration.AGREEMENT_FIELDS,
            ("受理", "调解中"),
            ("待履行", "待回访"),
            choose_state=rules.after_agreement,
            day_field="agreed_on",
            summary=lambda entry: f"{entry['form']} · 共{len(entry['clauses'])}条",
        ),
        Step(
            "performance",
            "登记履行",
            declaration.PERFORMANCE_FIELDS,
            ("待履行",),
            ("待履行", "待回访"),
            choose_state=rules.after_performance,
            day_field="performed_on",
            guards=(rules.clause_exists,),
            summary=lambda entry: f"第{entry['clause']}条 {entry['proof'] or ''}",
        ),
        Step(
            "follow_up",
            "登记回访",
            declaration.FOLLOW_UP_FIELDS,
            ("待回访", "已结案"),
            day_field="visited_on",
            summary=lambda entry: f"{entry['how']} · {entry['note'] or ''}",
        ),
        Step(
            "close",
            "结案",
            declaration.CLOSE_FIELDS,
            ("受理", "调解中", "待回访"),
            ("已结案",),
            day_field="closed_on",
            guards=(rules.success_means_performed,),
            summary=lambda entry: str(entry["result"]),
        ),
        Step(
            "terminate",
            "终止调解",
            declaration.TERMINATE_FIELDS,
            ("受理", "调解中", "待履行"),
            ("已终止",),
            day_field="on",
            guards=(rules.told_of_the_court,),
            summary=lambda entry: str(entry["reason"]),
        ),
        Step(
            "refer",
            "移交",
            declaration.REFER_FIELDS,
            ("受理", "调解中"),
            ("已移交",),
            day_field="on",
            summary=lambda entry: f"{entry['to']} · {entry['why']}",
        ),
        Step(
            "reopen",
            "重新打开",
            declaration.REOPEN_FIELDS,
            ("已结案", "已终止", "已移交"),
            ("调解中",),
            day_field="on",
            summary=lambda entry: str(entry["reason"]),
        ),
    ),
    documents=papers.FORMS,
    figures=figures.FIGURES,
    deadlines=rules.deadlines,
)
