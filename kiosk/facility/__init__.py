"""The facility's office: how much マイナ保険証 is used, what that is worth, and what to do next."""
