"""今日: what is to be done now, and the month so far."""
