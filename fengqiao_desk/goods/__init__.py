"""假冒伪劣: a case of fake goods, from the find over seizure, custody and trace to the hand-over."""

from ..cases import CaseKind, State, Step
from ..fields import Row
from . import declaration, figures, papers, rules


def _title(values: Row) -> str:
    return f"{values['premises'][0]['name']} {values['conduct']}"


def _subtitle(values: Row) -> str:
    goods = values["goods"][0]
    return f"{goods['name']} {rules.shown_quantity(goods)} · {values['place']}"


def _items(entry: Row) -> str:
    return "、".join(f"第{item['goods']}项 {item['quantity']}" for item in entry["items"])


KIND = CaseKind(
    key="goods_cases",
    title="假冒伪劣",
    noun="假冒伪劣案件",
    icon="goods",
    number_prefix="WL",
    fields=declaration.CASE_FIELDS,
    states=(
        State("登记", "neutral"),
        State("已保全", "warning"),
        State("在库", "accent"),
        State("已移送", "accent"),
        State("已办结", "good", closed=True),
    ),
    first_state=lambda values: "登记",
    day_field="found_on",
    make_title=_title,
    make_subtitle=_subtitle,
    received_verb="登记",
    guards=(rules.goods_are_found_somewhere,),
    steps=(
        Step(
            "seize",
            "证据保全",
            declaration.SEIZE_FIELDS,
            ("登记", "已保全", "在库"),
            ("已保全",),
            day_field="at",
            guards=(rules.seized_by_us_or_the_named_organ, rules.two_officers_seize, rules.items_exist),
            summary=lambda entry: f"{entry['measure']} · {_items(entry)}",
        ),
        Step(
            "custody",
            "保管变动",
            declaration.CUSTODY_FIELDS,
            ("登记", "已保全", "在库", "已移送"),
            ("在库",),
            day_field="at",
            guards=(rules.items_exist, rules.keeper_is_not_the_case_officer, rules.moves_add_up),
            summary=lambda entry: f"{entry['move']} · {_items(entry)} · {entry['from']} 交 {entry['to']}",
        ),
        Step(
            "trace",
            "溯源",
            declaration.TRACE_FIELDS,
            day_field="",
            guards=(rules.trace_is_possible,),
            summary=lambda entry: f"{entry['from']} → {entry['to']} · {entry['evidence']}",
        ),
        Step(
            "transfer",
            "移送",
            declaration.TRANSFER_FIELDS,
            ("登记", "已保全", "在库"),
            ("已移送",),
            day_field="on",
            guards=(rules.items_exist,),
            summary=lambda entry: f"{entry['to']} · {entry['basis']}",
        ),
        Step(
            "close",
            "办结",
            declaration.CLOSE_FIELDS,
            ("登记", "在库", "已移送"),
            ("已办结",),
            day_field="closed_on",
            summary=lambda entry: str(entry["result"]),
        ),
    ),
    may_sleep=True,
    sealed_states=("已移送", "已办结"),
    documents=papers.FORMS,
    figures=figures.FIGURES,
    deadlines=rules.deadlines,
)
