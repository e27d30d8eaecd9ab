"""工作台账: the day's activity as counted rows; no person is ever recorded here."""

from ..cases import CaseKind, Figure, State
from ..cases.figures.counts import Counted, RecordedNow
from . import patrols
from .declaration import Activity

KIND = CaseKind(
    record=Activity,
    title="工作台账",
    noun="台账",
    icon="ledger",
    number_prefix="TZ",
    # Nothing is to be done about a row of the ledger: one state, no steps, no deadlines.
    states=(State("已记", "neutral"),),
    first_state=lambda row: "已记",
    day=Activity.day,
    make_title=lambda row: row.title,
    make_subtitle=lambda row: row.subtitle,
    received_verb="登记",
    figures=(
        # Without a label and unit of its own: each word of 事项 with each unit is a figure, so a new word is counted at once.
        Figure(
            key="activities",
            label="",
            unit="",
            section="工作台账",
            rule="按事项和单位合计，余数保留",
            base="活动日期",
            counts=(Counted(Activity, Activity.day, quantity=Activity.quantity, named=Activity.activity),),
            left_out=(RecordedNow(Activity, Activity.day, named=Activity.activity, word="补记"),),
            section_vocabulary="activity",
        ),
        patrols.SHARE,
    ),
)
