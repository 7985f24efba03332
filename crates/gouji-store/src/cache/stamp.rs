//! What the system says of a file.

/// What the system says of a file, by which it is known to be the same without being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Size, time of the last change of its content and of its entry, device, number on the device.
    pub parts: [i64; 5],
}

impl Stamp {
    /// It as bytes.
    pub(super) fn bytes(&self) -> [u8; 40] {
        let mut bytes = [0; 40];
        for (own, part) in bytes.chunks_mut(8).zip(self.parts) {
            own.copy_from_slice(&part.to_le_bytes());
        }
        bytes
    }
}
