"""Old tables brought in: file, columns, what the check found, the imports on record."""
