"""Which pages there are: one a kind in the order of KINDS, those around them, and the kinds that need a page of their own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import cast

from PySide6.QtWidgets import QWidget

from fengqiao_desk.cases import CaseKind
from fengqiao_desk.cases.search.lists import count_open
from fengqiao_desk.documents.register import SEARCH_KIND
from fengqiao_desk.kinds import KINDS

from .context import WindowContext
from .page import REGISTER, SETTINGS, STATISTICS, TODAY, PageEntry, TodayPart
from .preferences import Preferences
from .running.overrides import guard_overrides
from .venues.today import VENUES_TODAY, count_outstanding


@dataclass(frozen=True)
class MadeIn:
    """A page by what makes it: its room is loaded when the page is first shown, so that a start loads what it shows."""

    module: str
    name: str

    def __call__(self, *given: object) -> QWidget:
        return self.maker()(*given)

    def maker(self) -> Callable[..., QWidget]:
        """The class or function, from its room; AttributeError when there is none of that name."""
        known = f"{__package__}.{self.module}" in sys.modules
        room = import_module(f".{self.module}", __package__)
        if not known:
            guard_overrides()  # those of the classes that came with the room
        return cast("Callable[..., QWidget]", getattr(room, self.name))


TODAY_PAGE = MadeIn("today.page", "TodayPage")
CASE_PAGE = MadeIn("cases.page", "CasePage")
SETTINGS_PAGE = MadeIn("settings.page", "SettingsPage")


@dataclass(frozen=True)
class PlainPage:
    """A page of no kind, below the kinds in the navigation; it is given the context."""

    title: str
    icon: str
    made_in: MadeIn


PLAIN_PAGES: dict[str, PlainPage] = {
    STATISTICS: PlainPage("统计报表", "chart", MadeIn("periods.page", "StatisticsPage")),
    REGISTER: PlainPage("文书登记", "register", MadeIn("papers.register_page", "RegisterPage")),
}


@dataclass(frozen=True)
class SpecialPage:
    """A kind's own page; `title` where it holds more than the kind, `also` the kinds shown within.

    `today` is its part of 今日, `count` what the navigation counts (open cases when None).
    """

    made_in: MadeIn
    title: str = ""
    also: tuple[str, ...] = ()
    today: TodayPart | None = None
    count: Callable[[WindowContext], int] | None = None


SPECIAL_PAGES: dict[str, SpecialPage] = {
    "venues": SpecialPage(
        MadeIn("venues.page", "VenuesPage"), "场所与告知书", ("notices",), VENUES_TODAY, count_outstanding
    ),
    "activities": SpecialPage(MadeIn("ledger.page", "LedgerPage")),
}


def page_entries(context: WindowContext) -> list[PageEntry]:
    """今日, a page a kind, the plain pages; all but 设置."""
    # Kinds that are shown within another's page have no place of their own in the navigation.
    within = {key for special in SPECIAL_PAGES.values() for key in special.also}
    parts = [special.today for special in SPECIAL_PAGES.values() if special.today]
    today = PageEntry(TODAY, "今日", "today", None, partial(TODAY_PAGE, context, parts))
    kinds = [_kind_entry(context, kind) for kind in KINDS if kind.key not in within]
    plain = [
        PageEntry(key, page.title, page.icon, None, partial(page.made_in, context))
        for key, page in PLAIN_PAGES.items()
    ]
    return [today, *kinds, *plain]


def settings_entry(context: WindowContext, preferences: Preferences) -> PageEntry:
    """设置, which stands apart at the foot of the navigation."""
    return PageEntry(SETTINGS, "设置", "settings", None, partial(SETTINGS_PAGE, context, preferences))


def page_of(key: str) -> str:
    """The page that shows records of this kind: `notices` lie within 场所与告知书, documents in 文书登记."""
    if key == SEARCH_KIND:
        return REGISTER
    return next((home for home, special in SPECIAL_PAGES.items() if key in special.also), key)


def counts(context: WindowContext) -> dict[str, int]:
    """What the navigation counts, by page: open cases of the kinds that close, or what a special page counts."""
    # A line of the ledger never closes: counted as open it would stand there for ever.
    found = {kind.key: count_open(context.station, kind) for kind in KINDS if _closes(kind)}
    own = {key: special.count(context) for key, special in SPECIAL_PAGES.items() if special.count}
    return {key: number for key, number in {**found, **own}.items() if page_of(key) == key}


def _closes(kind: CaseKind) -> bool:
    return any(state.closed for state in kind.states)


def _kind_entry(context: WindowContext, kind: CaseKind) -> PageEntry:
    special = SPECIAL_PAGES.get(kind.key)
    make = special.made_in if special else CASE_PAGE
    title = special.title if special and special.title else kind.title
    return PageEntry(kind.key, title, kind.icon, None, partial(make, context, kind))
