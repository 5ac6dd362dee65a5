"""The trainee's panel beside the staff's window, and the sheet at the end."""
