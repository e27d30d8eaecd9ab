"""Guards what Qt calls by itself: an error in an override is reported like any other and never kills the program.

Measured with PySide6 6.9.3 to 6.12.0 on Python 3.11: an error raised by C code ("already deleted", a missing file) that
leaves `paintEvent`, `keyPressEvent` and their like ends the process inside PySide; from 3.12 on it does not.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from functools import wraps

from shiboken6 import Shiboken

_GUARDED = "__guards_override__"
_WINDOWS = str(__package__).rpartition(".")[0]


def guard_overrides() -> None:
    """Guards every override of this package's classes that are known now; a second time does nothing more."""
    for made in set(_own_classes(Shiboken.Object)):
        for name, method in list(vars(made).items()):
            if inspect.isfunction(method) and not hasattr(method, _GUARDED) and overrides(made, name):
                setattr(made, name, _guarded(made, name, method))


def unguarded() -> list[str]:
    """The overrides of this package that an error could still leave."""
    return [
        f"{made.__module__}.{made.__qualname__}.{name}"
        for made in set(_own_classes(Shiboken.Object))
        for name, method in vars(made).items()
        if inspect.isfunction(method) and overrides(made, name) and not hasattr(method, _GUARDED)
    ]


def overrides(made: type, name: str) -> bool:
    """Whether a class of Qt has a method of this name, so that Qt may call ours."""
    of_qt = (base for base in made.__mro__[1:] if base.__module__.startswith("PySide6."))
    return not name.startswith("__") and any(name in vars(base) for base in of_qt)


def _own_classes(root: type) -> Iterator[type]:
    made: type
    for made in root.__subclasses__():
        if made.__module__.startswith(f"{_WINDOWS}."):
            yield made
        yield from _own_classes(made)


def _guarded(made: type, name: str, method: Callable[..., object]) -> Callable[..., object]:
    """`method`, but an error is reported; Qt goes on with what its own class would have said."""

    @wraps(method)
    def guard(self: object, *given: object, **named: object) -> object:
        """What Qt calls in place of the method."""
        try:
            return method(self, *given, **named)
        except Exception as error:  # noqa: BLE001 - reported as our defect; Qt cannot do anything with it
            sys.excepthook(type(error), error, error.__traceback__)
        # A handler of events gives nothing back; a question (sizeHint, data) needs an answer of its kind.
        return None if name.endswith("Event") else _by_qt(made, name, self, given)

    setattr(guard, _GUARDED, True)
    return guard


def _by_qt(made: type, name: str, self: object, given: tuple[object, ...]) -> object:
    try:
        return getattr(super(made, self), name)(*given)
    except NotImplementedError:  # a layout's own: Qt has none to go on with
        return None
