"""Puts the kinds together: what mypy cannot see of a declaration is checked here, once, before anybody uses it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import peewee

from ..fields import Column, Record, compared, standing_in
from ..station.vocabularies import shipped, shipped_labels
from .figures.counted import Figure
from .figures.counts import Counted, Near, RecordedNow
from .heads import CaseHead, StepHead
from .kind import CaseKind
from .timeline import GONE


class WrongDeclaration(TypeError):
    """A kind that does not fit together; a defect of ours, found by the first test that runs."""


def put_together(*kinds: CaseKind) -> tuple[CaseKind, ...]:
    """The kinds, when all of them fit together; raises WrongDeclaration."""
    for kind in kinds:
        for wrong in faults_of(kind):
            raise WrongDeclaration(wrong)
    return kinds


def faults_of(kind: CaseKind) -> Iterator[str]:
    """What is wrong with a declaration, in words for who wrote it."""
    yield from _tables(kind.record)
    yield from _day(kind.record, kind.day, kind.key)
    yield from _figures(kind)
    keys = [step.key for step in kind.recorded_steps]
    for step in kind.recorded_steps:
        name = step.record.table_name()
        if step.of is not kind.record:
            yield f"{name}: a step of {step.of.__name__}, not of {kind.record.__name__}"
        # `step_key` reads the key from the table, and the migration named the table by both.
        if name != f"{kind.key}_step_{step.key}" or not step.key:
            yield f"{name}: the table of a step of {kind.key} is called {kind.key}_step_ and its key"
        if keys.count(step.key) > 1:
            yield f"{name}: two steps have this table"
        if step.day is not None:
            yield from _day(step.record, step.day, name)
        yield from _tables(step.record)
    yield from _states(kind)


def _states(kind: CaseKind) -> Iterator[str]:
    """Steps and papers name states and steps that there are: one from a misspelt state could never be taken."""
    known, steps = {state.title for state in kind.states}, kind.steps_by_key
    yield from (
        f"{kind.key}: {state} is the state of numbers that count nowhere" for state in known & set(GONE)
    )
    named = [(kind.key, kind.sealed_states)]
    named += [
        (step.record.table_name(), (*step.from_states, *step.to_states)) for step in kind.recorded_steps
    ]
    named += [(form.key, form.states) for form in kind.documents]
    for name, states in named:
        yield from (f"{name}: there is no state {state}" for state in states if state not in known)
    for form in kind.documents:
        for key in (form.step, form.void_step):
            if key and key not in steps:
                yield f"{form.key}: there is no step {key}"


def _day(record: type[Record], day: object, name: str) -> Iterator[str]:
    if not isinstance(day, Column) or day.model is not record:
        yield f"{name}: dated by a column that is not its own"


def _tables(record: type[Record]) -> Iterator[str]:
    """Rows stand in a table of their own below that of their record; a word list that a column names is there."""
    for column in record.columns():
        vocabulary = column.declared.vocabulary
        if vocabulary and vocabulary not in shipped():
            yield f"{record.__name__}.{column.name}: there is no vocabulary {vocabulary}"
    for rows in record.rows_below():
        wanted = f"{record.table_name()}_{rows.name}"
        if rows.record.table_name() != wanted:
            yield f"{rows.record.__name__}: its table is {rows.record.table_name()}, not {wanted}"
        yield from _tables(rows.record)


def _figures(kind: CaseKind) -> Iterator[str]:
    """Conditions compare the columns that stand there with words that there are: a misspelt one would count nothing for ever."""
    for figure in kind.figures:
        for counting in (*figure.counts, *figure.left_out) if isinstance(figure, Figure) else ():
            if isinstance(counting, Counted | Near | RecordedNow):
                for wrong in _conditions(kind, counting):
                    yield f"{figure.key}: {wrong}"


def _conditions(kind: CaseKind, counting: Counted | Near | RecordedNow) -> Iterator[str]:
    for condition in counting.conditions():
        for column, value in compared(condition):
            # `in_()` compares with several.
            given = value if isinstance(value, list | tuple) else [value]
            for plain in given:
                if isinstance(column, Column) and not _can_hold(column, plain):
                    yield f"{column.name} never holds {plain!r}"
                elif isinstance(plain, str) and not _is_known(kind, column, plain):
                    yield f"there is no {plain}"
    for expression in counting.expressions():
        for column in standing_in(expression):
            # Otherwise the first who asks the figure finds it: peewee writes any column down, and SQLite does not know its table.
            if column.model not in counting.source.models:
                yield f"{column.model.__name__}.{column.name} does not stand there"


def _can_hold(column: Column[Any], value: object) -> bool:
    """Whether a column can be compared with a value: text compares with anything in mypy's eyes, a day does not in SQLite's."""
    if isinstance(value, peewee.Node) or value is None:
        return True
    try:
        # As the column binds it: peewee asks nothing before the query is run.
        column.db_value(value)
    except (AttributeError, TypeError, ValueError, ArithmeticError):
        return False
    return True


def _is_known(kind: CaseKind, column: object, word: str) -> bool:
    """Whether a word can stand in a column: a state of the kind, or a word that stations begin with."""
    if not isinstance(column, Column):
        return True
    if (column.model, column.name) in _STATES:
        return any(word == state.title for state in kind.states)
    vocabulary = column.declared.vocabulary
    # A figure counts by words that every station has; those of its own are no part of a declaration.
    return not vocabulary or word in shipped_labels(vocabulary)


_STATES = (
    (CaseHead, "state"),
    (StepHead, "from_state"),
    (StepHead, "to_state"),
)
