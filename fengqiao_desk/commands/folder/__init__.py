"""Commands on the folder as a whole: its keys and its copies."""
