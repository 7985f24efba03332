//! What describes a table and a column: for SQL, for Parquet files, for the docs.

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What SQLite needs of it; nothing where it is in Parquet files alone.
    pub kind: &'static str,
    /// What Parquet files hold it as; nothing where they lack it.
    pub exported: Option<Exported>,
    /// What it holds, in Chinese and in English.
    pub meaning: [&'static str; 2],
}

impl Column {
    /// Whether SQL sees it.
    #[must_use]
    pub const fn is_in_sql(&self) -> bool {
        !self.kind.is_empty()
    }
}

/// What Parquet files hold a column as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exported {
    /// Whole numbers of 64 bits.
    Whole,
    /// Texts.
    Text,
    /// Texts of which there are few: a dictionary.
    Name,
    /// Decimals with [`DECIMAL_PLACES`].
    Decimal,
    /// The name of the folder that files lie in, `year=2024`.
    Folder,
}

/// How many decimal places a decimal of an export has, of 38 digits in all.
pub const DECIMAL_PLACES: u8 = 10;

impl Exported {
    /// What it is called in the docs.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Whole => "int64".to_owned(),
            Self::Text => "string".to_owned(),
            Self::Name => "dictionary".to_owned(),
            Self::Decimal => format!("decimal(38, {DECIMAL_PLACES})"),
            Self::Folder => "year=…".to_owned(),
        }
    }
}

/// A table.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What it holds, in Chinese and in English.
    pub meaning: [&'static str; 2],
    /// Its columns.
    pub columns: &'static [Column],
    /// Whether it is made of others when it is asked.
    pub is_view: bool,
}

impl Table {
    /// The columns that SQL sees.
    pub fn in_sql(&self) -> impl Iterator<Item = &'static Column> + use<> {
        self.columns.iter().filter(|column| column.is_in_sql())
    }

    /// The columns that Parquet files have, with what they hold them as.
    pub fn in_parquet(&self) -> impl Iterator<Item = (&'static Column, Exported)> + use<> {
        let columns = self.columns.iter();
        columns.filter_map(|column| Some((column, column.exported?)))
    }

    /// Whether Parquet files of it lie in a folder for each year.
    #[must_use]
    pub fn is_by_year(&self) -> bool {
        self.in_parquet()
            .any(|(_, exported)| exported == Exported::Folder)
    }
}

/// A column that both SQL and Parquet files have.
pub(crate) const fn column(
    name: &'static str,
    kind: &'static str,
    zh: &'static str,
    en: &'static str,
) -> Column {
    let exported = match kind.as_bytes() {
        [b'I', ..] => Some(Exported::Whole),
        [b'T', ..] => Some(Exported::Text),
        _ => None,
    };
    Column {
        name,
        kind,
        exported,
        meaning: [zh, en],
    }
}

/// A column whose texts are few.
pub(crate) const fn name_column(name: &'static str, zh: &'static str, en: &'static str) -> Column {
    Column {
        exported: Some(Exported::Name),
        ..column(name, "TEXT", zh, en)
    }
}

/// A column that says in which folder a row lies.
pub(crate) const fn folder_column(
    kind: &'static str,
    zh: &'static str,
    en: &'static str,
) -> Column {
    Column {
        exported: Some(Exported::Folder),
        ..column("year", kind, zh, en)
    }
}
