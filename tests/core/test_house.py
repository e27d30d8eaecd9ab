"""The house keeps its own rules where no linter looks."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

import fengqiao_desk
from fengqiao_desk.kinds import KINDS

CORE = Path(fengqiao_desk.__file__).parent
WINDOWS = CORE.parent / "ui"


def lines_with(pattern: str, root: Path, *besides: str) -> list[str]:
    found = re.compile(pattern)
    return [
        f"{path.relative_to(root)}:{number}"
        for path in sorted(root.rglob("*.py"))
        if str(path.relative_to(root)) not in besides
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if found.search(line)
    ]


def test_only_the_window_command_knows_the_windows() -> None:
    assert lines_with(r"fengqiao_desk\.ui\b|from \.+ui\b", CORE, "commands/window.py") == []


def test_the_clock_is_read_at_the_outer_door_only() -> None:
    """`time.perf_counter` measures a length and is no clock."""
    clock = r"\b(datetime|date)\.(now|today|utcnow)\(|\btime\.(time|localtime)\("
    assert lines_with(clock, CORE, "commands/__init__.py") == []


def test_a_wording_is_saved_through_the_door_that_looks_it_over() -> None:
    raw = r"\btexts\.save\("
    assert lines_with(raw, CORE, "cases/wording.py") + lines_with(raw, WINDOWS) == []


@pytest.mark.parametrize("forbidden", [r"processEvents\(", r"\.exec\(\)", r"QMessageBox\("])
def test_windows_never_block(forbidden: str) -> None:
    """Message boxes are made in one module; the event loop is run in one place."""
    besides = ("messages.py",) if "MessageBox" in forbidden else ()
    assert lines_with(forbidden, WINDOWS, *besides) == []


@pytest.mark.parametrize("leaves_a_stale_wrapper", [r"HeaderItem\(", r"(?<!def )\bitemAt\("])
def test_no_wrapper_is_kept_that_outlives_its_object(leaves_a_stale_wrapper: str) -> None:
    """Qt frees these without telling PySide: what is made at the freed place later comes back as a wrong type."""
    assert lines_with(leaves_a_stale_wrapper, WINDOWS) == []


def test_only_one_place_remembers_where_the_keyboard_was() -> None:
    """`FormerFocus` asks whether the widget still lives; what is kept elsewhere is used when it is gone."""
    asks_at_once = (
        "cases/detail/case_detail.py",
        "cases/form/body.py",
        "dialogs/lock.py",
        "page_host.py",
        "session.py",
        "venues/receipt_entry.py",
        "widgets/notices.py",
    )
    assert lines_with(r"self\.\w+(: [\w |]+)? = .*focusWidget\(\)", WINDOWS) == []
    assert lines_with(r"\bfocusWidget\b", WINDOWS, *asks_at_once) == []


def test_what_comes_later_names_who_must_live_for_it() -> None:
    """Qt drops a timer's call and a signal's slot with its receiver; a bare function has none and is called all the same."""
    lives_on = r"\b(news\.changed|focusChanged|aboutToQuit|colorSchemeChanged)\.connect\((lambda|partial)"
    assert lines_with(lives_on, WINDOWS) == []
    assert lines_with(r"singleShot\([^,()]+, [^,]*\)$|singleShot\([^,]+, (lambda|partial)", WINDOWS) == []


def test_only_one_place_decides_when_garbage_is_collected() -> None:
    """A collection on the worker's thread finds widgets, too (`running/collecting.py`)."""
    assert lines_with(r"\bimport gc\b|\bgc\.\w+\(", WINDOWS, "running/collecting.py") == []


def test_answers_of_slow_work_are_dropped_at_one_door() -> None:
    """Whether an asker lives is asked by `Background`; here stand the few that keep widgets for another reason."""
    besides = (
        "background.py",
        "running/composing.py",
        "messages.py",
        "dialogs/lock.py",
        "widgets/former_focus.py",
        "cases/detail/attachments_card.py",
    )
    assert lines_with(r"\bQThread|\bQRunnable|\bThread\(|\bfutures\b", WINDOWS, "background.py") == []
    assert lines_with(r"isValid\((?!\))", WINDOWS, *besides) == []


def unpacked(root: Path) -> list[str]:
    """Where a display is written out only to be unpacked at once: `f(**{"name": 1})`, `{**{"a": 1}}`, `f(*(a, b))`."""
    found = []
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            displays: list[ast.expr] = []
            if isinstance(node, ast.Call):
                displays = [given.value for given in node.keywords if given.arg is None]
            elif isinstance(node, ast.Dict):
                displays = [value for key, value in zip(node.keys, node.values, strict=True) if key is None]
            elif isinstance(node, ast.Starred):
                displays = [node.value]
            found += [
                f"{path.relative_to(root)}:{display.lineno}"
                for display in displays
                if isinstance(display, ast.Dict | ast.Tuple | ast.List | ast.Set)
            ]
    return found


@pytest.mark.parametrize("root", [CORE, WINDOWS], ids=lambda root: root.name)
def test_names_are_written_out(root: Path) -> None:
    """What is packed only to be unpacked shortens a line and hides its names from the type checker."""
    assert unpacked(root) == []


def test_a_class_name_stands_for_one_thing() -> None:
    """Kinds do not know each other: the entry of a step is called like its key in the package of its kind (`disputes`' and `goods`' close).

    Every record of peewee has a `Meta`.
    """
    steps = {step.record.__name__ for kind in KINDS for step in kind.steps}
    classes = Counter(
        node.name
        for root in (CORE, WINDOWS)
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert {name for name, count in classes.items() if count > 1} - steps == {"Meta"}


def named(word: str, path: Path) -> list[str]:
    """Where a name of the program, not a word of a sentence, is `word`."""
    return [
        f"{path}:{node.lineno}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name | ast.Attribute | ast.arg | ast.FunctionDef | ast.keyword)
        and word in (getattr(node, part, None) for part in ("id", "attr", "arg", "name"))
    ]


@pytest.mark.parametrize("root", [CORE, WINDOWS, Path(__file__).parents[1]])
def test_nothing_is_called_told(root: Path) -> None:
    """It once was 379 names for a dozen things: what an officer reads, what was audited, what an ending said."""
    assert [place for path in sorted(root.rglob("*.py")) for place in named("told", path)] == []


def test_no_test_depends_on_how_fast_the_machine_is() -> None:
    """Waiting is for what must come (`waitUntil`, `waitSignal` with the patience of all), never for a time."""
    tests = Path(__file__).parent.parent
    measured = [path.relative_to(tests).as_posix() for path in (tests / "bench").rglob("*.py")]
    clock = r"\btime\.(monotonic|perf_counter)\(|qtbot\.wait\(|\bwait(Until|Signal)\(.*timeout=\d|timeout=[1-9]\d?\b"
    assert lines_with(clock, tests, "core/test_house.py", *measured) == []


def test_every_room_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(CORE.parent))
        for root in (CORE, WINDOWS)
        for path in root.rglob("*.py")
        if not path.read_text(encoding="utf-8").lstrip().startswith('"""')
    ]
    assert silent == []


def silent(tree: ast.AST) -> list[str]:
    """Public classes and functions without a docstring; what lies within a function is not public, nor is peewee's Meta."""
    found = []
    for made in getattr(tree, "body", ()):
        if not isinstance(made, ast.FunctionDef | ast.ClassDef) or made.name.startswith("_"):
            continue
        if made.name != "Meta" and not ast.get_docstring(made):
            found.append(made.name)
        if isinstance(made, ast.ClassDef):
            found += [f"{made.name}.{name}" for name in silent(made)]
    return found


@pytest.mark.parametrize("root", [CORE, WINDOWS], ids=lambda root: root.name)
def test_everything_public_says_what_it_is(root: Path) -> None:
    found = {
        str(path.relative_to(root)): silent(ast.parse(path.read_text(encoding="utf-8")))
        for path in root.rglob("*.py")
    }
    assert {name: names for name, names in found.items() if names} == {}


def test_no_room_holds_more_than_a_reader_can_overlook() -> None:
    wide = {
        str(room.relative_to(CORE.parent)): count
        for root in (CORE, WINDOWS)
        for room in (root, *(path for path in root.rglob("*") if path.is_dir()))
        if (count := len(list(room.glob("*.py")))) > 25
    }
    assert wide == {}


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    long = [
        (str(path.relative_to(CORE.parent)), count)
        for root in (CORE, WINDOWS)
        for path in root.rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    ]
    assert long == []


def test_every_verb_of_the_station_takes_an_act() -> None:
    """Who and when as loose texts asked nobody's right."""
    assert lines_with(r"\bat: str, by: str\b|\"at\": at, \"by\": by", CORE / "station") == []


def test_files_are_written_at_one_door() -> None:
    """What somebody names is written by `store.targets`, which looks at the place; the station's own files by `whole_files`."""
    writes = r"\.write_(bytes|text)\(|\.open\(\"[wxa]b?\"|\bwrite_whole\("
    of_the_station = (
        *("store/whole_files.py", "store/targets.py", "store/kept_files.py", "store/backups/noting.py"),
        *("store/lock.py", "store/sealing/key_file.py", "store/sealing/generations.py"),
        *(
            "store/damage/set_aside.py",
            "store/damage/last_check.py",
            "store/copies/standing.py",
            "station/opening.py",
            "station/sign_in_book.py",
        ),
        *("store/backups/making.py", "store/backups/packing.py", "store/backups/snapshot.py"),
        "store/backups/marks.py",
        "practice/building.py",
    )
    assert lines_with(writes, CORE, *of_the_station) == []
    assert lines_with(writes, WINDOWS) == []
    assert lines_with(r"AcceptMode\.AcceptSave", WINDOWS, "saving.py") == []


def uses(pattern: str, root: Path) -> Counter[str]:
    """How often it stands in which file."""
    return Counter(place.partition(":")[0] for place in lines_with(pattern, root))


def test_what_leaves_the_station_goes_by_the_verb_that_puts_it_on_record() -> None:
    """Written past it is only what carries nothing out: an empty table, the columns of a sheet that was brought, its bad cells, a recovery sheet; a picture was recorded before it was made."""
    past = r"\.write_unrecorded\("
    assert uses(past, CORE) == {
        "station/handing_out/handed.py": 1,
        "commands/sheets.py": 3,
        "commands/folder/recovery.py": 1,
    }
    assert uses(past, WINDOWS) == {
        "cases/kind_tables.py": 1,
        "imports/checked.py": 1,
        "papers/recovery_paper.py": 1,
        "start.py": 1,
    }
    assert set(uses(r"(?<!def )\bfile_target\(", CORE)) == {"commands/command.py"}
    assert set(uses(r"\bfile_target\(", WINDOWS)) == {"saving.py", "papers/printing.py"}


def test_pages_are_sent_to_a_printer_at_one_door() -> None:
    """It puts every job on record; the list of keys and the recovery sheet carry nothing of the cases."""
    without_cases = ("key_sheet.py",)
    assert set(uses(r"\bQPrinter\(|\bQPdfWriter\(", WINDOWS)) - set(without_cases) == {"papers/printing.py"}
    assert set(uses(r"(?<![\w.])send\(", WINDOWS)) == {"papers/printing.py", "papers/sent_pages.py"}


def test_nothing_is_dragged_out_of_a_window() -> None:
    """A file that is dragged lies in a temporary folder in plain text, and who took it stands nowhere."""
    assert lines_with(r"\bQDrag\(|setDragEnabled\(True|startDrag\(", WINDOWS) == []


def test_no_temporary_file_holds_what_an_officer_wrote() -> None:
    """The two there are hold a station that is tried before it is made, and the drawn photo of the practice station."""
    temporary = r"\b(TemporaryDirectory|NamedTemporaryFile|TemporaryFile|mkdtemp|mkstemp|QTemporary\w+)\("
    assert set(uses(temporary, CORE)) == {"practice/mask_case.py"}
    assert set(uses(temporary, WINDOWS)) == {"dialogs/new_station.py"}
