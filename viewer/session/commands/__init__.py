"""The commands that need no window, and how they read documents."""
