"""What goes on behind the window and has no face."""
