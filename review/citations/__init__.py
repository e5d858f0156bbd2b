"""Stage: citations."""
