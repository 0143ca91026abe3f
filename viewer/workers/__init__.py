"""Worker processes: they run formats and analysis so that the window never waits."""
