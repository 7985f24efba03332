//! Rendering: findings and places as text and JSON.
