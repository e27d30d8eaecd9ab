"""The sorts of fields that hold several things: names, officers, the points of a check list; nothing is an empty one."""

from __future__ import annotations

from ..values import NotValid
from ..values.json_text import from_json, to_json
from ..values.names import normalise_name
from ..values.text import clean
from .declaration import EntryContext, Field, Row, SeveralKind, Stored
from .kinds import choose, read_line


class NamesKind(SeveralKind[tuple[str, ...], list[str]]):
    """Several names in order, each once; any name may be written."""

    key = "names"
    rule = "{0} IS NULL OR json_valid({0})"

    def nothing(self) -> tuple[str, ...]:
        """No name."""
        return ()

    def typed(self, plain: list[str]) -> tuple[str, ...]:
        """A tuple, which no guard can change by mistake."""
        return tuple(plain)

    def plain(self, value: tuple[str, ...]) -> list[str]:
        """A list, as JSON has it."""
        return list(value)

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> list[str]:
        """A list of names, each once and none empty; raises NotValid."""
        if not isinstance(raw, list):
            raise NotValid(f"“{field.label}”应填一个或几个名称")
        names = [normalise_name(read_line(item, field)) for item in raw]
        # A dictionary keeps the order, in which a paper names them.
        return list(dict.fromkeys(name for name in names if name))

    def to_column(self, value: list[str] | None) -> Stored:
        """A JSON list."""
        return None if value is None else to_json(value)

    def from_column(self, stored: Stored) -> list[str] | None:
        """The list that the column holds as JSON."""
        return None if stored is None else from_json(str(stored))

    def show(self, value: list[str] | None) -> str:
        """`张三、李四`."""
        return "、".join(value or [])

    def searched_texts(self, value: list[str] | None) -> list[str]:
        """Every name by itself."""
        return list(value or [])


class OfficersKind(NamesKind):
    """Several officers of the station, in the order in which they were named."""

    key = "officers"

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> list[str]:
        """Names of those who serve on the day of the act in one of the field's roles; raises NotValid."""
        names = super().read(raw, field, row, context)
        return [choose(name, context.officer_names(field.roles), field) for name in names]


class ChecklistKind(SeveralKind[dict[str, bool], dict[str, bool]]):
    """Points of a check list with yes or no: `{"安全出口畅通": true}`."""

    key = "checklist"
    rule = "{0} IS NULL OR json_valid({0})"

    def nothing(self) -> dict[str, bool]:
        """No point looked at."""
        return {}

    def read(self, raw: object, field: Field, row: Row, context: EntryContext) -> dict[str, bool]:
        """An object of points with true or false; raises NotValid."""
        if not isinstance(raw, dict) or not all(isinstance(done, bool) for done in raw.values()):
            raise NotValid(f"“{field.label}”每一项应填是或否")
        return {clean(str(point)).strip(): done for point, done in raw.items()}

    def to_column(self, value: dict[str, bool] | None) -> Stored:
        """A JSON object."""
        return None if value is None else to_json(value)

    def from_column(self, stored: Stored) -> dict[str, bool] | None:
        """The object that the column holds as JSON."""
        return None if stored is None else from_json(str(stored))

    def show(self, value: dict[str, bool] | None) -> str:
        """`安全出口畅通：是；消防器材：否`."""
        return "；".join(f"{point}：{'是' if done else '否'}" for point, done in (value or {}).items())


NAMES = NamesKind()
OFFICERS = OfficersKind()
CHECKLIST = ChecklistKind()
