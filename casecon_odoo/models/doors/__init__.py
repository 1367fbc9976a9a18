from . import hidden, hidden_order, export, forms, privacy_lookup, texts
