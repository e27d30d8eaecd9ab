"""Commands on the words the station chooses from: words list, add, change, end."""

from __future__ import annotations

import argparse

from ..cases.words import change_word
from ..fields import Row
from ..kinds import KINDS
from ..problems import Unknown
from ..station.rights import Right
from ..station.term_facts import add_word, facts_of, shown
from ..station.vocabularies import Term, Vocabulary, shipped
from .command import Command, CommandRun, Outcome, read_object


def _list_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "vocabulary", nargs="?", default=None, metavar="VOCABULARY", help="哪个词表（不写则列出全部词表）"
    )
    parser.add_argument("--all", action="store_true", help="也列出停用的词和以前的栏目")


def _list(run: CommandRun) -> Outcome:
    run.sign_in()
    if run.options.vocabulary is None:
        lines = "\n".join(f"{known.key}　{known.title}" for known in shipped().values())
        return Outcome({"vocabularies": [_title_data(known) for known in shipped().values()]}, lines)
    known = _vocabulary(run.options.vocabulary)
    words = run.station.vocabularies
    terms = words.every(known.key) if run.options.all else words.on(known.key, run.today)
    data = {**_title_data(known), "words": [_term_data(term) for term in terms]}
    return Outcome(data, "\n".join(_line(known.key, term) for term in terms))


def _vocabulary(key: str) -> Vocabulary:
    known = shipped()
    if key not in known:
        names = "、".join(f"{each.key}（{each.title}）" for each in known.values())
        raise Unknown(f"没有“{key}”这个词表，可用：{names}")
    return known[key]


def _title_data(known: Vocabulary) -> dict[str, object]:
    facts = [
        {"name": field.name, "label": field.label, "kind": field.kind.key, "required": field.required}
        for field in facts_of(known.key)
    ]
    return {"key": known.key, "title": known.title, "fixed": known.fixed, "facts": facts}


def _term_data(term: Term) -> dict[str, object]:
    return {"word": term.label, "from": term.valid_from, "until": term.valid_to, "facts": term.facts}


def _line(vocabulary: str, term: Term) -> str:
    facts = "　".join(f"{name}：{value}" for name, value in shown(vocabulary, term.facts))
    ended = f"　{term.valid_to} 起停用" if term.valid_to else ""
    return f"{term.label}　{facts}{ended}".rstrip("　")


def _word_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("vocabulary", metavar="VOCABULARY", help="哪个词表，见 words list")
    parser.add_argument("word", metavar="WORD", help="词")


def _add_options(parser: argparse.ArgumentParser) -> None:
    _word_options(parser)
    parser.add_argument("--from", dest="begins", required=True, metavar="DATE", help="从哪一天起可以选")
    parser.add_argument("--entry", default=None, metavar="FILE.json", help="这个词的栏目，见 words list")


def _add(run: CommandRun) -> Outcome:
    options = run.options
    known = _vocabulary(options.vocabulary)
    add_word(run.station, known.key, options.word, options.begins, _facts(options.entry), run.act)
    return _outcome(run, known, f"已增加“{options.word}”，自 {options.begins} 起可以选")


def _change_options(parser: argparse.ArgumentParser) -> None:
    _word_options(parser)
    parser.add_argument("--from", dest="begins", required=True, metavar="DATE", help="从哪一天起这样算")
    parser.add_argument(
        "--entry", required=True, metavar="FILE.json", help="要改的栏目，不写的不变，写“null”的去掉"
    )


def _change(run: CommandRun) -> Outcome:
    options, station = run.options, run.station
    known = _vocabulary(options.vocabulary)
    now = station.vocabularies.facts(known.key, options.word)
    facts = {
        **{field.name: now.get(field.name) for field in facts_of(known.key)},
        **_facts(options.entry),
    }
    again = change_word(station, KINDS, known.key, options.word, options.begins, facts, run.act)
    sentence = f"已更改“{options.word}”，自 {options.begins} 起，重新计算 {again} 件案件的期限"
    return _outcome(run, known, sentence)


def _end_options(parser: argparse.ArgumentParser) -> None:
    _word_options(parser)
    parser.add_argument("--from", dest="ends", required=True, metavar="DATE", help="从哪一天起不再能选")


def _end(run: CommandRun) -> Outcome:
    options = run.options
    known = _vocabulary(options.vocabulary)
    run.station.vocabularies.end(known.key, options.word, options.ends, run.act)
    return _outcome(run, known, f"已停用“{options.word}”，自 {options.ends} 起，旧记录保留")


def _outcome(run: CommandRun, known: Vocabulary, sentence: str) -> Outcome:
    """The word as it stands last."""
    word = run.options.word.strip()
    terms = [term for term in run.station.vocabularies.every(known.key) if term.label == word]
    return Outcome({"vocabulary": known.key, **(_term_data(terms[-1]) if terms else {})}, sentence)


def _facts(path: str | None) -> Row:
    return read_object(path, '{"栏目名": 值}') if path else {}


COMMANDS = (
    Command(
        "words list",
        "列出词表，或一个词表里的词",
        _list_options,
        _list,
        gives='`{"vocabularies": [{"key", "title", "fixed", "facts": [{"name", "label", "kind", "required"}]}]}`; of one VOCABULARY also `"words": [{"word", "from", "until", "facts"}]`.',
    ),
    Command(
        "words add",
        "增加一个词",
        _add_options,
        _add,
        (Right.CHANGE_WORDS,),
        gives='`{"vocabulary", "word", "from", "until", "facts"}`.',
    ),
    Command(
        "words change",
        "从某一天起更改一个词的栏目，以前的不变",
        _change_options,
        _change,
        (Right.CHANGE_WORDS,),
        gives='`{"vocabulary", "word", "from", "until", "facts"}`; facts that the entry leaves out stay, null takes one away.',
    ),
    Command(
        "words end",
        "停用一个词，旧记录保留",
        _end_options,
        _end,
        (Right.CHANGE_WORDS,),
        gives='`{"vocabulary", "word", "from", "until", "facts"}`.',
    ),
)
