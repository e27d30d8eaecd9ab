"""Disputes of the generated station: each goes one of the ways disputes go, in the share it has at a station."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from ...cases.reviewing import plain_of
from ...disputes import step_fields as steps
from ...disputes.declaration import Dispute
from ...kinds import kind_of
from .chance import Chance
from .course import OFFICERS, Script
from .diary import Diary, Matter
from .dispute_course import CIVIL, ON_THE_SPOT, PEOPLES, PUBLIC_ORDER, DisputeCourse
from .people import People
from .words import words

KIND = kind_of("disputes")
PAPERED = 50
"""One dispute in so many has its papers issued, of each script the first: a page costs as much as a dozen verbs."""


def _settled(course: DisputeCourse) -> None:
    course.papers("intake_form")
    course.later(1, 3)
    course.session("达成")
    course.papers("public_order_record")
    course.agree()
    course.papers("public_order_agreement", "service_receipt")
    course.perform()
    course.papers("evidence_list")
    course.follow_up()
    course.papers("follow_up_record")
    course.close("调解成功")


def _settled_at_the_second(course: DisputeCourse) -> None:
    course.later(1, 3)
    course.session("未达成")
    # A second session is held within seven working days of the first (docs/law.md §2.1).
    course.later(2, 4)
    course.session("达成")
    course.agree()
    course.perform(2)
    course.follow_up()
    course.close("调解成功")


def _suspended(course: DisputeCourse) -> None:
    course.later(1, 2)
    course.suspend_and_resume()
    _settled_at_the_second(course)


def _terminated(course: DisputeCourse) -> None:
    course.later(1, 3)
    course.session("未达成")
    course.terminate()
    course.papers("court_notice")


def _defaulted(course: DisputeCourse) -> None:
    course.later(1, 3)
    course.session("达成")
    course.agree()
    # Behind the twenty days in which the sum was due.
    course.later(21, 26)
    course.step(
        steps.Default,
        steps.Default.on.becomes(course.today),
        steps.Default.clause.becomes(1),
        steps.Default.reason.becomes("到期未付，电话催促后仍拒绝"),
        steps.Default.told_of_court.becomes(True),
    )
    course.papers("court_notice")
    course.close("达成未履行")


def _on_the_spot(course: DisputeCourse) -> None:
    # Only minutes pass: it is settled where it happened.
    course.later(0, 0)
    course.session("达成")
    course.agree(on_the_spot=True)
    course.papers("on_spot_agreement")
    course.follow_up()
    course.close("调解成功")


def _by_the_committee(course: DisputeCourse) -> None:
    course.papers("peoples_application", "peoples_intake", "rights_notice", "investigation_record")
    course.later(2, 9)
    course.session("达成")
    course.papers("mediation_record")
    course.agree()
    course.papers("peoples_agreement")
    course.perform()
    course.follow_up()
    course.close("调解成功")


def _orally(course: DisputeCourse) -> None:
    course.later(1, 5)
    course.session("达成")
    course.agree(steps.ORAL, on_the_spot=True)
    course.papers("oral_agreement")
    course.follow_up()
    course.close("调解成功")


def _confirmed(course: DisputeCourse) -> None:
    course.later(2, 6)
    course.session("达成")
    course.agree()
    course.later(3, 8)
    course.step(
        steps.JudicialConfirmation,
        steps.JudicialConfirmation.on.becomes(course.today),
        steps.JudicialConfirmation.court.becomes(words().places.courts[0]),
        steps.JudicialConfirmation.concerns_status.becomes(False),
        steps.JudicialConfirmation.result.becomes("已受理"),
    )
    course.papers("confirmation_application")
    course.perform()
    course.follow_up()
    course.close("调解成功")


def _handed_over(course: DisputeCourse) -> None:
    course.hand_over()
    _by_the_committee(course)


def _reopened(course: DisputeCourse) -> None:
    course.later(2, 9)
    course.session("未达成")
    course.close("未达成")
    course.later(10, 20)
    course.step(
        steps.Reopen, steps.Reopen.on.becomes(course.today), steps.Reopen.reason.becomes("双方又愿意调解")
    )
    course.later(1, 3)
    course.session("达成")
    course.agree(on_the_spot=True)
    course.follow_up()
    course.close("调解成功")
    course.later(1, 5)
    course.step(
        steps.Supplement,
        steps.Supplement.on.becomes(course.today),
        steps.Supplement.note.becomes("当事人一方的住址已经变更，协议不受影响。"),
    )


def _referred(course: DisputeCourse) -> None:
    course.papers("civil_notice")
    course.later(1, 6)
    course.step(
        steps.Refer,
        steps.Refer.on.becomes(course.today),
        steps.Refer.to.becomes(course.chance.one_of(words().places.offices)),
        steps.Refer.why.becomes("不构成违反治安管理，属其职责范围"),
    )
    course.papers("referral_notice")


def _shown_the_way(course: DisputeCourse) -> None:
    course.papers("civil_notice")
    course.later(1, 10)
    course.close(course.chance.one_of(("撤回", "移交", "终止")))


def _corrected(course: DisputeCourse) -> None:
    """What was typed wrong is corrected the same day."""
    course.later(0, 0)
    claims = Dispute.claims.becomes(course.said("要求{甲}停止有关行为并书面保证。"))
    course.diary.amend(course.matter, course.now, plain_of((claims,)))
    _shown_the_way(course)


def _still_waiting(course: DisputeCourse) -> None:
    """Nothing was done yet."""


def _still_mediated(course: DisputeCourse) -> None:
    course.later(1, 3)
    course.session("未达成")


def _still_to_be_performed(course: DisputeCourse) -> None:
    course.later(1, 2)
    course.session("达成")
    course.agree()


def _still_to_be_visited(course: DisputeCourse) -> None:
    course.later(0, 0)
    course.session("达成")
    course.agree(on_the_spot=True)


def _script(
    route: str, cards: int, play: Callable[[DisputeCourse], None], needs: int = 0, within: int = 0
) -> tuple[str, Script[DisputeCourse]]:
    return route, Script(cards, play, needs, within)


SCRIPTS = (
    _script(PUBLIC_ORDER, 15, _settled),
    _script(PUBLIC_ORDER, 5, _settled_at_the_second),
    _script(PUBLIC_ORDER, 2, _suspended, needs=90),
    _script(PUBLIC_ORDER, 3, _terminated),
    _script(PUBLIC_ORDER, 2, _defaulted, needs=45),
    _script(PUBLIC_ORDER, 1, _still_to_be_performed, within=20),
    _script(ON_THE_SPOT, 18, _on_the_spot),
    _script(ON_THE_SPOT, 1, _still_to_be_visited, within=20),
    _script(PEOPLES, 15, _by_the_committee),
    _script(PEOPLES, 7, _orally),
    _script(PEOPLES, 3, _confirmed, needs=70),
    _script(PEOPLES, 2, _handed_over),
    _script(PEOPLES, 1, _reopened, needs=90),
    _script(PEOPLES, 2, _terminated),
    _script(PEOPLES, 2, _still_mediated, within=20),
    _script(CIVIL, 8, _referred),
    _script(CIVIL, 9, _shown_the_way),
    _script(CIVIL, 2, _corrected),
    _script(CIVIL, 2, _still_waiting, within=20),
)
"""A pack of a hundred: by its shares of routes and ends (docs/law.md §2.1, 2.7) a station would know itself."""


def plan(diary: Diary, number: int, areas: Sequence[str], seed: int) -> None:
    """Write `number` disputes into the diary, begun evenly from the first day on."""
    chance, people = Chance(seed, "disputes"), People(Chance(seed, "people"))

    def begin(turn: int, day: date, route: str, script: Script[DisputeCourse], papered: bool) -> None:
        course = DisputeCourse(
            diary=diary,
            chance=chance,
            people=people,
            matter=Matter(KIND, OFFICERS[turn % 2], papered),
            now=chance.moment(day),
            area=areas[turn % len(areas)],
            route=route,
            amount=chance.between(2, 60) * 50,
        )
        course.begin()
        script.play(course)

    # With its place: one script stands in the pack for two routes, and each has its papers counted.
    pack = [(place, *card) for place, card in enumerate(SCRIPTS) for _ in range(card[1].cards)]
    played = [0] * len(SCRIPTS)
    dealer = Chance(seed, "scripts of disputes")
    for turn, (place, route, script) in zip(range(number), dealer.dealt(pack), strict=False):
        day = diary.first + timedelta(days=script.begins(turn * diary.span // number, diary.span, dealer))
        diary.begin_on(day, partial(begin, turn, day, route, script, played[place] % PAPERED == 0))
        played[place] += 1
