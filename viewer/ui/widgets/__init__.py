"""Small widgets and painted rows, of which panels, dialogs and the page are made."""
