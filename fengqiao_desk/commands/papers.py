"""Commands on documents: document issue, draft, void, reprint, and the register."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from ..cases import (
    check_document,
    confirm_document,
    draft_document,
    issue_document,
    load,
    replace_document,
    void_document,
)
from ..cases.binding import BOUND
from ..documents import register
from ..documents.files import sha256_of
from ..documents.register_book import book_of, register_book
from ..kinds import KINDS, kind_of
from ..problems import Refused, Unknown, WrongUsage
from ..station.handing_out import hand_out_file
from ..station.rights import Right
from .command import (
    Command,
    CommandRun,
    Outcome,
    kind_option,
    number_option,
    outgoing_options,
    target_option,
    typeset,
    whole_number,
)


def _document_options(parser: argparse.ArgumentParser) -> None:
    number_option(parser)
    parser.add_argument("document", metavar="DOCUMENT", help="文书，见 kinds")
    target_option(parser)


def _issue(run: CommandRun) -> Outcome:
    options, out = run.options, run.outgoing(run.options.to)
    station, kind, act = run.station, kind_of(options.kind), run.act
    with station.writing():  # a place that cannot be written takes no number
        issued = issue_document(station, kind, options.number, options.document, act)
        pdf = register.stored_pdf(station, issued.number)
        path = hand_out_file(station, act, register.copy_of(issued.number), out, pdf)
    data = {"number": issued.number, "sha256": issued.sha256, "path": str(path), "pages": issued.pages}
    return Outcome(data, f"已签发 {issued.number}《{issued.title}》，共 {issued.pages} 页：{path}")


def _draft(run: CommandRun) -> Outcome:
    options, out = run.options, run.outgoing(run.options.to)
    station, kind, act = run.station, kind_of(options.kind), run.act
    with station.writing():
        draft = draft_document(station, kind, options.number, options.document, act)
        what = kind.handed(options.number, options.document)
        path = hand_out_file(station, act, what, out, draft.pdf)
    data = {"number": None, "sha256": sha256_of(draft.pdf), "path": str(path), "pages": draft.pages}
    return Outcome(data, f"草稿共 {draft.pages} 页：{path}")


def _check_options(parser: argparse.ArgumentParser) -> None:
    number_option(parser)
    parser.add_argument("document", metavar="DOCUMENT", help="文书，见 kinds")


def _check(run: CommandRun) -> Outcome:
    options = run.options
    kind = kind_of(options.kind)
    checked = check_document(run.station, kind, options.number, options.document, run.act)
    return Outcome(asdict(checked), f"已核稿：{checked.drafted_by} 拟，{checked.checked_by} 核")


def _replace_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="DOCNUMBER", help="被替换的文号")
    target_option(parser)


def _replace(run: CommandRun) -> Outcome:
    options, out = run.options, run.outgoing(run.options.to)
    station, act = run.station, run.act
    with station.writing():
        issued = replace_document(station, KINDS, options.number, act)
        pdf = register.stored_pdf(station, issued.number)
        path = hand_out_file(station, act, register.copy_of(issued.number), out, pdf)
    data = {"number": issued.number, "sha256": issued.sha256, "path": str(path), "pages": issued.pages}
    return Outcome(
        {**data, "replaces": issued.replaces}, f"已签发 {issued.number}，替换 {issued.replaces}：{path}"
    )


def _void_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="DOCNUMBER", help="文号")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="作废原因")


def _void(run: CommandRun) -> Outcome:
    options = run.options
    voided = void_document(run.station, KINDS, options.number, options.reason, run.act)
    return Outcome(voided.as_data(), f"已作废 {voided.number}，文号保留")


def _confirm_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="DOCNUMBER", help="文号")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="为什么仍然有效")


def _confirm(run: CommandRun) -> Outcome:
    options = run.options
    confirmed = confirm_document(run.station, KINDS, options.number, options.reason, run.act)
    return Outcome(confirmed.as_data(), f"已确认 {confirmed.number} 仍然有效")


def _reprint_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="DOCNUMBER", help="文号")
    target_option(parser)


def _reprint(run: CommandRun) -> Outcome:
    options, out = run.options, run.outgoing(run.options.to)
    station, act = run.station, run.act
    with station.recording():
        # Counted in the same transaction, so that no two prints are the same time.
        printed, pdf = (
            register.print_of(station, options.number),
            register.printed_pdf(station, options.number),
        )
        path = hand_out_file(station, act, printed, out, pdf)
    found = register.find(station, options.number)
    data = {"number": found.number, "sha256": sha256_of(pdf), "path": str(path), "pages": found.pages}
    return Outcome(data, f"{found.number} 存档原件：{path}")


def _register_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", type=whole_number, default=None, metavar="Y", help="只看一年")
    parser.add_argument("--to", default=None, metavar="FILE.pdf", help="把这一年的文书登记簿写到哪里")
    outgoing_options(parser)


def _register(run: CommandRun) -> Outcome:
    options = run.options
    out = run.outgoing(options.to) if options.to is not None else None
    run.sign_in()
    found = register.register(run.station, options.year)
    if out is not None:
        if options.year is None:
            raise WrongUsage("打印文书登记簿要用 --year 指明年份")
        book = typeset(run, register_book(run.station, options.year, run.act))
        hand_out_file(run.station, run.act, book_of(options.year), out, book.pdf)
    lines = "\n".join(
        f"{line.number}　{line.title}　{line.object}　{line.issued_on}　{line.standing_word}"
        for line in found
    )
    return Outcome({"documents": [line.as_data() for line in found]}, f"{lines}\n共 {len(found)} 号")


def _dossier_options(parser: argparse.ArgumentParser) -> None:
    number_option(parser)
    parser.add_argument("--with-history", action="store_true", help="附更改记录")
    target_option(parser)


def _dossier(run: CommandRun) -> Outcome:
    options, out = run.options, run.outgoing(run.options.to)
    station, kind, act = run.station, kind_of(options.kind), run.act
    if kind.bind is None:
        known = "、".join(f"{other.key}（{other.title}）" for other in KINDS if other.bind)
        raise Refused(f"“{kind.title}”没有整卷，可用：{known}")
    with station.recording():
        case = load(station, kind, options.number)
        bound = kind.bind(station, case, act, with_changes=options.with_history)
        path = hand_out_file(station, act, kind.handed(case.number, BOUND), out, bound.pdf)
    sentence = f"卷宗共 {bound.pages} 页：{path}"
    if bound.missing:
        sentence += f"\n还缺：{'、'.join(bound.missing)}"
    return Outcome({"path": str(path), "pages": bound.pages, "missing": bound.missing}, sentence)


def _sheet_options(parser: argparse.ArgumentParser) -> None:
    kind_option(parser)
    parser.add_argument("sheet", metavar="SHEET", help="清单")
    target_option(parser)


def _sheet(run: CommandRun) -> Outcome:
    options, kind = run.options, kind_of(run.options.kind)
    out = run.outgoing(options.to)
    found = next((sheet for sheet in kind.sheets if sheet.key == options.sheet), None)
    if found is None:
        known = "、".join(f"{sheet.key}（{sheet.title}）" for sheet in kind.sheets)
        raise Unknown(f"“{kind.title}”没有“{options.sheet}”这种清单，可用：{known or '无'}")
    made = typeset(run, found.compose(run.station, run.act))
    path = hand_out_file(run.station, run.act, kind.handed_sheet(found), out, made.pdf)
    return Outcome({"path": str(path), "pages": made.pages}, f"{found.title} {made.pages} 页：{path}")


COMMANDS = (
    Command(
        "document issue",
        "签发文书：取号、存档、写出",
        _document_options,
        _issue,
        (Right.ISSUE, Right.RECORD, Right.PRINT),
        gives='`{"number", "sha256", "path", "pages"}`.',
    ),
    Command(
        "document draft",
        "出草稿，不取号",
        _document_options,
        _draft,
        (Right.DRAFT, Right.PRINT),
        gives='`{"number": null, "sha256", "path", "pages"}`.',
    ),
    Command(
        "document check",
        "核稿：记下谁核过草稿",
        _check_options,
        _check,
        (Right.ISSUE,),
        gives="The draft with who drafted and who checked it.",
    ),
    Command(
        "document replace",
        "按案件现在的内容重新签发，旧文号标为已替换",
        _replace_options,
        _replace,
        (Right.ISSUE, Right.PRINT),
        gives='`{"number", "sha256", "path", "pages", "replaces"}`.',
    ),
    Command(
        "document void",
        "作废文书，文号保留",
        _void_options,
        _void,
        (Right.VOID, Right.RECORD),
        gives="The line of the register.",
    ),
    Command(
        "document confirm",
        "依据已变更的文书确认仍然有效",
        _confirm_options,
        _confirm,
        (Right.ISSUE,),
        gives="The line of the register.",
    ),
    Command(
        "document reprint",
        "取出存档原件",
        _reprint_options,
        _reprint,
        (Right.PRINT,),
        gives='`{"number", "sha256", "path", "pages"}`.',
    ),
    Command(
        "register",
        "文书登记",
        _register_options,
        _register,
        (Right.PRINT,),
        gives='`{"documents": [{"number", "kind", "title", "object", "state", "issued_on", "sha256", "basis_changed", …}]}`: every number ever given, never a gap.',
    ),
    Command(
        "document sheet",
        "一种案件的清单，如涉案财物在库清单",
        _sheet_options,
        _sheet,
        (Right.PRINT,),
        gives='`{"path", "pages"}`.',
    ),
    Command(
        "document dossier",
        "整卷：封面、目录、全部文书和附件，连续编页",
        _dossier_options,
        _dossier,
        (Right.BIND, Right.PRINT),
        gives='`{"path", "pages", "missing"}`.',
    ),
)
