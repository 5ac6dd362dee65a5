"""What a desk has shown, told and written, as clients compare it."""
