"""What the window's process and the workers say to each other: frozen, picklable, and nothing else."""
