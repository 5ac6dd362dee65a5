"""`kiosk demo`: a reception played by a simulated patient, or shown with windows."""
