"""The service: app, routes and page."""
