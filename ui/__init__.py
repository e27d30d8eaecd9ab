"""The windows: the only place with Qt; they read editors into entries and call the same verbs as the command line."""
