"""Widgets of the windows at the desk: of staff, the presenter and the trainee."""
