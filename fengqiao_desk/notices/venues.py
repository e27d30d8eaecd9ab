"""场所: venues and the other registers of the same shape, with inspections, incidents, day sheets and periods of closure."""

from __future__ import annotations

from ..cases import State
from ..cases.counts_by_text import text_figure
from ..cases.plain import Guard, Situation, plain_kind
from ..cases.plain import PlainStep as Step
from ..fields import Row
from . import venue_fields, venue_papers, venue_rules, venue_tables
from .duplicates import alike, related
from .figures import STANDING_FIGURES
from .periods import CLOSED_BEFORE_THE_END


def _order_summary(entry: Row) -> str:
    return f"{entry['decided_by']} {entry['order_number']}"


def _period(
    key: str, title: str, before: tuple[str, ...], after: str, guards: tuple[Guard, ...] = ()
) -> Step:
    """A step that begins a period of another status, by an organ's order."""

    def status(situation: Situation) -> Row:
        return {"status": after}

    return Step(
        *(key, title, venue_fields.ORDER_FIELDS, before, (after,)),
        day_field="from",
        guards=(venue_rules.decided_by_an_organ, venue_rules.period_goes_on, *guards),
        sets=status,
        summary=_order_summary,
        in_bulk=True,
    )


_STEPS = (
    Step(
        "inspect",
        "检查",
        venue_fields.INSPECT_FIELDS,
        day_field="at",
        guards=(
            *(venue_rules.two_officers, venue_rules.what_fails_is_told),
            venue_rules.correction_is_later,
        ),
        summary=lambda entry: str(entry["findings"] or "未发现问题"),
        begins=venue_rules.points_to_check,
    ),
    Step(
        "recheck",
        "复查",
        venue_fields.RECHECK_FIELDS,
        day_field="at",
        guards=(
            *(venue_rules.two_officers, venue_rules.something_to_recheck),
            *(venue_rules.what_is_left_has_a_day, venue_rules.correction_is_later),
        ),
        summary=lambda entry: f"{entry['result']} {entry['findings'] or ''}".strip(),
    ),
    Step(
        "visit",
        "走访",
        venue_fields.VISIT_FIELDS,
        day_field="at",
        summary=lambda entry: str(entry["note"] or "、".join(entry["officers"])),
        in_bulk=True,
    ),
    Step(
        "incident",
        "登记警情",
        venue_fields.INCIDENT_FIELDS,
        day_field="at",
        guards=(venue_rules.exception_is_explained,),
        summary=lambda entry: f"{entry['kind']} {entry['note'] or ''}",
    ),
    Step(
        "day_sheet",
        "日报",
        venue_fields.DAY_SHEET_FIELDS,
        day_field="day",
        guards=(venue_rules.sheet_fits_the_venue,),
        summary=lambda entry: f"{entry['category']} {entry['day']}",
        begins=venue_rules.sheet_of_category,
    ),
    Step(
        "grade",
        "评定等级",
        venue_fields.GRADE_FIELDS,
        day_field="graded_on",
        sets=venue_rules.graded,
        summary=lambda entry: f"{entry['grade']}级 {entry['reason']}",
        in_bulk=True,
    ),
    Step(
        "rename",
        "更名",
        venue_fields.RENAME_FIELDS,
        day_field="since",
        guards=(venue_rules.a_name_is_new,),
        sets=venue_rules.renamed,
        summary=lambda entry: f"改为 {'、'.join(n for n in (entry['name'], entry['trading_name']) if n)}",
        begins=venue_rules.names_now,
    ),
    _period("suspend", "登记暂停", (venue_rules.OPEN,), venue_rules.SUSPENDED),
    _period("resume", "登记恢复", (venue_rules.SUSPENDED,), venue_rules.OPEN),
    Step(
        "close_down",
        "登记歇业",
        venue_fields.CLOSE_FIELDS,
        (venue_rules.OPEN, venue_rules.SUSPENDED),
        (venue_rules.CLOSED,),
        day_field="from",
        guards=(venue_rules.period_goes_on,),
        sets=lambda situation: {"status": venue_rules.CLOSED},
        summary=lambda entry: str(entry["note"]),
    ),
)

_REGISTERED = (
    "SELECT c.number, f.registered_on AS day, 1000 AS thousandths, 0 AS approximate, f.category AS label, "
    "coalesce((SELECT json_extract(t.facts, '$.measure') FROM terms t WHERE t.vocabulary = 'venue_category' "
    "AND t.label = f.category ORDER BY t.valid_from DESC LIMIT 1), '个') AS unit "
    "FROM venues f JOIN cases c ON c.key = f.owner_key WHERE ? <= '9999' AND f.registered_on < ?2 AND NOT {closed}"
)
_NOT_REGISTERED = (
    "SELECT c.number, f.registered_on AS day, '已歇业' AS why, f.category AS label FROM venues f "
    "JOIN cases c ON c.key = f.owner_key WHERE ?1 <= '9999' AND f.registered_on < ?2 AND {closed}"
)
_FIGURES = (
    text_figure(
        "venues.registered",
        "",
        "",
        "登记底数",
        "期末",
        "期末在册的场所、小区、监测点、企业和项目，按类别",
        _REGISTERED.format(closed=CLOSED_BEFORE_THE_END),
        left_out=_NOT_REGISTERED.format(closed=CLOSED_BEFORE_THE_END),
    ),
    text_figure(
        "venues.inspected",
        "检查场所",
        "家次",
        "场所管理与告知书送达",
        "检查日期",
        "期间内的检查和复查次数",
        "SELECT c.number, s.day AS day, 1000 AS thousandths, 0 AS approximate, '检查场所' AS label, '家次' AS unit "
        "FROM steps s JOIN cases c ON c.key = s.case_key WHERE c.kind = 'venues' AND s.step IN ('inspect', 'recheck') "
        "AND s.day >= ? AND s.day < ?",
        trend=True,
        headline=True,
        left_out="SELECT c.number, s.day, '走访，不是检查' AS why, '' AS label FROM steps s JOIN cases c ON c.key = s.case_key "
        "WHERE c.kind = 'venues' AND s.step = 'visit' AND s.day >= ?1 AND s.day < ?2 "
        "UNION ALL SELECT c.number, s.day, '期间内补记，按检查日期计入别的期间', '' FROM steps s JOIN cases c ON c.key = s.case_key "
        "WHERE c.kind = 'venues' AND s.step IN ('inspect', 'recheck') AND s.recorded_at >= ?1 AND s.recorded_at < ?2 "
        "AND NOT (s.day >= ?1 AND s.day < ?2)",
    ),
    *STANDING_FIGURES,
)

KIND = plain_kind(
    key="venues",
    title="场所",
    noun="场所",
    icon="venue",
    measure="家",
    number_prefix="CS",
    fields=venue_fields.VENUE_FIELDS,
    states=(
        State(venue_rules.OPEN, "good"),
        State(venue_rules.SUSPENDED, "warning"),
        State(venue_rules.CLOSED, "neutral"),
    ),
    first_state=lambda values: str(values["status"]),
    day_field="registered_on",
    make_title=lambda values: str(values["trading_name"] or values["name"]),
    make_subtitle=lambda values: f"{values['category']} · {values['address']}",
    received_verb="登记",
    is_register=True,
    complete=venue_rules.settle,
    guards=(
        venue_rules.status_is_not_changed_by_hand,
        venue_rules.grade_is_not_changed_by_hand,
        venue_rules.is_not_registered_twice,
    ),
    steps=_STEPS,
    deadlines=venue_rules.deadlines,
    documents=venue_papers.FORMS,
    figures=_FIGURES,
    tables=venue_tables.tables,
    related=related,
    alike=alike,
)
