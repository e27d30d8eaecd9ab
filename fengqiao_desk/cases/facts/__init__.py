"""The facts of a case (its receipt, its amendments, its steps) and what stands after some of them were taken back or folded into another."""
