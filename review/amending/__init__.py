"""Stage: amending."""
