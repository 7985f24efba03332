//! Whether what must add up in a form had a say in how something was read.

use std::cell::Cell;

thread_local! {
    /// Whether something on this thread asked since that was noted last.
    static IS_ASKED: Cell<bool> = const { Cell::new(false) };
}

/// Does work, and says whether it asked what must add up in a form: where it did not, the same comes of it
/// whatever must add up.
pub fn noting_proof<T>(work: impl FnOnce() -> T) -> (T, bool) {
    let before = IS_ASKED.replace(false);
    let done = work();
    let is_asked = IS_ASKED.get();
    IS_ASKED.set(before || is_asked);
    (done, is_asked)
}

/// Notes that something asks what must add up.
pub(crate) fn note_asked() {
    IS_ASKED.set(true);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_is_noted_of_the_work_that_asks_and_of_what_it_is_a_part_of() {
        assert_eq!(noting_proof(|| 1), (1, false));
        let (inner, outer) = noting_proof(|| [noting_proof(|| ()).1, noting_proof(note_asked).1]);
        assert_eq!((inner, outer), ([false, true], true));
        assert!(!noting_proof(|| ()).1);
    }
}
