"""假冒伪劣: a case of fake goods, from the find over seizure, custody and trace to the hand-over."""

from ..cases import CaseKind, KindSheet, State
from ..cases.history import history_of
from ..documents.typesetting import Sheet
from ..station import Act, Station
from . import deadlines, dossier, figures, rules, standing, steps, tracing
from .declaration import GoodsCase
from .papers import custody as papers_custody
from .papers import inspection as papers
from .step_fields import GoodsHistory


def _stock(station: Station, act: Act) -> Sheet:
    return papers_custody.stock_sheet(KIND, station, act)


KIND = CaseKind(
    record=GoodsCase,
    title="假冒伪劣",
    noun="假冒伪劣案件",
    icon="goods",
    number_prefix="WL",
    states=(
        State("登记", "neutral"),
        State("已保全", "warning"),
        State("在库", "accent"),
        State("已移送", "accent"),
        State("已办结", "good", closed=True),
    ),
    first_state=lambda case: "登记",
    day=GoodsCase.found_on,
    make_title=lambda case: case.title,
    make_subtitle=lambda case: case.subtitle,
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
    refuses_merging=rules.measures_stay_where_they_were_taken,
    next_step=deadlines.next_step,
    history=history_of(GoodsCase, GoodsHistory, lambda former: "已办结", GoodsCase.facts),
)
