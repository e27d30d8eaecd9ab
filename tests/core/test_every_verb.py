"""Every verb of every room asks its right before anything else, for every role: found by reading the rooms, not by a list."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest

import fengqiao_desk
from fengqiao_desk import kinds
from fengqiao_desk.problems import NotPermitted
from fengqiao_desk.station import Act, Officer, Right, Role, rights
from fengqiao_desk.station.rights import RIGHTS

CORE = Path(fengqiao_desk.__file__).parent
# The rooms that have verbs; commands and windows call them, the store knows no officer.
ROOMS = (
    "station",
    "documents",
    "cases",
    *(name for name, room in vars(kinds).items() if inspect.ismodule(room)),
    "summaries",
    "exchange",
)
WITHOUT_ACT = {
    "cases/saving/tables.py ensure": "makes empty tables when a folder is opened",
    "cases/verbs.py compute_anew": "follows from holidays that an officer loaded",
    "cases/verbs.py compute_with_word": "follows from a word that an officer changed",
    "cases/facts/looking.py note_look": "that somebody looked changes nothing of the case",
    "documents/rebuilding.py rebuild": "puts back what officers issued, under their names, into an empty folder",
    "station/station.py writing": "the transaction itself",
    "station/station.py taking_over": "the transaction of the one act that a copy allows",
    "station/station.py recording": "the same, for what leaves its record alone",
    "station/vocabularies.py take_in_new": "takes in the words of a new version when a folder is opened",
}
"""What writes without an officer, and why."""
INSIDE = {
    "cases/facts/basis.py mark_papers": "what an issued paper rests on was changed",
    "cases/facts/origins.py keep_origin": "the fields of a case before its first change",
    "cases/facts/origins.py note_amendment": "a correction as a fact",
    "cases/facts/permission.py require_for": "asks the right that fits the fact",
    "cases/facts/standing.py bring_back": "steps that stand again",
    "cases/facts/standing.py mark_undone": "a withdrawal that was taken back",
    "cases/facts/standing.py put_aside": "steps that were taken back",
    "cases/saving/step_rows.py put_in_place": "a step in the place of another",
    "cases/facts/standing.py put_on_record_of_withdrawals": "an act of taking back",
    "cases/facts/references.py name_another": "a record of another kind names the case that is left",
    "cases/facts/references.py name_as_before": "a record of another kind names its own case again",
    "cases/facts/standing.py take_out": "a step that is kept elsewhere",
    "cases/facts/standing.py write_folded": "a case as it stands by its facts",
    "cases/facts/whole_cases.py put_case_aside": "a case that counts no more",
    "cases/facts/whole_cases.py put_case_back": "a case that counts again",
    "cases/saving/case_numbers.py use_elsewhere": "how far a run of cases was used where nobody here saw it",
    "cases/saving/new_rows.py write": "the rows of new cases",
    "cases/saving/new_rows.py write_cases": "the rows of new cases",
    "cases/saving/new_rows.py write_one": "the rows of new cases",
    "cases/saving/receiving.py begin_each": "the notices of a round",
    "cases/saving/receiving.py receive_one": "one new case",
    "cases/saving/tables.py rewrite": "the values of a case",
    "cases/saving/tables.py write": "the values of a case or a step",
    "cases/verbs.py move_on": "a step of a case as it stands",
    "cases/saving/writing.py put_step": "a step on a timeline",
    "cases/saving/writing.py renew": "what falls due, what is searched",
    "cases/saving/writing.py rewrite": "the values of a case",
    "documents/signing.py enter": "a row of the register",
    "documents/signing.py keep_draft": "a row of the drafts",
    "documents/signing.py write_line": "a row of the register, issued or rebuilt",
    "exchange/imports.py enter": "a row of the imports",
}
"""What writes inside the transaction of a verb that has asked; who calls one of these writes too."""
BY_TABLE = {
    "documents/register.py reprint": "a print of a paper",
    "station/handing_out/handed.py hand_out_file": "a file that leaves",
    "station/handing_out/handed.py must_be_recordable": "whatever leaves, before it is sent",
}
"""What asks the right that `handing_out.RIGHT_OF` gives for the way something leaves; tests/core/station/test_handing_out.py."""
WRITES = re.compile(
    r"connections\.(add|insert|insert_many|execute)\(|\.table\([^)]*\)\.(insert|update|delete)\(|\"(INSERT|UPDATE|DELETE) "
)


@dataclass(frozen=True)
class Verb:
    """A function or method with an `act` that writes, or asks a right; `right` is the one it asks (empty: none)."""

    place: str
    module: str
    owner: str
    name: str
    right: str
    acts: bool


def functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield "", node
        elif isinstance(node, ast.ClassDef):
            yield from ((node.name, each) for each in node.body if isinstance(each, ast.FunctionDef))


def calls(function: ast.FunctionDef, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            called = node.func
            if name == (called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")):
                yield node


def is_writing(function: ast.FunctionDef, text: str) -> bool:
    """Whether it opens a transaction, writes a row, or calls what does."""
    called = ("writing", "recording", *{place.partition(" ")[2] for place in INSIDE} - {"write"})
    return any(next(calls(function, name), None) is not None for name in called) or bool(
        WRITES.search(ast.get_source_segment(text, function) or "")
    )


def verbs() -> Iterator[Verb]:
    for room in ROOMS:
        for path in sorted((CORE / room).rglob("*.py")):
            module = ".".join(("fengqiao_desk", *path.relative_to(CORE).with_suffix("").parts))
            text = path.read_text(encoding="utf-8")
            for owner, function in functions(ast.parse(text)):
                asked = [call.args[1] for call in calls(function, "require")]
                writes = is_writing(function, text)
                if asked or writes:
                    right = next((each.attr for each in asked if isinstance(each, ast.Attribute)), "")
                    names = {argument.arg for argument in function.args.args}
                    place = f"{path.relative_to(CORE)} {function.name}"
                    yield Verb(place, module, owner, function.name, right, "act" in names)


VERBS = list(verbs())
ASKING = [verb for verb in VERBS if verb.right]


def test_what_writes_without_an_officer_is_known_and_why() -> None:
    without = {verb.place for verb in VERBS if not verb.acts and not verb.name.startswith("_")}
    assert without - set(INSIDE) == set(WITHOUT_ACT)


def test_every_verb_asks_a_right() -> None:
    """A private helper of a verb works inside it, after the verb has asked."""
    silent = {verb.place for verb in VERBS if verb.acts and not verb.right and not verb.name.startswith("_")}
    assert silent - set(INSIDE) == set(BY_TABLE)


def test_what_writes_inside_a_verb_is_there() -> None:
    for place in INSIDE:
        file, name = place.split(" ")
        found = functions(ast.parse((CORE / file).read_text(encoding="utf-8")))
        assert name in {function.name for _, function in found}, place


def bound(verb: Verb) -> Callable[..., Any]:
    module = importlib.import_module(verb.module)
    found: Callable[..., Any] = getattr(getattr(module, verb.owner) if verb.owner else module, verb.name)
    return found


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("verb", ASKING, ids=lambda verb: verb.place)
def test_a_verb_refuses_whom_the_table_refuses_before_it_looks_at_anything(verb: Verb, role: Role) -> None:
    """Nothing but the act is real: a verb that looked at anything else first would stumble over it."""
    allowed = role in RIGHTS[Right[verb.right]]
    if not allowed:
        with pytest.raises(NotPermitted):
            call(verb, role)
    else:
        with pytest.raises(Exception) as caught:
            call(verb, role)
        assert not isinstance(caught.value, NotPermitted)


@pytest.mark.parametrize("verb", ASKING, ids=lambda verb: verb.place)
def test_a_right_that_everybody_has_is_asked_first_too(verb: Verb, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if nobody had it: else a verb that asks too late, or not at all on one of its ways, would show nowhere."""
    monkeypatch.setattr(rights, "RIGHTS", {**RIGHTS, Right[verb.right]: ()})
    with pytest.raises(NotPermitted):
        call(verb, Role.CHIEF)


def call(verb: Verb, role: Role) -> None:
    act = Act(Officer("试", role, "1"), datetime(2026, 11, 21, 9))
    arguments = bound(verb).__code__.co_varnames[: bound(verb).__code__.co_argcount]
    bound(verb)(*(act if name == "act" else MagicMock(spec=[]) for name in arguments))
