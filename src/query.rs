//! Which events, in what order.
