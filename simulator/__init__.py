"""A small world outside the service: phones, a carrier that speaks Twilio's API, people. It speaks only HTTP."""
