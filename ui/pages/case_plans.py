"""What a form asks and does: a new case, a correction, a step; all three are the same form over declared fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fengqiao_desk import cases
from fengqiao_desk.cases import Case, CaseKind, Considering, DeadlineDue, Receiving, Step, Taking
from fengqiao_desk.cases.starting import starting_entry
from fengqiao_desk.cases.verbs import plain_of, texts_in
from fengqiao_desk.fields import Checked, Field, NotThere, Row, check_entry
from fengqiao_desk.problems import Refused
from fengqiao_desk.station import Act, Station
from fengqiao_desk.station.station import EntryChoices


@dataclass(frozen=True)
class FormPlan:
    """`form` is the key of the half-filled form; `save(entry, act, seen)` raises Problem; `case` is None for a new one."""

    form: str
    title: str
    context: str
    act: str
    kind: CaseKind
    fields: tuple[Field, ...]
    entry: Row
    case: Case | None
    save: Callable[[Row, Act, int | None], Case]
    step: Step | None = None

    @property
    def has_conditions(self) -> bool:
        """Whether anything may forbid or remind: then the form shows what."""
        if self.step is None:
            return bool(self.kind.guards)
        return bool(self.step.preconditions or self.step.guards or self.step.reminders)

    @property
    def version(self) -> int | None:
        """Which version of the case the form was filled from; None for a new one."""
        return self.case.version if self.case else None


@dataclass(frozen=True)
class Review:
    """What the core says of an entry that is still being typed; `refusals` only once there are no faults."""

    checked: Checked
    refusals: tuple[Refused, ...]
    deadlines: tuple[DeadlineDue, ...]
    reminders: tuple[str, ...] = ()


def plan_of(station: Station, kind: CaseKind, form: str, act: Act) -> FormPlan:
    """The plan of a form's key: `disputes`, `disputes JF2026-0001`, `disputes JF2026-0001 agreement`; raises Unknown."""
    _, *rest = form.split(" ")
    if not rest:
        return receive_plan(station, kind, act)
    case = cases.load(station, kind, rest[0])
    return step_plan(station, case, rest[1], act) if len(rest) > 1 else amend_plan(station, case)


def receive_plan(station: Station, kind: CaseKind, act: Act) -> FormPlan:
    """A new case."""
    with station.reading():
        entry = starting_entry(kind.fields, EntryChoices(station, act), act)
    return FormPlan(
        form=kind.key,
        title=f"新建{kind.noun}",
        context="",
        act=kind.received_verb,
        kind=kind,
        fields=kind.fields,
        entry=entry,
        case=None,
        save=lambda typed, by, seen: cases.receive(station, kind, typed, by),
    )


def amend_plan(station: Station, case: Case) -> FormPlan:
    """A correction of the fields of a case."""
    kind = case.kind
    return FormPlan(
        form=f"{kind.key} {case.number}",
        title="更正",
        context=f"{case.title} · {case.number}",
        act="保存更正",
        kind=kind,
        fields=kind.fields,
        entry=case.values,
        case=case,
        save=lambda typed, by, seen: cases.amend(station, kind, case.number, typed, by, seen),
    )


def step_plan(station: Station, case: Case, step_key: str, act: Act) -> FormPlan:
    """A step of a case."""
    kind, step = case.kind, case.kind.step(step_key)
    with station.reading():
        entry = starting_entry(step.fields, EntryChoices(station, act, case=case), act)
        if step.begins is not None:
            entry.update(plain_of(step.begins(Considering(station, act, case))))
    return FormPlan(
        form=f"{kind.key} {case.number} {step.key}",
        title=step.title,
        context=f"{case.title} · {case.number}",
        act=step.title,
        kind=kind,
        fields=step.fields,
        entry=entry,
        case=case,
        save=lambda typed, by, seen: cases.take_step(station, kind, case.number, step.key, typed, by, seen),
        step=step,
    )


def form_title(kind: CaseKind, form: str) -> str:
    """`新建纠纷`, `更正 JF2026-0001`, `登记履行 JF2026-0001`."""
    _, *rest = form.split(" ")
    if not rest:
        return f"新建{kind.noun}"
    step = kind.steps_by_key.get(rest[1]) if len(rest) > 1 else None
    return f"{step.title if step else '更正'} {rest[0]}"


def choices_of(station: Station, plan: FormPlan, act: Act) -> EntryChoices:
    """What may be chosen; a correction may keep words that were ended since."""
    amends = plan.case is not None and plan.fields is plan.kind.fields
    return EntryChoices(station, act, frozenset(texts_in(plan.entry)) if amends else frozenset(), plan.case)


def review(station: Station, plan: FormPlan, entry: Row, act: Act) -> Review:
    """What is wrong with the entry now, what forbids it, and which days would follow from it; nothing is saved."""
    with station.reading():
        checked = check_entry(plan.fields, entry, choices_of(station, plan, act))
        refusals = () if checked.faults else tuple(_refusals(station, plan, checked.values, act))
        deadlines = _deadlines(station, plan, checked, act)
        return Review(checked, refusals, deadlines, _reminders(station, plan))


def _refusals(station: Station, plan: FormPlan, values: Row, act: Act) -> Sequence[Refused]:
    if plan.step is not None and plan.case is not None:
        return plan.step.refusals(Taking(station, act, plan.case, plan.step.record.of(values)))
    receiving = Receiving(station, act, plan.kind.record.of(values), plan.case)
    return [found for guard in plan.kind.guards if (found := guard(receiving)) is not None]


def _reminders(station: Station, plan: FormPlan) -> tuple[str, ...]:
    """What is still missing before a step, which may be taken all the same."""
    if plan.case is None or plan.step is None or plan.step.reminders is None:
        return ()
    return tuple(plan.step.reminders(station, plan.case))


def _deadlines(station: Station, plan: FormPlan, checked: Checked, act: Act) -> tuple[DeadlineDue, ...]:
    """Those of the case as it stands; of a new one as soon as its short fields are right."""
    if plan.case is not None:
        return plan.case.deadlines
    unsettled = {fault.field.split("[")[0] for fault in checked.faults}
    short = {field.name for field in plan.fields if not field.is_rows and field.kind.key != "text"}
    if plan.kind.deadlines is None or unsettled & short:
        return ()
    try:
        return tuple(plan.kind.deadlines(_as_received(plan.kind, checked.values, act), station))
    except NotThere:
        return ()


def _as_received(kind: CaseKind, values: Row, act: Act) -> Case:
    """The case as it would be right after its receipt."""
    return Case(
        kind=kind,
        key=0,
        number="",
        title="",
        state=kind.first_state(kind.record.of(values)),
        day=str(values[kind.day_field] or act.day.isoformat())[:10],
        version=0,
        recorded_at=act.stamp,
        recorded_by=act.by.name,
        values=values,
        steps=(),
        deadlines=(),
        documents=(),
    )
