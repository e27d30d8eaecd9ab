"""Practice stations: the published figures of two real stations, entered as days of work through the verbs of an officer."""

from .building import SCENARIOS, Made, build

__all__ = ["SCENARIOS", "Made", "build"]
