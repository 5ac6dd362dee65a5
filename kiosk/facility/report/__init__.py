"""The office's report: tables, pictures, one HTML file, and what may leave the facility."""
