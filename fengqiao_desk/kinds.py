"""The kinds of case the desk knows: one line a kind."""

from . import activities, disputes, goods, notices
from .cases import CaseKind
from .cases.assembly import put_together
from .problems import Unknown

# `kinds` lists them in this order.
KINDS: tuple[CaseKind, ...] = put_together(
    disputes.KIND,
    goods.KIND,
    notices.VENUES,
    notices.NOTICES,
    activities.KIND,
)


def kind_of(key: str) -> CaseKind:
    """The kind of this key; raises Unknown."""
    found = next((kind for kind in KINDS if kind.key == key), None)
    if found is None:
        known = "、".join(f"{kind.key}（{kind.title}）" for kind in KINDS)
        raise Unknown(f"没有“{key}”这类案件，可用：{known}")
    return found
