"""Commands on the facts of a case: withdraw, reinstate, replace-step, and history, which tells what became of them."""

from __future__ import annotations

import argparse

from ..cases import Case, load
from ..cases.attachments import withdraw_attachment
from ..cases.facts.changes import CaseChange, changes_of
from ..cases.facts.changes_sheet import TITLE, changes_sheet
from ..cases.facts.whole_cases import bring_back_case, withdraw_case
from ..cases.facts.withdrawing import TakenBack, bring_back_step, replace_step, withdraw_step
from ..cases.links import links_of, unlink
from ..kinds import KINDS, kind_of
from ..problems import Unknown, WrongUsage
from ..station.handing_out import hand_out_file
from ..station.rights import Right
from .command import (
    Command,
    CommandRun,
    Outcome,
    number_option,
    outgoing_options,
    read_entry,
    typeset,
    whole_number,
)

_ASKS = (Right.WITHDRAW_OWN, Right.WITHDRAW_DECISION, Right.WITHDRAW)
_GIVES = (
    '`{"state", "withdrawn": [POSITION…], "corrects_closed"}`; refused with `"blocking": '
    '[{"position", "title"} \\| {"document"} \\| {"kind", "number", "title"}]`.'
)


def _reason_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reason", required=True, metavar="TEXT", help="理由")


def _withdraw_options(parser: argparse.ArgumentParser) -> None:
    number_option(parser)
    parser.add_argument("--step", type=whole_number, metavar="POSITION", help="第几步；不写就是整件")
    parser.add_argument("--attachment", metavar="SHA", help="撤回这个附件，写它的校验和或者开头八位以上")
    parser.add_argument("--link", metavar="NUMBER", help="撤回与这一件的关联")
    parser.add_argument("--with-later", action="store_true", help="后面不再成立的一并撤回")
    _reason_option(parser)


def _withdraw(run: CommandRun) -> Outcome:
    options, kind = run.options, kind_of(run.options.kind)
    if sum(named is not None for named in (options.step, options.attachment, options.link)) > 1:
        raise WrongUsage("--step、--attachment、--link 只能写一个")
    if options.attachment is not None or options.link is not None:
        return _withdraw_beside(run, load(run.station, kind, options.number))
    if options.step is None:
        back = withdraw_case(
            run.station,
            KINDS,
            kind,
            options.number,
            options.reason,
            run.act,
            with_later=options.with_later,
        )
        return _outcome(back, f"{back.case.number} 已撤回")
    back = withdraw_step(
        run.station,
        kind,
        options.number,
        options.step,
        options.reason,
        run.act,
        with_later=options.with_later,
    )
    return _outcome(back, f"{back.case.number} 已撤回第 {'、'.join(map(str, back.positions))} 步")


def _withdraw_beside(run: CommandRun, case: Case) -> Outcome:
    """A file or a link of a case, which stand beside its timeline."""
    station, options = run.station, run.options
    data: dict[str, object] = {"state": case.state, "withdrawn": [], "corrects_closed": False}
    if options.attachment is not None:
        gone = withdraw_attachment(station, case, options.attachment, options.reason, run.act)
        return Outcome({**data, "attachment": gone.sha256}, f"{case.number} 已撤回附件“{gone.title}”")
    found = [link for link in links_of(station, case) if link.other_number == options.link]
    if not found:
        raise Unknown(f"{case.number} 没有与 {options.link} 的关联，或者已经撤销")
    for link in found:
        unlink(station, case, link.key, options.reason, run.act)
    return Outcome({**data, "link": options.link}, f"{case.number} 与 {options.link} 的关联已撤销")


def _reinstate_options(parser: argparse.ArgumentParser) -> None:
    number_option(parser)
    parser.add_argument("--step", type=whole_number, metavar="POSITION", help="第几步；不写就是整件")
    _reason_option(parser)


def _reinstate(run: CommandRun) -> Outcome:
    options, kind = run.options, kind_of(run.options.kind)
    if options.step is None:
        back = bring_back_case(run.station, kind, options.number, options.reason, run.act)
    else:
        back = bring_back_step(run.station, kind, options.number, options.step, options.reason, run.act)
    data = {
        "state": back.case.state,
        "reinstated": list(back.positions),
        "corrects_closed": back.corrects_closed,
    }
    return Outcome(data, f"{back.case.number} 已恢复，现在{back.case.state}{_closed_words(back)}")


def _replace_options(parser: argparse.ArgumentParser) -> None:
    number_option(parser)
    parser.add_argument("--step", required=True, type=whole_number, metavar="POSITION", help="第几步")
    parser.add_argument("--entry", required=True, metavar="FILE.json", help="改成的内容")
    _reason_option(parser)


def _replace(run: CommandRun) -> Outcome:
    options = run.options
    entry = read_entry(options.entry)
    back = replace_step(
        run.station, kind_of(options.kind), options.number, options.step, entry, options.reason, run.act
    )
    return _outcome(back, f"{back.case.number} 第 {options.step} 步已改", position=back.entered)


def _outcome(back: TakenBack, sentence: str, **more: int) -> Outcome:
    data: dict[str, object] = {
        "state": back.case.state,
        "withdrawn": list(back.positions),
        "corrects_closed": back.corrects_closed,
        **more,
    }
    return Outcome(data, f"{sentence}，现在{back.case.state}{_closed_words(back)}")


def _closed_words(back: TakenBack) -> str:
    return "；所在月份已经封账，下一期汇报会写明更正" if back.corrects_closed else ""


def _history_options(parser: argparse.ArgumentParser) -> None:
    number_option(parser)
    parser.add_argument("--to", default=None, metavar="FILE.pdf", help="另印成一份，写到哪里")
    outgoing_options(parser)


def _history(run: CommandRun) -> Outcome:
    options = run.options
    out = run.outgoing(options.to) if options.to is not None else None
    run.sign_in()
    case = load(run.station, kind_of(options.kind), options.number)
    changes = changes_of(run.station, case)
    if out is not None:
        made = typeset(run, changes_sheet(run.station, case, run.act))
        what = case.kind.handed(case.number, TITLE)
        hand_out_file(run.station, run.act, what, out, made.pdf)
    return Outcome({"changes": [each.as_data() for each in changes]}, "\n".join(map(_sentence, changes)))


def _sentence(change: CaseChange) -> str:
    """`2026-11-21 09:30　民警甲　更正　风险等级：一般 → 较高（又有威胁）`."""
    at = change.at[:16].replace("T", " ")
    why = f"（{change.reason}）" if change.reason else ""
    return f"{at}　{change.by}　{change.verb}　{change.label}：{change.words}{why}"


COMMANDS = (
    Command("withdraw", "撤回一步或者整件", _withdraw_options, _withdraw, _ASKS, gives=_GIVES),
    Command(
        "reinstate",
        "恢复撤回的一步或者整件",
        _reinstate_options,
        _reinstate,
        _ASKS,
        gives='`{"state", "reinstated": [POSITION…], "corrects_closed"}`: with what was taken back together with it.',
    ),
    Command(
        "replace-step",
        "一步改为另外的内容",
        _replace_options,
        _replace,
        _ASKS,
        gives='`{"state", "position", "withdrawn": [POSITION], "corrects_closed"}`: the new step stands at the place of the old one.',
    ),
    Command(
        "history",
        "更改记录：改了什么、谁、何时、为什么",
        _history_options,
        _history,
        (Right.PRINT,),
        gives='`{"changes": [{"at", "by", "verb", "field", "label", "old", "new", "reason", "act", "position"}]}` in words, the oldest first: what one act changed has one `act`, `position` is the step it tells of (0: none).',
    ),
)
