"""设置: what a station, a leader and an officer can set, each in a section of its own."""
