"""The reader's notes: where they belong, how they change, how they are kept."""
