"""What other programs call over HTTP: booking and video services, and software of a facility."""
