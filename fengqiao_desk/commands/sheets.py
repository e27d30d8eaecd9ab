"""Commands on tables: import with its mapping and its undoing, import-template, export; for every kind, from its declared fields."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ..exchange import importing, sheets
from ..exchange import imports as on_record
from ..exchange.bad_cells import bad_cells_workbook
from ..exchange.exporting import export
from ..exchange.importing import FaultySheet, Imported
from ..kinds import kind_of
from ..station.rights import Right
from ..station.station import EntryChoices
from .command import (
    Command,
    CommandRun,
    Outcome,
    kind_option,
    no_options,
    outgoing_options,
    overwrite_option,
    read_object,
    whole_number,
)

_MOST_SHOWN = 5


def _file_options(parser: argparse.ArgumentParser) -> None:
    kind_option(parser)
    parser.add_argument("file", metavar="FILE.xlsx", help="表格文件（.xlsx、.xls、.ods、.csv）")


def _import_options(parser: argparse.ArgumentParser) -> None:
    _file_options(parser)
    parser.add_argument("--dry-run", action="store_true", help="只检查，不登记")
    parser.add_argument(
        "--map", metavar="FILE.json", help="列与栏目的对应，见 import-map；不写的用上次的或者猜的"
    )
    parser.add_argument(
        "--faults", metavar="FILE.xlsx", help="有不能导入的单元格时，另存为一份标出它们的表格"
    )
    overwrite_option(parser)


def _import(run: CommandRun) -> Outcome:
    options = run.options
    kind, path = kind_of(options.kind), Path(options.file)
    faults = run.file(options.faults) if options.faults else None
    given = read_object(options.map, '{"columns": {"表头": "栏目名"}}') if options.map else None
    opened = importing.open_import(run.station, kind, path, run.act, given)
    try:
        done = importing.import_cases(run.station, kind, opened, run.act, options.dry_run)
    except FaultySheet as faulty:
        if faults is not None:
            faults.write_unrecorded(bad_cells_workbook(opened, faulty.bad))
        raise
    return Outcome(_import_data(done), _sentence(done, kind.noun))


def _import_data(done: Imported) -> dict[str, object]:
    return {
        "imported": 0 if done.dry_run else len(done.numbers),
        "rows": len(done.numbers),
        "finished": done.finished,
        "dry_run": done.dry_run,
        "import": done.key,
        "remembered": done.opened.remembered,
        "numbers": [] if done.dry_run else list(done.numbers),
        "skipped": [{"row": row, "why": why} for row, why in done.skipped],
        "duplicates": [
            {"row": each.row, "code": each.code, "message": each.sentence} for each in done.duplicates
        ],
        "same_file": [each.as_data() for each in done.same_file],
        "mapping": done.opened.mapping.as_data(),
    }


def _sentence(done: Imported, noun: str) -> str:
    words = [
        f"检查过了，{done.in_words(noun)}都可以导入"
        if done.dry_run
        else f"已导入 {done.in_words(noun)}，第{done.key}次导入"
    ]
    if done.skipped:
        rows = "、".join(f"第{row}行{why}" for row, why in done.skipped[:_MOST_SHOWN])
        words.append(f"跳过 {len(done.skipped)} 行：{rows}")
    words += [f"注意：{each.sentence}" for each in done.duplicates[:_MOST_SHOWN]]
    if len(done.duplicates) > _MOST_SHOWN:
        words.append(f"……可能重复的共 {len(done.duplicates)} 行")
    words += [
        f"注意：同一个文件已在 {each.imported_at[:10]} 导入过（第{each.key}次）" for each in done.same_file
    ]
    return "\n".join(words)


def _map_options(parser: argparse.ArgumentParser) -> None:
    _file_options(parser)
    parser.add_argument("--to", metavar="FILE.json", help="写到这个文件，改过以后用 import 的“--map”读入")
    overwrite_option(parser)


def _map(run: CommandRun) -> Outcome:
    options = run.options
    target = run.file(options.to) if options.to else None
    opened = importing.open_import(run.station, kind_of(options.kind), Path(options.file), run.act)
    data = opened.mapping.as_data()
    for column in opened.columns:
        data["columns"].setdefault(column.heading, "")
    if target is not None:
        path = target.write_unrecorded(json.dumps(data, ensure_ascii=False, indent=2).encode())
        return Outcome({**data, "path": str(path)}, f"已写好列的对应：{path}")
    return Outcome(data, json.dumps(data, ensure_ascii=False, indent=2))


def _imports(run: CommandRun) -> Outcome:
    run.sign_in()
    found = on_record.imports(run.station)
    lines = [
        f"第{each.key}次　{each.imported_at[:16].replace('T', ' ')}　{each.imported_by}　{each.file}　"
        f"{each.cases} 件（{each.first_number} 至 {each.last_number}）"
        + (f"　已撤销：{each.undone_why}" if each.undone_at else "")
        for each in found
    ]
    return Outcome({"imports": [each.as_data() for each in found]}, "\n".join(lines) or "还没有导入过")


def _undo_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="N", type=whole_number, help="第几次导入，见 imports")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="撤销的原因（会留下记录）")


def _undo(run: CommandRun) -> Outcome:
    options = run.options
    undone = on_record.undo_import(run.station, options.number, options.reason, run.act)
    return Outcome(undone.as_data(), f"已撤销第{undone.key}次导入的 {undone.cases} 件，编号不再使用")


def _template(run: CommandRun) -> Outcome:
    kind, target = kind_of(run.options.kind), run.file(run.options.file)
    run.sign_in()
    choices = EntryChoices(run.station, run.act)
    path = target.write_unrecorded(sheets.template(kind, choices))
    return Outcome({"path": str(path)}, f"已写好{kind.noun}的导入模板：{path}")


def _template_options(parser: argparse.ArgumentParser) -> None:
    _file_options(parser)
    overwrite_option(parser)


def _export_options(parser: argparse.ArgumentParser) -> None:
    _file_options(parser)
    outgoing_options(parser)
    parser.add_argument("--purpose", required=True, metavar="TEXT", help="用途（会留下记录）")


def _export(run: CommandRun) -> Outcome:
    options, out = run.options, run.outgoing(run.options.file)
    kind = kind_of(options.kind)
    made = export(run.station, kind, options.purpose, run.act, out)
    sentence = f"已导出 {made.cases} {kind.measure}{kind.noun}：{made.path}"
    sealed = f"；依法封存的 {made.sealed} 件没有导出" if made.sealed else ""
    data = {"exported": made.cases, "sealed": made.sealed, "path": str(made.path)}
    return Outcome(data, sentence + sealed)


COMMANDS = (
    Command(
        "import",
        "从 Excel 导入，全部成功或全不导入",
        _import_options,
        _import,
        (Right.IMPORT, Right.RECORD),
        gives='`{"imported", "rows", "finished", "dry_run", "import", "remembered", "numbers", "skipped", "duplicates", "same_file", "mapping"}`: all rows or none, every bad cell listed.',
    ),
    Command(
        "import-map",
        "看一个旧台账的列会怎样对应栏目",
        _map_options,
        _map,
        gives='The mapping that `import --map` takes, with `"columns": {HEADING: FIELD}`.',
    ),
    Command("import-template", "得到一种案件的导入模板", _template_options, _template, gives='`{"path"}`.'),
    Command(
        "import-undo",
        "撤销整批导入，编号不再使用",
        _undo_options,
        _undo,
        (Right.UNDO_IMPORT,),
        gives="The import as `imports` lists it.",
    ),
    Command("imports", "列出历次导入", no_options, _imports, gives='`{"imports"}`, the newest first.'),
    Command(
        "export",
        "导出一种案件的全部记录到 Excel，文件名以 .csv 结尾的导出为 CSV",
        _export_options,
        _export,
        (Right.EXPORT,),
        gives='`{"exported", "sealed", "path"}`.',
    ),
)
