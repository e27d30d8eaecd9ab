"""The verbs of an officer on any case: receive, amend, take a step. One verb is one function and one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from ..fields import Becomes, Checked, Field, Row, check_entry
from ..problems import ChangedMeanwhile, Fault, FaultyEntry, Refused
from ..station import Act, Changed, Station
from ..station.rights import Right, require
from ..station.station import EntryChoices
from ..store import audit, search
from . import tables
from .attachments import keep, with_files
from .heads import CaseHead, DeadlineHead, with_case
from .kind import CaseKind
from .records import Case, load
from .situations import Receiving, Taking
from .step import Step

Asked = TypeVar("Asked")


def receive(station: Station, kind: CaseKind, entry: Any, act: Act) -> Case:
    """Record a new case; raises FaultyEntry or Refused, and then nothing was saved."""
    require(act, Right.RECORD)
    with station.writing():
        values = _checked(station, kind.fields, entry, act).valid()
        values, now = settled(kind, values, Receiving(station, act, kind.record.of(values)))
        ask_guards(kind.guards, now)
        values, files = with_files(station, None, kind.fields, values)
        number = _insert(station, kind, values, act)
        case = refresh(station, kind, number)
        note_change(
            station, act, kind.received_verb, case, {name: [None, value] for name, value in values.items()}
        )
        keep(station, case, files, act)
        station.tell(Changed(kind.key, number, act.by.name))
        return case


def amend(
    station: Station, kind: CaseKind, number: str, entry: Any, act: Act, seen: int | None = None
) -> Case:
    """Correct fields: those given replace the old ones, rows as a whole; a closed case is refused.

    `seen` is the version the form was filled from; raises ChangedMeanwhile when the case has another by now.
    """
    require(act, Right.RECORD)
    with station.writing():
        case = load(station, kind, number)
        _still(case, seen)
        if kind.state(case.state).closed:
            raise Refused(f"{number} 现为“{case.state}”，不能再改；确需更正的先重新打开")
        if not isinstance(entry, dict):
            raise FaultyEntry((Fault("", "应填一组栏目（JSON 对象）"),))
        choices = EntryChoices(station, act, frozenset(texts_in(case.values)))
        values = check_entry(kind.fields, {**case.values, **entry}, choices).valid()
        values, now = settled(kind, values, Receiving(station, act, kind.record.of(values), case))
        ask_guards(kind.guards, now)
        values, files = with_files(station, case, kind.fields, values)
        changes = _differences(case.values, values)
        if not changes:
            return case
        rewrite(station, kind, case, values)
        amended = refresh(station, kind, case.number)
        note_change(station, act, "更正", amended, changes)
        keep(station, amended, files, act)
        station.tell(Changed(kind.key, case.number, act.by.name))
        return amended


def take_step(
    station: Station,
    kind: CaseKind,
    number: str,
    step_key: str,
    entry: Any,
    act: Act,
    seen: int | None = None,
) -> Case:
    """Take a step: check its fields, ask its guards, write it on the timeline and move the state; `seen` as for `amend`."""
    require(act, Right.RECORD)
    step = kind.step(step_key)
    with station.writing():
        case = load(station, kind, number)
        _still(case, seen)
        if step not in kind.steps_from(case.state):
            raise Refused(f"“{case.state}”时不能{step.title}")
        values = _checked(station, step.fields, entry, act).valid()
        now = Taking(station, act, case, step.record.of(values))
        ask_guards(step.preconditions, now)
        ask_guards(step.guards, now)
        moved = _move(step, now, values)
        station.tell(Changed(kind.key, case.number, act.by.name))
        return moved


def _move(step: Step, now: Taking, entry: Row) -> Case:
    """Write a step whose guards were asked: its files, its entry on the timeline, what it sets, the new state."""
    station, act, case, kind = now.station, now.act, now.case, now.case.kind
    to_state = _next_state(step, now)
    values, files = with_files(station, case, step.fields, entry, step.title)
    _insert_step(station, kind, case, step, values, to_state, act)
    changed = step.sets(now) if step.sets else ()
    if changed:
        rewrite(station, kind, case, {**case.values, **plain_of(changed)})
    station.connections.run(
        "UPDATE cases SET state = ?, version = version + 1 WHERE key = ?", to_state, case.key
    )
    moved = refresh(station, kind, case.number)
    facts = {"state": [case.state, to_state], **{name: [None, value] for name, value in values.items()}}
    note_change(station, act, step.title, moved, {**facts, **_differences(case.values, moved.values)})
    keep(station, moved, files, act)
    return moved


def compute_anew(station: Station, kinds: Sequence[CaseKind]) -> list[Case]:
    """Compute again every deadline that was provisional, after a new working-day table came; gives the cases concerned."""
    found = []
    with station.writing():
        for kind in kinds:
            waiting = DeadlineHead.select(DeadlineHead.case_key).where(
                DeadlineHead.provisional.stands_as(True)
            )
            query = CaseHead.select(CaseHead.number).where(
                CaseHead.kind == kind.key, CaseHead.key.in_(waiting)
            )
            rows = station.connections.rows(query.order_by(CaseHead.key))
            found += [refresh(station, kind, number) for (number,) in rows]
    return found


def compute_with_word(station: Station, kinds: Sequence[CaseKind], vocabulary: str, label: str) -> list[Case]:
    """Compute again the deadlines of the open cases that say a word, after its facts changed; gives those cases."""
    found = []
    with station.writing():
        for kind in (kind for kind in kinds if kind.deadlines is not None):
            closed = [state.title for state in kind.states if state.closed]
            for column in kind.record.columns():
                if column.declared.vocabulary == vocabulary:
                    query = with_case(kind.record, CaseHead.number).where(
                        column.stands_as(label), CaseHead.state.not_in(closed)
                    )
                    rows = station.connections.rows(query.order_by(CaseHead.key))
                    found += [refresh(station, kind, number) for (number,) in rows]
    return found


def _still(case: Case, seen: int | None) -> None:
    if seen is not None and seen != case.version:
        raise ChangedMeanwhile(f"{case.number} 已被别人改过，请看过新的内容再改；您填的还在")


def check_receipt(station: Station, kind: CaseKind, entry: Any, act: Act) -> tuple[Fault, ...]:
    """The faults a new case would have now, without saving: what a form shows beside its fields."""
    with station.reading():
        return _checked(station, kind.fields, entry, act).faults


def _checked(station: Station, fields: tuple[Field, ...], entry: Any, act: Act) -> Checked:
    return check_entry(fields, entry, EntryChoices(station, act))


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a record's values, rows included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_in(inner)


def plain_of(changes: Sequence[Becomes]) -> Row:
    """What columns become, as it stands in an entry."""
    return {change.name: change.plain for change in changes}


def settled(kind: CaseKind, values: Row, now: Receiving) -> tuple[Row, Receiving]:
    """The values with those that the kind lets follow from the rest, and what its guards look at."""
    if kind.settles is None:
        return values, now
    values = {**values, **plain_of(kind.settles(now))}
    return values, replace(now, entry=kind.record.of(values))


def ask_guards(guards: Sequence[Callable[[Asked], Refused | None]], now: Asked) -> None:
    """Ask each guard; raises the first refusal."""
    refusal = first_refusal(guards, now)
    if refusal is not None:
        raise refusal


def first_refusal(guards: Sequence[Callable[[Asked], Refused | None]], now: Asked) -> Refused | None:
    """Ask each guard until one refuses: what a guard found to be there, those after it rely on."""
    return next((refusal for guard in guards if (refusal := guard(now)) is not None), None)


def _next_state(step: Step, now: Taking) -> str:
    if step.choose_state is not None:
        return step.choose_state(now)
    return step.to_states[0] if step.to_states else now.case.state


def _next_number(station: Station, kind: CaseKind, year: int) -> tuple[str, int, int]:
    last = station.connections.run(
        "SELECT coalesce(max(sequence), 0) FROM cases WHERE kind = ? AND year = ?", kind.key, year
    )[0][0]
    sequence = int(last) + 1
    return f"{kind.number_prefix}{year}-{sequence:04d}", year, sequence


def _insert(station: Station, kind: CaseKind, values: Row, act: Act) -> str:
    text, year, sequence = _next_number(station, kind, int(values[kind.day_field][:4]))
    record = kind.record.of(values)
    row = station.connections.table("cases").insert(
        kind=kind.key,
        number=text,
        year=year,
        sequence=sequence,
        title=kind.make_title(record),
        state=kind.first_state(record),
        day=values[kind.day_field][:10],
        recorded_at=act.stamp,
        recorded_by=act.by.name,
    )
    tables.write(station.connections, tables.case_table(kind), int(row.execute()), values)
    return text


def _insert_step(
    station: Station, kind: CaseKind, case: Case, step: Step, values: Row, to_state: str, act: Act
) -> None:
    day = str(values[step.day_field])[:10] if step.day_field else act.day.isoformat()
    row = station.connections.table("steps").insert(
        case_key=case.key,
        position=len(case.steps) + 1,
        step=step.key,
        day=day,
        from_state=case.state,
        to_state=to_state,
        recorded_at=act.stamp,
        recorded_by=act.by.name,
    )
    tables.write(station.connections, tables.step_table(kind, step.key), int(row.execute()), values)


def rewrite(station: Station, kind: CaseKind, case: Case, values: Row) -> None:
    """Other values for a case, with what follows from them; for verbs only, inside their transaction."""
    tables.rewrite(station.connections, tables.case_table(kind), case.key, values)
    station.connections.run(
        "UPDATE cases SET title = ?, day = ?, version = version + 1 WHERE key = ?",
        *(kind.make_title(kind.record.of(values)), values[kind.day_field][:10], case.key),
    )


def refresh(station: Station, kind: CaseKind, number: str) -> Case:
    """After a change: deadlines computed anew, search rows written, the case as it now stands."""
    case = load(station, kind, number)
    if kind.deadlines is not None:
        station.connections.run("DELETE FROM deadlines WHERE case_key = ?", case.key)
        computed = sorted(kind.deadlines(case, station), key=lambda due: due.due_on)
        for due in computed:
            row = {"case_key": case.key, "code": due.code, "title": due.title, "act": due.act}
            row |= {"due_on": due.due_on.isoformat(), "plain_on": due.plain_on.isoformat()}
            station.connections.insert("deadlines", {**row, "provisional": int(due.provisional)})
        case = replace(case, deadlines=tuple(computed))
    search.put(station.connections, kind.key, number, case.title, searched_texts(case))
    return case


def searched_texts(case: Case) -> list[str]:
    """Every text of a case that search looks through, its rows and steps included."""
    return [text for found in searched_fields(case) for text in found.texts]


@dataclass(frozen=True)
class Searched:
    """One searched field of a case: its texts, and how a hit may show it when it is masked (empty when it is not)."""

    label: str
    texts: list[str]
    masked: str = ""


def searched_fields(case: Case) -> list[Searched]:
    """Every searched field with its label, so that a hit can say where it was found."""
    found = _searched(case.kind.fields, case.values)
    for taken in case.steps:
        found.extend(_searched(case.kind.step(taken.step).fields, taken.entry))
    return found


def _searched(fields: Sequence[Field], values: Row) -> list[Searched]:
    found = []
    for field in fields:
        if field.is_rows:
            for row in values.get(field.name) or []:
                found.extend(_searched(field.rows, row))
        elif field.searched and (texts := field.kind.searched_texts(values.get(field.name))):
            shown = field.kind.show(values[field.name]) if field.masked else ""
            found.append(Searched(field.label, texts, shown))
    return found


def _differences(old: Row, new: Row) -> dict[str, list[Any]]:
    return {name: [old.get(name), value] for name, value in new.items() if old.get(name) != value}


def note_change(station: Station, act: Act, verb: str, case: Case, changes: dict[str, Any]) -> None:
    """The audit row of a change of a case."""
    audit.record(
        station.connections,
        **{"at": act.stamp, "by": act.by.name, "verb": verb, "subject": case.subject},
        changes=changes,
    )
