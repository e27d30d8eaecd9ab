"""Commands on the standing wording of papers: texts, texts show, save and check."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from pathlib import Path

from ..cases.wording import begin_wording, refused_wording, save_wording
from ..kinds import KINDS
from ..notices.templates import new_template, parts_of_plain, template_of, unnamed_template
from ..problems import Fault, FaultyEntry, Refused
from ..station.rights import Right
from ..station.text_words import part_words, text_title
from ..station.texts import StandingText, TextVersion, shipped_text, shipped_texts
from ..store.sources import read_text
from .command import LARGEST_ENTRY, Command, CommandRun, Outcome, no_options, parse_argument_day, read_entry

_ALONE = "text"
"""How the one part of a plain text is called that belongs to no text yet."""
_JSON_OBJECT = re.compile(r'\s*\{\s*["}]')
"""How a file of parts begins; a wording may begin with a placeholder."""


def _list(run: CommandRun) -> Outcome:
    run.sign_in()
    today = run.today.isoformat()
    data, lines = [], []
    for text in (*shipped_texts().values(), *run.station.texts.own().values()):
        versions = run.station.texts.versions(text.key)
        begun = [version for version in versions if version.valid_from <= today]
        data.append(_overview(text, versions, begun))
        whose = f"本所文字，{begun[-1].valid_from} 起" if begun else "出厂文字"
        lines.append(f"{text.key}　{text_title(text)}　{whose}")
    return Outcome({"texts": data}, "\n".join(lines))


def _overview(text: StandingText, versions: list[TextVersion], begun: list[TextVersion]) -> dict[str, object]:
    """A text by its parts and by the station's own versions; `begun` are those of them that hold or held."""
    return {
        "key": text.key,
        "title": text_title(text),
        "parts": list(text.parts),
        "placeholders": list(text.placeholders),
        "own_from": begun[-1].valid_from if begun else None,
        "saved_by": begun[-1].saved_by if begun else None,
        "later": [version.valid_from for version in versions if version not in begun],
    }


def _key_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", metavar="KEY", help="哪一段固定文字，见 texts")


def _show_options(parser: argparse.ArgumentParser) -> None:
    _key_option(parser)
    parser.add_argument("--on", default=None, metavar="YYYY-MM-DD", help="哪一天的文字（默认今天）")


def _show(run: CommandRun) -> Outcome:
    run.sign_in()
    options, texts = run.options, run.station.texts
    text = texts.of(options.key)
    day = parse_argument_day(options.on, "--on") if options.on else run.today
    parts = texts.on(text.key, day)
    data = {
        "key": text.key,
        "title": text_title(text),
        "placeholders": list(text.placeholders),
        "on": day.isoformat(),
        "parts": parts,
        "shipped": dict(text.parts) if text.key in shipped_texts() else {},
        "versions": [_version_data(version) for version in texts.versions(text.key)],
    }
    lines = "\n".join(f"【{part_words(name)}】{name}\n{words.strip()}" for name, words in parts.items())
    return Outcome(data, lines)


def _version_data(version: TextVersion) -> dict[str, object]:
    return {
        "from": version.valid_from,
        "parts": dict(version.parts),
        "saved_at": version.saved_at,
        "saved_by": version.saved_by,
    }


def _save_options(parser: argparse.ArgumentParser) -> None:
    _key_option(parser)
    _file_option(parser)
    parser.add_argument("--from", dest="begins", required=True, metavar="DATE", help="从哪一天起签发的文书用")
    parser.add_argument(
        "--like", default="", metavar="KEY", help="新的告知书模板照哪个模板办：转告谁的决定，登记什么"
    )


def _file_option(parser: argparse.ArgumentParser) -> None:
    words = "新的文字：JSON 里一段一项，不写的段不变；只有一段的，写成纯文本也可以"
    parser.add_argument("--file", required=True, metavar="FILE", help=words)


def _save(run: CommandRun) -> Outcome:
    """A key that nothing has yet is the name of a new notice template."""
    options, station = run.options, run.station
    known = _known(run)
    text = known or _new(run)
    if known is None:
        begins, parts = begin_wording(station, KINDS, text, options.begins, run.act), dict(text.parts)
    elif options.like:
        raise Refused("--like 只用于新的告知书模板，这段固定文字已经有了")
    else:
        parts = _parts_in(options.file, known)
        begins = save_wording(station, KINDS, known.key, parts, options.begins, run.act)
    data = {"key": text.key, "from": begins, "parts": list(parts), "new": known is None}
    saved = "已保存" if known else "已新建告知书模板"
    return Outcome(data, f"{saved}：{text_title(text)}，{begins} 起签发的文书用这段文字，以前签发的不变")


def _known(run: CommandRun) -> StandingText | None:
    """The text that is meant; None where the key names none."""
    key = run.options.key
    return shipped_texts().get(key) or run.station.texts.own().get(key)


def _new(run: CommandRun) -> StandingText:
    """The template of the station's own that a file makes under a key that nothing has yet."""
    parts = _parts_in(run.options.file, None)
    if list(parts) == [_ALONE]:
        parts = parts_of_plain(parts[_ALONE])
    like = getattr(run.options, "like", "")  # `texts check` has no such option
    pattern = template_of(run.station.texts, like) if like else None
    return new_template(run.station, run.options.key, parts, pattern)


def _check_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "key",
        nargs="?",
        default=None,
        metavar="KEY",
        help="按哪一段固定文字检查（默认按告知书）；还没有的名称按新的告知书模板检查",
    )
    _file_option(parser)


def _check(run: CommandRun) -> Outcome:
    text, whole = _looked_over(run)
    refused = refused_wording(KINDS, text, whole, run.today)
    data = {
        "ok": not refused,
        "refused": [{"part": each.part, "words": each.words, "why": each.why} for each in refused],
    }
    lines = "\n".join(each.why for each in refused)
    return Outcome(data, lines or "可以签发，没有不能写的话", 1 if refused else 0)


def _looked_over(run: CommandRun) -> tuple[StandingText, Mapping[str, str]]:
    """The text a file is of, with its parts as they would stand: without a key a notice, under a new key a new template."""
    options = run.options
    if not options.key:
        parts = _parts_in(options.file, None)
        return unnamed_template(parts), parts
    if not options.data:
        text = shipped_text(options.key)
        return text, {**text.parts, **_parts_in(options.file, text)}
    run.sign_in()
    if (known := _known(run)) is None:
        new = _new(run)
        return new, new.parts
    return known, {**run.station.texts.on(known.key, run.today), **_parts_in(options.file, known)}


def _parts_in(path: str, text: StandingText | None) -> dict[str, str]:
    """The parts of a file: JSON as `texts show` prints it, or its parts alone; plain text where there is but one part."""
    words = read_text(Path(path), LARGEST_ENTRY)
    if _JSON_OBJECT.match(words):
        return _json_parts(read_entry(path))
    if text is None:
        return {_ALONE: words}
    if len(text.parts) > 1:
        known = "、".join(text.parts)
        raise Refused(f"“{text_title(text)}”有 {len(text.parts)} 段（{known}），请写成 JSON，一段一项")
    return {next(iter(text.parts)): words}


def _json_parts(entry: object) -> dict[str, str]:
    parts = entry.get("parts", entry) if isinstance(entry, dict) else entry
    if (
        not isinstance(parts, dict)
        or not parts
        or not all(isinstance(words, str) for words in parts.values())
    ):
        raise FaultyEntry((Fault("", '文字应写成 {"opening": "……", "closing": "……"} 的样子'),))
    return parts


COMMANDS = (
    Command(
        "texts",
        "列出文书里的固定文字，本所改过的写明从哪天起",
        no_options,
        _list,
        gives='`{"texts": [{"key", "title", "parts", "placeholders", "own_from", "saved_by", "later"}]}`.',
    ),
    Command(
        "texts show",
        "一段固定文字的各段和版本",
        _show_options,
        _show,
        gives='`{"key", "title", "placeholders", "on", "parts": {PART: WORDS}, "shipped", "versions": [{"from", "parts", "saved_at", "saved_by"}]}`.',
    ),
    Command(
        "texts save",
        "保存固定文字的新版本，旧文书不变",
        _save_options,
        _save,
        (Right.CHANGE_TEXTS,),
        gives='`{"key", "from", "parts", "new"}`. FILE is JSON of the parts as `texts show` prints them, or plain text for a text of one part. A KEY that nothing has yet is the name of a new notice template: its file holds `title`, `opening`, `closing` and `points` (or `points.LAW` for each law), or is plain text of a paragraph a line (title, opening, points, closing). `--like` is the template whose effect it has (what it passes on, what `--carry-out` does); without it the new one passes on a decision when its words name one (`{order_organ}`, `{order_number}`, `{effective_at}`, `{scope}`). What issuing would refuse is refused, each fault beside its part.',
    ),
    Command(
        "texts check",
        "像签发时一样检查一段文字，不能写的逐条列出",
        _check_options,
        _check,
        gives='`{"ok", "refused": [{"part", "words", "why"}]}`, 1 when it refuses. Without KEY the file is looked over as a notice that may pass on a decision; needs no folder.',
    ),
)
