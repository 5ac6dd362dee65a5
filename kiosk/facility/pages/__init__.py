"""The office's pages as data: what a window shows and what a press changes."""
