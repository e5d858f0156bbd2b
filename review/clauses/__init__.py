"""Stage: clauses."""
