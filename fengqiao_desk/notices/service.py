"""送达: the fields of one try at service and the rules it must keep (程序规定第35、36、52条; domain.md §2.2)."""

from __future__ import annotations

from ..cases import Situation
from ..fields import CHOICE, LINE, MOMENT, OFFICERS, PERSON, Field
from ..problems import Refused
from ..station.laws import cite
from ..station.officers import Role

PROCEDURE = "程序规定"
SIGNED = ("签收", "代收")
REFUSED = ("拒收", "留置")

SERVICE_FIELDS = (
    Field("tried_at", "送达时间", MOMENT, required=True, starts_as="now"),
    Field("method", "送达方式", CHOICE, required=True, vocabulary="service_method"),
    Field("place", "送达地点", LINE, required=True, searched=True),
    Field("officers", "送达人", OFFICERS, required=True, starts_as="me"),
    Field("recording_no", "录音录像编号", LINE, searched=True),
    Field(
        "receiver", "签收人", PERSON, searched=True, required_when=lambda row: row.get("outcome") in SIGNED
    ),
    Field(
        "receiver_identity",
        "签收人身份",
        LINE,
        vocabulary="receiver_identity",
        required_when=lambda row: row.get("outcome") in SIGNED,
    ),
    Field("outcome", "结果", CHOICE, required=True, vocabulary="service_outcome"),
    Field("witness", "见证人", PERSON, searched=True),
    Field("reason", "拒收或代收事由", LINE, required_when=lambda row: row.get("outcome") in REFUSED),
)


def not_before_issue(situation: Situation) -> Refused | None:
    case = situation.case
    assert case is not None
    issued = case.taken("issue")
    if not issued or situation.entry["tried_at"][:10] < issued[-1].day:
        return Refused("送达时间不能早于签发日期", "", "tried_at")
    return None


def enough_officers(situation: Situation) -> Refused | None:
    """Two officers, or one with auxiliaries and a recording; auxiliaries never alone (程序规定第52条第二款)."""
    names = situation.entry["officers"]
    roles = [situation.station.officers.named(name).role for name in names]
    police = [role for role in roles if role in (Role.OFFICER, Role.CHIEF)]
    if not police:
        return Refused("辅警不能单独送达，应由民警带领", cite(PROCEDURE, 52, situation.act.day), "officers")
    if len(police) < 2 and not situation.entry["recording_no"]:
        return Refused(
            "一名民警带领辅警送达的，应当全程录音录像，请填录音录像编号",
            cite(PROCEDURE, 52, situation.act.day),
            "recording_no",
        )
    return None


def refusal_is_witnessed(situation: Situation) -> Refused | None:
    """Leaving a paper behind needs a witness or a recording (程序规定第36条)."""
    entry = situation.entry
    if entry["outcome"] in REFUSED and not entry["witness"] and not entry["recording_no"]:
        return Refused(
            "拒收、留置的，应有见证人或者录音录像", cite(PROCEDURE, 36, situation.act.day), "witness"
        )
    return None


def state_after(situation: Situation) -> str:
    assert situation.case is not None
    outcome = situation.entry["outcome"]
    if outcome in SIGNED:
        return "已签收"
    return "已留置" if outcome in REFUSED else situation.case.state
