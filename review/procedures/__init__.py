"""Stage: procedures."""
