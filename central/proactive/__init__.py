"""Proactive service: who seems entitled to something is found, told, asked for consent, checked again and paid."""
