"""The staff's window, 資格確認端末: today's receptions, one of them in detail, and 目視確認."""
