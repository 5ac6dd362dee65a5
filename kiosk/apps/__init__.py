"""The programs: they join the desk with the windows. Only this room knows both."""
