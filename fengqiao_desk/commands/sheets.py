"""Commands on Excel: import, import-template, export; for every kind, from its declared fields."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..exchange import comma_text, sheet_reading, sheets
from ..kinds import kind_of
from ..station.station import EntryChoices
from .command import Command, Outcome, Session, kind_option, write_file


def _file_options(parser: argparse.ArgumentParser) -> None:
    kind_option(parser)
    parser.add_argument("file", metavar="FILE.xlsx", help="表格文件")


def _import_options(parser: argparse.ArgumentParser) -> None:
    _file_options(parser)
    parser.add_argument("--dry-run", action="store_true", help="只检查，不登记")


def _import(session: Session) -> Outcome:
    options = session.options
    kind = kind_of(options.kind)
    done = sheet_reading.import_cases(session.station, kind, Path(options.file), session.act, options.dry_run)
    count = len(done.numbers)
    data = {"imported": 0 if done.dry_run else count, "rows": count, "dry_run": done.dry_run}
    told = f"检查了 {count} 行，都可以导入" if done.dry_run else f"已导入 {count} 件{kind.noun}"
    return Outcome({**data, "numbers": [] if done.dry_run else list(done.numbers)}, told)


def _template(session: Session) -> Outcome:
    kind = kind_of(session.options.kind)
    session.sign_in()
    choices = EntryChoices(session.station, session.act)
    path = write_file(session.options.file, sheets.template(kind, choices))
    return Outcome({"path": str(path)}, f"已写好{kind.noun}的导入模板：{path}")


def _export_options(parser: argparse.ArgumentParser) -> None:
    _file_options(parser)
    parser.add_argument("--purpose", required=True, metavar="TEXT", help="用途（会留下记录）")


def _export(session: Session) -> Outcome:
    options = session.options
    kind = kind_of(options.kind)
    with session.station.writing():  # a place that cannot be written leaves no trace of an export
        as_text = Path(options.file).suffix.lower() == ".csv"
        write = comma_text.comma_text if as_text else sheets.workbook
        made = sheets.export(session.station, kind, options.purpose, session.act, write)
        path = write_file(options.file, made.content)
    told = f"已导出 {made.cases} 件{kind.noun}：{path}"
    sealed = f"；依法封存的 {made.sealed} 件没有导出" if made.sealed else ""
    return Outcome({"exported": made.cases, "sealed": made.sealed, "path": str(path)}, told + sealed)


COMMANDS = (
    Command("import", "从 Excel 导入，全部成功或全不导入", _import_options, _import),
    Command("import-template", "得到一种案件的导入模板", _file_options, _template),
    Command(
        "export", "导出一种案件的全部记录到 Excel，文件名以 .csv 结尾的导出为 CSV", _export_options, _export
    ),
)
