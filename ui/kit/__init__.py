"""Parts shared by all windows: theme, components, drawings and layout."""
