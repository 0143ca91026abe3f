"""What stands around the documents in a window: panes, bars, the start page."""
