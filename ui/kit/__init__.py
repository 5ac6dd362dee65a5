"""Parts that all windows are made of: look, components, drawing and layout."""
