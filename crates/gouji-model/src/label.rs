//! What a form prints beside its cells, with the other wordings it is known by.

/// A label as the form prints it, with other wordings met in real reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// The official wording, numbering included: `（一）予以公开`.
    pub text: String,
    /// Other wordings that mean the same and are worth no remark.
    pub aliases: Vec<String>,
    /// Other wordings that mean the same and are remarked: they are no official ones.
    pub altered: Vec<String>,
}
