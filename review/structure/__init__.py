"""Stage: structure."""
