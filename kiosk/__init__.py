"""The kiosk's application: visits, journeys, the central client, the outbox, receipts, configuration."""
