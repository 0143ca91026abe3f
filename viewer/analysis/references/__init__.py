"""References: symbols, citations as they are written, and which document each of them names."""
