"""The desks' side of the test kit: the control protocol over a kiosk in virtual or real time."""
