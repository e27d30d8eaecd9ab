"""The program as it runs under a desktop: the application object, one window a folder, the session bus, its log, its end."""
