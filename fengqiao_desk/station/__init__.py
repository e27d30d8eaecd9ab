"""The station: whose folder this is, who works there, and the words it uses."""

from .act import Act
from .officers import Officer, Role
from .opening import create_station, open_station
from .station import Changed, Station

__all__ = ["Act", "Changed", "Officer", "Role", "Station", "create_station", "open_station"]
