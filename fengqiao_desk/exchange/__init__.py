"""What goes out to and comes in from other programs: calendar files, working-day tables."""
