"""The wording of notices: which template, and which points for which law."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from ..problems import Fault, FaultyEntry, Refused, Unknown
from ..station import Station
from ..station.text_words import part_words
from ..station.texts import StandingText, Texts, fill, shipped_texts
from ..values.numerals import numeral

NEEDS_ORDER: Final = "needs_order"
"""The fact that only notices have: whether they pass on a decision."""
_CARRIES_OUT: Final = "carries_out"
_NAME: Final = re.compile(r"[\w（）《》·-]{1,20}")
"""What a template may be called: it stands in a list, in the name of a round and on the command line."""
_POINTS: Final = "points"
_NUMBERED: Final = re.compile(r"[一二三四五六七八九十百]+、\s*")
_FRAME: Final = ("title", "opening", "closing")
_LINES_OF_A_NOTICE: Final = 4
"""Title, opening, one point and closing: less is no notice."""


def shipped_templates() -> dict[str, StandingText]:
    """The notices that every station begins with, by key."""
    return {key: text for key, text in shipped_texts().items() if is_template(text)}


def templates(texts: Texts, day: date) -> dict[str, StandingText]:
    """The notices that may be issued on a day, by key: the shipped ones, then those of the station's own that have begun."""
    own = {key: text for key, text in texts.own(day).items() if is_template(text)}
    return {**shipped_templates(), **own}


def template_of(texts: Texts, key: str, day: date | None = None) -> StandingText:
    """The template of this key; raises Unknown, also for one of the station's own that begins only after `day`."""
    known = shipped_templates()
    if (
        key not in known
    ):  # the station's own are read only when they are asked for: a round of thousands asks for each notice
        known = known | {own: text for own, text in texts.own(day).items() if is_template(text)}
    if key not in known:
        offered = "、".join(
            text.use if text.use == own else f"{own}（{text.use}）" for own, text in known.items()
        )
        raise Unknown(f"没有“{key}”这个告知书模板，可用：{offered}")
    return known[key]


def is_template(text: StandingText) -> bool:
    """Whether a text is the wording of a notice."""
    return NEEDS_ORDER in text.facts


def relays(text: StandingText) -> bool:
    """Whether a notice of this text passes on another organ's decision, and so must name organ, number and hour."""
    return bool(text.facts[NEEDS_ORDER])


def passes_on(texts: Texts, key: str) -> bool:
    """As `relays`, of the text of this key; a text that is no template passes on nothing."""
    text = shipped_templates().get(key) or texts.own().get(key)
    return text is not None and is_template(text) and relays(text)


def unnamed_template(parts: Mapping[str, str]) -> StandingText:
    """A wording that is no text yet, as the most that a notice may be: it may pass on a decision if it names it."""
    return StandingText("", "", _placeholders(relayed=True), parts, {NEEDS_ORDER: True})


def new_template(
    station: Station, name: str, parts: Mapping[str, str], like: StandingText | None = None
) -> StandingText:
    """A template of the station's own as it would be kept, not yet looked over as issuing does.

    `like` is the template whose effect it has: what that passes on and does to a venue, this does too. Without one it passes on a
    decision when its words name one, and does nothing to the register. Raises FaultyEntry for a name or parts that make no notice.
    """
    relayed = relays(like) if like else _names_a_decision(parts)
    effect = carries_out(like) if like else ""
    lacking = _faults_of_parts(station, parts)
    # Parts that make no notice are mostly meant for a text there is, whose key was mistyped.
    unknown = [_not_there(station.texts, name)] if lacking else []
    faults = (*(_faults_of_name(station.texts, name) or unknown), *lacking)
    if faults:
        raise FaultyEntry(faults)
    return StandingText(
        name, name, _placeholders(relayed=relayed), dict(parts), {NEEDS_ORDER: relayed, _CARRIES_OUT: effect}
    )


def parts_of_plain(words: str) -> dict[str, str]:
    """The parts of a notice written as plain text, a paragraph a line: title, opening, the points, closing.

    Numbers before the points are taken away, for they are put there anew. Raises Refused where there are too few lines.
    """
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    if len(lines) < _LINES_OF_A_NOTICE:
        raise Refused(
            "新的告知书模板写成纯文本时，一段一行：第一行标题，第二行开头，中间一行一项，最后一行结尾"
        )
    title_line, opening, *points, closing = lines
    unnumbered = "\n".join(_NUMBERED.sub("", point, count=1) for point in points)
    return {"title": title_line, "opening": opening, _POINTS: unnumbered, "closing": closing}


def carries_out(text: StandingText) -> str:
    """What the order that a notice of this text passes on does to a venue: `suspend`, `resume`, or nothing."""
    return str(text.facts.get(_CARRIES_OUT, ""))


def closing_templates(texts: Texts) -> list[str]:
    """The notices that pass on a closure, and that a reopening withdraws."""
    # Whatever day they begin: a notice of any of them may be out.
    every = {**shipped_templates(), **texts.own()}
    return [key for key, text in every.items() if carries_out(text) == "suspend"]


def title(texts: Texts, key: str, facts: dict[str, str], day: date) -> str:
    """The heading of a notice; `facts['addressed_as']` is how its sort of venue is called (网吧 and 棋牌室 are no 娱乐场所)."""
    return fill(texts.on(template_of(texts, key).key, day)["title"], facts)


def paragraphs(texts: Texts, key: str, facts: dict[str, str], day: date) -> list[str]:
    """Opening, numbered points and closing with every placeholder filled; `facts['law']` chooses the points.

    Raises Refused for a law the text has no points for.
    """
    parts = texts.on(template_of(texts, key).key, day)
    return [fill(text, facts) for _, text in laid_out(parts, facts.get("law", ""))]


def laid_out(parts: Mapping[str, str], law: str) -> list[tuple[str, str]]:
    """The paragraphs of a notice in their order, each with the name of its part, nothing filled in yet.

    Raises Refused for a law the text has no points for.
    """
    # One list for all, or one for each law: a chess room must not read of 娱乐场所管理条例 (docs/law.md
    # §2.5).
    name = "points" if parts.get("points") else f"points.{law}"
    if name not in parts:
        raise Refused(f"这份告知书没有《{law}》的内容，请核对场所适用的法规")
    numbered = [
        (name, f"{numeral(place)}、{point.strip()}")
        for place, point in enumerate(parts[name].strip().splitlines(), start=1)
    ]
    return [("opening", parts["opening"]), *numbered, ("closing", parts["closing"])]


def laws_of(parts: Mapping[str, str]) -> list[str]:
    """The laws a text has points for; an empty one where its points are the same for all."""
    return [name.partition(".")[2] for name in parts if name.partition(".")[0] == "points"]


def _placeholders(*, relayed: bool) -> tuple[str, ...]:
    """What the shipped notices fill in; the decision only where one is passed on."""
    known = [
        name
        for text in shipped_templates().values()
        if relayed or not relays(text)
        for name in text.placeholders
    ]
    return tuple(dict.fromkeys(known))


def _names_a_decision(parts: Mapping[str, str]) -> bool:
    of_a_decision = set(_placeholders(relayed=True)) - set(_placeholders(relayed=False))
    return any(f"{{{name}}}" in words for words in parts.values() for name in of_a_decision)


def _faults_of_name(texts: Texts, name: str) -> list[Fault]:
    if not _NAME.fullmatch(name):
        return [Fault("key", "模板名称写 1 至 20 个字，用汉字、字母和数字，不留空格")]
    if any(name in (text.key, text.use) for text in (*shipped_texts().values(), *texts.own().values())):
        return [Fault("key", f"已经有“{name}”这段固定文字，请另起一个名称")]
    return []


def _not_there(texts: Texts, name: str) -> Fault:
    known = "、".join((*sorted(shipped_texts()), *texts.own()))
    return Fault("key", f"没有“{name}”这段固定文字，已有的：{known}；要新建告知书模板的，各段要写全")


def _faults_of_parts(station: Station, parts: Mapping[str, str]) -> list[Fault]:
    """What a notice lacks, and what would never be printed: points under a law that no sort of venue has."""
    # Ended categories too: a venue keeps its category, and its law, until somebody gives it another.
    laws = {str(term.facts.get("law")) for term in station.vocabularies.every("venue_category")}
    known = {*_FRAME, _POINTS, *(f"{_POINTS}.{law}" for law in laws)}
    lacking = [name for name in _FRAME if name not in parts]
    if not laws_of(parts):
        lacking.append(_POINTS)
    unknown = [
        name
        for name in parts
        if name not in known or (name != _POINTS and _POINTS in parts and name not in _FRAME)
    ]
    return [
        *(Fault(name, f"新的告知书模板还缺“{part_words(name)}”（{name}）这一段") for name in lacking),
        *(Fault(name, f"告知书里用不上“{name}”这一段，可用：{'、'.join(sorted(known))}") for name in unknown),
    ]
