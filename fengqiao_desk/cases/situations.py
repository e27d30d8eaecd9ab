"""What a guard looks at: a case about to be recorded, a step about to be taken, or a case alone before anything is typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, cast

from ..fields import Record
from ..problems import Refused
from ..station import Act, Station

if TYPE_CHECKING:
    # A kind or step named without its records is one of any records; typing has defaults only from Python 3.13 on.
    from typing_extensions import TypeVar

    from .records import Case, Held

    D = TypeVar("D", bound=Record, default=Any)
    E = TypeVar("E", bound=Record, default=Any)
else:
    from typing import TypeVar

    # At run time `Generic` asks only that there is a type variable.
    D = TypeVar("D")
    E = TypeVar("E")

S = TypeVar("S", bound=Record)


@dataclass(frozen=True)
class Receiving(Generic[D]):
    """A case about to be recorded with this entry, or amended to it: then `case` is how it stood."""

    station: Station
    act: Act
    entry: D
    case: Case | None = None

    @property
    def before(self) -> D | None:
        """The fields of the case that is amended; None at a receipt."""
        return cast(D, self.case.record) if self.case is not None else None


@dataclass(frozen=True)
class Considering(Generic[D]):
    """A case as it stands, about which somebody thinks of a step: nothing is typed yet."""

    station: Station
    act: Act
    case: Case

    @property
    def of(self) -> D:
        """The fields of the case."""
        return cast(D, self.case.record)

    def held(self, *steps: type[S]) -> list[Held[S]]:
        """The steps of these sorts so far, oldest first."""
        return self.case.held(*steps)

    def last(self, *steps: type[S]) -> Held[S] | None:
        """The newest of these sorts; None where none was taken."""
        return self.case.last(*steps)


@dataclass(frozen=True)
class Taking(Considering[D], Generic[D, E]):
    """A step about to be taken with this entry."""

    entry: E


ReceiptGuard = Callable[[Receiving[D]], Refused | None]
Precondition = Callable[[Considering[D]], Refused | None]
StepGuard = Callable[[Taking[D, E]], Refused | None]
