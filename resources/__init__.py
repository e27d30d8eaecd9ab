"""Dated data the program ships: vocabularies, legal texts, holidays, sample stations, icons."""
