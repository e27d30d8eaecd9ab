"""设置 · 法条: the articles that the desk cites, with the days they hold; only to be read."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fengqiao_desk.station.laws import UNCONFIRMED, Article, articles

from ..actions import Place
from ..context import WindowContext
from ..look import Tone
from ..widgets import Badge, HairLine, label
from .section import SettingsSection

_NUMBER_WIDTH = 92


class LawsSection(SettingsSection):
    """A card a law, a line an article; what is cited is chosen by the day of the act."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context, Place.LAWS, "程序引用的条文，按办理当天的版本；只能查看")
        unconfirmed = sum(not article.confirmed for _, article in articles())
        words = f"共 {len(articles())} 条，其中 {unconfirmed} 条{UNCONFIRMED}，引用时同样标明。"
        self.column.addWidget(label(words, "context", wrap=True))
        # groupby joins neighbours only: the articles of a law stand together in the table.
        for law, found in groupby((article for _, article in articles()), key=lambda article: article.law):
            card = self.card(law)
            for place, article in enumerate(found):
                if place:
                    card.body.addWidget(HairLine())
                card.body.addWidget(_line(article))
        self.column.addStretch()


def _line(article: Article) -> QWidget:
    line = QWidget()
    number = label(f"第 {article.number} 条", "strong")
    number.setFixedWidth(_NUMBER_WIDTH)
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(label(article.gist, wrap=True))
    words.addWidget(label(_holds(article), "small"))
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 2, 0, 2)
    row.addWidget(number)
    row.addLayout(words, 1)
    if not article.confirmed:
        row.addWidget(Badge(UNCONFIRMED, Tone.WARNING))
    line.setAccessibleName(article.citation)
    return line


def _holds(article: Article) -> str:
    return f"{article.valid_from} 起" + (f"，{article.valid_until} 止" if article.valid_until else "")
