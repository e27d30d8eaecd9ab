"""假冒伪劣: a case of fake goods, from the find over seizure, custody and trace to the hand-over."""

from ..cases import KindSheet, State
from ..cases.plain import PlainHistory, plain_kind
from ..documents.typesetting import Sheet
from ..fields import Row
from ..station import Act, Station
from . import (
    deadlines,
    declaration,
    dossier,
    figures,
    papers,
    papers_custody,
    rules,
    standing,
    steps,
    totals,
    tracing,
)


def _title(values: Row) -> str:
    place = values["premises"][0]["name"] if values["premises"] else ""
    return f"{place} {values['conduct']}".strip()


def _subtitle(values: Row) -> str:
    goods = values["goods"]
    if len(goods) == 1:
        return f"{goods[0]['name']} {totals.shown_quantity(goods[0])} · {values['place']}"
    kinds = totals.totals_by_kind(goods)
    told = "、".join(f"{name} {quantity.show(unit)}" for (name, unit), quantity in kinds.items())
    return f"{told}（{len(goods)}批）· {values['place']}"


def _stock(station: Station, act: Act) -> Sheet:
    return papers_custody.stock_sheet(KIND, station, act)


KIND = plain_kind(
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
    guards=(
        rules.goods_are_found_somewhere,
        rules.pieces_add_up,
        rules.units_are_not_mixed,
        rules.found_goods_stay,
        rules.traced_places_stay,
    ),
    steps=steps.STEPS,
    may_sleep=True,
    sealed_states=("已移送", "已办结"),
    documents=papers.FORMS,
    figures=figures.FIGURES,
    deadlines=deadlines.deadlines,
    bind=dossier.bind,
    sheets=(KindSheet("stock", "涉案财物在库清单", _stock),),
    tables=standing.tables,
    drawing=tracing.drawing,
    related=standing.related,
    next_step=deadlines.next_step,
    history=PlainHistory("goods_history", lambda entry: "已办结", "facts"),
)
