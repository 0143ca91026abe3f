"""What can be commanded, by name, key and menu."""
