//! Checksums: a value with what it belongs to, so that neither a changed byte nor a value in the place of
//! another goes unseen.

use std::hash::Hasher as _;

use rustc_hash::FxHasher;

/// How many bytes a checksum has.
pub(super) const LENGTH: usize = 8;

/// The checksum of bytes and what they belong to.
pub(super) fn sum(bytes: &[u8], of: &[&[u8]]) -> [u8; LENGTH] {
    let mut hasher = FxHasher::default();
    for part in of {
        hasher.write(&(part.len() as u64).to_le_bytes());
        hasher.write(part);
    }
    hasher.write(bytes);
    hasher.finish().to_le_bytes()
}

/// Bytes with the checksum of themselves and what they belong to behind them.
pub(super) fn signed(bytes: &[u8], of: &[&[u8]]) -> Vec<u8> {
    let mut all = Vec::with_capacity(bytes.len() + LENGTH);
    all.extend_from_slice(bytes);
    all.extend_from_slice(&sum(bytes, of));
    all
}

/// The bytes without their checksum; nothing where it is another.
pub(super) fn verified(mut bytes: Vec<u8>, of: &[&[u8]]) -> Option<Vec<u8>> {
    let end = bytes.len().checked_sub(LENGTH)?;
    let (content, own) = bytes.split_at_checked(end)?;
    let is_own = own == sum(content, of);
    bytes.truncate(end);
    is_own.then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_changed_or_stands_elsewhere_is_seen() {
        let own = signed(b"figures", &[b"key"]);
        assert_eq!(verified(own.clone(), &[b"key"]), Some(b"figures".to_vec()));
        assert_eq!(verified(own.clone(), &[b"other"]), None);
        for at in 0..own.len() {
            let mut changed = own.clone();
            changed[at] ^= 4;
            assert_eq!(verified(changed, &[b"key"]), None, "{at}");
        }
        assert_eq!(verified(own[..3].to_vec(), &[b"key"]), None);
    }
}
