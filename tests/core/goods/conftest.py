"""A case whose goods the station itself seizes, and the hand that takes its steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from fengqiao_desk.cases import Case
from fengqiao_desk.problems import Refused

if TYPE_CHECKING:
    from tests.conftest import Desk

Entry = dict[str, Any]
DAY = "2026-12-31"


@pytest.fixture
def steps(example: Callable[[str], Entry]) -> Entry:
    """The example steps, and those an example has none of."""
    number = {"seizure": 1}
    county = {"approver": "副局长庚", "approver_rank": "县级以上公安机关负责人"}
    return {
        **example("goods_case_steps"),
        "approve": {
            **number,
            "approver": "所长戊",
            "approver_rank": "公安机关负责人",
            "at": "2026-11-21T20:00",
        },
        "extend": {**number, **county, "on": "2026-12-10", "reason": "案情复杂", "told_in_writing": True},
        "appraise": {**number, "on": "2026-11-25", "organ": "示例检验所", "told_in_writing": True},
        "appraised": {**number, "on": "2026-12-05", "opinion": "不合格"},
        "release": {**number, "on": "2026-11-27", "reason": "移送处理"},
        "referral": {"stage": "提出移送报告", "at": "2026-11-23T09:00", "organ": "市场监督管理局"},
    }


@pytest.fixture
def case(desk: Desk, goods_case: Entry) -> Case:
    """A case whose goods the station itself seizes."""
    return desk.receive("goods_cases", {**goods_case, "seizing_agency": "本所"})


@pytest.fixture
def take(desk: Desk, steps: Entry) -> Callable[..., Case]:
    """Takes an example step with some of its fields changed."""

    def taken(case: Case, step: str, **more: Any) -> Case:
        return desk.step(case, step, {**steps[step], **more}, DAY)

    return taken


@pytest.fixture
def refused(take: Callable[..., Case]) -> Callable[..., Refused]:
    """The refusal of such a step."""

    def refusal(case: Case, step: str, **more: Any) -> Refused:
        with pytest.raises(Refused) as caught:
            take(case, step, **more)
        return caught.value

    return refusal
