"""Stage: registry."""
