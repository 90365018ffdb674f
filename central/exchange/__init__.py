"""Data exchange: what other departments are asked so that citizens need not bring it on paper."""
