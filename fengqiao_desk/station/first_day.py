"""The day from which something of the station holds, as it is given by a form or a command."""

from __future__ import annotations

from ..problems import Fault, FaultyEntry
from ..values import NotValid
from ..values.days import parse_day

VALID_FROM = "valid_from"


def first_day(text: str, field: str = VALID_FROM) -> str:
    """The day as `YYYY-MM-DD`; raises FaultyEntry beside its field."""
    try:
        return parse_day(text).isoformat()
    except NotValid as error:
        raise FaultyEntry((Fault(field, str(error)),)) from error
