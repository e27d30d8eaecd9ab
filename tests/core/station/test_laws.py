"""Citations come from the dated table."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import fengqiao_desk
from fengqiao_desk.station.laws import UNCONFIRMED, articles, cite

TODAY = date(2026, 11, 21)


def test_a_sourced_article_is_cited_as_it_is() -> None:
    assert cite("程序规定", 52, TODAY) == "公安机关办理行政案件程序规定第52条"


def test_a_believed_article_says_that_it_is_to_be_confirmed() -> None:
    assert cite("治安管理处罚法", 9, TODAY).endswith(UNCONFIRMED)


def test_an_article_cited_for_a_day_before_it_held_is_to_be_confirmed() -> None:
    assert cite("治安管理处罚法", 136, date(2025, 12, 31)).endswith(UNCONFIRMED)


def test_an_article_that_is_not_in_the_table_is_our_defect() -> None:
    with pytest.raises(KeyError):
        cite("程序规定", 9999, TODAY)


def test_every_article_the_code_cites_is_in_the_table() -> None:
    root = Path(fengqiao_desk.__file__).parent
    text = "\n".join(path.read_text(encoding="utf-8") for path in root.rglob("*.py"))
    cited = {int(number) for number in re.findall(r"cite\((?:PROCEDURE|\"程序规定\"), (\d+)", text)}
    known = {article.number for short, article in articles() if short == "程序规定"}
    assert cited
    assert cited <= known
