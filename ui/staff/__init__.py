"""The staff's window, 資格確認端末: today's receptions, details of one, and 目視確認."""
