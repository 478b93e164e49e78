"""Where the van is and when it comes, and the page that says so."""
