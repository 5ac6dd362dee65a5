"""A training: patients who come by themselves, the staff's window, and the trainee's panel."""
