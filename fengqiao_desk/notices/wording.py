"""The wording of a notice before anything is filled in, looked over as issuing does (docs/law.md §2.5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from ..station.texts import RefusedWords, StandingText, fill
from .decisions import order_refused, orders_in
from .templates import is_template, laid_out, laws_of, relays

_ORDER: Final = {
    "order_organ": "某市人民政府",
    "order_number": "某政〔2026〕1号",
    "effective_at": "2026年1月1日0时00分",
}
_STAND_INS: Final = {**_ORDER, "scope": "场所", "addressed_as": "场所", "law": "法", "contact": "电话。"}
"""What stands in the place of each placeholder while a wording is looked over: an order may be made up around any of them."""


def refused_words(text: StandingText, parts: Mapping[str, str], day: date) -> list[RefusedWords]:
    """The words of an order that the parts of a notice hold without passing on a decision; none for texts of other papers."""
    if not is_template(text):
        return []
    # Without a key nobody knows which part is which, so the whole is read as one notice.
    if not text.key:
        return _refused(text, _filled(parts.items()), day)
    found: list[RefusedWords] = []
    for law in laws_of(parts):
        found += _refused(text, _filled([("title", parts["title"]), *laid_out(parts, law)]), day)
    return list(dict.fromkeys(found))


def _filled(sections: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, fill(words, _STAND_INS)) for name, words in sections]


def _refused(text: StandingText, sections: list[tuple[str, str]], day: date) -> list[RefusedWords]:
    """Of the paragraphs of one notice, each beside its part; what only arises where two meet has no part of its own."""
    whole = "".join(words for _, words in sections)
    order = tuple(_ORDER.values())
    if relays(text) and all(part in whole for part in order):
        return []
    alone = [(name, words) for name, section in sections for words in orders_in(section, day)]
    # Two harmless halves may order together, as 责令 at the end of one and 停业 at the start of the next.
    across = [("", words) for words in orders_in(whole, day)]
    return [RefusedWords(name, words, order_refused(words, day).message) for name, words in alone or across]
