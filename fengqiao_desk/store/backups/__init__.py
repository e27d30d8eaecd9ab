"""Whole backups: one file each, read back before it counts, by themselves and by hand, thinned, and found again after damage."""
