"""更改记录: everything that was done to a case, each change as field, old and new, who, when and why, in words; from the audit, and the facts where it lacks them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from heapq import merge

import peewee

from ...documents.register import STATE_WORDS, IssuedDocument, subject_of
from ...fields import Row
from ...station import Station
from ...station.handing_out import HandedAs
from ...store import audit
from ...store.audit import AuditEntry
from ...store.composed import ComposedOnce
from ...values.json_text import from_json
from ..attachments import ADDED, TAKEN_AWAY
from ..heads import CaseHead, LinkHead
from ..links import LINKED, UNLINKED
from ..records import Case
from ..timeline import StepTaken
from .differing import Difference, differing
from .origins import REASON, known_before
from .withdrawing import BROUGHT_BACK

NOTHING = "（无）"
"""How nothing is told where old and new stand side by side."""
CHANGES_NOTHING = ("整卷", *HandedAs)
"""The verbs of acts that only read a case."""
_TAKEN_BACK = "（已撤回）"
_UNDONE = "（已撤销）"
_TOLD_IN_WORDS = ("into", "from", "title", "other")
"""Under what names audit rows say what an act was about, where it changed no field."""
_WHYS = (REASON, "reason", "why")
"""Under what names audit rows keep a reason; a field of a step that is called so stands there as a pair."""


@dataclass(frozen=True)
class CaseChange:
    """One change; those of one act have the same `act`, counted from 1. `position` is that of the step it tells of (0: none).

    `at` is `YYYY-MM-DDTHH:MM:SS`, `by` the name the officer had then, `field` a path (empty: the whole of it), `old` and `new` words.
    """

    act: int
    at: str
    by: str
    verb: str
    field: str
    label: str
    old: str
    new: str
    reason: str
    position: int = 0

    @property
    def words(self) -> str:
        """`一般 → 较高`; what came to be has nothing before it."""
        if not self.field and not self.old:
            return self.new or NOTHING
        return f"{self.old or NOTHING} → {self.new or NOTHING}"

    def as_data(self) -> dict[str, object]:
        """The JSON of `history`."""
        return asdict(self)


@dataclass(frozen=True)
class _Done:
    """One act on a case as it is on record; `before` and `after` are the fields of the case, as far as the audit tells them."""

    at: str
    by: str
    verb: str
    noted: Mapping[str, object] = field(default_factory=dict)
    before: Row = field(default_factory=dict)
    after: Row = field(default_factory=dict)
    paper: IssuedDocument | None = None

    @property
    def why(self) -> str:
        """The reason that was given; empty where none was."""
        return next((said for name in _WHYS if isinstance(said := self.noted.get(name), str)), "")

    def words(self, name: str) -> str:
        """What the audit says of something, where it is one plain text or number."""
        said = self.noted.get(name)
        return str(said) if isinstance(said, str | int) else ""

    def pair(self, name: str) -> tuple[object, object] | None:
        """What something was and became; None where the act does not tell it."""
        said = self.noted.get(name)
        return (said[0], said[1]) if isinstance(said, list) and len(said) == 2 else None


_Found = Iterator[tuple[Difference, int]]
"""What an act changed, each with the position of the step it tells of (0: none)."""


def changes_of(station: Station, case: Case) -> list[CaseChange]:
    """Every change of a case, the oldest first; several of one act in the order of its fields."""
    with station.reading():
        done = list(_acts(station, case))
    steps = _StepsInTurn(case)
    return [
        CaseChange(number, act.at, act.by, act.verb, *noted, act.why, position)
        for number, act in enumerate(done, start=1)
        for noted, position in _changes(case, act, steps)
    ]


class _StepsInTurn:
    """Finds the step that an audit row tells of: several of one sort and one second come in the order of their positions."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._left = case.every_step

    def next(self, act: _Done) -> StepTaken | None:
        """The next step of the act's title and moment; None where it stands on the timeline of another case by now."""
        found = next(
            (taken for taken in self._left if taken.title == act.verb and taken.recorded_at == act.at), None
        )
        if found is not None:
            self._left.remove(found)
        return found

    def at(self, position: int) -> StepTaken | None:
        """The step at a position of the case."""
        return next((taken for taken in self._case.every_step if taken.position == position), None)


def _changes(case: Case, act: _Done, steps: _StepsInTurn) -> _Found:
    """In this order: a step of a notice is called 撤回 as well."""
    if act.paper is not None:
        return _of_paper(act.paper, act)
    if act.verb == case.kind.received_verb:
        return iter([(Difference("", case.kind.noun, "", _title(case, act)), 0)])
    if "positions" in act.noted:
        return _of_withdrawal(case, act, steps)
    if act.verb in {step.title for step in case.kind.recorded_steps}:
        return _of_step(case, act, steps)
    return _BY_VERB.get(act.verb, partial(_of_fields, case))(act)


def _title(case: Case, act: _Done) -> str:
    """How the case was called when it was received; where its fields of then are not known, as it is called now."""
    return case.kind.make_title(case.kind.record.of(act.after)) if act.after else case.title


def _of_step(case: Case, act: _Done, steps: _StepsInTurn) -> _Found:
    taken = steps.next(act)
    position = taken.position if taken else 0
    yield Difference("", act.verb, "", _summary(case, taken)), position
    yield from ((each, position) for each in _state_and_fields(case, act))


def _of_withdrawal(case: Case, act: _Done, steps: _StepsInTurn) -> _Found:
    """Steps taken back, replaced or brought back; the whole case where no steps are named."""
    positions = act.noted["positions"] if "steps" in act.noted else []
    assert isinstance(positions, list)
    entries = act.pair("entry")
    for position in positions:
        taken = steps.at(position)
        label = f"第 {position} 步“{taken.title if taken else act.verb}”"
        stood = _summary(case, taken) or "（已登记）"
        if entries is not None and taken is not None:
            # What was said of it differs field by field, as with a case.
            fields = case.kind.step(taken.step).fields
            before, after = (said if isinstance(said, dict) else {} for said in entries)
            for each in differing(case, fields, before, after):
                yield each._replace(label=f"{label}的{each.label}"), position
        elif act.verb == BROUGHT_BACK:
            yield Difference("", label, _TAKEN_BACK, stood), position
        else:
            yield Difference("", label, stood, _TAKEN_BACK), position
    yield from ((each, 0) for each in _state_and_fields(case, act))


def _of_fields(case: Case, act: _Done) -> _Found:
    """A correction, a renaming, and whatever else tells fields of the case; an act that tells nothing is told by its name."""
    found = [*_state_and_fields(case, act)]
    words = next((words for name in _TOLD_IN_WORDS if (words := act.words(name))), "")
    if words or not found:
        found.insert(0, Difference("", act.verb, "", words))
    yield from ((each, 0) for each in found)


def _of_paper(paper: IssuedDocument, act: _Done) -> _Found:
    name, state = f"《{paper.title}》{paper.number}", act.pair("state")
    if state is None:
        yield Difference("", name, "", act.verb), 0
    else:
        old, new = (STATE_WORDS.get(str(said), str(said)) for said in state)
        yield Difference("state", name, old, new), 0


def _of_link(act: _Done) -> _Found:
    words = " ".join(filter(None, (act.words("relation"), act.words("person"), act.words("other"))))
    made = act.verb == LINKED
    yield Difference("", "关联案件", *(("", words) if made else (words, _UNDONE))), 0


def _of_file(act: _Done) -> _Found:
    old, new = act.pair("title") or ("", "")
    yield Difference("", "附件", str(old or ""), str(new or _TAKEN_BACK)), 0


_BY_VERB: dict[str, Callable[[_Done], _Found]] = {
    LINKED: _of_link,
    UNLINKED: _of_link,
    ADDED: _of_file,
    TAKEN_AWAY: _of_file,
}


def _state_and_fields(case: Case, act: _Done) -> Iterator[Difference]:
    state = act.pair("state")
    if state is not None and state[0] != state[1]:
        yield Difference("state", "状态", str(state[0]), str(state[1]))
    yield from differing(case, case.kind.fields, act.before, act.after)


def _summary(case: Case, taken: StepTaken | None) -> str:
    return case.summary_of(taken) if taken is not None else ""


def _acts(station: Station, case: Case) -> Iterator[_Done]:
    """What the audit tells of the case and its papers, the receipt of one that came in with many, and links made from the other end."""
    papers = {subject_of(paper.number): paper for paper in case.documents}
    rows = audit.history(station.connections, case.subject, *papers)
    rows = [row for row in rows if row.verb not in CHANGES_NOTHING]
    acts = [
        _Done(row.at, row.officer, row.verb, noted, before, after, papers.get(row.subject))
        for row, noted, before, after in _led_back(case, rows)
    ]
    received = case.kind.received_verb
    if not any(act.verb == received for act in acts):
        yield _Done(case.recorded_at, case.recorded_by, received)
    # Both are in their order already; the acts of the case come first of those of one second.
    yield from merge(acts, _links_from_others(station, case), key=lambda act: act.at)


def _led_back(
    case: Case, rows: Iterable[AuditEntry]
) -> list[tuple[AuditEntry, Mapping[str, object], Row, Row]]:
    """Each row with what it tells and the fields of the case before and after it, from how it stands back to its receipt."""
    values, every = dict(case.values), [(row, from_json(row.changes)) for row in rows]
    of_case = [(row, noted) for row, noted in every if row.subject == case.subject]
    known = known_before(case, [row for row, _ in of_case], [noted for _, noted in of_case])
    found: list[tuple[AuditEntry, Mapping[str, object], Row, Row]] = []
    for row, noted in reversed(every):
        own = {} if row.subject != case.subject else _changed_fields(case, row.verb, noted, known.pop())
        after = {**values, **{name: new for name, (_, new) in own.items()}}
        values = {**after, **{name: old for name, (old, _) in own.items()}}
        found.append((row, noted, values, after))
    return found[::-1]


def _changed_fields(
    case: Case, verb: str, noted: Mapping[str, object], known: Row
) -> dict[str, tuple[object, object]]:
    """The fields of the case that an audit row says were changed; the entry of a step stands there too, as `[null, value]`."""
    step = next((step for step in case.kind.recorded_steps if step.title == verb), None)
    if step is not None and "positions" not in noted and step.sets is None:
        return {}
    entered = {each.name for each in step.fields} if step is not None and "positions" not in noted else set()
    return {
        each.name: (pair[0], pair[1])
        for each in case.kind.fields
        if isinstance(pair := noted.get(each.name), list)
        and len(pair) == 2
        and (each.name not in entered or pair[0] is not None or _was_set(pair[1], known.get(each.name)))
    }


def _was_set(entered: object, before: object) -> bool:
    """Whether an entry of the same name set a field; one left empty sets nothing, nor does one that says what was `known`."""
    return entered is not None and entered != before


@ComposedOnce
def _links_to(case: int) -> peewee.Query:
    link, other = LinkHead, CaseHead
    shown = link.select(link.made_at, link.made_by, link.relation, link.person, link.why, other.number)
    shown = shown.select_extend(link.undone_at, link.undone_by, link.undone_why)
    return shown.join(other, on=other.key == link.case_key).where(link.other_key == case).order_by(link.key)


def _links_from_others(station: Station, case: Case) -> list[_Done]:
    """The audit tells a link of the case in which it was made; of the other one the links themselves tell it."""
    found = []
    for at, by, relation, person, why, other, undone_at, undone_by, undone_why in _links_to.rows(
        station.connections, case.key
    ):
        link = {"relation": relation, "person": person, "other": other}
        found.append(_Done(at, by, LINKED, {**link, "why": why}))
        if undone_at:
            found.append(_Done(undone_at, undone_by, UNLINKED, {**link, "why": undone_why}))
    return sorted(found, key=lambda act: act.at)
