"""On opening a case: who had disputes before, and the dialog that shows a person's earlier cases for a stated purpose."""

from __future__ import annotations

from datetime import date
from functools import partial

from fengqiao_desk.cases import Case, known_people
from fengqiao_desk.cases.known_people import Repetition
from fengqiao_desk.cases.parties import parties_in
from fengqiao_desk.kinds import KINDS

from ...actions import LOOK_UP, offered
from ...context import WindowContext
from ...dialogs.asking import AskingDialog
from ...dialogs.history import HistoryDialog
from ...look import Tone
from ...widgets import Banner, FlagEditor, LineEditor
from ...widgets.editors.labelled_rows import LabelledRows

# More banners would push the case itself out of view.
_MOST_BANNERS = 3


def repetition_banners(context: WindowContext, case: Case) -> list[Banner]:
    """One banner a party who had others of this kind within the twelve months before this one."""
    parties = parties_in(case)
    # A record that was taken back or folded into another is none of them.
    if not parties or case.withdrawal is not None:
        return []
    found = known_people.repetitions(
        context.station, case.kind, parties, case.number, date.fromisoformat(case.day)
    )
    return [_banner(context, case, repetition) for repetition in worth_telling(found)[:_MOST_BANNERS]]


def worth_telling(found: list[Repetition]) -> list[Repetition]:
    """The most frequent first; who only ever met a party that is named already is left out."""
    worth: list[Repetition] = []
    for repetition in sorted(found, key=lambda one: -one.times):
        only_together = repetition.times == repetition.together
        # Two who quarrel with each other would be told twice, once for each name.
        if not (only_together and any(one.together == repetition.together for one in worth)):
            worth.append(repetition)
    return worth


def sentence(repetition: Repetition, noun: str) -> str:
    """`张三 12 个月内第 3 起纠纷，其中 2 起与同一对方`."""
    together = f"，其中 {repetition.together} 起与同一对方" if repetition.together else ""
    return f"{repetition.name} 12 个月内第 {repetition.times} 起{noun}{together}"


def _banner(context: WindowContext, case: Case, repetition: Repetition) -> Banner:
    look = LOOK_UP.title if offered((LOOK_UP,), context.officer) else ""
    banner = Banner(sentence(repetition, case.kind.noun), Tone.WARNING, act=look)
    banner.acted.connect(partial(_ask_purpose, context, case, repetition.name, banner))
    return banner


def _ask_purpose(context: WindowContext, case: Case, name: str, banner: Banner) -> None:
    party = next(party for party in parties_in(case) if party.name == name)
    # Kept: the banner may be gone when the dialog is answered, for the case was drawn anew.
    window = banner.window()

    def look(rows: LabelledRows) -> None:
        """Asks the core, which logs the purpose; raises Problem, and the question stays open."""
        found = known_people.cases_of_person(
            context.station,
            KINDS,
            party,
            rows.text("purpose"),
            context.act(),
            withdrawn=rows.values()["withdrawn"] is True,
        )
        others = [one for one in found if one.number != case.number]
        HistoryDialog(name, others, context.go, window).open()

    AskingDialog(
        f"查看{name}的以往案件",
        "跨案件查询一个人，须写明用途；谁在何时为何查询，都留在记录里。",
        {
            "purpose": ("用途", LineEditor("如：调解本案，了解以往矛盾")),
            "withdrawn": ("范围", FlagEditor("已撤回的也查")),
        },
        "查看",
        look,
        window,
    ).open()
