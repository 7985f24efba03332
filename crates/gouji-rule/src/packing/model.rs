//! What packs name of reports, as bytes.

use gouji_model::{Authority, Bilingual, CellId, ObservationKind, Severity, TableId};

use super::bytes::{Packed, Reader, Writer};
use super::packed;

packed! { struct Bilingual { zh, en } }

packed! {
    enum Severity { 0 = Info, 1 = Warning, 2 = Error }
}

packed! {
    enum Authority {
        0 = Form,
        1 = Regulation,
        2 = Notice,
        3 = Label,
        4 = Practice,
        5 = Reading,
        6 = Tool,
        7 = Arithmetic,
    }
}

impl Packed for CellId {
    fn pack(&self, out: &mut Writer<'_>) {
        self.0.pack(out);
    }

    #[inline]
    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        u16::unpack(from).map(Self)
    }
}

impl Packed for TableId {
    fn pack(&self, out: &mut Writer<'_>) {
        self.0.pack(out);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        u16::unpack(from).map(Self)
    }
}

/// By its place among all.
impl Packed for ObservationKind {
    fn pack(&self, out: &mut Writer<'_>) {
        let mut all = Self::NAMES.iter();
        all.position(|(_, kind)| kind == self)
            .unwrap_or(Self::NAMES.len())
            .pack(out);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        let (_, kind) = Self::NAMES.get(usize::unpack(from)?)?;
        Some(*kind)
    }
}
