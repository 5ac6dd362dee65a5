"""What the staff's window shows and allows, without Qt: accounts, rows and device status."""
