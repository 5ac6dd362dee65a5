"""What the office does next: measures, printed matter, the portal's steps, who helps when."""
