//! ZIP archives written byte by byte, so that they can say what is not so.

/// An entry: what its headers say, and its bytes as they are packed.
#[derive(Clone)]
pub struct Entry {
    pub name: Vec<u8>,
    pub method: u16,
    pub flags: u16,
    pub packed: Vec<u8>,
    pub crc: u32,
    pub claimed_packed: u32,
    pub claimed_size: u32,
    /// Where the directory says it is, if not where it is.
    pub claimed_offset: Option<u32>,
    /// Sizes stand behind the data and not before it.
    pub sizes_behind: bool,
}

impl Entry {
    /// A file that is stored as it is.
    pub fn stored(name: &str, bytes: &[u8]) -> Self {
        let length = u32::try_from(bytes.len()).unwrap();
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        Self {
            name: name.into(),
            method: 0,
            flags: 0,
            packed: bytes.to_vec(),
            crc: crc.sum(),
            claimed_packed: length,
            claimed_size: length,
            claimed_offset: None,
            sizes_behind: false,
        }
    }

    /// The fields that both headers have.
    fn fields(&self, before_data: bool) -> Vec<u8> {
        let flags = self.flags | if self.sizes_behind { 8 } else { 0 };
        let mut bytes = Vec::new();
        for two in [20, flags, self.method, 0, 0] {
            bytes.extend(u16::to_le_bytes(two));
        }
        let unknown = before_data && self.sizes_behind;
        for four in [self.crc, self.claimed_packed, self.claimed_size] {
            bytes.extend(u32::to_le_bytes(if unknown { 0 } else { four }));
        }
        bytes.extend(u16::try_from(self.name.len()).unwrap().to_le_bytes());
        bytes.extend([0, 0]);
        bytes
    }
}

/// How the end of an archive counts its entries.
#[derive(Clone, Copy)]
pub enum Count {
    Right,
    Claimed(u16),
    Zip64,
}

/// An archive of entries.
pub fn archive(entries: &[Entry], count: Count) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut directory = Vec::new();
    for entry in entries {
        let offset = u32::try_from(bytes.len()).unwrap();
        bytes.extend(b"PK\x03\x04");
        bytes.extend(entry.fields(true));
        bytes.extend(&entry.name);
        bytes.extend(&entry.packed);
        if entry.sizes_behind {
            bytes.extend(b"PK\x07\x08");
            for four in [entry.crc, entry.claimed_packed, entry.claimed_size] {
                bytes.extend(four.to_le_bytes());
            }
        }
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(entry.fields(false));
        directory.extend([0; 10]);
        directory.extend(entry.claimed_offset.unwrap_or(offset).to_le_bytes());
        directory.extend(&entry.name);
    }
    let start = u32::try_from(bytes.len()).unwrap();
    let length = u32::try_from(directory.len()).unwrap();
    bytes.extend(directory);
    if matches!(count, Count::Zip64) {
        zip64_end(&mut bytes, entries.len() as u64, start, length);
    }
    let count = match count {
        Count::Right => u16::try_from(entries.len()).unwrap(),
        Count::Claimed(count) => count,
        Count::Zip64 => u16::MAX,
    };
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    bytes.extend(length.to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

fn zip64_end(bytes: &mut Vec<u8>, count: u64, start: u32, length: u32) {
    let own = bytes.len() as u64;
    bytes.extend(b"PK\x06\x06");
    bytes.extend(44_u64.to_le_bytes());
    bytes.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for eight in [count, count, u64::from(length), u64::from(start)] {
        bytes.extend(eight.to_le_bytes());
    }
    bytes.extend(b"PK\x06\x07\0\0\0\0");
    bytes.extend(own.to_le_bytes());
    bytes.extend(1_u32.to_le_bytes());
}
