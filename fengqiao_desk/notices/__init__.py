"""场所与告知书: the register of venues, the notices served on them, the board and the streaks."""

from . import notice, venues

VENUES = venues.KIND
NOTICES = notice.KIND
