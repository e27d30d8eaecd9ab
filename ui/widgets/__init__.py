"""The widgets that pages are built of; what each takes and tells stands below, in the order a page needs it.

Words       PageHeading(title, context): .row (acts go right) .set_words · label(words, role, wrap=)
            Badge(words, tone) · ElidedLabel(words, role)
            FaultLabel.set_fault · IconView(icon_name, role, side) · EmptyState(sentence, act=).button
Acts        PrimaryButton(words, icon_name=, key=) · QuietButton(…) · LinkButton(words)
            IconButton(icon_name, words)
Holding     Card(heading, padded=): .head (row, acts go right), .body (column) · HairLine
            KeyValueRows(rows).set_rows · FlowLayout(parent, spacing) · ScrollingColumn(): .column
Saying      Banner(sentence, tone, act=): acted; .tell(sentence, tone, act=)
            BusyOverlay(parent): cancelled; .begin(words, can_cancel=) .report(done, total) .wind_down(words) .end()
Finding     SearchField(hint): asked(str) entered(str) escaped; .begin() .words()
            ChipFilter([Chip(key, title, choices)]): changed; value() -> {key: word}; set_value({key: word})
Lists       RowList(name), with any model that gives RowRole.TITLE CONTEXT STATE TONE NOTE KEY
Timeline    TimelineView([TimelineEntry(when, what, details, tone)]).set_entries
Figures     FigureTile(figure, unit, context).set_figure · StreakBar(name, days, longest).set_days
            BarChart(name, [Bar(name, value, sentence, shown)], compared=): chosen(int); .set_bars .set_name
            BarRows(name, [Bar …], most=): the same, lying under each other
Navigation  NavigationItem(words, icon_name, checkable=): .set_count .set_note .set_compact

Editors, all of one shape: value() · set_value(plain) · changed · left · set_fault(sentence or None) · fault()
            · set_read_only(bool) · set_name(label). Empty gives None (NamesEditor: an empty list); words that
            cannot be read come back as typed, so that the core can name the fault.
            LineEditor(hint, suffix=) · LongTextEditor(hint, rows=) · FlagEditor(words) -> bool
            NumberEditor(hint, suffix=) -> int · AmountEditor(hint) -> `1200.50` · SegmentedEditor(choices)
            DayEditor(parse, hint) -> `2026-11-21` · MomentEditor(parse, hint) -> `2026-11-21T08:40`
            ChoiceEditor(choices, hint).set_choices · NamesEditor(choices, hint).set_choices -> [text, …]
"""

from .buttons import IconButton, LinkButton, PrimaryButton, QuietButton
from .charts import Bar, BarChart, BarRows
from .containers import Card, FlowLayout, HairLine, KeyValueRows, ScrollingColumn
from .editors.choice_editors import ChoiceEditor, NameChip, NamesEditor
from .editors.day_editors import CalendarPopup, DayEditor, DayParser, MomentEditor, MomentParser
from .editors.field_box import Editor, FieldBox, Plain
from .editors.picks import FlagEditor, SegmentedEditor
from .editors.text_editors import AmountEditor, LineEditor, LongTextEditor, NumberEditor
from .figure_tiles import FigureTile, StreakBar
from .filters import Chip, ChipFilter, KeyHint, SearchField
from .lists import RowList, RowRole, TwoLineRowDelegate
from .navigation import NavigationItem
from .notices import Banner, BusyOverlay
from .timeline import TimelineEntry, TimelineView
from .words import Badge, ElidedLabel, EmptyState, FaultLabel, IconView, PageHeading, label

__all__ = [
    "AmountEditor",
    "Badge",
    "Banner",
    "Bar",
    "BarChart",
    "BarRows",
    "BusyOverlay",
    "CalendarPopup",
    "Card",
    "Chip",
    "ChipFilter",
    "ChoiceEditor",
    "DayEditor",
    "DayParser",
    "Editor",
    "ElidedLabel",
    "EmptyState",
    "FaultLabel",
    "FieldBox",
    "FigureTile",
    "FlagEditor",
    "FlowLayout",
    "HairLine",
    "IconButton",
    "IconView",
    "KeyHint",
    "KeyValueRows",
    "LineEditor",
    "LinkButton",
    "LongTextEditor",
    "MomentEditor",
    "MomentParser",
    "NameChip",
    "NamesEditor",
    "NavigationItem",
    "NumberEditor",
    "PageHeading",
    "Plain",
    "PrimaryButton",
    "QuietButton",
    "RowList",
    "RowRole",
    "ScrollingColumn",
    "SearchField",
    "SegmentedEditor",
    "StreakBar",
    "TimelineEntry",
    "TimelineView",
    "TwoLineRowDelegate",
    "label",
]
