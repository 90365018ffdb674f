"""A NUT server with one UPS, as a kiosk's network sees it."""
