"""The web pages of `kiosk serve`: consent away from the reader, and the terminal's pages."""
