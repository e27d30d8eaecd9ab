"""The station: whose folder this is, who works there, and the words it uses."""

from .act import Act
from .officer import Officer, Role
from .opening import create_station, open_station
from .rights import Right, may, require
from .station import Changed, Station

__all__ = [
    "Act",
    "Changed",
    "Officer",
    "Right",
    "Role",
    "Station",
    "create_station",
    "may",
    "open_station",
    "require",
]
