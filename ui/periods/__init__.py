"""统计报表: a period counted, drawn, explained by its records, told in the summary, closed."""
