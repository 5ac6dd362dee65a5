"""Consents given away from the reader, the pages, apps and services that start them, and 再照会."""
