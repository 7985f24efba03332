//! Bytes that are written and read all at once, not one by one.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Bytes as they are.
#[derive(Debug, Default)]
pub(super) struct Bytes(pub Vec<u8>);

impl Bytes {
    /// Adds a value behind those that are there.
    pub(super) fn push(&mut self, value: &impl Serialize) -> postcard::Result<()> {
        self.0 = postcard::to_extend(value, std::mem::take(&mut self.0))?;
        Ok(())
    }

    /// The values that were added, in their order.
    pub(super) fn values<T: DeserializeOwned>(&self) -> postcard::Result<Vec<T>> {
        let mut rest = self.0.as_slice();
        let mut values = Vec::new();
        while !rest.is_empty() {
            let value;
            (value, rest) = postcard::take_from_bytes(rest)?;
            values.push(value);
        }
        Ok(values)
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let bytes = <&[u8]>::deserialize(from)?;
        Ok(Self(bytes.to_vec()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_in_their_order_and_what_is_cut_off_is_seen() {
        let mut bytes = Bytes::default();
        let values = [("青石县", 1_u32), ("", 300), ("白水县", 2)];
        for value in &values {
            bytes.push(value).unwrap();
        }
        let laid = postcard::to_allocvec(&bytes).unwrap();
        let mut read: Bytes = postcard::from_bytes(&laid).unwrap();
        let expected = values.map(|(name, number)| (name.to_owned(), number));
        assert_eq!(read.values::<(String, u32)>().unwrap(), expected);
        read.0.pop();
        assert!(read.values::<(String, u32)>().is_err());
    }
}
