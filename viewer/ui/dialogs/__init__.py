"""The dialogs, each loaded when it is wanted."""
