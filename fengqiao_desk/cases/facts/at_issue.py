"""What an issued paper was made from: its case and the papers before it as when it was issued, by the facts that stand now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ...documents.register import ISSUED_VERB, VOIDED_VERB, IssuedDocument, subject_of
from ...station import Station
from ...store.contents import AuditRow
from ...values.json_text import from_json
from ..records import Case
from .folding import with_places


class _Turn(NamedTuple):
    """An act on a case or a paper of it as the audit keeps it: keys count in the order of the acts."""

    key: int
    at: str
    verb: str
    subject: str
    changes: str


@dataclass(frozen=True)
class _Course:
    """What happened to a case and its papers, the oldest first."""

    case: Case
    turns: Sequence[_Turn]

    def of_paper(self, number: str, verb: str) -> _Turn | None:
        """When a paper was issued or voided; None where it was not."""
        wanted = (verb, subject_of(number))
        return next((turn for turn in self.turns if (turn.verb, turn.subject) == wanted), None)

    def places_before(self, issued: _Turn) -> set[int]:
        """The places of the steps that had been entered when a paper was issued."""
        # A step in the place of another came later and stands for the one that was there: places alone tell.
        own = [taken for taken in self.case.every_step if taken.instead_of is None]
        entered = [taken for taken in own if taken.recorded_at <= issued.at]
        entered.sort(key=lambda taken: (taken.recorded_at, taken.position))
        # Moments are kept to the second, and the step that issuing itself takes has the paper's: the audit tells which came first.
        later = (turn for turn in self.turns if turn.at == issued.at and turn.key > issued.key)
        after = sum(self._entered_a_step(turn) for turn in later)
        return {taken.place for taken in entered[: max(0, len(entered) - after)]}

    def _entered_a_step(self, turn: _Turn) -> bool:
        titles = {step.title for step in self.case.kind.recorded_steps}
        if turn.subject != self.case.subject or turn.verb not in titles:
            return False
        # Some kind may call a step 撤回 as well: an act on steps that stood names their positions.
        return "positions" not in from_json(turn.changes)

    def papers_before(self, paper: IssuedDocument, issued: _Turn) -> tuple[IssuedDocument, ...]:
        """The papers there were when another was issued, as they stood; the one whose place it took is none of them."""
        earlier: dict[str, IssuedDocument] = {}
        for other in self.case.documents:
            turn = self.of_paper(other.number, ISSUED_VERB)
            if turn is None or turn.key >= issued.key:
                continue
            void = self.of_paper(other.number, VOIDED_VERB)
            is_void = void is not None and void.key < issued.key
            earlier[other.number] = replace(other, state="void" if is_void else "issued")
        for other in tuple(earlier.values()):
            if other.replaces in earlier:
                earlier[other.replaces] = replace(earlier[other.replaces], state="replaced")
        return tuple(other for number, other in earlier.items() if number != paper.replaces)


def papers_at_issue(station: Station, case: Case) -> Iterator[tuple[IssuedDocument, Case]]:
    """Each paper of a case that is in force, with the case as it stood then but for what was corrected or taken back since."""
    in_force = [paper for paper in case.documents if paper.state == "issued"]
    if not in_force:
        return
    course = _Course(case, _turns(station, case))
    for paper in in_force:
        if issued := course.of_paper(paper.number, ISSUED_VERB):
            then = with_places(station, case, course.places_before(issued))
            yield paper, replace(then, documents=course.papers_before(paper, issued))


def _turns(station: Station, case: Case) -> list[_Turn]:
    subjects = [case.subject, *(subject_of(paper.number) for paper in case.documents)]
    rows = AuditRow.select(AuditRow.key, AuditRow.at, AuditRow.verb, AuditRow.subject, AuditRow.changes)
    mine = rows.where(AuditRow.subject.in_(subjects)).order_by(AuditRow.key)
    return [_Turn(*row) for row in station.connections.rows(mine)]
