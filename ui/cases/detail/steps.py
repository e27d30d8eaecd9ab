"""Which steps of a case can be taken now; for the others the reason, as far as the case alone decides it."""

from __future__ import annotations

from dataclasses import dataclass

from fengqiao_desk.cases import Case, Considering, Step
from fengqiao_desk.station import Act, Station


@dataclass(frozen=True)
class StepOffer:
    """A step and why it cannot be taken now; `reason` is empty when it can."""

    step: Step
    reason: str = ""


def step_offers(station: Station, case: Case, act: Act) -> list[StepOffer]:
    """Every step of the case's kind that an officer takes by hand, those that can be taken now first."""
    by_documents = steps_of_documents(case)
    steps = [step for step in case.kind.steps if step.key not in by_documents]
    with station.reading():
        offers = [StepOffer(step, _reason(station, case, step, act)) for step in steps]
    # sorted is stable: among both the order of the declaration stays.
    return sorted(offers, key=lambda offer: bool(offer.reason))


def steps_of_documents(case: Case) -> set[str]:
    """The steps that are taken by issuing or voiding a document, never by hand."""
    return {step for form in case.kind.documents for step in (form.step, form.void_step) if step}


def _reason(station: Station, case: Case, step: Step, act: Act) -> str:
    if step not in case.kind.steps_from(case.state):
        # The state comes before the guards: asked in a state that is not theirs they could meet what is not
        # there.
        return f"{'、'.join(step.from_states)}时才能办理" if step.from_states else f"现为“{case.state}”"
    refused = step.forbidden(Considering(station, act, case))
    return refused.message if refused is not None else ""
