"""The window of the notes on all documents."""
