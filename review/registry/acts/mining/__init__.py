"""Reading facts of acts out of their texts, for the build of the tables only; nothing here runs in a review."""
