"""Mail: a real SMTP server on loopback, everybody's mailboxes, and answers as people's programs write them."""
