"""What is known of customers: data types, single or multi, compound; the catalogue of a source."""
