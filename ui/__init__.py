"""The kiosk's window: draws the views that core publishes and sends the citizen's intents."""
